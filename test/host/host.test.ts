import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { afterEach, expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import { createHost, type HostOptions } from '../../local/host/host.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { startServer } from '../../local/host/server.ts';
import { openDatabase } from '../../local/store/database.ts';
import { sqliteQueues } from '../../local/store/queues.ts';

const minute = 60_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A whole host with its server, on a virtual clock that stands at 0. */
const start = async (bind: (queues: ReturnType<typeof sqliteQueues>) => unknown, more: Partial<HostOptions> = {}) => {
  const db = openDatabase(':memory:');
  const clock = virtualClock(0);
  const queues = sqliteQueues(db, clock);
  let url = '';
  const host = await createHost({ bind: () => bind(queues), clock, db, queues, baseUrl: () => url, ...more });
  const server = await startServer({ port: 0, endpoints: host.endpoints });
  url = server.url;
  closers.push(async () => {
    await server.close();
    await host.close();
    db.close();
  });
  return { host, url, clock, queues, advance: (to: number) => advanceTo(clock, host.workers, to, { quiet: host.invoker.quiet }) };
};

/** From an event over an orchestration with a timer to an activity and a queue, told apart by `name`. */
const chain = (seen: unknown[], now: () => number) => (queues: ReturnType<typeof sqliteQueues>) => {
  df.app.client.eventGrid('events', {
    handler: async (event, client) => void (await client.startNew('drive', { instanceId: event.id, input: event.subject })),
  });
  df.app.orchestration('drive', function* (context) {
    const news = context.df.waitForExternalEvent('news');
    const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 10 * minute));
    const first = yield context.df.Task.any([news, timer]);
    if (first === news) timer.cancel();
    yield context.df.callActivity('tell', { to: context.df.getInput(), because: first === news ? 'news' : 'time' });
  });
  df.app.activity('tell', {
    handler: async (order: unknown) => {
      seen.push([now() / minute, order]);
      await queues.send('later', '"queued"', now() + 5 * minute);
    },
  });
  app.storageQueue('later', {
    queueName: 'later',
    connection: 'c',
    handler: async message => void seen.push([now() / minute, message]),
  });
  df.app.client.http('answer', {
    route: 'answer/{id}',
    methods: ['POST'],
    handler: async (request, client) => {
      await client.raiseEvent(request.params.id!, 'news', {});
      return { status: 202 };
    },
  });
};

const post = (url: string, events: unknown[]): Promise<Response> =>
  fetch(`${url}/runtime/webhooks/eventgrid?functionName=events`, {
    method: 'POST',
    headers: { 'aeg-event-type': 'Notification' },
    body: JSON.stringify(events),
  });

test('an event goes through webhook, durable client, timer, activity and queue on the virtual clock', async () => {
  const seen: unknown[] = [];
  const { url, clock, advance, host } = await start(chain(seen, () => clock.now()));
  expect(
    (
      await post(url, [
        { id: 'a-1', subject: 'lena' },
        { id: 'a-2', subject: 'omar' },
      ])
    ).status,
  ).toBe(202);
  await advance(4 * minute);
  expect((await fetch(`${url}/answer/a-2`, { method: 'POST' })).status).toBe(202);
  await advance(60 * minute);
  expect(seen).toEqual([
    [4, { to: 'omar', because: 'news' }],
    [9, 'queued'],
    [10, { to: 'lena', because: 'time' }],
    [15, 'queued'],
  ]);
  expect(host.durable.instances()).toMatchObject({ completed: 2, running: 0 });
});

test('two hosts in one process do not meet', async () => {
  const [first, second]: [unknown[], unknown[]] = [[], []];
  const one = await start(chain(first, () => one.clock.now()));
  const two = await start(chain(second, () => two.clock.now()));
  await post(one.url, [{ id: 'a-1', subject: 'one' }]);
  await post(two.url, [{ id: 'a-1', subject: 'two' }]);
  await two.advance(20 * minute);
  await one.advance(20 * minute);
  expect([first[0], second[0]]).toEqual([
    [10, { to: 'one', because: 'time' }],
    [10, { to: 'two', because: 'time' }],
  ]);
});

test('admin addresses name the functions; with keys on they are the master’s, and so is the durable API', async () => {
  const keys = { master: 'm', functions: 'f', eventgrid: 'e' };
  const seen: unknown[] = [];
  const { url, clock, advance } = await start(
    chain(seen, () => clock.now()),
    { keys },
  );
  const status = async (path: string, key: string) => (await fetch(url + path, { headers: { 'x-functions-key': key } })).status;
  for (const path of [
    '/admin/host/status',
    '/admin/functions',
    '/runtime/webhooks/durabletask/instances/',
    '/Runtime/Webhooks/DurableTask/instances/',
  ])
    expect(
      [await status(path, ''), await status(path, 'f'), (await status(path, 'm')) < 401 || path.startsWith('/R')],
      path,
    ).toEqual([401, 403, true]);
  const functions = (await (await fetch(`${url}/admin/functions?code=m`)).json()) as { name: string }[];
  expect(functions.map(({ name }) => name)).toEqual(['events', 'drive', 'tell', 'later', 'answer']);
  const webhook = `${url}/runtime/webhooks/eventgrid?functionName=events&code=e`;
  const headers = { 'aeg-event-type': 'Notification' };
  expect((await fetch(webhook, { method: 'POST', headers, body: '[{"id":"a-1","subject":"lena"}]' })).status).toBe(202);
  await advance(20 * minute);
  expect(seen).toHaveLength(2); // the durable client found its own door without a key
});

test('a timer keeps its status in the database', async () => {
  const db = openDatabase(':memory:');
  const calls: unknown[] = [];
  for (const at of [0, 3 * 60 * minute]) {
    const clock = virtualClock(at);
    const bind = () =>
      app.timer('watch', { schedule: '0 0 * * * *', handler: timer => void calls.push([clock.now() / minute, timer.isPastDue]) });
    const host = await createHost({ bind, clock, db, queues: sqliteQueues(db, clock), baseUrl: () => '' });
    await advanceTo(clock, host.workers, at + 60 * minute);
    await host.close();
  }
  expect(calls).toEqual([
    [60, false],
    [180, true],
    [240, false],
  ]);
});
