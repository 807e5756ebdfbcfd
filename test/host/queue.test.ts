import { app, type InvocationContext } from '@azure/functions';
import { expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { queueTrigger } from '../../local/host/queue-trigger.ts';
import { openDatabase } from '../../local/store/database.ts';
import { type LocalQueues, sqliteQueues } from '../../local/store/queues.ts';

type Handler = (message: unknown, context: InvocationContext, queues: LocalQueues) => unknown;

const queue = async (handler: Handler, name = 'deadlines') => {
  const clock = virtualClock(1_000_000);
  const queues = sqliteQueues(openDatabase(':memory:'), clock);
  const made = await newApp(() =>
    app.storageQueue('deadline', {
      queueName: name,
      connection: 'c',
      handler: async (message, context) => void (await handler(message, context, queues)),
    }),
  );
  const worker = queueTrigger({ entry: made.functions[0]!, invoker: createInvoker(made), queues, clock, atOneInstantMax: 200 });
  return { clock, queues, worker };
};

test('a message is handed over when it becomes visible, parsed, and is gone after success', async () => {
  const seen: unknown[] = [];
  const { clock, queues, worker } = await queue((message, context) => {
    seen.push([clock.now(), message, context.triggerMetadata?.dequeueCount, context.triggerMetadata?.id]);
  });
  await queues.send('deadlines', '{"device":"f-7"}', 1_060_000);
  await queues.send('deadlines', 'text', 1_030_000);
  await advanceTo(clock, [worker], 1_100_000);
  expect(seen).toEqual([
    [1_030_000, 'text', 1, 2],
    [1_060_000, { device: 'f-7' }, 1, 1],
  ]);
  expect([queues.length('deadlines'), clock.now()]).toEqual([0, 1_100_000]);
});

test('five attempts at once, then the poison queue; the others are not held up', async () => {
  const attempts: unknown[] = [];
  const { clock, queues, worker } = await queue((message, context) => {
    attempts.push([message, context.triggerMetadata?.dequeueCount]);
    if (message === 'bad') throw new Error('no');
  });
  await queues.send('deadlines', 'bad', 0);
  await queues.send('deadlines', 'good', 0);
  await advanceTo(clock, [worker], clock.now());
  expect(attempts).toEqual([
    ['bad', 1],
    ['good', 1],
    ['bad', 2],
    ['bad', 3],
    ['bad', 4],
    ['bad', 5],
  ]);
  expect([queues.length('deadlines'), queues.length('deadlines-poison')]).toEqual([0, 1]);
  expect(await queues.receive('deadlines-poison', 1, 1)).toMatchObject([{ text: 'bad' }]);
});

test('a message that outlived five hosts is handed over all the same: a due time must not get lost by crashes', async () => {
  let calls = 0;
  const { queues, worker } = await queue(() => calls++);
  await queues.send('deadlines', 'survivor', 0);
  for (let crash = 0; crash < 5; crash++) {
    await queues.receive('deadlines', 1, 60_000);
    queues.releaseLeases();
  }
  await worker.settle();
  expect([calls, queues.length('deadlines'), queues.length('deadlines-poison')]).toEqual([1, 0, 0]);
});

test('sixteen run at once, not more, and what is sent meanwhile is handed over too', async () => {
  let running = 0;
  let most = 0;
  const done: unknown[] = [];
  const { queues, worker } = await queue(async message => {
    most = Math.max(most, ++running);
    if (message === 0) await queues.send('deadlines', '100', 0);
    await new Promise(setImmediate);
    running--;
    done.push(message);
  });
  for (let i = 0; i < 40; i++) await queues.send('deadlines', String(i), 0);
  await worker.settle();
  expect([most, done.length, running]).toEqual([16, 41, 0]);
});

test('a slow message does not hold up one that comes while it runs', async () => {
  const slow = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const { queues, worker } = await queue(message => {
    if (message !== 'slow') return slow.resolve();
    started.resolve();
    return slow.promise;
  });
  await queues.send('deadlines', 'slow', 0);
  const settled = worker.settle();
  await started.promise;
  await queues.send('deadlines', 'release', 0);
  await settled;
  expect(queues.length('deadlines')).toBe(0);
});

test('a function that feeds itself without end is named', async () => {
  const { queues, worker } = await queue((_, __, queues) => queues.send('deadlines', 'again', 0));
  await queues.send('deadlines', 'first', 0);
  await expect(worker.settle()).rejects.toThrow(/"deadline".*feeds itself/);
});

test('closed, it takes no new message, and lets the running one end', async () => {
  let end = (): void => {};
  const started = Promise.withResolvers<void>();
  const { queues, worker } = await queue(() => {
    started.resolve();
    return new Promise<void>(resolve => (end = resolve));
  });
  await queues.send('deadlines', 'one', 0);
  const settled = worker.settle();
  await started.promise;
  const closed = worker.close();
  await queues.send('deadlines', 'two', 0);
  end();
  await Promise.all([closed, settled]);
  expect([queues.length('deadlines'), worker.nextDue()]).toEqual([1, undefined]);
});

test('a poison queue has no function', async () => {
  await expect(queue(() => {}, 'x-poison')).rejects.toThrow(/"x-poison" has no poison queue/);
});
