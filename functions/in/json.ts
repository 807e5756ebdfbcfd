/** How the API reads and answers: JSON both ways, every refusal with code, place, what, why and fix. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { mayPost } from './same-site.ts';

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export const ok = (value: unknown): HttpResponseInit => ({ status: 200, headers, body: JSON.stringify(value) });

/** A JSON object whose contents nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Refusal {
  readonly code: string;
  /** JSON path of what is wrong, or the part of the request. */
  readonly at: string;
  readonly says: string;
  readonly fix?: string;
}

/** Refusals are known by what they are, never by how they look: a body from outside may look like one. */
const refusals = new WeakSet<object>();

/** `about`: what else there is to know beside the error. */
export function refuse(status: number, refusal: Refusal, about: Fields = {}): HttpResponseInit {
  const answer: HttpResponseInit = { status, headers, body: JSON.stringify({ error: refusal, ...about }) };
  refusals.add(answer);
  return answer;
}

export const notFound = (what: string, id: string): HttpResponseInit =>
  refuse(404, {
    code: `${what}/unknown`,
    at: 'path',
    says: `There is no ${what} "${id.slice(0, 200)}".`,
    fix: `GET /api/${what}s lists them.`,
  });

const bytesMax = 16_384;

/**
 * The body as an object, or the answer that says why it is none. A JSON content type is asked for, which no form of a foreign page
 * can send, and what a browser says of where the request comes from is heard.
 */
export async function readBody(request: HttpRequest, publicUrl: string): Promise<Fields | HttpResponseInit> {
  if (!mayPost(request, publicUrl)) {
    return refuse(403, { code: 'api/foreign-page', at: 'origin', says: 'Another site cannot act here.' });
  }
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return refuse(415, {
      code: 'api/not-json',
      at: 'content-type',
      says: 'The body must be JSON.',
      fix: 'Send content-type: application/json.',
    });
  }
  const text = await request.text();
  if (text.length > bytesMax)
    return refuse(413, { code: 'api/too-large', at: 'body', says: `The body is over ${bytesMax} bytes.` });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below: it is no JSON object either way.
  }
  return refuse(400, { code: 'api/bad-json', at: '$', says: 'The body is not a JSON object.' });
}

export const isRefused = (value: object): value is HttpResponseInit => refusals.has(value);

const pageSize = 50;
const pageMost = 200;

/** `top` and `continuation` of a list, or why they are not good. */
export function readPaging(request: HttpRequest): { readonly top: number; readonly continuation?: string } | HttpResponseInit {
  const top = Number(request.query.get('top') ?? pageSize);
  if (!Number.isInteger(top) || top < 1 || top > pageMost) {
    return refuse(400, { code: 'api/bad-top', at: 'query.top', says: `"top" is a whole number from 1 to ${pageMost}.` });
  }
  const continuation = request.query.get('continuation');
  return { top, ...(continuation !== null && continuation !== '' && { continuation }) };
}
