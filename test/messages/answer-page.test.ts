import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type AnswerView,
  answerPage,
  answerPageHeaders,
  answerPageStyleHash,
  unknownLinkPage,
} from '../../engine/messages/answer-page.ts';
import { freezer, minute, nastyNames, overFreezer, raisedAt } from './freezer.ts';

const view: AnswerView = {
  alarm: freezer,
  personName: 'Lena Vik',
  severity: 'critical',
  standing: { kind: 'open' },
  antiForgery: 'f0f1',
  now: raisedAt + 6 * minute,
  timeZone: 'Europe/Oslo',
  next: { at: raisedAt + 14 * minute, names: ['Ingrid Dahl'] },
  whyYou: 'you are primary on call until Mon 09:00',
};
const at = raisedAt + 5 * minute;

const states: readonly { name: string; more: Partial<AnswerView>; says: readonly string[]; buttons: readonly string[] }[] = [
  { name: 'open', more: {}, says: ['Since <strong>03:10 (Oslo)', 'Next: Ingrid Dahl at 03:24'], buttons: ['have-it', 'cannot'] },
  {
    name: 'wrong code',
    more: { problem: { kind: 'wrong-code', triesLeft: 3 } },
    says: ['role="alert"', 'That is not the code', '3 tries are left', 'aria-invalid="true" aria-describedby="problem hint"'],
    buttons: ['have-it', 'cannot'],
  },
  {
    name: 'last try',
    more: { problem: { kind: 'wrong-code', triesLeft: 1 } },
    says: ['1 try is left'],
    buttons: ['have-it', 'cannot'],
  },
  {
    name: 'locked',
    more: { problem: { kind: 'locked', until: at + 60 * minute } },
    says: ['Too many wrong codes', '04:15'],
    buttons: [],
  },
  {
    name: 'stale form',
    more: { problem: { kind: 'stale-form' } },
    says: ['Nothing was changed'],
    buttons: ['have-it', 'cannot'],
  },
  {
    name: 'answered by somebody else',
    more: { standing: { kind: 'answered', by: 'Omar Said', since: at } },
    says: ['role="status"', 'Omar Said has it since 03:15'],
    buttons: [],
  },
  {
    name: 'you answered',
    more: { standing: { kind: 'you-answered', since: at, withdrawUntil: at + 10 * minute, quietUntil: at + 45 * minute } },
    says: ['role="status"', 'You have it since 03:15', 'Quiet until 04:00', 'Possible until 03:25'],
    buttons: ['withdraw'],
  },
  {
    name: 'you answered more than ten minutes ago',
    more: { standing: { kind: 'you-answered', since: at - 20 * minute, withdrawUntil: at - 10 * minute } },
    says: ['You have it'],
    buttons: [],
  },
  {
    name: 'you cannot',
    more: { standing: { kind: 'open', youCannotSince: at } },
    says: ['role="status"', 'You said at 03:15 that you cannot', 'Paged next: Ingrid Dahl'],
    buttons: ['have-it'],
  },
  {
    name: 'over',
    more: { alarm: overFreezer, now: raisedAt + 50 * minute, standing: { kind: 'over', answeredBy: { name: 'Lena Vik', at } } },
    says: ['role="status"', 'OVER, was 1 CRITICAL', 'over since 03:58 (Oslo)', 'Answered by Lena Vik at 03:15'],
    buttons: [],
  },
  { name: 'expired', more: { standing: { kind: 'expired' } }, says: ['This link has ended'], buttons: [] },
];

const buttonsOf = (html: string) => [...html.matchAll(/<button[^>]* name="answer" value="([^"]+)"/g)].map(match => match[1]);

test.each(states)('$name', ({ more, says, buttons }) => {
  const html = answerPage({ ...view, ...more });
  for (const words of says) expect(html).toContain(words);
  expect(buttonsOf(html)).toEqual(buttons);
  expect(html.includes('<form method="post">')).toBe(buttons.length > 0);
  expect(html.includes('name="t" value="f0f1"')).toBe(buttons.length > 0);
  expect(Buffer.byteLength(html)).toBeLessThan(8_000);
  expect(html).not.toMatch(/<script|<img|<link|src=|url\(|@import| style=/);
});

test('the code field suits thumbs and screen readers', () => {
  const html = answerPage(view);
  expect(html).toContain('<label for="code">');
  const field = /<input id="code"[^>]*>/.exec(html)?.[0] ?? '';
  for (const word of [
    'required',
    'autocomplete="off"',
    'autocapitalize="characters"',
    'inputmode="text"',
    'aria-describedby="hint"',
  ])
    expect(field).toContain(word);
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('width=device-width,initial-scale=1');
});

test('an ended link and an unknown one tell nothing of any alarm', () => {
  for (const html of [answerPage({ ...view, standing: { kind: 'expired' } }), unknownLinkPage()]) {
    expect(html).not.toMatch(/Freezer|frz|Lena|Oslo/);
    expect(html).toContain('<meta name="referrer" content="no-referrer">');
  }
  expect(unknownLinkPage()).toBe(unknownLinkPage());
});

test('the policy lets this very style in, and nothing else', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(answerPage(view))?.[1] ?? '';
  expect(answerPageStyleHash).toBe(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(answerPageHeaders['content-security-policy']).toBe(
    `default-src 'none'; style-src ${answerPageStyleHash}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  );
  expect(answerPageHeaders['cache-control']).toBe('no-store');
});

test('chips and texts have the contrast of WCAG AA, in light and dark', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(answerPage(view))?.[1] ?? '';
  const [light, dark] = [...style.matchAll(/:root\{([^}]*--bg[^}]*)\}/g)].map(match => colours(match[1] ?? ''));
  for (const theme of [light!, dark!]) {
    for (const paper of ['bg', 'card'])
      for (const ink of ['fg', 'mut', 'link'])
        expect(contrast(theme[ink]!, theme[paper]!), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.5);
    for (const edge of ['line', 'bad', 'focus'])
      expect(contrast(theme[edge]!, theme.bg!), `${edge} on bg`).toBeGreaterThanOrEqual(3);
  }
  for (const [ink, paper] of [
    ['#ffffff', '#b00020'],
    ['#1b1b1b', '#ff9f1c'],
    ['#1b1b1b', '#ffe066'],
    ['#ffffff', '#0b5cad'],
  ] as const)
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5);
});

const colours = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--(\w+):#(\w+)/g)].map(([, name, hex = '']) => [
      name,
      `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`,
    ]),
  );

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(i => {
    const channel = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test.each(nastyNames.map(name => ({ name })))('nothing of a device named "$name" gets through', ({ name }) => {
  const message = {
    title: `${name} is warm`,
    consequence: name,
    firstSteps: Array<string>(5).fill(name),
    runbook: 'https://wiki.example/',
  };
  const alarm = {
    ...freezer,
    why: name,
    device: { id: 'd-1', name, tags: { site: name } },
    rule: { ...freezer.rule, name },
    message,
  };
  const more = { alarm, personName: name, whyYou: name, next: { at: raisedAt, names: [name] } };
  for (const state of states) {
    const html = answerPage({
      ...view,
      ...state.more,
      ...more,
      alarm: { ...alarm, ...(state.more.alarm?.over ? { over: state.more.alarm.over } : {}) },
    });
    expect(Buffer.byteLength(html)).toBeLessThan(8_000);
    expect(html).not.toMatch(/<script|<img|<[^>]* on\w+=|[\u202e\u2066\u200b]/);
    expect(buttonsOf(html)).toEqual(state.buttons);
  }
});
