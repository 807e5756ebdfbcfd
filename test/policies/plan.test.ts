import { expect, test } from 'vitest';
import { policyOf } from './cast.ts';
import { night } from './night.ts';

/** Anna, after ten minutes Bo, after twenty the chief; every three minutes again. */
const steps = [
  { after: '0s', page: ['person:anna'], via: ['sms'], repeatEvery: '3m' },
  { after: '10m', page: ['person:bo'], via: ['sms'], repeatEvery: '4m' },
  { after: '20m', page: ['person:chief'], via: ['email'], openCase: { queue: 'q', priority: 'high' } },
];
const grouping = { wait: '20s' };
const plain = policyOf({ grouping, steps });
const firsts = (lines: readonly string[]) => lines.filter(line => line.endsWith('/0') || line.includes('case'));

test('steps count from the moment the alarm was known, plus the wait; repeats end where the next step begins', () => {
  expect(night(plain).until('19m').told()).toEqual([
    '20s sms anna raised/1/1/0',
    '3m20s sms anna raised/1/1/1',
    '6m20s sms anna raised/1/1/2',
    '9m20s sms anna raised/1/1/3',
    '10m20s sms bo raised/1/2/0',
    '14m20s sms bo raised/1/2/1',
    '18m20s sms bo raised/1/2/2',
  ]);
});

test('a repeat that falls together with the next step is not sent', () => {
  const even = policyOf({ steps: [{ ...steps[0], repeatEvery: '5m' }, steps[1]] });
  expect(night(even).until('11m').told()).toEqual([
    '0s sms anna raised/1/1/0',
    '5m sms anna raised/1/1/1',
    '10m sms bo raised/1/2/0',
  ]);
});

test('late news skips no step: two hours old, the first step is the first', () => {
  expect(firsts(night(plain, { happenedAt: '2h' }).until('21m').told())).toEqual([
    '20s sms anna raised/1/1/0',
    '10m20s sms bo raised/1/2/0',
    '20m20s email chief raised/1/3/0',
    '20m20s case opened at step 3',
  ]);
});

test.each([
  { end: '19s', told: [] },
  { end: '20s', told: ['20s sms anna raised/1/1/0', '20s sms anna over'], asked: true },
  { end: '21s', told: ['20s sms anna raised/1/1/0', '21s sms anna over'], asked: true },
])('over $end after the raise, its first page is due at 20s', ({ end, told, asked }) => {
  const alarm = night(plain).until(end);
  const before = asked ? alarm.told() : [];
  expect([...before, ...alarm.isOver().told()]).toEqual(told);
  expect(alarm.finished()).toBe(true);
});

test('over at the very moment of its first page, and no driver was there yet: nobody is paged', () => {
  expect(night(plain).asleepUntil('20s').isOver().told()).toEqual([]);
});

test('an alarm that was over before anybody knew is told once, at its time, and "over" does not follow', () => {
  const alarm = night(plain, { happenedAt: '2h' }).isOver('0s').until('19s');
  expect(alarm.told()).toEqual([]);
  expect(alarm.finished()).toBe(false);
  expect(alarm.until('2h').told()).toEqual(['20s sms anna raised/1/1/0 once']);
  expect(alarm.finished()).toBe(true);
  expect(alarm.events()).toEqual(['1 raised', '2 over']);
});

test('told once by the next channel when the first fails', () => {
  const alarm = night(plain, { fate: ({ channel }) => (channel === 'sms' ? 'undelivered' : 'accepted') }).isOver('0s');
  expect(alarm.until('1h').told()).toEqual(['20s sms anna raised/1/1/0 once', '20s email anna raised/1/1/0 once']);
  expect(alarm.finished()).toBe(true);
});

test('an answer ends the pages; the alarm waits for its end and says so to whoever was paged', () => {
  const alarm = night(plain).until('11m').answers('bo');
  expect(firsts(alarm.told())).toEqual(['20s sms anna raised/1/1/0', '10m20s sms bo raised/1/2/0']);
  expect(alarm.until('5h').told()).toEqual([]);
  expect(alarm.next()).toBeUndefined();
  expect(alarm.isOver().told()).toEqual(['5h sms anna over', '5h sms bo over']);
  expect(alarm.finished()).toBe(true);
  expect(alarm.events()).toEqual(['1 raised', 'a1 acknowledged', '2 over']);
  expect(alarm.notes()).toEqual(['5h steps-not-run {"round":1,"steps":[3],"because":"answered"}']);
});

test.each([
  { words: {}, told: ['1h sms anna over', '1h email chief over'] },
  { words: { tell: 'nobody' }, told: [] },
  { words: { tell: 'acknowledger' }, told: ['1h email chief over'] },
  { words: { tell: 'everyone-paged', via: ['sms'] }, told: ['1h sms anna over'] },
  { words: { tell: 'acknowledger', via: ['sms'] }, told: [] },
  { words: { closeCase: true }, told: ['1h sms anna over', '1h email chief over', '1h case closed'] },
])('whenCleared $words', ({ words, told }) => {
  const policy = policyOf({ steps: [steps[0], { ...steps[2], after: '1m' }], whenCleared: words });
  const alarm = night(policy).until('2m').answers('chief').until('1h');
  alarm.told();
  expect(alarm.isOver().told()).toEqual(told);
  expect(alarm.finished()).toBe(true);
});

test('a level without a policy pages nobody, and its changes are still published', () => {
  const alarm = night(plain, { severity: 'minor', policies: { minor: null } }).until('1d');
  expect(alarm.told()).toEqual([]);
  expect(alarm.plan().lookAgainAt).toBeUndefined();
  expect(alarm.isOver().told()).toEqual([]);
  expect(alarm.events()).toEqual(['1 raised', '2 over']);
  expect(alarm.finished()).toBe(true);
});

test('info pages nobody, whatever its policy; once it is critical, that is the first round', () => {
  const alarm = night(plain, { severity: 'info', policies: { info: plain } }).until('1h');
  expect(alarm.told()).toEqual([]);
  expect(alarm.becomes('critical').told()).toEqual(['1h sms anna raised/1/1/0']);
});

test('a step for other severities is passed over', () => {
  const policy = policyOf({
    steps: [
      { ...steps[0], severities: ['critical'] },
      { ...steps[1], severities: ['minor', 'major'] },
    ],
  });
  expect(firsts(night(policy, { severity: 'minor' }).until('1h').told())).toEqual(['10m sms bo raised/1/2/0']);
  expect(firsts(night(policy, { severity: 'critical' }).until('1h').told())).toEqual(['0s sms anna raised/1/1/0']);
});

test('no step for this severity: said, not paged', () => {
  const policy = policyOf({ steps: [{ ...steps[0], severities: ['critical'] }] });
  const alarm = night(policy, { severity: 'minor' }).until('1h');
  expect(alarm.told()).toEqual([]);
  expect(alarm.notes()).toEqual(['0s no-step {"round":1,"because":"raised","severity":"minor"}']);
});

test('the case is opened once, also when rounds go on, and closed with the alarm', () => {
  const policy = policyOf({ steps, ifUnanswered: { after: '30m', times: 2 }, whenCleared: { tell: 'nobody', closeCase: true } });
  const alarm = night(policy).until('95m');
  expect(alarm.told().filter(line => line.includes('case'))).toEqual(['20m case opened at step 3']);
  expect(alarm.case()).toBe('open');
  expect(alarm.isOver().told()).toEqual(['1h35m case closed']);
});

test('who comes next, and when', () => {
  const alarm = night(plain);
  expect(alarm.next()).toBe('20s anna');
  expect(alarm.until('19s').next()).toBe('20s anna');
  expect(alarm.until('20s').next()).toBe('3m20s anna');
  expect(alarm.until('9m20s').next()).toBe('10m20s bo');
});
