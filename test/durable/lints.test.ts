import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { createDurable } from '../../local/durable/engine.ts';
import { after, type Bench, newBench, type Orchestrator, start } from './bench.ts';

const later = (ms = 60_000): Date => new Date(start + ms);
const go = async (bench: Bench): Promise<void> => void (await bench.raise('i', 'go'));

const throws = (what: unknown): Orchestrator =>
  // biome-ignore lint/correctness/useYield: it ends before it waits
  function* () {
    throw what;
  };

interface Row {
  readonly name: string;
  readonly code: string;
  readonly says: RegExp;
  readonly o: Orchestrator;
  readonly meanwhile?: (bench: Bench) => Promise<void>;
}

const broken: readonly Row[] = [
  {
    name: 'a pending timer that is raced again',
    code: 'durable/pending-task-raced-again',
    says: /timer for 2026-01-01T00:01:00.000Z still runs/,
    *o(context) {
      const timer = context.df.createTimer(later());
      yield context.df.Task.any([context.df.waitForExternalEvent('go'), timer]);
      yield context.df.Task.any([context.df.waitForExternalEvent('go'), timer]);
    },
    meanwhile: go,
  },
  {
    name: 'a pending activity that is raced again',
    code: 'durable/pending-task-raced-again',
    says: /call of "slow" still runs/,
    *o(context) {
      const slow = context.df.callActivityWithRetry('slow', new df.RetryOptions(60_000, 3), {});
      yield context.df.Task.any([context.df.waitForExternalEvent('go'), slow]);
      yield context.df.Task.any([context.df.waitForExternalEvent('go'), slow]);
    },
    meanwhile: go,
  },
  {
    name: 'a completed wait in a Task.all',
    code: 'durable/out-of-step',
    says: /a task that had already completed was listed again/,
    *o(context) {
      const wait = context.df.waitForExternalEvent('go');
      yield wait;
      yield context.df.Task.all([wait, context.df.callActivity('fine', {})]);
      yield context.df.callActivity('fine', { more: true });
    },
    meanwhile: go,
  },
  {
    name: 'a throw of text',
    code: 'durable/threw-no-error',
    says: /not an Error/,
    o: throws('text'),
  },
  {
    name: 'an Error without a message',
    code: 'durable/threw-no-error',
    says: /for ever/,
    o: throws(new Error('')),
  },
  {
    name: 'a retry with a timeout',
    code: 'durable/retry-timeout',
    says: /retryTimeoutInMilliseconds/,
    *o(context) {
      const retry = new df.RetryOptions(1_000, 3);
      (retry as { retryTimeoutInMilliseconds?: number }).retryTimeoutInMilliseconds = 5_000;
      yield context.df.callActivityWithRetry('fine', retry, {});
    },
  },
  {
    name: 'an event in another spelling',
    code: 'durable/event-name-case',
    says: /"go" was raised while it waits for "Go"/,
    *o(context) {
      yield context.df.waitForExternalEvent('Go');
    },
    meanwhile: go,
  },
  {
    name: 'a wait in another spelling than a kept event',
    code: 'durable/event-name-case',
    says: /"go" was raised while it waits for "Go"/,
    *o(context) {
      yield context.df.createTimer(later());
      yield context.df.waitForExternalEvent('Go');
    },
    meanwhile: go,
  },
  {
    name: 'an activity that nobody registered',
    code: 'durable/unknown-activity',
    says: /"nobody"/,
    *o(context) {
      yield context.df.callActivity('nobody', {});
    },
  },
  {
    name: 'a sub-orchestration',
    code: 'durable/not-supported',
    says: /callSubOrchestrator,/,
    *o(context) {
      yield context.df.Task.any([context.df.callSubOrchestrator('o', {}), context.df.createTimer(later())]);
    },
  },
  {
    name: 'continueAsNew',
    code: 'durable/not-supported',
    says: /continueAsNew/,
    // biome-ignore lint/correctness/useYield: it starts over
    o: function* (context) {
      context.df.continueAsNew({});
    },
  },
  {
    name: 'a signal to an entity',
    code: 'durable/not-supported',
    says: /signalEntity/,
    *o(context) {
      context.df.signalEntity(new df.EntityId('counter', 'a'), 'add', 1);
      yield context.df.createTimer(later());
    },
  },
  {
    name: 'callHttp',
    code: 'durable/not-supported',
    says: /callHttp/,
    *o(context) {
      yield context.df.callHttp({ method: 'GET', url: 'http://localhost/' });
    },
  },
];

const activities = {
  fine: () => ({}),
  slow: () => {
    throw new Error('not yet');
  },
};

test.each(broken)('$name fails the instance and says why', async ({ code, says, o, meanwhile }) => {
  const bench = await newBench({ orchestrators: { o }, activities });
  await bench.start('i', 'o');
  await bench.advance(start);
  await meanwhile?.(bench);
  await bench.advance();
  expect(await bench.status('i')).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringMatching(says) });
  expect(bench.warnings).toContainEqual({ code, says: expect.stringMatching(says) });
  expect(bench.durable.nextDue()).toBeUndefined();
});

test('an equal timer may follow one that was cancelled', async () => {
  const bench = await newBench({
    orchestrators: {
      *o(context) {
        for (let turn = 0; turn < 3; turn++) {
          const timer = context.df.createTimer(later());
          yield context.df.Task.any([context.df.waitForExternalEvent('go'), timer]);
          if (!timer.isCompleted) timer.cancel();
        }
        return context.df.currentUtcDateTime.toISOString();
      },
    },
  });
  await bench.start('i', 'o');
  await bench.advance(start);
  await go(bench);
  await bench.advance(start + 1_000);
  await go(bench);
  await bench.advance();
  expect(await bench.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: after(60_000) });
  expect(bench.warnings).toEqual([]);
});

test.each([
  { name: 'calls something else', calls: ['slow', 'fine'], says: 'call 0 was activity "fine", now it is activity "slow"' },
  { name: 'calls less', calls: ['fine'], says: 'call 1 was activity "fine", now it is nothing' },
  { name: 'calls nothing', calls: [], says: 'call 0 was activity "fine", now it is nothing' },
  { name: 'calls more', calls: ['fine', 'fine', 'fine'], says: 'went on' },
])('code that changed under a waiting instance and now $name', async ({ calls, says }) => {
  const calling = (names: readonly string[]): Orchestrator =>
    function* (context) {
      for (const [n, name] of names.entries()) yield context.df.callActivity(name, { n });
      yield context.df.waitForExternalEvent('go');
      return 'went on';
    };
  const first = await newBench({ orchestrators: { o: calling(['fine', 'fine']) }, activities });
  await first.start('i', 'o');
  await first.advance();
  const second = await newBench({ orchestrators: { o: calling(calls) }, activities }, { db: first.db, clock: first.clock });
  await second.raise('i', 'go');
  await second.advance();
  const { output, runtimeStatus } = await second.status('i');
  expect(output).toContain(says);
  expect(runtimeStatus).toBe(says === 'went on' ? 'Completed' : 'Failed');
});

test('a Task.all that fails early, and a boolean input, are warned of only', async () => {
  const bench = await newBench({
    orchestrators: {
      *o(context) {
        try {
          yield context.df.Task.all([context.df.callActivity('slow', {}), context.df.callActivity('fine', true)]);
        } catch {
          return 'caught';
        }
      },
    },
    activities,
  });
  await bench.start('i', 'o');
  await bench.advance();
  expect((await bench.status('i')).output).toBe('caught');
  expect(bench.warnings.map(warning => warning.code)).toEqual(['durable/boolean-input', 'durable/all-failed-early']);
});

test('an app with an entity is refused by name', async () => {
  const bench = await newBench({ orchestrators: {} });
  const entry = { name: 'counter', trigger: { type: 'entityTrigger', name: 't' }, bindings: {} };
  const invoker = { ...bench.invoker, functions: () => [entry] };
  expect(() => createDurable({ db: bench.db, clock: bench.clock, invoker })).toThrow('"counter" is a durable entity');
});
