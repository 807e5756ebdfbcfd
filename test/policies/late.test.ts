import { expect, test } from 'vitest';
import { policyOf } from './cast.ts';
import { night } from './night.ts';

const steps = [
  { after: '0s', page: ['person:anna'], via: ['sms'], repeatEvery: '3m' },
  { after: '10m', page: ['person:bo'], via: ['sms'], repeatEvery: '3m' },
  { after: '20m', page: ['person:chief'], via: ['sms'], openCase: { queue: 'q', priority: 'low' } },
];
// biome-ignore lint/suspicious/noThenProperty: a word of the language
const ifUnanswered = { after: '30m', times: 5, then: ['role:guard'] };
const policy = policyOf({
  steps,
  ifUnanswered,
  acknowledge: { quietFor: '1h' },
});

test('slept through repeats: only the newest is due, and its number says how many there should have been', () => {
  const alarm = night(policy).until('1m').asleepUntil('8m');
  expect(alarm.told()).toEqual(['0s sms anna raised/1/1/0', '8m sms anna raised/1/1/2']);
  expect(alarm.until('9m').told()).toEqual(['9m sms anna raised/1/1/3']);
});

test('slept through steps: each runs at once, in order; no old repeats', () => {
  const alarm = night(policy).until('1m').asleepUntil('21m');
  expect(alarm.told()).toEqual([
    ...['0s sms anna raised/1/1/0', '21m sms bo raised/1/2/0', '21m sms chief raised/1/3/0', '21m case opened at step 3'],
  ]);
  expect(alarm.until('31m').told()).toEqual(['30m sms anna raised/2/1/0']);
});

test('slept for hours from the raise on: one round, and the next counts from its first page', () => {
  const alarm = night(policy).asleepUntil('5h');
  expect(alarm.told()).toEqual([
    ...['5h sms anna raised/1/1/0', '5h sms bo raised/1/2/0', '5h sms chief raised/1/3/0', '5h case opened at step 3'],
  ]);
  expect(alarm.until('5h29m').told()).toEqual([]);
  expect(alarm.until('5h30m').told()).toEqual(['5h30m sms anna raised/2/1/0']);
});

test('slept for hours between two rounds: one further round, not ten', () => {
  const alarm = night(policy).until('29m');
  alarm.told();
  expect(alarm.asleepUntil('5h').told()).toEqual([
    ...['5h sms anna raised/2/1/0', '5h sms bo raised/2/2/0', '5h sms chief raised/2/3/0'],
  ]);
  expect(alarm.until('5h29m').told()).toEqual([]);
});

test('two minutes late is no new beginning: the times that follow stay as they were', () => {
  const alarm = night(policy).asleepUntil('2m');
  expect(alarm.told()).toEqual(['2m sms anna raised/1/1/0']);
  expect(alarm.until('10m').told()).toEqual([
    ...['3m sms anna raised/1/1/1', '6m sms anna raised/1/1/2', '9m sms anna raised/1/1/3', '10m sms bo raised/1/2/0'],
  ]);
});

test('answered while nobody drove the alarm: nothing is paged late', () => {
  const alarm = night(policy).until('1m').asleepUntil('12m').answers('anna').asleepUntil('40m');
  expect(alarm.told()).toEqual(['0s sms anna raised/1/1/0']);
  expect(alarm.until('1h12m').told()).toEqual(['1h12m sms anna raised/2/1/0']);
});

test('an answer with a time after the caller’s clock counts', () => {
  const alarm = night(policy).until('9m').asleepUntil('11m').answers('anna').asleepUntil('10m');
  expect(alarm.told().at(-1)).toBe('9m sms anna raised/1/1/3');
});

test('an answer that was given before a round began, but read after it, gives the next round a number of its own', () => {
  const alarm = night(policy).until('29m').asleepUntil('30m');
  alarm.told();
  expect(alarm.asleepUntil('29m').answers('chief').asleepUntil('31m').told()).toEqual([]);
  expect(alarm.until('1h29m').told()).toEqual(['1h29m sms anna raised/3/1/0']);
});

test('asked twice, the plan says the same', () => {
  const alarm = night(policy).asleepUntil('25m');
  expect(alarm.plan()).toEqual(alarm.plan());
});

test('a page that was planned before the answer was seen is sent again when that answer is withdrawn', () => {
  const alarm = night(policy, { fate: ({ step }) => (step === 2 ? 'waiting' : 'accepted') })
    .until('9m')
    .asleepUntil('10m')
    .forget();
  expect(alarm.told()).toEqual(['10m sms bo raised/1/2/0']);
  expect(alarm.asleepUntil('9m59s').answers('anna').until('12m').told()).toEqual([]);
  expect(alarm.withdraws('anna').until('14m').told()).toEqual(['12m sms bo raised/1/2/1']);
  expect(alarm.until('23m').told()).toEqual([
    '15m sms bo raised/1/2/2',
    '18m sms bo raised/1/2/3',
    '21m sms bo raised/1/2/4',
    '22m1s sms chief raised/1/3/0',
    '22m1s case opened at step 3',
  ]);
});

test('so is a repeat, under a number of its own', () => {
  const alarm = night(policy, { fate: ({ repeat }) => (repeat === 1 ? 'waiting' : 'accepted') })
    .until('2m')
    .asleepUntil('3m')
    .forget();
  expect(alarm.told()).toEqual(['3m sms anna raised/1/1/1']);
  expect(alarm.asleepUntil('2m59s').answers('anna').until('5m').withdraws('anna').told()).toEqual(['5m sms anna raised/1/1/2']);
});
