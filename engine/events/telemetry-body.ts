/** The body of a telemetry message: JSON as it is, or base64 of what the device sent. */
import { type Fields, fieldOf, isFields, textIn } from './fields.ts';
import { type Bad, bad, shown } from './verdict.ts';

const maxBytes = 256 * 1024;
const maxDepth = 16;

export type Body = { readonly ok: true; readonly fields: Fields } | Bad;

/**
 * The hub passes a body on as JSON only when the message says JSON in UTF-8 and is; everything else comes as base64. A text is
 * therefore a JSON text (never a reading) when the message said so, and base64 otherwise; many devices do not say.
 */
export function bodyOf(data: Fields, system: Fields): Body {
  const body = fieldOf(data, 'body');
  const place = '$.data.body';
  if (body === undefined || body === null) return noBody(place);
  const base64 = typeof body === 'string' && !saysJson(system);
  return base64 ? fromBase64(body, place) : checked(body, place);
}

/** A body that comes as the device sent it: its bytes, or what the host made of them (a text that is no JSON, or what JSON says). */
export function rawBodyOf(body: unknown, place: string): Body {
  if (body === undefined || body === null) return noBody(place);
  if (body instanceof Uint8Array) return fromBytes(body, place);
  return typeof body === 'string' ? fromText(body, place) : checked(body, place);
}

const noBody = (place: string): Bad => bad('telemetry/no-body', place, 'The message has no body.');

function saysJson(system: Fields): boolean {
  const type = textIn(system, 'iothub-content-type') ?? '';
  const encoding = textIn(system, 'iothub-content-encoding') ?? '';
  return /^\s*application\/json\s*(;|$)/i.test(type) && /^\s*utf-?8\s*$/i.test(encoding);
}

function fromBase64(text: string, place: string): Body {
  if (text.length > (maxBytes / 3 + 1) * 4) return tooLarge(place);
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    return bad(
      'telemetry/bad-base64',
      place,
      'A body that is not declared as JSON in UTF-8 comes as base64; this is not base64.',
    );
  }
  return fromBytes(
    Uint8Array.from(atob(text), character => character.charCodeAt(0)),
    place,
  );
}

function fromBytes(bytes: Uint8Array, place: string): Body {
  if (bytes.length > maxBytes) return tooLarge(place);
  const decoded = textOf(bytes);
  if (decoded === undefined) return bad('telemetry/bad-utf8', place, 'The body is not text in UTF-8, so it cannot be JSON.');
  return fromText(decoded, place);
}

function fromText(text: string, place: string): Body {
  const parsed = parse(text);
  return parsed.ok
    ? checked(parsed.value, place)
    : bad('telemetry/not-json', place, `The body is not JSON: it begins ${shown(text)}.`);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function checked(value: unknown, place: string): Body {
  if (!isFields(value)) return bad('telemetry/not-an-object', place, `The body is a JSON object; this is ${shown(value)}.`);
  if (isDeeperThan(value, maxDepth)) return bad('telemetry/too-deep', place, `A body is at most ${maxDepth} levels deep.`);
  const bytes = bytesOf(value);
  if (bytes === undefined) return bad('telemetry/not-json', place, 'The body holds what JSON cannot hold.');
  return bytes > maxBytes ? tooLarge(place) : { ok: true, fields: value };
}

/** As compact JSON; undefined for what cannot come over a wire. The depth was looked at before, so the stack is safe. */
function bytesOf(value: Fields): number | undefined {
  try {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  } catch {
    return undefined;
  }
}

const tooLarge = (place: string): Bad => bad('telemetry/too-large', place, `A body is at most ${maxBytes / 1024} KB.`);

/** Not recursive: ten thousand levels would overflow the stack. */
function isDeeperThan(value: unknown, limit: number): boolean {
  const todo: [unknown, number][] = [[value, 1]];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [part, depth] = next;
    if (typeof part !== 'object' || part === null) continue;
    if (depth > limit) return true;
    for (const inner of Object.values(part)) todo.push([inner, depth + 1]);
  }
  return false;
}
