/** The HTTP API that the durable client and operators use. Every change is committed before it is answered. */
import { randomUUID } from 'node:crypto';
import type { Endpoint, Invoker, PlainRequest, PlainResponse, PlantClock } from '../host/types.ts';
import { managementUrls, webhookPath } from './binding.ts';
import { Event } from './protocol.ts';
import { statusOf } from './status.ts';
import { hasEnded, type Instance, type Store } from './store.ts';

export interface EndpointOptions {
  readonly store: Store;
  readonly clock: PlantClock;
  readonly invoker: Invoker;
  /** Path of the client's own door, with a slash at both ends. */
  readonly rpcPath: string;
  /** Called after each change that gives the engine something to do. */
  readonly onWork: () => void;
}

interface Call extends EndpointOptions {
  readonly request: PlainRequest;
  readonly query: URLSearchParams;
  readonly base: string;
}

export function createEndpoint(options: EndpointOptions): Endpoint {
  return async request => {
    const [path = '', query = ''] = request.url.split('?', 2) as [string, string?];
    const prefix = [webhookPath, options.rpcPath].find(one => path.startsWith(one));
    if (prefix === undefined) return undefined;
    const parts = path.slice(prefix.length).split('/').map(decoded);
    if (parts.includes(undefined)) return say(400, 'The path is not well encoded.');
    const base = `http://${request.headers.host ?? 'localhost'}${webhookPath.slice(0, -1)}`;
    return route({ ...options, request, query: new URLSearchParams(query), base }, parts as string[]);
  };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function route(call: Call, [kind, first = '', second, third]: readonly string[]): PlainResponse {
  const { method } = call.request;
  if (kind === 'orchestrators' && method === 'POST') return start(call, first, second);
  if (kind === 'entities') return say(501, 'The local host runs no entities.');
  if (kind !== 'instances') return say(404, 'There is nothing here.');
  if (first === '') return method === 'GET' ? list(call) : method === 'DELETE' ? purgeMany(call) : say(405, 'Not allowed.');
  const instance = call.store.instance(first);
  if (instance === undefined) return say(404, `No instance with ID '${first}' found.`);
  if (second === undefined)
    return method === 'GET' ? show(call, instance) : method === 'DELETE' ? purge(call, instance) : say(405, 'Not allowed.');
  if (method !== 'POST') return say(405, 'Not allowed.');
  if (second === 'raiseEvent' && third !== undefined) return raise(call, instance, third);
  return say(501, `The local host does not run "${second}".`);
}

function start(call: Call, name: string, wanted: string | undefined): PlainResponse {
  const { store, clock, invoker, request, query } = call;
  const known = invoker.functions().some(entry => entry.name === name && entry.trigger.type === 'orchestrationTrigger');
  if (!known) return say(400, `The function '${name}' doesn't exist, is disabled, or is not an orchestrator function.`);
  if (query.has('timeout')) return say(501, 'The local host does not wait for an instance; ask for its status.');
  const id = wanted ?? randomUUID().replaceAll('-', '');
  if (!isInstanceId(id))
    return say(
      400,
      'An instance id has 1 to 256 characters, does not start with @ and has none of / \\ # ? or control characters.',
    );
  const input = json(request);
  if (input === undefined) return say(400, 'The input is not JSON.');
  const before = store.instance(id);
  if (before !== undefined && !hasEnded(before.status)) return exists(before);
  store.start({
    id,
    name,
    version: query.get('version') ?? '',
    input: input === '' ? null : input,
    created: Math.floor(clock.now()),
    traceparent: request.headers.traceparent ?? null,
  });
  call.onWork();
  return accepted(call, id, { status: 202, retryAfter: '10', body: managementUrls(call.base, id) });
}

const isInstanceId = (id: string): boolean => /^(?!@)[^/\\#?\p{Cc}]{1,256}$/u.test(id);

/** The extension answers 500 here, and callers know it by that. */
const exists = (instance: Instance): PlainResponse =>
  answer(500, {
    Message: 'Something went wrong while processing your request',
    ExceptionMessage: `An Orchestration instance with the status ${instance.status} already exists.`,
  });

function raise(call: Call, instance: Instance, name: string): PlainResponse {
  if (!/^application\/json\b/i.test(call.request.headers['content-type'] ?? ''))
    return say(400, 'Only application/json request content is supported.');
  const input = json(call.request);
  if (input === undefined) return say(400, 'The event is not JSON.');
  // The library looks events and tasks up in one table: such an event would complete a task.
  if (/^\d+$/.test(name)) return say(400, `An event must not be named like a task number: "${name}".`);
  if (hasEnded(instance.status)) return say(410, `The instance '${instance.id}' has ended.`);
  const Input = input === '' ? null : input;
  const event = { EventType: Event.eventRaised, EventId: -1, IsPlayed: false, Timestamp: '', Name: name, Input };
  call.store.post(instance.n, event, Math.floor(call.clock.now()));
  call.onWork();
  return { status: 202 };
}

/** The body as JSON text, empty when there is none, `undefined` when it is not JSON. */
function json(request: PlainRequest): string | undefined {
  const text = new TextDecoder().decode(request.body);
  if (text.trim() === '') return '';
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function show(call: Call, instance: Instance): PlainResponse {
  const { query, store } = call;
  const events = query.get('showHistory') === 'true' ? store.history(instance.n) : undefined;
  const body = statusOf(instance, { showInput: query.get('showInput') !== 'false', ...(events === undefined ? {} : { events }) });
  if (!hasEnded(instance.status)) return accepted(call, instance.id, { status: 202, retryAfter: '5', body });
  const strict = instance.status === 'Failed' && query.get('returnInternalServerErrorOnFailure') === 'true';
  return answer(strict ? 500 : 200, body);
}

function list(call: Call): PlainResponse {
  const after = Number(call.request.headers['x-ms-continuation-token'] ?? 0);
  const top = Number(call.query.get('top') ?? 100);
  const found = call.store.list().filter(one => one.n > after && isAskedFor(call.query, one));
  const page = found.slice(0, top);
  const rest: Readonly<Record<string, string>> =
    found.length > page.length ? { 'x-ms-continuation-token': String(page.at(-1)?.n ?? after) } : {};
  return answer(
    200,
    page.map(one => statusOf(one, { showInput: call.query.get('showInput') !== 'false' })),
    rest,
  );
}

function isAskedFor(query: URLSearchParams, instance: Instance): boolean {
  const from = Date.parse(query.get('createdTimeFrom') ?? '');
  const to = Date.parse(query.get('createdTimeTo') ?? '');
  const statuses = query.get('runtimeStatus')?.split(',');
  if (instance.created < from || instance.created > to) return false;
  return (statuses?.includes(instance.status) ?? true) && instance.id.startsWith(query.get('instanceIdPrefix') ?? '');
}

function purge(call: Call, instance: Instance): PlainResponse {
  if (!hasEnded(instance.status)) return say(404, `The instance '${instance.id}' has not ended.`);
  call.store.purge(instance.n);
  return answer(200, { instancesDeleted: 1 });
}

function purgeMany(call: Call): PlainResponse {
  if (!call.query.has('createdTimeFrom')) return say(400, "Please provide value for 'createdTimeFrom' parameter.");
  const found = call.store.list().filter(one => hasEnded(one.status) && isAskedFor(call.query, one));
  for (const one of found) call.store.purge(one.n);
  return found.length === 0 ? say(404, 'Nothing to purge.') : answer(200, { instancesDeleted: found.length });
}

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const say = (status: number, text: string): PlainResponse => ({ status, headers: { 'content-type': 'text/plain' }, body: text });
const accepted = (
  call: Call,
  id: string,
  { status, retryAfter, body }: { status: number; retryAfter: string; body: unknown },
): PlainResponse => answer(status, body, { location: `${call.base}/instances/${id}`, 'retry-after': retryAfter });
