import { expect, test } from 'vitest';
import { type Answered, type Fields, pagedLena, type Visit, visiting } from '../doors/visit.ts';
import { telemetryEvent } from '../events/telemetry-event.ts';

const keys = { master: 'master-key-0123456789', functions: 'functions-key-0123456789', eventgrid: 'eventgrid-key-0123456789' };
const given = { none: undefined, wrong: 'wrong-key-0123456789', empty: '', ...keys } as const;
type Key = keyof typeof given;

const telemetry = (visit: Visit) =>
  JSON.stringify(telemetryEvent({ system: { 'iothub-enqueuedtime': new Date(visit.plant.now()).toISOString() } }));

interface Route {
  readonly method: string;
  readonly path: string;
  readonly level: string;
}

/** Every door of the app, as it registered itself. */
function routesOf({ plant }: Visit): readonly Route[] {
  return plant.house.host.invoker.functions().flatMap(({ name, trigger }): Route[] => {
    if (trigger.type === 'eventGridTrigger')
      return ['POST', 'OPTIONS', 'GET'].map(method => ({
        method,
        path: `/runtime/webhooks/eventgrid?functionName=${name}`,
        level: 'eventgrid',
      }));
    if (trigger.type !== 'httpTrigger') return [];
    const path = `/${String(trigger.route).replace(/\{\w+\}/g, 'x')}`;
    return (trigger.methods as string[]).map(method => ({ method, path, level: String(trigger.authLevel).toLowerCase() }));
  });
}

const management: readonly Route[] = [
  ...['instances', 'instances/x', 'instances/?instanceIdPrefix=door'].map(path => ({ method: 'GET', path })),
  ...[
    'instances/x/raiseEvent/news',
    'instances/x/terminate',
    'instances/x/restart',
    'orchestrators/escalate-alarm',
    'entities/x/y',
  ].map(path => ({ method: 'POST', path })),
  ...['instances/x', 'instances?createdTimeFrom=2020-01-01'].map(path => ({ method: 'DELETE', path })),
].map(({ method, path }) => ({ method, path: `/runtime/webhooks/durabletask/${path}`, level: 'admin' }));

const admin: readonly Route[] = ['/admin/functions', '/admin/host/status', '/Admin/Functions/'].map(path => ({
  method: 'GET',
  path,
  level: 'admin',
}));

const opens: Readonly<Record<string, readonly Key[]>> = {
  anonymous: Object.keys(given) as Key[],
  function: ['functions', 'master'],
  eventgrid: ['eventgrid', 'master'],
  admin: ['master'],
};

test('every route asks for its key, whichever way a key is given; health and the links stay open', async () => {
  await visiting({ keys }, async visit => {
    const routes = [...routesOf(visit), ...management, ...admin];
    expect(routes.length).toBeGreaterThan(25);
    for (const route of routes) {
      for (const [key, value] of Object.entries(given) as [Key, string | undefined][]) {
        const may = opens[route.level]?.includes(key) ?? false;
        const says = `${route.method} ${route.path} with ${key}`;
        for (const answered of await bothWays(visit, route, value)) {
          const refused = key in keys ? 403 : 401;
          if (may) expect([401, 403], says).not.toContain(answered.status);
          else expect([answered.status, answered.text], says).toEqual([refused, '']);
        }
      }
    }
    expect(routes.filter(({ level }) => level === 'anonymous').map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...['GET /a/x', 'HEAD /a/x', 'POST /a/x', 'GET /health', 'HEAD /health'],
    ]);
  });
});

async function bothWays(visit: Visit, { method, path }: Route, key: string | undefined): Promise<readonly Answered[]> {
  const headers = { 'aeg-event-type': 'Notification' };
  if (key === undefined) return [await visit.ask(method, path, headers)];
  const query = `${path.includes('?') ? '&' : '?'}code=${key}`;
  return [await visit.ask(method, path, { ...headers, 'x-functions-key': key }), await visit.ask(method, path + query, headers)];
}

test('a wrong header is not saved by a right query, and a key in other places is none', async () => {
  await visiting({ keys }, async visit => {
    const { functions } = keys;
    const tries: [string, Record<string, string>][] = [
      [`/api/alarms?code=${functions}`, { 'x-functions-key': 'wrong' }],
      [`/api/alarms?Code=${functions}`, {}],
      ['/api/alarms', { authorization: `Bearer ${functions}` }],
      ['/api/alarms', { cookie: `code=${functions}` }],
      ['/api/alarms', { 'x-functions-key': `${functions} `.concat('x') }],
      ['/api/alarms', { 'x-functions-key': functions.toUpperCase() }],
      ['/api/alarms', { 'x-functions-key': functions.slice(0, -1) }],
      ['/api/alarms', { 'x-ms-client-principal': btoa('{"userRoles":["admin"]}'), 'x-ms-client-principal-name': 'admin' }],
      ['/API/ALARMS/', {}],
      ['/api/../api/alarms', {}],
      ['//api/alarms', {}],
      ['/a/../api/alarms', {}],
      ['/health/../api/alarms', {}],
      ['/api%2Falarms', {}],
    ];
    for (const [path, headers] of tries) {
      const { status, text } = await visit.ask('GET', path, headers);
      expect([401, 404], path).toContain(status);
      expect(text).not.toContain('items');
    }
  });
});

test('the house works with its keys: telemetry comes in, Lena is paged and answers by the open link', async () => {
  await visiting({ keys }, async visit => {
    const grid = { 'aeg-event-type': 'Notification', 'x-functions-key': keys.eventgrid };
    const posted = await visit.ask('POST', '/runtime/webhooks/eventgrid?functionName=telemetry', grid, telemetry(visit));
    expect(posted.status).toBe(202);
    const read = async (path: string) =>
      JSON.parse((await visit.ask('GET', path, { 'x-functions-key': keys.functions })).text) as Fields;
    expect((await read('/api/devices')).items).toHaveLength(1);
    await visit.plant.device('door-1', { deviceType: 'door', name: 'Back door' }).reports('door', 'open').once();
    visit.plant.phone('lena').hasReceived(/MAJOR/);
    await visit.plant.phone('lena').answers();
    expect((await read('/api/alarms')).items).toMatchObject([{ answeredBy: 'lena.vik' }]);
  });
});

test('no answer of the app tells a key, an address of the durable engine, or where the host is', async () => {
  const heard: string[] = [];
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const note = (answered: Answered) => void heard.push(JSON.stringify([answered.headers, answered.text]));
    const json = { 'content-type': 'application/json' };
    for (const { method, path: route, level } of routesOf(visit)) {
      if (level === 'eventgrid') continue;
      for (const one of [route, route.replace('/x', `/${id}`), route.replace('/a/x', path)])
        note(await visit.ask(method, one, json, method === 'POST' ? '{"by":"x","answer":"cannot"}' : ''));
    }
    for (const body of [telemetry(visit), '{"x":1}', 'x', '[]', '[null]']) note(await visit.deliver('telemetry', body));
    note(await visit.ask('POST', path, { 'content-type': 'application/x-www-form-urlencoded' }, `code=${code}`));
    note(await visit.ask('GET', '/nowhere'));
    expect(heard.length).toBeGreaterThan(25);
    const { port } = visit.plant.house.server;
    for (const text of heard) {
      expect(text).not.toMatch(/webhooks|durabletask|raiseEvent|statusQuery|sendEvent|terminatePost|taskHub|rpc/i);
      expect(text).not.toContain(String(port));
      expect(text).not.toMatch(/accesskey|sharedaccess|connectionstring|at \w+ \(|node_modules|\.ts:\d/i);
      expect(text).not.toMatch(/x-powered-by|"server":/i);
    }
  });
});
