import { expect, test } from 'vitest';
import { runningClock, virtualClock } from '../../local/clock.ts';

test('a virtual clock stands still until it is set, and never goes back', () => {
  const clock = virtualClock(1000);
  clock.set(1000);
  clock.set(2000);
  expect([clock.now(), clock.speed]).toEqual([2000, 'virtual']);
  expect(() => clock.set(1999)).toThrow(/cannot go back/);
  expect(() => clock.set(Number.NaN)).toThrow(/cannot go back/);
});

const machine = (now: number) => {
  const time = { now, elapsed: 5 };
  return { time, source: { now: () => time.now, elapsed: () => time.elapsed } };
};

test('at speed 60 a machine second is a plant minute, whatever happens to the time of day', () => {
  const { time, source } = machine(9_000_000);
  const clock = runningClock({ startAt: 1000, speed: 60, machine: source });
  time.elapsed += 1000;
  time.now -= 3_600_000;
  expect([clock.now(), clock.machine()]).toEqual([61_000, 5_400_000]);
  expect(() => clock.set(70_000)).toThrow(/cannot be set/);
});

test.each([
  { name: 'it is the time of day', startAt: 1000, want: 50_007 },
  { name: 'it stays ahead when what is stored is later', startAt: 60_000, want: 60_007 },
])('at speed 1 $name', ({ startAt, want }) => {
  const { time, source } = machine(50_000);
  const clock = runningClock({ startAt, speed: 1, machine: source });
  time.now += 7;
  expect(clock.now()).toBe(want);
  time.now -= 100;
  expect(clock.now()).toBe(want); // put back: it waits instead of going back
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('speed %d is none', speed => {
  expect(() => runningClock({ startAt: 0, speed })).toThrow(/speed/);
});
