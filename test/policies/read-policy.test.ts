import { expect, test } from 'vitest';
import { runPolicyExamples } from '../../engine/policies/preview.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';

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
  {
    name: 'grouping with tags and flood',
    document: { ...good, grouping: { by: ['site'], flood: { moreThan: 10, in: '10m', digestEvery: '15m' } } },
  },
])('accepted: $name', ({ document }) => expect(problemsOf(document)).toEqual([]));

test.each([
  { name: 'calendars', document: { ...good, calendars: {} }, want: '/calendars' },
  { name: 'during', document: withStep({ during: 'staffed' }), want: '/steps/0/during' },
  { name: 'notDuring', document: withStep({ notDuring: 'staffed' }), want: '/steps/0/notDuring' },
  { name: 'holdUntil', document: withStep({ holdUntil: 'staffed' }), want: '/steps/0/holdUntil' },
  { name: 'command', document: withStep({ command: { method: 'off' } }), want: '/steps/0/command' },
  {
    name: 'everyoneMustAnswer',
    document: { ...good, acknowledge: { everyoneMustAnswer: true } },
    want: '/acknowledge/everyoneMustAnswer',
  },
  { name: 'teams', document: withStep({ via: ['sms', 'teams'] }), want: '/steps/0/via/1' },
  { name: 'webhook', document: withStep({ via: ['webhook:x'] }), want: '/steps/0/via/0' },
])('not yet: $name', ({ document, want }) => expect(at(document)).toEqual([`policy/not-yet ${want}`]));

test.each([
  { document: { ...good, stepz: [] }, want: ['policy/unknown-word /stepz'] },
  { document: withStep({ aftr: '5m' }), want: ['policy/unknown-word /steps/0/aftr'] },
  { document: { ...good, name: undefined }, want: ['policy/missing-word '] },
  { document: { ...good, steps: [] }, want: ['policy/wrong-value /steps'] },
  { document: withStep({ page: [] }), want: ['policy/wrong-value /steps/0/page'] },
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
