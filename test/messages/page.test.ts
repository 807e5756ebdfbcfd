import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alarm } from '../../engine/alarms/alarm.ts';
import { isHeaderSafe } from '../../engine/messages/clean.ts';
import { isGsm7, smsParts } from '../../engine/messages/gsm7.ts';
import { emailOf, type PageFacts, smsText } from '../../engine/messages/page.ts';
import { freezer, link, minute, named, nastyNames, overFreezer, page, raisedAt } from './freezer.ts';

const later = { now: raisedAt + 49 * minute };
const answered = { answeredBy: { name: 'Lena Vik', at: raisedAt + 12 * minute } };
const gateway: Alarm = { ...named('gw-2', 'Gateway gw-2 at oslo is offline'), levels: [{ ...freezer.levels[0]!, shown: {} }] };
const risen: Alarm = {
  ...named('Freezer 7', 'Freezer 7 is at -14.5 °C, limit -15 °C'),
  levels: [
    { ...freezer.levels[0]!, severity: 'major', shown: { value: '-14.5 °C', limit: '-15 °C' } },
    { ...freezer.levels[0]!, decision: 2 },
  ],
};
const ended = (because: 'reset' | 'device deleted' | 'corrected', by?: string): Alarm => ({
  ...overFreezer,
  over: { ...overFreezer.over!, because, ...(by === undefined ? {} : { by }) },
});

const cases: readonly { name: string; more: Partial<PageFacts>; want: string }[] = [
  {
    name: 'the usual page',
    more: {},
    want: `CRITICAL Freezer 7, Oslo: -9.6 C, limit -10 C, 5 min. Stock lost 03:41. Answer: reply 4K7Q or ${link}`,
  },
  {
    name: 'no two-way number: the code is still there for the link',
    more: { canReply: false },
    want: `CRITICAL Freezer 7, Oslo: -9.6 C, limit -10 C, 5 min. Stock lost 03:41. Answer: ${link} code 4K7Q`,
  },
  {
    name: 'just raised has no age',
    more: { now: raisedAt + 20_000 },
    want: `CRITICAL Freezer 7, Oslo: -9.6 C, limit -10 C. Stock lost 03:41. Answer: reply 4K7Q or ${link}`,
  },
  {
    name: 'the next person hears who was silent',
    more: { now: raisedAt + 14 * minute, escalatedFrom: ['Lena Vik', 'Lena Vik', 'Lena Vik'] },
    want: `CRITICAL Freezer 7, Oslo: -9.6 C, limit -10 C, 14 min, nobody has answered (Lena x3). You are next. Stock lost 03:41. Answer: reply 4K7Q or ${link}`,
  },
  {
    name: 'a rise shows the numbers of the level that counts now',
    more: { alarm: risen, kind: 'severity' },
    want: `CRITICAL Freezer 7, Oslo: -9.6 C, limit -10 C, 5 min, was MAJOR. Stock lost 03:41. Answer: reply 4K7Q or ${link}`,
  },
  {
    name: 'a title without numbers stands as it is',
    more: { alarm: gateway, severity: 'major' },
    want: `MAJOR Gateway gw-2 at oslo is offline, 5 min. Stock lost 03:41. Answer: reply 4K7Q or ${link}`,
  },
  {
    name: 'over',
    more: { ...later, ...answered, alarm: overFreezer, kind: 'over' },
    want: 'OVER Freezer 7, Oslo: -18.4 C since 03:58, was out 48 min. Answered by Lena Vik 03:22.',
  },
  {
    name: 'over without numbers',
    more: { ...later, alarm: { ...gateway, over: { ...overFreezer.over!, shown: {} } }, kind: 'over' },
    want: 'OVER Gateway gw-2 at oslo is offline: over since 03:58, was out 48 min.',
  },
  {
    name: 'reset by a person',
    more: { ...later, alarm: ended('reset', 'omar'), kind: 'over' },
    want: 'OVER Freezer 7, Oslo: reset by omar 03:58, was out 48 min.',
  },
  {
    name: 'the device was deleted',
    more: { ...later, alarm: ended('device deleted'), kind: 'over' },
    want: 'OVER Freezer 7, Oslo: device deleted 03:58, was out 48 min.',
  },
  {
    name: 'told once, when it is long over',
    more: { ...later, alarm: overFreezer, toldOnce: true },
    want: 'CRITICAL Freezer 7, Oslo: was -9.6 C, limit -10 C, from 03:10 to 03:58, over before we knew; no answer needed.',
  },
];

test.each(cases)('SMS: $name', ({ more, want }) => {
  const text = smsText({ ...page, ...more });
  expect(text).toBe(want);
  expect(smsParts(text)).toBeLessThanOrEqual(2);
});

test('a short link makes it one part', () => {
  expect(smsParts(smsText({ ...page, link: 'https://t.example/a/K7Q2M' }))).toBe(1);
});

test('a number in the name of a device stays when a level changes', () => {
  const shown = { value: '7', limit: '5' };
  const levels = [
    { ...freezer.levels[0]!, shown },
    { ...freezer.levels[0]!, decision: 2, shown: { value: '5', limit: '3' } },
  ];
  const alarm = { ...named('Freezer 7', 'Freezer 7 was opened 7 times, limit 5'), levels };
  expect(smsText({ ...page, alarm })).toContain('Freezer 7, Oslo was opened 5 times, limit 3');
});

test('what gives way is the consequence, then the title', () => {
  const alarm = {
    ...freezer,
    message: { ...freezer.message, title: `Freezer 7 ${'very '.repeat(60)}warm`, consequence: 'Stock lost.' },
  };
  const text = smsText({ ...page, alarm });
  expect(text).toMatch(/^CRITICAL Freezer 7, Oslo very very .*\.\.\., 5 min\. Answer: reply 4K7Q or https:\/\/\S+$/);
  expect(text).not.toContain('Stock lost');
  expect(text.endsWith(link)).toBe(true);
});

test('whatever devices and people are called, an SMS has at most 2 parts, all in the alphabet, with link and code', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...nastyNames));
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.boolean(),
      fc.array(text, { maxLength: 5 }),
      (name, title, site, canReply, escalatedFrom) => {
        const alarm = { ...named(name, title), device: { ...freezer.device, name, tags: { site } } };
        const sms = smsText({ ...page, alarm, canReply, escalatedFrom });
        expect(isGsm7(sms)).toBe(true);
        expect(smsParts(sms)).toBeLessThanOrEqual(2);
        expect(sms.endsWith(canReply ? `reply 4K7Q or ${link}` : `${link} code 4K7Q`)).toBe(true);
        expect(smsParts(smsText({ ...page, alarm: { ...alarm, over: overFreezer.over! }, kind: 'over' }))).toBeLessThanOrEqual(2);
      },
    ),
  );
});

test('a mail says everything in its text part', () => {
  const { subject, text } = emailOf(page);
  expect(subject).toBe('CRITICAL Freezer 7, Oslo is at -9.6 °C, limit -10 °C [frz-oslo-07~1]');
  for (const words of [
    'CRITICAL, raised 03:10, Oslo time',
    'Freezer 7, Oslo is at -9.6 °C, limit -10 °C',
    'It has lasted for 5 min.',
    'Stock lost 03:41.',
    `Open and answer: ${link}`,
    'Code: 4K7Q',
    '1. Close the door and check the seal',
    'Runbook: https://wiki.example/runbooks/freezer-warm',
    'You get this because you are primary on call until Mon 09:00.',
    'If nobody answers, next: Ingrid Dahl at 03:24.',
  ])
    expect(text).toContain(words);
});

test('all mails of a level have one subject; over puts a word before it', () => {
  const { subject } = emailOf(page);
  expect(emailOf({ ...page, ...later, escalatedFrom: ['Lena Vik'] }).subject).toBe(subject);
  expect(emailOf({ ...page, ...later, alarm: overFreezer, kind: 'over' }).subject).toBe(`OVER: ${subject}`);
});

test('over asks for nothing', () => {
  const { text, html } = emailOf({ ...page, ...later, ...answered, alarm: overFreezer, kind: 'over' });
  expect(text).toContain('Over since 03:58. It was out for 48 min. It is at -18.4 °C now.\nAnswered by Lena Vik at 03:22.');
  for (const part of [text, html]) expect(part).not.toMatch(/4K7Q|\/a\/|Do first/);
});

test('the HTML part has one button, no image, nothing from elsewhere', () => {
  const { html } = emailOf(page);
  expect(html.match(/<a /g)).toHaveLength(2);
  expect(html).toContain(`href="${link}"`);
  expect(html).toMatch(/code: <b [^>]*>4K7Q<\/b>/);
  expect(html).not.toMatch(/<img|<script|<link|url\(/);
});

test.each(nastyNames.map(name => ({ name })))('nothing of a device named "$name" gets through to a mail', ({ name }) => {
  const message = {
    title: `${name} is warm`,
    consequence: name,
    firstSteps: [name, name, name, name, name, name],
    runbook: 'https://wiki.example/',
  };
  const alarm = { ...freezer, device: { id: 'd-1', name, tags: { site: name } }, rule: { ...freezer.rule, name }, message };
  const { subject, text, html } = emailOf({
    ...page,
    alarm,
    escalatedFrom: [name],
    whyYou: name,
    next: { at: 0, names: [name] },
  });
  expect(isHeaderSafe(subject)).toBe(true);
  expect(subject).toContain('[frz-oslo-07~1]');
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(4_096);
  expect(html).toContain(link);
  expect(html).not.toMatch(/<script|<img|<[^>]* on\w+=|\r|\n|[\u202e\u2066\u200b]/);
  expect(text).not.toMatch(/\r|[\u202e\u2066\u200b\u2028]/);
  expect(text.split('\n').filter(line => line.startsWith('Bcc'))).toEqual([]);
});
