import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { expect, test } from 'vitest';
import { newApp } from '../../local/host/core.ts';
import { httpRoutes } from '../../local/host/http-routes.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import type { Auth } from '../../local/host/keys.ts';

const keys: Auth = { master: 'm', functions: 'f', eventgrid: 'e' };

const doors = async (bind: () => unknown, options: { routePrefix?: string; keys?: Auth } = {}) => {
  const endpoint = httpRoutes(createInvoker(await newApp(bind)), { routePrefix: '', keys: undefined, ...options });
  return async (line: string, headers: Record<string, string> = {}, body = '') => {
    const [method, url] = line.split(' ') as [string, string];
    const answer = await endpoint({ method, url, headers: { host: 'plant.example', ...headers }, body: Buffer.from(body) });
    return answer && { ...answer, body: Buffer.from(answer.body ?? '').toString() };
  };
};

const echo = async (request: HttpRequest) => ({
  jsonBody: {
    method: request.method,
    url: request.url,
    params: request.params,
    query: [...request.query],
    body: await request.text(),
  },
});
const alarm = () => app.http('alarm', { route: 'api/alarms/{id}', methods: ['GET', 'HEAD'], handler: echo });

test('a handler sees method, URL, parameters, query and body', async () => {
  const call = await doors(() => app.http('ack', { route: 'api/alarms/{id}/acknowledge', handler: echo }));
  const answer = await call('POST /api/alarms/cold~f-7~1/acknowledge?by=lena%20m', {}, '{"a":1}');
  expect(answer?.headers).toMatchObject({ 'content-type': 'application/json' });
  expect(JSON.parse(answer!.body)).toEqual({
    method: 'POST',
    url: 'http://plant.example/api/alarms/cold~f-7~1/acknowledge?by=lena%20m',
    params: { id: 'cold~f-7~1' },
    query: [['by', 'lena m']],
    body: '{"a":1}',
  });
});

test.each([
  { line: 'GET /api/alarms/x', status: 200 },
  { line: 'HEAD /api/alarms/x', status: 200 },
  { line: 'GET /API/Alarms/x/', status: 200 },
  { line: 'POST /api/alarms/x', status: undefined },
  { line: 'OPTIONS /api/alarms/x', status: undefined },
  { line: 'GET /api/alarms', status: undefined },
  { line: 'GET /api/alarms/x/y', status: undefined },
])('$line of a function for GET and HEAD: $status', async ({ line, status }) => {
  expect((await (await doors(alarm))(line))?.status).toBe(status);
});

test.each([
  { route: '{x?}', path: '/', params: {} },
  { route: '{x?}', path: '/a', params: { x: 'a' } },
  { route: 'f/{*rest}', path: '/f/a/b%20c', params: { rest: 'a/b c' } },
  { route: 'f/{*rest}', path: '/f', params: { rest: '' } },
  { route: 'n/{id:int}', path: '/n/42', params: { id: '42' } },
  { route: 'n/{id:int}', path: '/n/4x', params: undefined },
  { route: 'p/{id}', path: '/p/%E2%82%AC', params: { id: '€' } },
  { route: 'p/{id}', path: '/p/a%2Fb', params: { id: 'a%2Fb' } },
  { route: 'p/{id}', path: '/p/%zz', params: { id: '%zz' } },
  { route: 'p/{id}', path: '/p//', params: undefined },
])('route $route and path $path', async ({ route, path, params }) => {
  const call = await doors(() => app.http('f', { route, handler: echo }));
  const answer = await call(`GET ${path}`);
  expect(answer && JSON.parse(answer.body).params).toEqual(params);
});

test('the most specific route wins, whatever the order of registration', async () => {
  const named = (name: string, route: string) => app.http(name, { route, handler: async () => ({ body: name }) });
  const call = await doors(() => {
    named('rest', '{*all}');
    named('any', 'a/{x}');
    named('number', 'a/{x:int}');
    named('text', 'a/open');
  });
  const bodies = [];
  for (const path of ['/a/open', '/a/7', '/a/b', '/z']) bodies.push((await call(`GET ${path}`))?.body);
  expect(bodies).toEqual(['text', 'number', 'any', 'rest']);
});

test('two functions may share a path with different methods; a prefix comes first', async () => {
  const one = (name: string, method: 'GET' | 'POST') =>
    app.http(name, { route: 'x', methods: [method], handler: async () => ({ body: name }) });
  const call = await doors(() => [one('reads', 'GET'), one('writes', 'POST')], { routePrefix: 'api' });
  expect([(await call('GET /api/x'))?.body, (await call('POST /api/x'))?.body, await call('GET /x')]).toEqual([
    'reads',
    'writes',
    undefined,
  ]);
});

test.each([
  { name: 'nothing', handler: () => undefined, want: { status: 204, body: '' } },
  { name: 'a status only', handler: () => ({ status: 418 }), want: { status: 418, body: '' } },
  { name: 'bytes', handler: () => ({ body: new Uint8Array([65]) }), want: { status: 200, body: 'A' } },
  { name: 'a bare string', handler: () => 'text', want: { status: 500, body: '' } },
  { name: 'a cookie', handler: () => ({ cookies: [{ name: 'a', value: 'b' }] }), want: { status: 500, body: '' } },
  {
    name: 'an error',
    handler: () => {
      throw new Error('secret');
    },
    want: { status: 500, body: '' },
  },
])('a handler that answers $name', async ({ handler, want }) => {
  const call = await doors(() => app.http('f', { handler: async () => handler() as HttpResponseInit }));
  expect(await call('GET /f')).toMatchObject(want);
});

test('a Host header that makes no URL is the caller’s fault; principal headers are not believed', async () => {
  const call = await doors(() =>
    app.http('f', { handler: async request => ({ body: String(request.headers.get('x-ms-client-principal-name')) }) }),
  );
  expect((await call('GET /f', { host: 'a b' }))?.status).toBe(400);
  expect((await call('GET /f', { 'x-ms-client-principal-name': 'root' }))?.body).toBe('null');
});

test.each([
  { level: 'anonymous', key: '', status: 200 },
  { level: 'function', key: '', status: 401 },
  { level: 'function', key: 'wrong', status: 401 },
  { level: 'function', key: 'f', status: 200 },
  { level: 'function', key: 'm', status: 200 },
  { level: 'function', key: 'e', status: 403 },
  { level: 'admin', key: 'f', status: 403 },
  { level: 'admin', key: 'm', status: 200 },
] as const)('a function of level $level and the key "$key": $status', async ({ level, key, status }) => {
  const bind = () => app.http('f', { authLevel: level, handler: async () => ({}) });
  const call = await doors(bind, { keys });
  expect((await call(`GET /f?code=${key}`))?.status).toBe(status);
  expect((await call('GET /f?code=wrong', { 'x-functions-key': key }))?.status).toBe(status);
  expect((await (await doors(bind))('GET /f'))?.status).toBe(200);
});

test.each(['a/{x:guid}', 'a/{x}.json', '{*all}/b', '{x=1}'])('the route %s is refused', async route => {
  await expect(doors(() => app.http('f', { route, handler: echo }))).rejects.toThrow(/route/);
});
