import { expect, test } from 'vitest';
import type { Clock } from '../../engine/ports.ts';
import { runningClock, virtualClock } from '../../local/clock.ts';
import { advanceTo, runLoop } from '../../local/host/loop.ts';
import type { Worker } from '../../local/host/types.ts';

/** A worker with a list of due times; `work` says what happens at each. */
const worker = (name: string, clock: Clock, due: number[], work: (at: number) => unknown = () => {}) => {
  let listener = (): void => {};
  const made: Worker & { add(at: number): void } = {
    name,
    nextDue: () => due.toSorted((a, b) => a - b)[0],
    async settle() {
      for (let at = made.nextDue(); at !== undefined && at <= clock.now(); at = made.nextDue()) {
        await work(at);
        due.splice(due.indexOf(at), 1);
      }
    },
    onWork: hear => {
      listener = hear;
    },
    async close() {},
    add(at) {
      due.push(at);
      listener();
    },
  };
  return made;
};

test('a virtual clock stops at each due time, in order, and ends at the one wanted', async () => {
  const clock = virtualClock(0);
  const seen: [string, number][] = [];
  const see = (name: string) => () => seen.push([name, clock.now()]);
  const a = worker('a', clock, [30, 10], see('a'));
  const b = worker('b', clock, [20, 40, 41], see('b'));
  await advanceTo(clock, [a, b], 40);
  expect(seen).toEqual([
    ['a', 10],
    ['b', 20],
    ['a', 30],
    ['b', 40],
  ]);
  await advanceTo(clock, [a, b], 100);
  expect(clock.now()).toBe(100);
});

test('work that one worker makes for another at the same instant is done there', async () => {
  const clock = virtualClock(0);
  const seen: number[] = [];
  const first = worker('first', clock, [], () => seen.push(clock.now()));
  const second = worker('second', clock, [10], () => first.add(10));
  await advanceTo(clock, [first, second], 50);
  expect(seen).toEqual([10]);
});

test('workers that feed each other without end are named', async () => {
  const clock = virtualClock(0);
  const ping: ReturnType<typeof worker> = worker('ping', clock, [5], () => pong.add(5));
  const pong = worker('pong', clock, [], () => ping.add(5));
  await expect(advanceTo(clock, [ping, pong], 10, { roundsMax: 20 })).rejects.toThrow(/1970-01-01T00:00:00.005Z.*"p[io]ng"/);
});

test('what else runs is waited for before the clock moves', async () => {
  const clock = virtualClock(0);
  const seen: number[] = [];
  const a = worker('a', clock, [10], () => seen.push(clock.now()));
  let first = true;
  const quiet = async (): Promise<void> => {
    await new Promise(setImmediate);
    if (first) a.add(5);
    first = false;
  };
  await advanceTo(clock, [a], 20, { quiet });
  expect(seen).toEqual([5, 10]);
});

test('on a running clock each worker is driven by its due time and by news, a slow one delays no other, and a failure is tried again', async () => {
  const clock = runningClock({ startAt: 0, speed: 1000 });
  const slow = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const told: unknown[] = [];
  let failures = 0;
  const stuck = worker('stuck', clock, [0], () => slow.promise);
  const failing = worker('failing', clock, [0], () => {
    if (failures++ === 0) throw new Error('once');
    quick.add(0);
  });
  const quick = worker('quick', clock, [50], at => {
    if (at === 0) done.resolve();
  });
  const loop = runLoop(clock, [stuck, failing, quick], (name, error) => told.push([name, String(error)]));
  await done.promise;
  expect(told).toEqual([['failing', 'Error: once']]);
  slow.resolve();
  await loop.stop();
  expect([stuck, failing, quick].map(one => one.nextDue())).toEqual([undefined, undefined, undefined]);
});
