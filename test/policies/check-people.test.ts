import { expect, test } from 'vitest';
import { peopleProblems } from '../../engine/policies/check-people.ts';
import { people, policyOf } from './cast.ts';

const rotation = { people: ['anna', 'bo'], handover: { every: 'day', at: '07:00' }, startsOn: '2026-01-05' };
const step = { after: '0s', page: ['rotation:duty'], via: ['sms', 'email'] };
const good = { rotations: { duty: rotation }, steps: [step] };
const found = (words: object) =>
  peopleProblems(policyOf({ ...good, ...words }), 'p', people).map(
    ({ code, pointer, severity }) => `${severity ?? 'error'} ${code} ${pointer}`,
  );

test.each([
  { words: {}, want: [] },
  {
    words: { rotations: { duty: { ...rotation, people: ['ana', 'bo'] } } },
    want: ['error policy/unknown-person /rotations/duty/people/0'],
  },
  {
    words: { rotations: { duty: { ...rotation, cover: [{ from: '2026-03-01T09:00', to: '2026-03-02T09:00', person: 'eve' }] } } },
    want: ['error policy/unknown-person /rotations/duty/cover/0/person'],
  },
  { words: { steps: [{ ...step, page: ['person:chef'] }] }, want: ['error policy/unknown-person /steps/0/page/0'] },
  { words: { steps: [{ ...step, page: ['team:leads', 'role:guard'] }] }, want: [] },
  {
    words: { steps: [step, { ...step, after: '5m', page: ['team:ghosts'] }] },
    want: ['error policy/pages-nobody /steps/1/page/0'],
  },
  { words: { steps: [{ ...step, page: ['person:mail-only'] }] }, want: ['warning policy/person-without-channel /steps/0/via'] },
  { words: { steps: [{ ...step, page: ['person:mail-only'], via: ['email', 'teams'] }] }, want: [] },
  // biome-ignore lint/suspicious/noThenProperty: a word of the language
  { words: { ifUnanswered: { after: '10m', then: ['role:gard'] } }, want: ['error policy/pages-nobody /ifUnanswered/then/0'] },
])('$want', ({ words, want }) => expect(found(words)).toEqual(want));

test('what was meant is said, and can be written in', () => {
  const [problem] = peopleProblems(policyOf({ ...good, steps: [{ ...step, page: ['person:chif'] }] }), 'p', people);
  expect(problem).toMatchObject({ fix: 'Did you mean “chief”?', edit: [{ text: '"person:chief"' }] });
});
