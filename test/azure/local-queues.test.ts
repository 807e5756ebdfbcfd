/** What the local host needs of its queues when they lie in a storage account, where time is the account's. */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { delayOf, rawQueuesInAzure } from '../../adapters/azure-queues.ts';
import type { Clock } from '../../engine/ports.ts';
import { runningClock, virtualClock } from '../../local/clock.ts';
import { accountQueues } from '../../local/store/account-queues.ts';
import { emulatedAccount } from './account.ts';

const account = emulatedAccount();
const queuesOn = (clock: Clock) => accountQueues(rawQueuesInAzure(account), clock);
const at = (speed: number): Clock => ({ now: () => 1_000_000, machine: () => 0, speed });

test.each([
  { name: 'what is due now does not wait', speed: 1, wait: 0, delay: 0 },
  { name: 'nor what was due before', speed: 1, wait: -5_000, delay: 0 },
  { name: 'never too early: a ms is a second', speed: 1, wait: 1, delay: 1 },
  { name: 'whole seconds are as they are', speed: 1, wait: 10_000, delay: 10 },
  { name: 'at 60× a minute is a second', speed: 60, wait: 60_000, delay: 1 },
  { name: 'and a minute and a ms are two', speed: 60, wait: 60_001, delay: 2 },
  { name: 'no longer than the account allows', speed: 1, wait: 30 * 86_400_000, delay: 7 * 86_400 },
])('$name', ({ speed, wait, delay }) => expect(delayOf(at(speed), 1_000_000 + wait)).toBe(delay));

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a message for %s is refused', time => {
  expect(() => delayOf(at(1), time)).toThrow(expect.objectContaining({ code: 'store/bad-query' }));
});

test('on a fast clock a message comes at its plant time or a second of the machine later, never before', async () => {
  const clock = runningClock({ startAt: Date.parse('2026-03-03T02:00:00Z'), speed: 60 });
  const queues = queuesOn(clock);
  const due = clock.now() + 90_000;
  await queues.send('fast', 'text', due);
  for (;;) {
    const before = clock.now();
    const [message] = await queues.receive('fast', 16, 60_000);
    if (message) {
      expect(clock.now()).toBeGreaterThanOrEqual(due);
      expect(message).toMatchObject({ text: 'text', dequeueCount: 1 });
      expect(message.insertedAt).toBeLessThan(due);
      break;
    }
    const next = queues.nextVisibleAt('fast') ?? Number.NaN;
    expect(next).toBeGreaterThan(before);
    await setTimeout(Math.max(1, (next - clock.now()) / 60)); // as the loop of the host does
  }
});

test('whoever has it last can remove it or put it back; the others cannot', async () => {
  const queues = queuesOn(runningClock({ startAt: 0, speed: 1 }));
  await queues.send('leases', 'text', 0);
  const [first] = await queues.receive('leases', 1, 60_000);
  expect(await queues.receive('leases', 1, 60_000)).toEqual([]);
  expect(await queues.putBack('leases', first?.id ?? '', first?.popReceipt ?? '', 0)).toBe(true);
  const [second] = await queues.receive('leases', 1, 60_000);
  expect(second).toMatchObject({ id: first?.id, text: 'text', dequeueCount: 2 });
  expect(await queues.remove('leases', first?.id ?? '', first?.popReceipt ?? '')).toBe(false);
  expect(await queues.putBack('leases', first?.id ?? '', first?.popReceipt ?? '', 0)).toBe(false);
  expect(await queues.remove('leases', second?.id ?? '', second?.popReceipt ?? '')).toBe(true);
  expect(await queues.remove('leases', second?.id ?? '', second?.popReceipt ?? '')).toBe(false);
});

test('what another process left there is found by looking', async () => {
  const clock = runningClock({ startAt: 0, speed: 1 });
  await queuesOn(clock).send('left', 'text', 0);
  const queues = queuesOn(clock);
  expect(queues.nextVisibleAt('left')).toBeLessThanOrEqual(clock.now());
  expect(await queues.receive('left', 16, 60_000)).toMatchObject([{ text: 'text' }]);
  expect(await queues.receive('left', 16, 60_000)).toEqual([]);
  expect(queues.nextVisibleAt('left')).toBeLessThanOrEqual(clock.now() + 1_000);
});

test('a queue that nobody has written to is empty', async () => {
  expect(await queuesOn(runningClock({ startAt: 0, speed: 1 })).receive('never-made', 16, 60_000)).toEqual([]);
});

test('on a virtual clock a message is there at its time, to the ms', async () => {
  const clock = virtualClock(1_000);
  const queues = queuesOn(clock);
  const heard: unknown[] = [];
  queues.onSend((queue, visibleAt) => heard.push([queue, visibleAt]));
  await queues.send('virtual', 'later', 5_000);
  await queues.send('virtual', 'now', 0);
  expect(queues.nextVisibleAt('virtual')).toBe(1_000);
  expect(await queues.receive('virtual', 16, 60_000)).toMatchObject([{ text: 'now' }]);
  expect(queues.nextVisibleAt('virtual')).toBe(5_000);
  clock.set(4_999);
  expect(await queues.receive('virtual', 16, 60_000)).toEqual([]);
  clock.set(5_000);
  expect(await queues.receive('virtual', 16, 60_000)).toMatchObject([{ text: 'later' }]);
  expect(queues.nextVisibleAt('virtual')).toBeUndefined();
  expect(heard).toEqual([
    ['virtual', 5_000],
    ['virtual', 0],
  ]);
});
