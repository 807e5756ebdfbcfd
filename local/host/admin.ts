/** The two admin addresses that a health check needs. */
import { type Auth, refuse } from './keys.ts';
import type { Endpoint, Invoker, PlainResponse } from './types.ts';

export function adminEndpoint(invoker: Invoker, keys: Auth): Endpoint {
  const functions = (): unknown => invoker.functions().map(({ name, bindings }) => ({ name, config: { bindings } }));
  const pages: Readonly<Record<string, () => unknown>> = {
    '/admin/functions': functions,
    '/admin/host/status': () => ({ state: 'Running', functions: invoker.functions().length }),
  };
  return async request => {
    const page = pages[request.url.split('?')[0]!.toLowerCase().replace(/\/$/, '')];
    if (page === undefined || request.method !== 'GET') return undefined;
    return refuse(request, 'admin', keys) ?? json(page());
  };
}

const json = (value: unknown): PlainResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
