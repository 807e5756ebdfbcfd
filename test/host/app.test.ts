import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';

const activity = (name: string, says: string) => () => {
  df.app.activity(name, { handler: () => says });
};

test('one process hosts several apps side by side, also with the same names', async () => {
  const [one, two] = await Promise.all([newApp(activity('greet', 'one')), newApp(activity('greet', 'two'))]);
  const says = async (which: typeof one) => (await createInvoker(which).invoke('greet', { string: '' })).returnValue;
  expect([await says(one), await says(two), await says(one)]).toEqual([{ string: 'one' }, { string: 'two' }, { string: 'one' }]);
});

test('all kinds of functions of the genuine libraries are registered', async () => {
  const made = await newApp(() => {
    app.http('web', { handler: async () => ({}) });
    app.eventGrid('events', { handler: async () => {} });
    app.storageQueue('queue', { queueName: 'q', connection: 'c', handler: async () => {} });
    app.timer('timer', { schedule: '0 * * * * *', handler: async () => {} });
    df.app.client.eventGrid('client', { handler: async () => {} });
    // biome-ignore lint/correctness/useYield: an orchestrator that ends at once
    df.app.orchestration('drive', function* () {
      return 1;
    });
    df.app.activity('do', { handler: () => 1 });
  });
  expect(made.functions.map(({ name, trigger }) => [name, trigger.type])).toEqual([
    ['web', 'httpTrigger'],
    ['events', 'eventGridTrigger'],
    ['queue', 'queueTrigger'],
    ['timer', 'timerTrigger'],
    ['client', 'eventGridTrigger'],
    ['drive', 'orchestrationTrigger'],
    ['do', 'activityTrigger'],
  ]);
});

test.each([
  {
    name: 'a blob trigger',
    says: /"b".*"blobTrigger"/,
    bind: () => app.storageBlob('b', { path: 'p', connection: 'c', handler: () => {} }),
  },
  { name: 'an entity', says: /"e".*"entityTrigger"/, bind: () => df.app.entity('e', () => {}) },
  {
    name: 'an output binding',
    says: /"q".*output binding "queue"/,
    bind: () => {
      const out = { type: 'queue', name: 'out', direction: 'out', queueName: 'x', connection: 'c' };
      app.eventGrid('q', { extraOutputs: [out], handler: () => {} });
    },
  },
  {
    name: 'function-level retries',
    says: /"t".*retries/,
    bind: () => {
      const retry = { strategy: 'fixedDelay' as const, maxRetryCount: 1, delayInterval: { seconds: 1 } };
      app.timer('t', { schedule: '0 * * * * *', retry, handler: () => {} });
    },
  },
  {
    name: 'a name given twice',
    says: /"a" is registered twice/,
    bind: () => {
      activity('a', '')();
      activity('a', '')();
    },
  },
  { name: 'HTTP streaming', says: /enableHttpStream/, bind: () => app.setup({ enableHttpStream: true }) },
])('$name is refused by name, and the next app is not disturbed', async ({ says, bind }) => {
  await expect(newApp(bind)).rejects.toThrow(says);
  expect((await newApp(activity('a', ''))).functions).toHaveLength(1);
});

test('a function that is registered after the app was bound is refused', async () => {
  await newApp(activity('a', ''));
  expect(activity('late', '')).toThrow(/"late" comes too late/);
});

test('the first app may set options of the library, and so may the next', async () => {
  const bind = () => app.setup({ capabilities: { x: true } });
  await newApp(bind);
  await newApp(bind);
});
