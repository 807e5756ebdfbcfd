import { expect, test } from 'vitest';
import { policyOf } from './cast.ts';
import { type Night, night } from './night.ts';

const steps = [
  { after: '0s', page: ['person:anna'], via: ['sms'] },
  { after: '10m', page: ['person:bo'], via: ['sms'] },
  { after: '20m', page: ['person:chief'], via: ['sms'] },
];
const grouping = { wait: '20s' };
// biome-ignore lint/suspicious/noThenProperty: a word of the language
const ifUnanswered = { after: '30m', restartFromStep: 2, times: 1, then: ['role:guard'] };
const policy = policyOf({ grouping, steps, ifUnanswered, acknowledge: { quietFor: '45m', thenRestartFromStep: 2 } });
const repeating = policyOf({ grouping, steps: steps.map(step => ({ ...step, repeatEvery: '3m' })) });

const roundOne = ['20s sms anna raised/1/1/0', '10m20s sms bo raised/1/2/0', '20m20s sms chief raised/1/3/0'];
/** What is told from here on. */
const after = (alarm: Night, time: string) => alarm.forget().until(time).told();

test('nobody answers: a further round from step 2 without the wait, then the last resort once, then silence', () => {
  const alarm = night(policy).until('1d');
  expect(alarm.told()).toEqual([
    ...roundOne,
    '30m20s sms bo raised/2/2/0',
    '40m20s sms chief raised/2/3/0',
    '1h20s sms bo raised/2/then/0',
  ]);
  expect(alarm.notes()).toContain('1h20s nobody-answered {"round":2}');
  expect(alarm.notes()).toContain('30m20s round-began {"round":2,"because":"unanswered","severity":"critical"}');
});

test.each([
  { at: '30m19s', told: [] },
  { at: '30m20s', told: ['30m20s sms bo raised/2/2/0'] },
  { at: '30m21s', told: ['30m20s sms bo raised/2/2/0'] },
])('the second round, seen $at after the raise', ({ at, told }) => {
  expect(night(policy).until(at).told().slice(3)).toEqual(told);
});

test('an answer sets the count of rounds back', () => {
  const alarm = night(policy).until('35m').answers('bo').until('36m').withdraws('bo');
  expect(after(alarm, '3h')).toEqual([
    '36m sms bo raised/2/2/1',
    '41m20s sms chief raised/2/3/0',
    '1h1m20s sms bo raised/3/2/0',
    '1h11m20s sms chief raised/3/3/0',
    '1h31m20s sms bo raised/3/then/0',
  ]);
});

test('still active 45 minutes after the answer: a new round, counted on; its answer is good for as long again', () => {
  const alarm = night(policy).until('5m').answers('anna');
  expect(alarm.told()).toEqual(['20s sms anna raised/1/1/0']);
  expect(alarm.until('49m59s').told()).toEqual([]);
  expect(alarm.next()).toBe('50m bo');
  expect(alarm.until('50m').told()).toEqual(['50m sms bo raised/2/2/0']);
  expect(alarm.answers('bo').until('1h34m').told()).toEqual([]);
  expect(alarm.until('1h46m').told()).toEqual(['1h35m sms bo raised/3/2/0', '1h45m sms chief raised/3/3/0']);
});

test('an answer at the very moment at which the quiet ends is one of the new round', () => {
  const alarm = night(policy).until('5m').answers('anna').until('50m').answers('anna');
  expect(alarm.told()).toEqual(['20s sms anna raised/1/1/0', '50m sms bo raised/2/2/0']);
  expect(alarm.until('1h34m59s').told()).toEqual([]);
  expect(alarm.until('1h35m').told()).toEqual(['1h35m sms bo raised/3/2/0']);
});

test('an answer at the very moment at which another is taken back counts', () => {
  const alarm = night(policy).until('5m').answers('anna').until('7m').withdraws('anna').answers('bo');
  expect(alarm.forget().until('51m').told()).toEqual([]);
});

test('a second answer, given while the first counts, makes it quiet for longer', () => {
  const alarm = night(policy).until('5m').answers('anna').until('15m').answers('bo');
  expect(after(alarm, '59m')).toEqual([]);
  expect(after(alarm, '1h')).toEqual(['1h sms bo raised/2/2/0']);
});

test('an answer withdrawn pages the reached step at once; later steps and the end of the round shift by the pause', () => {
  const alarm = night(policy).until('12m').answers('bo').until('17m').withdraws('bo');
  expect(alarm.told()).toEqual([...roundOne.slice(0, 2), '17m sms bo raised/1/2/1']);
  expect(alarm.until('40m').told()).toEqual(['25m20s sms chief raised/1/3/0', '35m20s sms bo raised/2/2/0']);
  expect(alarm.events()).toEqual(['1 raised', 'a1 acknowledged', 'a1w unacknowledged']);
});

test('repeats count on after a withdrawn answer', () => {
  const alarm = night(repeating).until('4m').answers('anna').until('6m').withdraws('anna');
  expect(alarm.until('13m').told()).toEqual([
    '20s sms anna raised/1/1/0',
    '3m20s sms anna raised/1/1/1',
    '6m sms anna raised/1/1/2',
    '9m sms anna raised/1/1/3',
    '12m sms anna raised/1/1/4',
    '12m20s sms bo raised/1/2/0',
  ]);
});

test('answered and withdrawn before the first page: it only comes later', () => {
  const alarm = night(policy).until('10s').answers('anna').until('1m').withdraws('anna');
  expect(alarm.until('15m').told()).toEqual(['1m10s sms anna raised/1/1/0', '11m10s sms bo raised/1/2/0']);
});

test('with two answers, one withdrawn changes nothing while the other stands', () => {
  const alarm = night(policy).until('5m').answers('anna').answers('bo').until('8m').withdraws('anna');
  expect(after(alarm, '49m')).toEqual([]);
});

test('"I cannot" is no answer: that person is paged no more this round, the next step starts at once, later ones keep their times', () => {
  const alarm = night(repeating).until('4m').answers('anna', 'cannot');
  expect(after(alarm, '11m')).toEqual(['4m sms bo raised/1/2/0', '7m sms bo raised/1/2/1', '10m sms bo raised/1/2/2']);
  expect(after(alarm, '21m').at(-1)).toBe('20m20s sms chief raised/1/3/0');
  expect(alarm.notes()).toContain('4m step-brought-forward {"round":1,"steps":[2],"because":"cannot"}');
});

test('each "I cannot" brings one step forward; saying it twice counts once', () => {
  const alarm = night(policy).until('4m').answers('anna', 'cannot').answers('anna', 'cannot').until('5m');
  expect(alarm.told().at(-1)).toBe('4m sms bo raised/1/2/0');
  expect(after(alarm.answers('bo', 'cannot'), '6m')).toEqual(['5m sms chief raised/1/3/0']);
  expect(after(alarm, '30m20s')).toEqual(['30m20s sms bo raised/2/2/0']);
});

test('a step whose only person cannot come is recorded, and the next one starts at once', () => {
  const twice = policyOf({ steps: [steps[0], { ...steps[0], after: '5m' }, steps[2]] });
  const alarm = night(twice).until('1m').answers('anna', 'cannot');
  expect(after(alarm, '2m')).toEqual(['1m no-contact anna raised/1/2/0', '1m sms chief raised/1/3/0']);
});

test('"I cannot" does not move the steps while somebody has the alarm', () => {
  const alarm = night(policy).until('4m').answers('bo').until('5m').answers('anna', 'cannot');
  expect(after(alarm, '48m')).toEqual([]);
  expect(after(alarm, '49m')).toEqual(['49m sms bo raised/2/2/0']);
});

test('a rise while open: a new round from step 1 at once, without the wait, by the policy of the new severity', () => {
  const calm = policyOf({ steps: [{ ...steps[2], after: '1m' }], note: 'for milder levels' });
  const alarm = night(policy, { severity: 'major', policies: { major: calm } }).until('12m');
  expect(alarm.told()).toEqual(['1m sms chief raised/1/1/0']);
  expect(alarm.becomes('critical').until('23m').told()).toEqual(['12m sms anna severity/2/1/0', '22m sms bo severity/2/2/0']);
  expect(alarm.events()).toEqual(['1 raised', '2 severity']);
});

test('a rise withdraws the answer given before it', () => {
  const alarm = night(policy, { severity: 'minor' }).until('5m').answers('anna').until('6m').becomes('major');
  expect(after(alarm, '17m')).toEqual(['6m sms anna severity/2/1/0', '16m sms bo severity/2/2/0']);
  expect(alarm.events()).toEqual(['1 raised', 'a1 acknowledged', '2 severity', 'a1w unacknowledged']);
});

test('an answer at the very moment of a rise counts if it came after it', () => {
  const alarm = night(policy, { severity: 'minor' }).until('6m').becomes('major').answers('anna');
  expect(after(alarm, '40m')).toEqual([]);
});

test('a fall changes no page', () => {
  const alarm = night(policy).until('5m').becomes('minor');
  expect(after(alarm, '21m')).toEqual(roundOne.slice(1));
  expect(alarm.events()).toEqual(['1 raised', '2 severity']);
});

test('a rise to a level that is only recorded ends the pages', () => {
  const alarm = night(policy, { severity: 'minor', policies: { critical: null } })
    .until('1m')
    .becomes('critical');
  expect(after(alarm, '1d')).toEqual([]);
});

test('a restart from a step that no step of this severity follows begins with the first', () => {
  const words = {
    steps: [steps[0], { ...steps[1], severities: ['critical'] }],
    ifUnanswered: { after: '30m', restartFromStep: 2, times: 1 },
  };
  const alarm = night(policyOf(words), { severity: 'minor' }).until('1h');
  expect(alarm.told()).toEqual(['0s sms anna raised/1/1/0', '30m sms anna raised/2/1/0']);
  expect(alarm.notes()).toContain('1h nobody-answered {"round":2}');
});
