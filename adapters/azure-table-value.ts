/** How a document lies in a table of Azure: its JSON as text, a long one as bytes in pieces. */
import type { Json } from '../engine/ports.ts';

/** A property takes 64 KB; text lies there as UTF-16, so this many characters are read in any viewer. */
const textMax = 32_000;
/** An entity takes 1 MB: as text, two bytes a character, 512 KB of JSON would not fit. */
const pieceBytes = 64_000;

export interface Properties {
  readonly [name: string]: unknown;
}

/** `json`, or `json0`, `json1`, … */
export function propertiesOf(json: string): Properties {
  if (json.length <= textMax) return { json };
  const bytes = Buffer.from(json);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, n) => n);
  return Object.fromEntries(pieces.map(n => [`json${n}`, bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes)]));
}

/** Throws when the entity is none of ours. */
export function documentOf(properties: Properties): Json {
  if (typeof properties.json === 'string') return JSON.parse(properties.json) as Json;
  const pieces: Uint8Array[] = [];
  for (let piece = properties.json0; piece instanceof Uint8Array; piece = properties[`json${pieces.length}`]) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString()) as Json;
}
