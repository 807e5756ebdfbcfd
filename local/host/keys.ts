/** Function keys, as `func start --enableAuth` checks them. Without them everybody is admin. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { PlainRequest, PlainResponse } from './types.ts';

export interface Keys {
  readonly master: string;
  /** The host key that opens all functions of level `function`. */
  readonly functions: string;
  /** The system key `eventgrid_extension`. */
  readonly eventgrid: string;
}
/** `undefined`: keys are not checked. */
export type Auth = Keys | undefined;

/** What a door asks for; `eventgrid` is the webhook's level. */
export type Level = 'anonymous' | 'function' | 'admin' | 'eventgrid';

/** The refusal (401 for an unknown or no key, 403 for a key that opens other doors), or `undefined`: come in. */
export function refuse(request: PlainRequest, level: Level, keys: Auth): PlainResponse | undefined {
  if (level === 'anonymous' || keys === undefined) return undefined;
  const given = keyOf(request);
  if (given === '') return { status: 401 };
  if (same(given, keys.master)) return undefined;
  const opens: Level[] = [];
  if (same(given, keys.functions)) opens.push('function');
  if (same(given, keys.eventgrid)) opens.push('eventgrid');
  if (opens.length === 0) return { status: 401 };
  return opens.includes(level) ? undefined : { status: 403 };
}

/** The header wins over the query. */
const keyOf = (request: PlainRequest): string =>
  request.headers['x-functions-key'] ?? new URLSearchParams(request.url.split('?')[1] ?? '').get('code') ?? '';

/** In the same time wherever the first difference is. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
