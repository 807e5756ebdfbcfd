/** The webhook that Event Grid delivers to, as the Event Grid extension of the Functions host answers it. */
import { jsonElements } from './json-elements.ts';
import { type Auth, refuse } from './keys.ts';
import type { Endpoint, Invoker, PlainRequest, PlainResponse } from './types.ts';

const path = /^\/runtime\/webhooks\/eventgrid\/?$/i;
const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS'];
/** Event Grid sends at most 1 MB; the rest is room for its envelope. */
const bodyBytesMax = 1_500_000;

export interface WebhookOptions {
  readonly keys: Auth;
  readonly onError?: (name: string, error: unknown) => void;
}

/** Answers 404, in text, for a function that is not there or is written in other case, as Azure does. */
export function eventGridWebhook(invoker: Invoker, { keys, onError }: WebhookOptions): Endpoint {
  const names = new Set(
    invoker
      .functions()
      .filter(({ trigger }) => trigger.type === 'eventGridTrigger')
      .map(({ name }) => name),
  );
  return async request => {
    const [where, query] = request.url.split('?');
    if (!path.test(where!) || !verbs.includes(request.method)) return undefined;
    const refusal = refuse(request, 'eventgrid', keys);
    if (refusal !== undefined) return refusal;
    const name = new URLSearchParams(query).get('functionName') ?? '';
    if (!names.has(name)) return plain(404, `cannot find function: '${name}'`);
    if (request.body.length > bodyBytesMax) return plain(413, 'A delivery is at most 1.5 MB.');
    try {
      return await deliver(invoker, name, request);
    } catch (error) {
      // Whatever goes wrong is a 500, so that Event Grid sends the whole batch again.
      onError?.(name, error);
      return plain(500, error instanceof Error ? error.message : String(error));
    }
  };
}

async function deliver(invoker: Invoker, name: string, request: PlainRequest): Promise<PlainResponse> {
  if (request.method === 'OPTIONS') return allowOrigin(request);
  switch (request.headers['aeg-event-type']?.toLowerCase()) {
    case 'subscriptionvalidation':
      return plain(200, JSON.stringify({ validationResponse: validationCode(JSON.parse(text(request))) }));
    case 'notification':
      await notify(invoker, name, request);
      return { status: 202 };
    case 'unsubscribe':
      return { status: 202 };
    default:
      return { status: 400 };
  }
}

/**
 * One invocation per element. All start in one turn, and each step of one is taken before the same step of the next, so
 * that handlers begin in the order of the array; the answer waits for all of them, and the first failure is told.
 */
async function notify(invoker: Invoker, name: string, request: PlainRequest): Promise<void> {
  const how = request.headers.traceparent === undefined ? {} : { traceparent: request.headers.traceparent };
  const ends = await Promise.allSettled(
    jsonElements(text(request)).map(element => invoker.invoke(name, { string: element }, how)),
  );
  const failed = ends.find(end => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** The CloudEvents handshake: the origin is echoed when it is Event Grid's own. */
function allowOrigin({ headers }: PlainRequest): PlainResponse {
  const origin = headers['webhook-request-origin'] ?? '';
  const known = /^([a-z0-9-]+\.)*eventgrid\.azure\.(net|us|cn)$/i.test(origin);
  return { status: 200, headers: { 'webhook-allowed-origin': known ? origin : 'eventgrid.azure.net' } };
}

/** From `[0].data`, or from a single event, whose `data` is JSON text. */
function validationCode(body: unknown): unknown {
  const event = (Array.isArray(body) ? body[0] : body) as { data: unknown };
  const data = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
  return (data as { validationCode?: unknown }).validationCode;
}

const text = (request: PlainRequest): string => new TextDecoder().decode(request.body);

const plain = (status: number, body: string): PlainResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
