import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runPolicyExamples } from '../../engine/policies/preview.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';
import { remarksOf } from '../../engine/policies/remarks.ts';

type Words = Readonly<Record<string, unknown>>;
const step = { after: '0s', page: ['rotation:duty'], via: ['sms'] };
const rotation = { people: ['anna', 'bo'], handover: { every: 'week', on: 'mon', at: '09:00' }, startsOn: '2026-01-05' };
const good = { id: 'p', name: 'P', timeZone: 'Europe/Oslo', rotations: { duty: rotation }, steps: [step] };

const problemsOf = (document: Words) => {
  const read = readPolicy(JSON.stringify(document, null, 2), 'p.policy.json');
  return read.ok ? [] : read.problems;
};
const at = (document: Words) => problemsOf(document).map(({ code, pointer }) => `${code} ${pointer}`);
const withStep = (words: Words) => ({ ...good, steps: [{ ...step, ...words }] });
const withRotation = (words: Words) => ({ ...good, rotations: { duty: { ...rotation, ...words } } });

test.each([
  { name: 'the least there is', document: good },
  { name: 'remarks, owner, schema', document: { ...good, note: 'n', owner: 'o', $schema: 's', steps: [{ ...step, note: 'n' }] } },
])('accepted: $name', ({ document }) => expect(problemsOf(document)).toEqual([]));

const staffed = { days: ['mon', 'fri'], from: '07:00', to: '17:00' };
const hours = (words: Words, more: Words = {}) => ({ ...withStep(words), calendars: { staffed }, ...more });

test.each([
  { name: 'hours of a step', document: hours({ during: 'staffed', holdUntil: 'staffed', severities: ['info'] }) },
  { name: 'a command', document: withStep({ command: { method: 'off', payload: { valve: 3 } } }) },
  { name: 'everyone must answer', document: { ...good, acknowledge: { everyoneMustAnswer: true } } },
  { name: 'channels that are not there yet', document: withStep({ via: ['sms', 'teams', 'webhook:x'] }) },
])('accepted: $name', ({ document }) => expect(readPolicy(JSON.stringify(document), 'p').ok).toBe(true));

test.each([
  { document: withStep({ via: ['sms', 'teams'] }), want: ['policy/planned /steps/0/via/1'] },
  { document: withStep({ via: ['webhook:x'] }), want: ['policy/planned /steps/0/via/0'] },
  { document: withStep({ command: { method: 'off' } }), want: ['policy/planned /steps/0/command'] },
  {
    document: { ...good, grouping: { by: ['site'], flood: { moreThan: 10, in: '10m', digestEvery: '15m' } } },
    want: ['policy/planned /grouping/by', 'policy/planned /grouping/flood'],
  },
  { document: { ...good, whenCleared: { via: ['teams'] } }, want: ['policy/planned /whenCleared/via/0'] },
  {
    document: hours({ during: 'staffed' }),
    want: ['policy/nobody-told /steps', 'policy/nobody-told /steps', 'policy/nobody-told /steps'],
  },
  { document: hours({ during: 'staffed', notDuring: 'staffed' }), want: ['policy/step-for-nobody /steps/0'] },
  {
    document: {
      ...hours({}),
      steps: [
        { ...step, holdUntil: 'staffed' },
        { ...step, after: '30m', holdUntil: 'staffed' },
      ],
    },
    want: ['policy/held-together /steps/1/holdUntil'],
  },
  {
    document: {
      ...good,
      rotations: { duty: rotation, second: { ...rotation, people: ['bo', 'anna', 'anna'] } },
      steps: [step, { ...step, after: '5m', page: ['rotation:second'] }],
    },
    want: ['policy/same-person-twice /rotations/second'],
  },
])('read, with a warning: $want', ({ document, want }) => {
  const read = readPolicy(JSON.stringify(document, null, 2), 'p');
  expect(read.ok && read.warnings.map(({ code, pointer, severity }) => `${severity} ${code} ${pointer}`)).toEqual(
    want.map(each => `warning ${each}`),
  );
});

test.each(['cold-chain-oncall', 'facilities-duty'])(
  'the sample %s is read, its examples hold, and what is planned is said',
  id => {
    const read = readPolicy(readFileSync(`test/samples/policy-${id}.json`, 'utf8'), id);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(runPolicyExamples(read.policy).filter(({ ok }) => !ok)).toEqual([]);
    expect(new Set(read.warnings.map(({ code }) => code))).toEqual(new Set(['policy/planned']));
    expect(remarksOf(read.policy, id)).toEqual(read.warnings);
  },
);

test('a shared calendar stands in the version that is kept: it can be read by itself, and another one makes another version', () => {
  const text = JSON.stringify(withStep({ holdUntil: 'office' }));
  const office = (from: string) => new Map([['office', { from, to: '17:00' }]]);
  const read = (from: string) => readPolicy(text, 'p', office(from));
  const [early, late] = [read('07:00'), read('08:00')];
  if (!early.ok || !late.ok) throw new Error('not read');
  expect(early.policy.version).not.toBe(late.policy.version);
  const again = readPolicy(early.policy.text, 'p');
  expect(again.ok && again.policy).toEqual(early.policy);
  expect(early.policy.document.calendars).toEqual({ office: { from: '07:00', to: '17:00' } });
  const own = readPolicy(
    JSON.stringify({ ...withStep({ holdUntil: 'office' }), calendars: { office: { from: '06:00' } } }),
    'p',
    office('07:00'),
  );
  expect(own.ok && own.policy.document.calendars?.office?.from).toBe('06:00');
});

test.each([
  { document: { ...good, stepz: [] }, want: ['policy/unknown-word /stepz'] },
  { document: withStep({ aftr: '5m' }), want: ['policy/unknown-word /steps/0/aftr'] },
  { document: { ...good, name: undefined }, want: ['policy/missing-word '] },
  { document: { ...good, steps: [] }, want: ['policy/wrong-value /steps'] },
  { document: withStep({ page: [] }), want: ['policy/pages-nobody /steps/0/page'] },
  { document: withStep({ during: 'stafed' }), want: ['policy/unknown-calendar /steps/0/during'] },
  { document: withStep({ holdUntil: { days: ['mon'] } }), want: ['policy/wrong-value /steps/0/holdUntil'] },
  { document: withStep({ via: ['fax'] }), want: ['policy/wrong-value /steps/0/via/0'] },
  { document: withStep({ command: {} }), want: ['policy/missing-word /steps/0/command'] },
  { document: { ...good, calendars: { 'a b': staffed } }, want: ['policy/bad-id /calendars/a b'] },
  { document: { ...good, calendars: { a: { from: '7' } } }, want: ['calendar/no-such-time /calendars/a/from'] },
  { document: { ...good, calendars: { a: [] } }, want: ['calendar/wrong-kind /calendars/a'] },
  { document: withStep({ page: ['anna'] }), want: ['policy/wrong-value /steps/0/page/0'] },
  { document: withStep({ page: ['rotation:dutty'] }), want: ['policy/unknown-rotation /steps/0/page/0'] },
  { document: withStep({ after: '5' }), want: ['policy/wrong-value /steps/0/after'] },
  { document: withStep({ after: '' }), want: ['policy/wrong-value /steps/0/after'] },
  { document: withStep({ repeatEvery: '0s' }), want: ['policy/no-time /steps/0/repeatEvery'] },
  { document: withStep({ severities: ['urgent'] }), want: ['policy/wrong-value /steps/0/severities/0'] },
  { document: { ...good, timeZone: 'Oslo' }, want: ['policy/unknown-time-zone /timeZone'] },
  { document: withRotation({ people: [] }), want: ['policy/wrong-value /rotations/duty/people'] },
  { document: withRotation({ timeZone: 'Mars/North' }), want: ['policy/unknown-time-zone /rotations/duty/timeZone'] },
  { document: withRotation({ startsOn: '2026-02-30' }), want: ['policy/no-such-date /rotations/duty/startsOn'] },
  {
    document: withRotation({ handover: { every: 'week', at: '09:00' } }),
    want: ['policy/handover-day /rotations/duty/handover'],
  },
  {
    document: withRotation({ handover: { every: 'day', on: 'mon', at: '09:00' } }),
    want: ['policy/handover-day /rotations/duty/handover/on'],
  },
  {
    document: withRotation({ handover: { every: 'day', at: '24:00' } }),
    want: ['policy/wrong-value /rotations/duty/handover/at'],
  },
  {
    document: withRotation({ cover: [{ from: '2026-03-02T09:00', to: '2026-03-02T09:00', person: 'bo' }] }),
    want: ['policy/cover-backwards /rotations/duty/cover/0'],
  },
  {
    document: { ...good, ifUnanswered: { after: '10m', restartFromStep: 2 } },
    want: ['policy/unknown-step /ifUnanswered/restartFromStep'],
  },
  {
    document: { ...good, acknowledge: { thenRestartFromStep: 0 } },
    want: ['policy/wrong-value /acknowledge/thenRestartFromStep'],
  },
  {
    document: { ...good, steps: [step, { ...step, after: '10m' }], ifUnanswered: { after: '10m' } },
    want: ['policy/step-never-reached /steps/1/after'],
  },
  { document: { ...good, steps: [step, { ...step, after: '10m' }], ifUnanswered: { after: '10m1s' } }, want: [] },
])('$want', ({ document, want }) => expect(at(document)).toEqual(want));

test('all problems at once, in the order of the text, with line, column and what was meant', () => {
  const text =
    '{ "id": "p", "name": "P", "timeZone": "Europe/Oslo",\n  "stps": [],\n  "steps": [{ "after": "PT5M", "page": ["person:a"], "via": ["smss"] }] }';
  const read = readPolicy(text, 'p.policy.json');
  expect(read.ok ? [] : read.problems).toMatchObject([
    { code: 'policy/unknown-word', line: 2, column: 3, fix: 'Did you mean “steps”?' },
    { code: 'policy/wrong-value', line: 3, column: 24, fix: 'Write “5m”.' },
    { code: 'policy/wrong-value', line: 3, column: 62, fix: 'Did you mean “sms”?' },
  ]);
});

test('of very many mistakes each is told, and none hides another', () => {
  const names = Array.from({ length: 30 }, (_, index) => `!${index}`);
  const rotations = Object.fromEntries([...names.map(name => [name, rotation]), ['duty', rotation]]);
  expect(problemsOf({ ...good, rotations, nam: 'x' }).map(({ code }) => code)).toHaveLength(31);
});

test.each(['', 'null', '[]', '7', '"x"', '{'])('never throws: %j', text => expect(readPolicy(text, 'p').ok).toBe(false));

test('another text is another version', () => {
  const one = readPolicy(JSON.stringify(good), 'p');
  const two = readPolicy(JSON.stringify(good, null, 1), 'p');
  expect(one.ok && two.ok && one.policy.version !== two.policy.version).toBe(true);
});

test('an example that does not hold says where', () => {
  const expected = [{ at: '1m', pages: ['bo'], via: ['sms'] }];
  const example = { name: 'who', raisedAt: '2026-01-06T12:00:00Z', severity: 'minor', expect: expected };
  const read = readPolicy(JSON.stringify({ ...good, grouping: { wait: '20s' }, examples: [example] }), 'p');
  if (!read.ok) throw new Error('not read');
  expect(runPolicyExamples(read.policy)).toEqual([
    {
      name: 'who',
      ok: false,
      expected,
      got: [{ at: '20s', pages: ['anna'], via: ['sms'] }],
      says: '“who”: page 1 should be bo at 1m by sms, but is anna at 20s by sms.',
    },
  ]);
});
