/** The HTTP functions of an app as one endpoint. */
import { type Auth, type Level, refuse } from './keys.ts';
import { compareRoutes, matchRoute, parseRoute, type Route } from './route-pattern.ts';
import type { Endpoint, FunctionEntry, Invoker, PlainRequest, PlainResponse } from './types.ts';

export interface HttpOptions {
  /** First part of all paths, without slashes; `''` for none. */
  readonly routePrefix: string;
  readonly keys: Auth;
  /** Hears of each failed request, as its caller gets an empty 500. */
  readonly onError?: (name: string, error: unknown) => void;
}

interface Door {
  readonly name: string;
  readonly route: Route;
  readonly methods: readonly string[];
  readonly level: Level;
}

/** Answers `undefined` where no function has this path and method, which the server makes a 404. */
export function httpRoutes(invoker: Invoker, options: HttpOptions): Endpoint {
  const doors = invoker
    .functions()
    .filter(({ trigger }) => trigger.type === 'httpTrigger')
    .map(entry => door(entry, options.routePrefix))
    .sort((a, b) => compareRoutes(a.route, b.route));
  return async request => {
    const path = request.url.split('?')[0]!;
    for (const { name, route, methods, level } of doors) {
      const params = methods.includes(request.method) ? matchRoute(route, path) : undefined;
      if (params === undefined) continue;
      return refuse(request, level, options.keys) ?? (await answer(invoker, name, request, params, options));
    }
    return undefined;
  };
}

function door({ name, trigger }: FunctionEntry, prefix: string): Door {
  const route = parseRoute(`${prefix}/${String(trigger.route ?? name)}`);
  const methods = (trigger.methods as readonly string[]).map(method => method.toUpperCase());
  return { name, route, methods, level: String(trigger.authLevel).toLowerCase() as Level };
}

async function answer(
  invoker: Invoker,
  name: string,
  request: PlainRequest,
  params: Record<string, string>,
  { onError }: HttpOptions,
): Promise<PlainResponse> {
  let http: unknown;
  try {
    http = toRpc(request, params);
  } catch {
    return { status: 400 }; // a Host header that makes no URL
  }
  try {
    const traceparent = request.headers.traceparent;
    const { returnValue } = await invoker.invoke(name, { http }, traceparent === undefined ? {} : { traceparent });
    return fromRpc(returnValue);
  } catch (error) {
    onError?.(name, error);
    return { status: 500 };
  }
}

function toRpc({ method, url, headers, body }: PlainRequest, params: Record<string, string>): unknown {
  const absolute = new URL(`http://${headers.host ?? 'localhost'}${url}`);
  // Principal headers count only where the platform itself sets them; from a client they are a forgery.
  const honest = Object.entries(headers).filter(([name]) => !name.startsWith('x-ms-client-principal'));
  return {
    method,
    url: absolute.href,
    nullableHeaders: nullable(honest),
    nullableQuery: nullable([...absolute.searchParams]),
    nullableParams: nullable(Object.entries(params)),
    ...(method === 'GET' || method === 'HEAD' || body.length === 0 ? {} : { body: { bytes: body } }),
  };
}

const nullable = (entries: readonly [string, string][]): unknown =>
  Object.fromEntries(entries.map(([key, value]) => [key, { value }]));

interface RpcHttp {
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly unknown[];
  readonly body?: { readonly bytes?: Uint8Array };
}

function fromRpc(returnValue: unknown): PlainResponse {
  const http = (returnValue as { http?: RpcHttp } | undefined)?.http;
  if (http === undefined) return { status: 204 };
  if (http.cookies?.length) throw new Error('The local host sets no `cookies`: answer with a `set-cookie` header.');
  return { status: Number(http.statusCode ?? 200), headers: http.headers ?? {}, body: http.body?.bytes ?? '' };
}
