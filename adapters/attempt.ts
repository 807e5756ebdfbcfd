/** One attempt at a provider: bounded in time, never throwing, told in the words of the ports. */
import type { SendResult } from '../engine/ports.ts';
import { systemClock } from './system.ts';

/** Longest that an attempt may take, ms: promised by the ports are 15 s, and the caller needs a moment of them. */
export const attemptMs = 12_000;

/** Errors of a connection that was never made: nothing can have gone out. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** What an HTTP answer tells: its status, its headers and a sentence of the provider. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | null | undefined;
  readonly why: string;
}

/**
 * Runs `work`, and gives it up after `timeoutMs` of machine time: `unknown`, as the request may have arrived. Its own timer
 * counts, not only the signal: the e-mail SDK does not look at its signal everywhere.
 */
export async function attempt<Result>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | Extract<SendResult, { kind: 'busy' | 'unknown' }>> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ kind: 'unknown'; why: string }>(resolve => {
    timer = setTimeout(() => resolve({ kind: 'unknown', why: `no answer within ${timeoutMs} ms` }), timeoutMs);
  });
  try {
    const made = Promise.resolve(stop.signal).then(work); // what throws before its first wait is caught as well
    return await Promise.race([late, made.catch(ofError)]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/**
 * What a refusal means. 429 and 503 say "not now"; another 5xx and 408 may come after the work was done; the rest is final.
 */
export function ofRefusal(answer: Answer): Exclude<SendResult, { kind: 'accepted' }> {
  const { status, why } = answer;
  if (status === 429 || status === 503) return { kind: 'busy', why, ...retryAfter(answer) };
  if (status >= 500 || status === 408) return { kind: 'unknown', why };
  return { kind: 'refused', why };
}

/** The part of the SDKs' `RestError` that counts here. */
interface RestError {
  readonly statusCode?: number;
  readonly response?: { readonly headers: { get(name: string): string | undefined }; readonly bodyAsText?: string | null };
}

/** What an exception of an SDK means: a refusal when the provider answered. */
export function ofRestError(error: unknown): Exclude<SendResult, { kind: 'accepted' }> {
  const { statusCode: status, response } = (error ?? {}) as RestError;
  if (status === undefined || response === undefined) return ofError(error);
  return ofRefusal({ status, header: name => response.headers.get(name), why: sentence(status, response.bodyAsText) });
}

/** What an exception without an answer means. */
export function ofError(error: unknown): Extract<SendResult, { kind: 'busy' | 'unknown' }> {
  const code = codeOf(error);
  const why = `${code === undefined ? '' : `${code}: `}${error instanceof Error ? error.message : String(error)}`;
  return { kind: code !== undefined && neverSent.has(code) ? 'busy' : 'unknown', why };
}

function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return undefined;
}

function retryAfter({ header }: Answer): { retryAfterMs?: number } {
  const ms = header('retry-after-ms') ?? header('x-ms-retry-after-ms');
  if (isCount(ms)) return { retryAfterMs: Number(ms) };
  const after = header('retry-after');
  if (isCount(after)) return { retryAfterMs: Number(after) * 1000 };
  const date = Date.parse(after ?? '');
  return Number.isNaN(date) ? {} : { retryAfterMs: Math.max(0, date - systemClock.machine()) };
}

const isCount = (text: string | null | undefined): text is string => /^\d{1,9}$/.test(text ?? '');

/** The sentence in an error body of Azure, `{ error: { code, message } }`, or the status alone. At most 300 characters. */
export function sentence(status: number, body: string | null | undefined): string {
  const { error } = jsonOf<{ error?: { code?: unknown; message?: unknown } }>(body) ?? {};
  const said = [error?.code, error?.message].filter(part => typeof part === 'string' && part !== '').join(': ');
  return `${status}${said === '' ? '' : ` ${said}`}`.slice(0, 300);
}

/** The JSON object in a body, `undefined` when there is none. */
export function jsonOf<Shape extends object>(body: string | null | undefined): Partial<Shape> | undefined {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null ? (value as Partial<Shape>) : undefined;
  } catch {
    return undefined;
  }
}
