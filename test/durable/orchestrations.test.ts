import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { after, newBench, type Orchestrator, start } from './bench.ts';

const retry = (firstMs: number, most: number, factor = 1, longestMs?: number): df.RetryOptions => {
  const options = new df.RetryOptions(firstMs, most);
  options.backoffCoefficient = factor;
  if (longestMs !== undefined) options.maxRetryIntervalInMilliseconds = longestMs;
  return options;
};

/** Runs one orchestrator alone until nothing is left to do. */
async function run(orchestrator: Orchestrator, activities: Parameters<typeof newBench>[0]['activities'] = {}, input?: unknown) {
  const bench = await newBench({ orchestrators: { o: orchestrator }, activities });
  await bench.start('i', 'o', input);
  await bench.advance();
  return { bench, status: await bench.status('i') };
}

test('a chain hands each result to the next activity and answers with the last', async () => {
  const { status } = await run(
    function* (context) {
      let value = context.df.getInput<{ n: number }>();
      for (let step = 0; step < 3; step++) value = (yield context.df.callActivity('add', value)) as { n: number };
      return value;
    },
    { add: ({ n }: { n: number }) => ({ n: n + 1 }) },
    { n: 5 },
  );
  expect(status).toMatchObject({ runtimeStatus: 'Completed', output: { n: 8 }, input: { n: 5 } });
});

test('twenty activities run at once and their results keep their order', async () => {
  let most = 0;
  let now = 0;
  const bench = await newBench(
    {
      orchestrators: {
        *o(context) {
          return yield context.df.Task.all(Array.from({ length: 20 }, (_, n) => context.df.callActivity('one', { n })));
        },
      },
      activities: {
        async one({ n }: { n: number }) {
          most = Math.max(most, ++now);
          await new Promise(setImmediate);
          now -= 1;
          return n;
        },
      },
    },
    { deterministic: false },
  );
  await bench.start('i', 'o');
  await bench.advance();
  expect((await bench.status('i')).output).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(most).toBe(20);
});

test('retries wait twice as long each time, up to the longest pause, and give the last error', async () => {
  const tries: string[] = [];
  const { status } = await run(
    function* (context) {
      try {
        yield context.df.callActivityWithRetry('bad', retry(1_000, 5, 2, 5_000), {});
      } catch (error) {
        return [(error as Error).message, context.df.currentUtcDateTime.toISOString()];
      }
      return 'good';
    },
    {
      bad: (_input, bench) => {
        tries.push(new Date(bench.clock.now()).toISOString());
        throw new Error(`try ${tries.length}`);
      },
    },
  );
  expect(tries).toEqual([0, 1_000, 3_000, 7_000, 12_000].map(after));
  const [message, at] = status.output as [string, string];
  expect(message).toContain("Activity function 'bad' failed:  try 5");
  expect(at).toBe(after(12_000));
});

test.each([
  { name: 'the event wins a race it comes early for', raiseAt: 59_999, output: 'answered' },
  { name: 'the timer wins a race that no event ends', raiseAt: undefined, output: 'silent' },
])('$name', async ({ raiseAt, output }) => {
  const bench = await newBench({
    orchestrators: {
      *o(context) {
        const timer = context.df.createTimer(new Date(start + 60_000));
        const wait = context.df.waitForExternalEvent('ack');
        const first = yield context.df.Task.any([wait, timer]);
        if (first === timer) return 'silent';
        timer.cancel();
        return 'answered';
      },
    },
  });
  await bench.start('i', 'o');
  if (raiseAt !== undefined) {
    await bench.advance(start + raiseAt);
    await bench.raise('i', 'ack', { by: 'mara' });
  }
  await bench.advance();
  expect(await bench.status('i')).toMatchObject({ runtimeStatus: 'Completed', output });
  expect(bench.clock.now()).toBe(start + (raiseAt ?? 60_000)); // a cancelled timer holds nobody up
});

test('a timer of 20 days is waited for in slices and fires on the day', async () => {
  const { bench, status } = await run(function* (context) {
    yield context.df.createTimer(new Date(start + 20 * 86_400_000));
    return context.df.currentUtcDateTime.toISOString();
  });
  expect(status.output).toBe(after(20 * 86_400_000));
  expect(bench.durable.history('i').filter(event => event.EventType === 10)).toHaveLength(6);
});

test('a timer left open keeps the instance Running until it fires, and is warned of', async () => {
  const bench = await newBench({
    orchestrators: {
      *o(context) {
        const timer = context.df.createTimer(new Date(start + 60_000));
        yield context.df.Task.any([context.df.waitForExternalEvent('ack'), timer]);
        return 'done';
      },
    },
  });
  await bench.start('i', 'o');
  await bench.raise('i', 'ack');
  await bench.advance(start + 59_999);
  expect((await bench.status('i')).runtimeStatus).toBe('Running');
  await bench.advance();
  expect(await bench.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 'done' });
  expect(bench.warnings.map(warning => warning.code)).toEqual(['durable/timer-left-open']);
});

test('an orchestrator that throws ends Failed with its own text', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it waits
  const { status } = await run(function* () {
    throw new Error('no policy');
  });
  expect(status).toMatchObject({ runtimeStatus: 'Failed', output: "Orchestrator function 'o' failed: no policy" });
});

test.each([
  { name: 'text', input: 'a "b"', want: 'a "b"' },
  { name: 'a number', input: 5, want: 5 },
  { name: 'an object', input: { a: [1] }, want: { a: [1] } },
  { name: 'a boolean, as Azure does it', input: true, want: 'True' },
  { name: 'nothing', input: undefined, want: null },
])('an activity that is given $name gets it', async ({ input, want }) => {
  const { status } = await run(
    function* (context) {
      return yield context.df.callActivity('echo', input);
    },
    { echo: (given: unknown) => ({ given }) },
  );
  expect(status.output).toEqual({ given: want });
});

test('the trace of the start reaches every invocation, and the custom status is shown', async () => {
  const seen: unknown[] = [];
  const functions = {
    orchestrators: {
      *o(context: df.OrchestrationContext) {
        context.df.setCustomStatus({ at: 'one' });
        yield context.df.callActivity('a', {});
      },
    },
    activities: { a: () => 1 },
  };
  const bench = await newBench(functions, {
    between: invoker => ({
      ...invoker,
      invoke: (name, trigger, options) => {
        seen.push(options?.traceparent);
        return invoker.invoke(name, trigger, options);
      },
    }),
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await bench.start('i', 'o', {}, { traceparent });
  await bench.advance();
  expect(seen).toEqual([traceparent, traceparent, traceparent]);
  expect((await bench.status('i')).customStatus).toEqual({ at: 'one' });
});
