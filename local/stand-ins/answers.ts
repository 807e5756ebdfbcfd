/** Answers as the providers word them. */
import type { PlainRequest, PlainResponse } from '../host/types.ts';

/** The connection is cut without an answer. */
export const hungUp: PlainResponse = { status: 0 };

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const refusal = (
  status: number,
  code: string,
  message: string,
  { retryAfterSeconds }: { readonly retryAfterSeconds?: number } = {},
): PlainResponse =>
  json(
    status,
    { error: { code, message } },
    {
      'x-ms-error-code': code,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  );

/** The JSON object or array of a request's body, `undefined` when it is neither. */
export function bodyOf(request: PlainRequest): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
