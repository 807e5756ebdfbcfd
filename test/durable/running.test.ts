import { expect, test } from 'vitest';
import { runningClock } from '../../local/clock.ts';
import { newBench, type Orchestrator, start } from './bench.ts';

test('what arrives while a slow activity runs does not wait for it', async () => {
  let release = (): void => {};
  const slow = new Promise<void>(resolve => {
    release = resolve;
  });
  const bench = await newBench(
    {
      orchestrators: {
        *slow(context) {
          yield context.df.callActivity('wait', {});
        },
        *quick(context) {
          return yield context.df.waitForExternalEvent('go');
        },
      },
      activities: { wait: () => slow },
    },
    { deterministic: false },
  );
  await bench.start('s', 'slow');
  await bench.start('q', 'quick');
  const settled = bench.durable.settle();
  await bench.raise('q', 'go', 7);
  while ((await bench.status('q')).runtimeStatus !== 'Completed') await new Promise(setImmediate);
  expect((await bench.status('s')).runtimeStatus).toBe('Running');
  release();
  await settled;
  expect((await bench.status('s')).runtimeStatus).toBe('Completed');
  expect(bench.durable.nextDue()).toBeUndefined();
});

test('on a running clock a timer fires while a slow activity runs', async () => {
  let release = (): void => {};
  const bench = await newBench(
    {
      orchestrators: {
        *slow(context) {
          yield context.df.callActivity('wait', {});
        },
        *timer(context) {
          yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
          yield context.df.callActivity('release', {});
        },
      },
      activities: {
        wait: () =>
          new Promise<void>(resolve => {
            release = resolve;
          }),
        release: () => release(),
      },
    },
    { deterministic: false, clock: runningClock({ startAt: start, speed: 10_000 }) },
  );
  await bench.start('s', 'slow');
  await bench.start('t', 'timer');
  await bench.durable.settle(); // would never end if the timer waited for the activity
  expect(bench.durable.instances()).toEqual({ pending: 0, running: 0, completed: 2, failed: 0 });
});

test('an orchestrator that is not registered any more fails and is told of', async () => {
  const first = await newBench({ orchestrators: { o: waitForGo } });
  await first.start('i', 'o');
  await first.advance();
  const second = await newBench({ orchestrators: {} }, { db: first.db, clock: first.clock });
  await second.raise('i', 'go');
  await second.advance();
  expect((await second.status('i')).runtimeStatus).toBe('Failed');
  expect(second.warnings.map(warning => warning.code)).toEqual(['durable/fault']);
});

const waitForGo: Orchestrator = function* (context) {
  yield context.df.waitForExternalEvent('go');
};

test('what the store cannot do ends the settling, and the next one tries again', async () => {
  const bench = await newBench({ orchestrators: { o: waitForGo } });
  await bench.start('i', 'o');
  bench.db.exec('ALTER TABLE durable_history RENAME TO gone');
  await expect(bench.durable.settle()).rejects.toThrow('durable_history');
  bench.db.exec('ALTER TABLE gone RENAME TO durable_history');
  await bench.durable.settle();
  expect(bench.durable.instances().running).toBe(1);
});
