import { app, type Timer } from '@azure/functions';
import { expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { parseSchedule } from '../../local/host/ncrontab.ts';
import { type TimerStatus, timerTrigger } from '../../local/host/timer-trigger.ts';

const at = (iso: string): number => Date.parse(`${iso}Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

test.each([
  { schedule: '0 * * * * *', after: '2026-03-01T10:00:00', next: '2026-03-01T10:01:00' },
  { schedule: '*/15 * * * * *', after: '2026-03-01T10:00:14', next: '2026-03-01T10:00:15' },
  { schedule: '0 */5 * * * *', after: '2026-03-01T23:57:00', next: '2026-03-02T00:00:00' },
  { schedule: '0 0 7-17/5 * * *', after: '2026-03-01T12:00:00', next: '2026-03-01T17:00:00' },
  { schedule: '0 30 6,18 * * 1-5', after: '2026-02-27T18:30:00', next: '2026-03-02T06:30:00' },
  { schedule: '0 0 0 31 * *', after: '2026-01-31T00:00:00', next: '2026-03-31T00:00:00' },
  { schedule: '0 0 12 29 2 *', after: '2026-01-01T00:00:00', next: '2028-02-29T12:00:00' },
  { schedule: '0 0 0 13 * 5', after: '2026-01-01T00:00:00', next: '2026-02-13T00:00:00' },
  { schedule: '30 10/20 * * * *', after: '2026-01-01T00:00:00', next: '2026-01-01T00:10:30' },
])('"$schedule" after $after comes at $next', ({ schedule, after, next }) => {
  expect(iso(parseSchedule(schedule)(at(after)))).toBe(next);
});

test.each([
  '* * * * *',
  '60 * * * * *',
  '0 0 24 * * *',
  '0 0 0 0 * *',
  '0 5-1 * * * *',
  '0 */0 * * * *',
  '0 0 0 * JAN *',
  '0 0 0 * * 7',
  '0 , * * * *',
])('the schedule "%s" is refused', schedule => expect(() => parseSchedule(schedule)).toThrow(schedule));

test('a schedule that never comes is refused', () => {
  expect(() => parseSchedule('0 0 0 31 2 *')(at('2026-01-01T00:00:00'))).toThrow(/eight years/);
});

const timer = async (options: {
  schedule: string;
  now: string;
  kept?: Map<string, TimerStatus>;
  handler?: (timer: Timer) => void;
  runOnStartup?: boolean;
}) => {
  const { schedule, now, kept = new Map<string, TimerStatus>(), runOnStartup = false } = options;
  const clock = virtualClock(at(now));
  const calls: [string, boolean][] = [];
  const made = await newApp(() =>
    app.timer('watch', {
      schedule,
      runOnStartup,
      handler: timer => {
        calls.push([iso(clock.now()), timer.isPastDue]);
        options.handler?.(timer);
      },
    }),
  );
  const store = {
    read: (name: string) => kept.get(name),
    write: (name: string, status: TimerStatus) => void kept.set(name, status),
  };
  const worker = timerTrigger({ entry: made.functions[0]!, invoker: createInvoker(made), clock, store });
  return { clock, worker, calls, kept };
};

test('it is called at its times of the plant clock, and again after a failure', async () => {
  const handler = () => {
    throw new Error('bad');
  };
  const { clock, worker, calls } = await timer({ schedule: '0 */10 * * * *', now: '2026-01-01T00:00:00', handler });
  await advanceTo(clock, [worker], at('2026-01-01T00:30:00'));
  expect(calls).toEqual([
    ['2026-01-01T00:10:00', false],
    ['2026-01-01T00:20:00', false],
    ['2026-01-01T00:30:00', false],
  ]);
});

test('what it missed while the host was down is made up for once', async () => {
  const first = await timer({ schedule: '0 0 * * * *', now: '2026-01-01T00:00:00' });
  await advanceTo(first.clock, [first.worker], at('2026-01-01T01:30:00'));
  await first.worker.close();
  const second = await timer({ schedule: '0 0 * * * *', now: '2026-01-01T05:30:00', kept: first.kept });
  await advanceTo(second.clock, [second.worker], at('2026-01-01T06:00:00'));
  expect(second.calls).toEqual([
    ['2026-01-01T05:30:00', true],
    ['2026-01-01T06:00:00', false],
  ]);
});

test('a schedule that was changed in between starts anew', async () => {
  const first = await timer({ schedule: '0 0 * * * *', now: '2026-01-01T00:00:00' });
  const second = await timer({ schedule: '0 30 * * * *', now: '2026-01-01T05:00:00', kept: first.kept });
  expect(iso(second.worker.nextDue()!)).toBe('2026-01-01T05:30:00');
});

test('the status of a period under a minute is not kept', async () => {
  let seen: unknown;
  const { clock, worker, kept } = await timer({
    schedule: '*/30 * * * * *',
    now: '2026-01-01T00:00:00',
    handler: info => (seen = info.scheduleStatus),
  });
  await advanceTo(clock, [worker], at('2026-01-01T00:00:30'));
  expect([kept.size, seen]).toEqual([0, null]);
});

test('runOnStartup calls at once; the handler sees its status in small first letters', async () => {
  let seen: unknown;
  const { worker, calls } = await timer({
    schedule: '0 0 * * * *',
    now: '2026-01-01T00:20:00',
    runOnStartup: true,
    handler: info => (seen = info),
  });
  await worker.settle();
  expect(calls).toEqual([['2026-01-01T00:20:00', false]]);
  expect(seen).toEqual({
    schedule: { adjustForDST: true },
    scheduleStatus: { last: '0001-01-01T00:00:00', lastUpdated: '2026-01-01T00:20:00.000Z', next: '2026-01-01T01:00:00.000Z' },
    isPastDue: false,
  });
});
