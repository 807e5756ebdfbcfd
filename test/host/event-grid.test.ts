import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { expect, test } from 'vitest';
import { newApp } from '../../local/host/core.ts';
import { eventGridWebhook } from '../../local/host/event-grid.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import type { Auth } from '../../local/host/keys.ts';

const webhook = async (handler: (event: unknown) => unknown = () => {}, keys: Auth = undefined) => {
  const bind = () => {
    app.eventGrid('telemetry', { handler: async event => void (await handler(event)) });
    app.http('web', { handler: async () => ({}) });
  };
  const endpoint = eventGridWebhook(createInvoker(await newApp(bind)), { keys });
  return async (request: { method?: string; query?: string; path?: string; headers?: Record<string, string>; body?: string }) => {
    const {
      method = 'POST',
      query = 'functionName=telemetry',
      path = '/runtime/webhooks/eventgrid',
      headers,
      body = '',
    } = request;
    const answer = await endpoint({ method, url: `${path}?${query}`, headers: headers ?? {}, body: Buffer.from(body) });
    return answer && { ...answer, body: String(answer.body ?? '') };
  };
};
const notification = { 'aeg-event-type': 'Notification' };

test.each([
  { name: 'one event', body: '{"id":"1"}', want: { status: 202 }, seen: [{ id: '1' }] },
  {
    name: 'an array',
    body: ' [ {"id":"1"} , {"id":"a,]\\"[2"} ] ',
    want: { status: 202 },
    seen: [{ id: '1' }, { id: 'a,]"[2' }],
  },
  { name: 'no event', body: '[ ]', want: { status: 202 }, seen: [] },
  { name: 'what is no event', body: '[1,"x",null,[2,[3]]]', want: { status: 202 }, seen: [1, 'x', null, [2, [3]]] },
  { name: 'what is not JSON', body: '[{"id":1},', want: { status: 500 }, seen: [] },
  { name: 'nothing', body: '', want: { status: 500 }, seen: [] },
])('a notification with $name', async ({ body, want, seen }) => {
  const events: unknown[] = [];
  const post = await webhook(event => events.push(event));
  expect(await post({ headers: notification, body })).toMatchObject(want);
  expect(events).toEqual(seen);
});

test.each([
  { name: 'no aeg-event-type', request: { body: '[]' }, want: { status: 400 } },
  {
    name: 'a CloudEvent without it',
    request: { body: '{"specversion":"1.0"}', headers: { 'content-type': 'application/cloudevents+json' } },
    want: { status: 400 },
  },
  { name: 'another aeg-event-type', request: { headers: { 'aeg-event-type': 'Party' } }, want: { status: 400 } },
  { name: 'Unsubscribe', request: { headers: { 'aeg-event-type': 'Unsubscribe' } }, want: { status: 202 } },
  {
    name: 'a path in other case',
    request: { path: '/Runtime/WebHooks/EventGrid/', headers: notification, body: '[]' },
    want: { status: 202 },
  },
  {
    name: 'an unknown function',
    request: { query: 'functionName=x', headers: notification, body: '[]' },
    want: { status: 404, body: "cannot find function: 'x'" },
  },
  {
    name: 'a name in other case',
    request: { query: 'functionName=Telemetry', headers: notification, body: '[]' },
    want: { status: 404 },
  },
  {
    name: 'a function of another kind',
    request: { query: 'functionName=web', headers: notification, body: '[]' },
    want: { status: 404 },
  },
  { name: 'no function', request: { query: '', headers: notification, body: '[]' }, want: { status: 404 } },
  { name: 'another verb', request: { method: 'PATCH' }, want: undefined },
  { name: 'another path', request: { path: '/runtime/webhooks/other' }, want: undefined },
])('$name', async ({ request, want }) => {
  const answer = await (await webhook())(request);
  if (want === undefined) expect(answer).toBeUndefined();
  else expect(answer).toMatchObject(want);
});

test('the handshake of the Event Grid schema', async () => {
  const post = await webhook();
  const headers = { 'aeg-event-type': 'SubscriptionValidation' };
  const want = { status: 200, body: '{"validationResponse":"c-1"}', headers: { 'content-type': 'text/plain; charset=utf-8' } };
  expect(await post({ headers, body: '[{"data":{"validationCode":"c-1","validationUrl":"https://x"}}]' })).toMatchObject(want);
  expect(await post({ headers, body: JSON.stringify({ data: '{"validationCode":"c-1"}' }) })).toMatchObject(want);
});

test.each([
  { origin: 'eventgrid.azure.net', allowed: 'eventgrid.azure.net' },
  { origin: 'rp-westeurope.eventgrid.azure.net', allowed: 'rp-westeurope.eventgrid.azure.net' },
  { origin: 'evil.example', allowed: 'eventgrid.azure.net' },
  { origin: 'eventgrid.azure.net.evil.example', allowed: 'eventgrid.azure.net' },
])('the handshake of CloudEvents from $origin', async ({ origin, allowed }) => {
  const answer = await (await webhook())({ method: 'OPTIONS', headers: { 'webhook-request-origin': origin } });
  expect(answer).toMatchObject({ status: 200, headers: { 'webhook-allowed-origin': allowed } });
});

test('one failure among many: all run, then 500 with its message', async () => {
  const seen: unknown[] = [];
  const post = await webhook(event => {
    seen.push(event);
    if (event === 2) throw new Error('no store');
  });
  expect(await post({ headers: notification, body: '[1,2,3]' })).toMatchObject({ status: 500, body: 'no store' });
  expect(seen).toEqual([1, 2, 3]);
});

test('the elements start in order and run at once; the answer waits for all', async () => {
  const started: unknown[] = [];
  const ends: (() => void)[] = [];
  const count = 500;
  const post = await webhook(event => {
    started.push(event);
    return new Promise<void>(resolve => {
      ends.push(resolve);
      if (ends.length === count) for (const end of ends.reverse()) end(); // would never come if they ran one by one
    });
  });
  const events = Array.from({ length: count }, (_, i) => ({ i }));
  expect(await post({ headers: notification, body: JSON.stringify(events) })).toMatchObject({ status: 202 });
  expect(started).toEqual(events);
});

test('functions with a durable client start in order too', async () => {
  const started: unknown[] = [];
  const made = await newApp(() => df.app.client.eventGrid('e', { handler: async event => void started.push(event) }));
  const binding = JSON.stringify({ taskHubName: 'h', creationUrls: {}, managementUrls: { id: 'I' } });
  const endpoint = eventGridWebhook(createInvoker(made, { durableClientBinding: () => binding }), { keys: undefined });
  const body = Buffer.from('[1,2,3,4,5]');
  await endpoint({ method: 'POST', url: '/runtime/webhooks/eventgrid?functionName=e', headers: notification, body });
  expect(started).toEqual([1, 2, 3, 4, 5]);
});

test.each([
  { name: 'no key', query: '', status: 401 },
  { name: 'a wrong key', query: '&code=x', status: 401 },
  { name: 'the key of functions', query: '&code=f', status: 403 },
  { name: 'the key of the webhook', query: '&code=e', status: 202 },
  { name: 'the master key', query: '&code=m', status: 202 },
])('with keys, $name: $status', async ({ query, status }) => {
  const post = await webhook(() => {}, { master: 'm', functions: 'f', eventgrid: 'e' });
  const answer = await post({ query: `functionName=telemetry${query}`, headers: notification, body: '[]' });
  expect(answer?.status).toBe(status);
});

test('a body over 1.5 MB is too large; one just below is not', async () => {
  const post = await webhook();
  const body = (bytes: number) => `["${'x'.repeat(bytes - 4)}"]`;
  expect(await post({ headers: notification, body: body(1_500_000) })).toMatchObject({ status: 202 });
  expect(await post({ headers: notification, body: body(1_500_001) })).toMatchObject({ status: 413 });
});

test('a structure 100,000 deep reaches the function, and the next event too', async () => {
  const depth = 100_000;
  let depths: number[] = [];
  const post = await webhook(event => {
    let found = 0;
    for (let at = event; Array.isArray(at); at = at[0]) found++;
    depths = [...depths, found];
  });
  expect(await post({ headers: notification, body: `[${'['.repeat(depth)}${']'.repeat(depth)}, [7]]` })).toMatchObject({
    status: 202,
  });
  expect(depths).toEqual([depth, 1]);
});
