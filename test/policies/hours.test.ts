/** The raise is on a Tuesday at noon in Oslo. */
import { expect, test } from 'vitest';
import { policyOf } from './cast.ts';
import { type Night, night, type Options } from './night.ts';

const calendars = {
  mondays: { days: ['mon'], from: '07:00', to: '17:00' },
  mornings: { from: '07:00', to: '10:00' },
  day: { from: '07:00', to: '17:00' },
  siteDay: { from: '07:00', to: '17:00', timeZone: 'site' },
};
const grouping = { wait: '1m' };
const held = { after: '0s', holdUntil: 'mornings', page: ['person:anna'], via: ['sms'] };
const policyWith = (steps: readonly object[], more: object = {}) => policyOf({ calendars, grouping, steps, ...more });
const told = (alarm: Night, until: string) => alarm.until(until).told();
const play = (steps: readonly object[], more: object = {}, options: Options = {}) => night(policyWith(steps, more), options);

test('a page that is held comes when the hours begin, without the wait, to whoever has the phone then', () => {
  const handover = { every: 'day', at: '07:00' };
  const rotations = { duty: { people: ['anna', 'bo', 'chief'], handover, startsOn: '2026-03-03' } };
  const steps = [{ ...held, holdUntil: 'mondays', page: ['rotation:duty'] }];
  const alarm = play(steps, { rotations });
  expect(told(alarm, '5d18h59m59s')).toEqual([]);
  expect(alarm.next()).toBe('5d19h anna');
  expect(told(alarm, '5d19h')).toEqual(['5d19h sms anna raised/1/1/0']);
  expect(told(play(steps, { rotations }).asleepUntil('5d20h'), '5d21h')).toEqual(['5d20h sms anna raised/1/1/0']);
});

test.each([
  { name: 'within the hours nothing is held', calendar: 'day', after: '0s', want: '1m' },
  {
    name: '`after` counts from when it was known, and the hours are looked at then',
    calendar: 'day',
    after: '4h58m59s',
    want: '4h59m59s',
  },
  { name: 'at their end they are over, and the next day counts', calendar: 'day', after: '4h59m', want: '19h' },
  { name: '`after` may end within the next hours', calendar: 'mornings', after: '20h', want: '20h1m' },
])('$name', ({ calendar, after, want }) => {
  expect(told(play([{ ...held, holdUntil: calendar, after }]), '7d')).toEqual([`${want} sms anna raised/1/1/0`]);
});

test('whether a step is for the alarm is judged by its raise, not when the step comes', () => {
  const steps = [
    { after: '0s', during: 'day', page: ['person:anna'], via: ['sms'] },
    { after: '6h', during: 'day', page: ['person:bo'], via: ['sms'] },
    { after: '6h', notDuring: 'day', page: ['person:chief'], via: ['sms'] },
  ];
  expect(told(play(steps), '1d')).toEqual(['1m sms anna raised/1/1/0', '6h1m sms bo raised/1/2/0']);
  // Learned at noon, raised at 02:00: steps count from when it was known, and are those of the raise.
  expect(told(play(steps, {}, { happenedAt: '10h' }), '1d')).toEqual(['6h1m sms chief raised/1/3/0']);
});

test('a rise is told by the steps of the raise as well', () => {
  const steps = [
    { after: '0s', during: 'day', page: ['person:anna'], via: ['sms'] },
    { after: '0s', notDuring: 'day', page: ['person:chief'], via: ['sms'] },
  ];
  const alarm = play(steps, {}, { severity: 'minor' }).until('8h').forget();
  expect(told(alarm.becomes('critical'), '9h')).toEqual(['8h sms anna severity/2/1/0']);
});

test('a rise during a hold begins a new round at once', () => {
  const steps = [
    { ...held, severities: ['minor'] },
    { after: '0s', severities: ['critical'], page: ['person:bo'], via: ['sms'] },
  ];
  const alarm = play(steps, {}, { severity: 'minor' }).until('2h');
  expect(told(alarm.becomes('critical'), '1d')).toEqual(['2h sms bo severity/2/2/0']);
  expect(alarm.notes()).toContain('2h steps-not-run {"round":1,"steps":[1],"because":"severity"}');
});

test('an alarm that ends during the hold pages nobody, and nobody is told of the end', () => {
  const alarm = play([held]).until('5h').isOver();
  expect(told(alarm, '2d')).toEqual([]);
  expect(alarm.finished()).toBe(true);
  expect(alarm.notes()).toContain('5h steps-not-run {"round":1,"steps":[1],"because":"over"}');
});

test('it had ended before it was known: it is told once, when the hours begin', () => {
  expect(told(play([held], {}, { happenedAt: '2h' }).isOver('0s'), '2d')).toEqual(['19h sms anna raised/1/1/0 once']);
});

test('an answer before the hold ends: no page, and after the quiet a new round that is held again', () => {
  const acknowledge = { quietFor: '23h' };
  const alarm = play([held], { acknowledge }).until('2h').answers('bo');
  expect(told(alarm, '1d18h')).toEqual([]);
  expect(told(alarm, '2d')).toEqual(['1d19h sms anna raised/2/1/0']);
});

test.each([
  { name: 'taken back in time, it is as if there had been none', back: '6h', want: '19h' },
  { name: 'taken back after the hours began, the page comes at once', back: '19h3m', want: '19h3m' },
  { name: 'taken back after the hours were over, it is held until the next', back: '23h', want: '1d19h' },
])('an answer during the hold: $name', ({ back, want }) => {
  const alarm = play([held]).until('5h').answers('bo').until(back).withdraws('bo');
  expect(told(alarm, '3d')).toEqual([`${want} sms anna raised/1/1/0`]);
});

test('the round counts from its first page, and a further round is held like the first', () => {
  // biome-ignore lint/suspicious/noThenProperty: a word of the language
  const ifUnanswered = { after: '4h', restartFromStep: 1, times: 1, then: ['person:chief'] };
  const alarm = play([held], { ifUnanswered });
  expect(told(alarm, '5d')).toEqual([
    '19h sms anna raised/1/1/0',
    '1d19h sms anna raised/2/1/0',
    '1d23h sms chief raised/2/then/0',
  ]);
  expect(alarm.notes()).toContain('23h round-began {"round":2,"because":"unanswered","severity":"critical"}');
});

test('steps that are not held keep their times, and their pages come first', () => {
  const steps = [held, { after: '10m', page: ['person:bo'], via: ['sms'], repeatEvery: '10h' }];
  expect(told(play(steps), '1d')).toEqual(['11m sms bo raised/1/2/0', '10h11m sms bo raised/1/2/1', '19h sms anna raised/1/1/0']);
});

test('nobody reachable, or somebody who cannot, brings the next step forward, but not out of its hours', () => {
  const first = { after: '0s', page: ['person:unreachable'], via: ['sms'] };
  const second = { ...held, after: '1d' };
  expect(told(play([first, second]), '3d')).toEqual(['1m no-contact unreachable raised/1/1/0', '19h sms anna raised/1/2/0']);
  const bo = { after: '0s', page: ['person:bo'], via: ['sms'] };
  expect(told(play([bo, second]).until('1h').forget().answers('bo', 'cannot'), '3d')).toEqual(['19h sms anna raised/1/2/0']);
  expect(told(play([bo, second]), '3d')).toEqual(['1m sms bo raised/1/1/0', '1d19h sms anna raised/1/2/0']);
});

test('"site" is the time zone of the device, and that of the policy when it has none', () => {
  const steps = [{ ...held, holdUntil: 'siteDay' }];
  const at = (timeZone?: string) => told(play(steps, {}, timeZone === undefined ? {} : { timeZone }), '1d');
  expect(at()).toEqual(['1m sms anna raised/1/1/0']);
  expect(at('Mars/Base')).toEqual(['1m sms anna raised/1/1/0']);
  expect(at('America/New_York')).toEqual(['1h sms anna raised/1/1/0']);
});

test('a case is opened with the first page, not before', () => {
  const alarm = play([{ ...held, openCase: { queue: 'q', priority: 'low' } }]);
  expect(told(alarm, '18h')).toEqual([]);
  expect(told(alarm, '19h')).toEqual(['19h sms anna raised/1/1/0', '19h case opened at step 1']);
});

test('channels that are not there yet: whoever has no other one of the step is told on the next, and the story says so', () => {
  const alarm = play([
    { after: '0s', page: ['person:anna', 'person:mail-only'], via: ['teams', 'sms'] },
    { after: '5m', page: ['person:bo'], via: ['teams'], command: { method: 'closeValve' } },
    { after: '9m', page: ['person:unreachable'], via: ['webhook:desk'] },
  ]);
  expect(told(alarm, '1h')).toEqual([
    '1m sms anna raised/1/1/0',
    '1m email mail-only raised/1/1/0',
    '6m sms bo raised/1/2/0',
    '10m no-contact unreachable raised/1/3/0',
  ]);
  expect(alarm.notes()).toEqual([
    '1m not-there-yet {"round":1,"steps":[1],"missing":["teams"]}',
    '6m not-there-yet {"round":1,"steps":[2],"missing":["teams","command closeValve"]}',
    '10m not-there-yet {"round":1,"steps":[3],"missing":["webhook:desk"]}',
  ]);
});
