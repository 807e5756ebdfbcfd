/** Signals of a telemetry body. */
import type { Value } from './event.ts';
import { cut, type Fields, isFields, isPlainName } from './fields.ts';

const maxDepth = 3;
const maxText = 256;
const maxName = 128;
export const maxSignals = 200;

/**
 * Finite numbers, texts (cut at 256 characters) and booleans; objects give dotted names, at most 3 deep. Lists, null, what is
 * deeper and names over 128 characters are no signals. Of two that come to the same dotted name, the first counts.
 * Undefined when there are more than 200: cutting would silence a rule without anybody noticing.
 */
export function signalsOf(body: Fields): Readonly<Record<string, Value>> | undefined {
  const found = new Map<string, Value>();
  for (const [name, value] of walk(body, '', 1)) {
    if (!found.has(name)) found.set(name, value);
    if (found.size > maxSignals) return undefined;
  }
  return Object.fromEntries(found);
}

function* walk(fields: Fields, prefix: string, depth: number): Generator<[string, Value]> {
  for (const [key, value] of Object.entries(fields)) {
    const name = prefix + key;
    if (!isPlainName(key) || name.length > maxName) continue;
    if (typeof value === 'string') yield [name, cut(value, maxText)];
    else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) yield [name, value];
    else if (isFields(value) && depth < maxDepth) yield* walk(value, `${name}.`, depth + 1);
  }
}
