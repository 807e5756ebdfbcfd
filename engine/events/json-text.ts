/**
 * JSON of any depth: `JSON.stringify` overflows the stack at some thousand levels, and a poisoned event must still be parked.
 * The text is cut (and then no JSON any more) at `maxLength` UTF-16 code units.
 */
export function jsonText(value: unknown, maxLength: number): string {
  const written: string[] = [];
  let length = 0;
  const todo: (string | { readonly value: unknown })[] = [{ value }];
  for (let next = todo.pop(); next !== undefined && length < maxLength; next = todo.pop()) {
    const text = typeof next === 'string' ? next : open(next.value, todo);
    written.push(text);
    length += text.length;
  }
  return written.join('').slice(0, maxLength);
}

/** Writes a plain value; of a list or an object only the bracket, and leaves the rest, last part first, to do. */
function open(value: unknown, todo: (string | { readonly value: unknown })[]): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  const list = Array.isArray(value);
  todo.push(list ? ']' : '}');
  const entries = Object.entries(value);
  for (let at = entries.length - 1; at >= 0; at--) {
    const [name, part] = entries[at] ?? ['', null];
    todo.push({ value: part }, (at > 0 ? ',' : '') + (list ? '' : `${JSON.stringify(name)}:`));
  }
  return list ? '[' : '{';
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : 'null';
