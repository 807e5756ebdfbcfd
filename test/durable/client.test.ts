import { DatabaseSync } from 'node:sqlite';
import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import { createDurable } from '../../local/durable/engine.ts';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { startServer } from '../../local/host/server.ts';
import { newBench, start } from './bench.ts';

const waiting = {
  orchestrators: {
    *o(context: df.OrchestrationContext): Generator<df.Task, unknown, unknown> {
      return yield context.df.waitForExternalEvent('go');
    },
  },
};

test('the genuine client starts, raises, asks, lists and purges', async () => {
  const said: unknown[] = [];
  const use = async (client: df.DurableClient): Promise<void> => {
    said.push(await client.startNew('o', { instanceId: 'a~1', input: { n: 1 } }));
    await expect(client.startNew('o', { instanceId: 'a~1' })).rejects.toThrow(/500.*already exists/);
    await expect(client.startNew('nobody')).rejects.toThrow(/400/);
    await expect(client.getStatus('none')).rejects.toThrow(/404/);
    await expect(client.raiseEvent('none', 'go', {})).rejects.toThrow("No instance with ID 'none' found.");
    await expect(client.terminate('a~1', 'x')).rejects.toThrow(/501/);
    said.push((await client.getStatus('a~1')).runtimeStatus);
    await client.raiseEvent('a~1', 'go', { by: 'mara' });
    await settle();
    said.push((await client.getStatus('a~1')).output);
    await client.raiseEvent('a~1', 'go', { by: 'omar' }); // 410 counts as done
    for (let n = 0; n < 120; n++) await client.startNew('o', { instanceId: `m-${n}` });
    said.push(
      (await client.getStatusAll()).length,
      (await client.getStatusBy({ runtimeStatus: [df.OrchestrationRuntimeStatus.Completed] })).length,
    );
    said.push(
      (await client.purgeInstanceHistory('a~1')).instancesDeleted,
      (await client.purgeInstanceHistory('a~1')).instancesDeleted,
    );
    said.push((await client.startNew('o', { input: 'x' })).length);
  };
  const registered = await newApp(() => {
    df.app.orchestration('o', waiting.orchestrators.o);
    app.generic('user', {
      trigger: { type: 'queueTrigger', name: 'item', queueName: 'q', connection: 'c' },
      extraInputs: [df.input.durableClient()],
      handler: async (_item, context) => await use(df.getClient(context)),
    });
  });
  let url = '';
  const clock = virtualClock(start);
  const invoker = createInvoker(registered, { durableClientBinding: () => durable.clientBinding(url) });
  const durable = createDurable({ db: new DatabaseSync(':memory:'), clock, invoker });
  const settle = (): Promise<void> => advanceTo(clock, [durable], clock.now());
  const server = await startServer({ port: 0, endpoints: [durable.endpoint] });
  url = server.url;
  try {
    await invoker.invoke('user', { string: 'go' });
  } finally {
    await server.close();
  }
  expect(said).toEqual(['a~1', 'Pending', { by: 'mara' }, 121, 1, 1, 0, 32]);
  expect(durable.instances()).toEqual({ pending: 121, running: 0, completed: 0, failed: 0 });
});

test.each([
  { name: 'an unknown orchestrator', method: 'POST', path: 'orchestrators/x/a', status: 400 },
  { name: 'an input that is not JSON', method: 'POST', path: 'orchestrators/o/a', body: '{', status: 400 },
  { name: 'an instance id with @', method: 'POST', path: 'orchestrators/o/@a', status: 400 },
  { name: 'an instance id of 257 characters', method: 'POST', path: `orchestrators/o/${'a'.repeat(257)}`, status: 400 },
  { name: 'a path that is not well encoded', method: 'POST', path: 'orchestrators/o/%', status: 400 },
  { name: 'an event named like a task', method: 'POST', path: 'instances/i/raiseEvent/0', status: 400 },
  { name: 'an event of another media type', method: 'POST', path: 'instances/i/raiseEvent/go', type: 'text/plain', status: 400 },
  { name: 'an event that is not JSON', method: 'POST', path: 'instances/i/raiseEvent/go', body: 'go', status: 400 },
  { name: 'suspend', method: 'POST', path: 'instances/i/suspend', status: 501 },
  { name: 'an entity', method: 'GET', path: 'entities/counter/a', status: 501 },
  { name: 'a purge of all without a time', method: 'DELETE', path: 'instances/', status: 400 },
  { name: 'a purge of what still runs', method: 'DELETE', path: 'instances/i', status: 404 },
  { name: 'a status while it runs', method: 'GET', path: 'instances/i?showHistory=true', status: 202 },
  { name: 'something else', method: 'GET', path: 'hubs', status: 404 },
])('$name is answered with $status', async ({ method, path, body, type, status }) => {
  const bench = await newBench(waiting);
  await bench.start('i', 'o');
  await bench.advance();
  expect((await bench.call(method, path, body, type === undefined ? {} : { 'content-type': type })).status).toBe(status);
});

test('starting a finished instance again replaces it, with a new execution', async () => {
  const bench = await newBench(waiting);
  const executions = new Set<unknown>();
  for (const n of [1, 2]) {
    expect((await bench.start('i', 'o', { n })).status).toBe(202);
    await bench.raise('i', 'go', n); // also while it is Pending
    await bench.advance();
    expect(await bench.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: n, input: { n } });
    executions.add(
      (bench.durable.history('i')[1] as { OrchestrationInstance?: { ExecutionId: string } }).OrchestrationInstance?.ExecutionId,
    );
  }
  expect(executions.size).toBe(2);
});

test('the door of the client is not to be guessed, and others are left alone', async () => {
  const { durable } = await newBench(waiting);
  const { rpcBaseUrl } = JSON.parse(durable.clientBinding('http://localhost:1')) as { rpcBaseUrl: string };
  expect(rpcBaseUrl).toMatch(/^http:\/\/localhost:1\/durabletask\/[0-9a-f-]{36}\/$/);
  const request = { method: 'GET', headers: {}, body: new Uint8Array() };
  expect(await durable.endpoint({ ...request, url: '/durabletask/instances/' })).toBeUndefined();
  expect((await durable.endpoint({ ...request, url: `${new URL(rpcBaseUrl).pathname}instances/` }))?.status).toBe(200);
});
