import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { type LogLine, newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('the handler gets its input parsed, metadata with small first letters, the trace and a durable client', async () => {
  let seen: unknown[] = [];
  const made = await newApp(() =>
    df.app.client.storageQueue('q', {
      queueName: 'q',
      connection: 'c',
      handler: async (message: unknown, client: df.DurableClient, context: InvocationContext) => {
        seen = [message, client.taskHubName, context.triggerMetadata, context.traceContext?.traceParent];
      },
    }),
  );
  const durableClientBinding = () =>
    JSON.stringify({ taskHubName: 'hub', creationUrls: {}, managementUrls: { id: 'INSTANCEID' } });
  const invoker = createInvoker(made, { durableClientBinding });
  await invoker.invoke(
    'q',
    { string: '{"a":1}' },
    { metadata: { DequeueCount: 2, Id: 'x', Deep: { DeviceType: 1 } }, traceparent },
  );
  expect(seen).toEqual([{ a: 1 }, 'hub', { dequeueCount: 2, id: 'x', deep: { deviceType: 1 } }, traceparent]);
});

test('hooks run around the handler, in their order, and may change input, result and error', async () => {
  const steps: string[] = [];
  const made = await newApp(() => {
    app.hook.preInvocation(async hook => {
      steps.push('before');
      hook.inputs = ['changed'];
      hook.hookData.x = 1;
    });
    app.hook.postInvocation(hook => {
      steps.push(`after ${String(hook.hookData.x)} ${String(hook.error)}`);
      hook.error = undefined;
      hook.result = 'saved';
    });
    df.app.activity('a', {
      handler: (input: unknown) => {
        steps.push(`handler ${String(input)}`);
        throw new Error('bad');
      },
    });
  });
  const answer = await createInvoker(made).invoke('a', { string: 'given' });
  expect(steps).toEqual(['before', 'handler changed', 'after 1 Error: bad']);
  expect(answer.returnValue).toEqual({ string: 'saved' });
});

test('log lines carry their function; log hooks may change them', async () => {
  const lines: LogLine[] = [];
  const made = await newApp(() => {
    app.hook.log(line => {
      line.message = line.message.toUpperCase();
    });
    df.app.activity('a', { handler: (_: unknown, context: InvocationContext) => context.warn('a %d', 1) });
  });
  await createInvoker(made, { onLog: line => lines.push(line), newId: () => 'id-1' }).invoke('a', { string: '' });
  expect(lines).toEqual([{ level: 'warning', category: 'user', message: 'A 1', invocation: { id: 'id-1', function: 'a' } }]);
});

test('it rejects with the very error of the handler, and for a function that is not there', async () => {
  const bad = Object.assign(new Error('bad'), { code: 'x/y' });
  const made = await newApp(() =>
    df.app.activity('a', {
      handler: () => {
        throw bad;
      },
    }),
  );
  await expect(createInvoker(made).invoke('a', { string: '' })).rejects.toBe(bad);
  await expect(createInvoker(made).invoke('b', { string: '' })).rejects.toThrow('There is no function "b".');
});

test('it counts what runs, and is quiet when all has ended, failures included', async () => {
  let end = (): void => {};
  const made = await newApp(() => {
    df.app.activity('waits', { handler: () => new Promise<void>(resolve => (end = resolve)) });
    df.app.activity('fails', { handler: () => Promise.reject(new Error('bad')) });
  });
  const invoker = createInvoker(made);
  const counts: number[] = [];
  invoker.onRunning(running => counts.push(running));
  await invoker.quiet();
  const waits = invoker.invoke('waits', { string: '' });
  await invoker.invoke('fails', { string: '' }).catch(() => {});
  expect(invoker.running()).toBe(1);
  const quiet = invoker.quiet();
  end();
  await Promise.all([waits, quiet]);
  expect(counts).toEqual([1, 2, 1, 0]);
});
