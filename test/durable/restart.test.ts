import { DatabaseSync } from 'node:sqlite';
import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import type { Invoker } from '../../local/host/types.ts';
import { openNews } from '../../orchestrations/steps.ts';
import { type Bench, type Functions, newBench, start } from './bench.ts';

const minute = 60_000;

/** Retries, parallel activities, a race that an event wins and one that the timer wins. */
const functions: Functions = {
  orchestrators: {
    *o(context) {
      const news = openNews(context);
      const retry = new df.RetryOptions(2_000, 4);
      retry.backoffCoefficient = 2;
      const log: unknown[] = [];
      for (let look = 0; look < 3; look++) {
        log.push(yield context.df.callActivityWithRetry('flaky', retry, { look }));
        log.push(yield context.df.Task.all(['a', 'b', 'c'].map(to => context.df.callActivity('send', { look, to }))));
        yield* news.until(new Date(context.df.currentUtcDateTime.getTime() + minute));
        log.push(context.df.currentUtcDateTime.toISOString(), context.df.newGuid(context.df.instanceId));
      }
      return log;
    },
  },
  activities: {
    // Fails by the time of day, so that it does not matter how often it was called before a crash.
    flaky: (_input, bench) => {
      if ((bench.clock.now() - start) % minute < 6_000) throw new Error('not yet');
      return { ok: true };
    },
    send: ({ to }: { to: string }) => ({ sent: to }),
  },
};

class Crash extends Error {}

/** Lets `calls` invocations through; the next one takes the engine down with it, before or after it has run. */
function dying(calls: number, ran: boolean, crash: (error: Error) => void): (invoker: Invoker) => Invoker {
  let left = calls;
  return invoker => ({
    ...invoker,
    async invoke(name, trigger, options) {
      if (left-- > 0) return await invoker.invoke(name, trigger, options);
      if (ran) await invoker.invoke(name, trigger, options).catch(() => undefined);
      crash(new Crash());
      return await new Promise<never>(() => {}); // nobody comes back from kill -9
    },
  });
}

async function live(bench: Bench): Promise<void> {
  await bench.advance(start + minute / 2);
  const { output } = await bench.status('i');
  if (output === null && bench.durable.history('i').every(event => event.EventType !== 15)) await bench.raise('i', 'news');
  await bench.advance();
}

/** Runs it with a crash after so many invocations; answers what came out, and whether the crash came at all. */
async function runWithCrash(calls: number, ran: boolean) {
  const db = new DatabaseSync(':memory:');
  const clock = virtualClock(start);
  let crash = (_error: Error): void => {};
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  const first = await newBench(functions, { db, clock, between: dying(calls, ran, error => crash(error)) });
  await first.start('i', 'o');
  const fell = await Promise.race([live(first), crashed]).then(
    () => false,
    error => {
      if (!(error instanceof Crash)) throw error;
      return true;
    },
  );
  const second = await newBench(functions, { db, clock });
  if (fell) await live(second);
  return { fell, status: await second.status('i'), history: second.durable.history('i') };
}

test.each([{ ran: false }, { ran: true }])('a crash at any invocation changes nothing (it had run: $ran)', async ({ ran }) => {
  const whole = await runWithCrash(Number.POSITIVE_INFINITY, ran);
  expect(whole).toMatchObject({ fell: false, status: { runtimeStatus: 'Completed' } });
  let calls = 0;
  for (let fell = true; fell; calls++) {
    const one = await runWithCrash(calls, ran);
    fell = one.fell;
    expect(one.status, `crash after ${calls} invocations`).toEqual(whole.status);
    expect(one.history, `crash after ${calls} invocations`).toEqual(whole.history);
  }
  expect(calls).toBeGreaterThan(30);
});
