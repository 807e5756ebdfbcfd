/** Takes out of a log line what reaches a person or opens a door. */

const secretFields = new Set([
  'to',
  'from',
  'phone',
  'email',
  'token',
  'code',
  'authorization',
  'accesskey',
  'connectionstring',
  'secret',
  'key',
]);
/** An error's `code` (`telemetry/bad-value`) opens no door, and neither does a ledger key (`<alarm>/raised/…`): it holds ids only. */
const isName = (field: string, text: string) =>
  (field === 'code' && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text)) || (field === 'key' && /^[^/\s]+~[^/\s]+~\d+\//.test(text));
const depthMax = 5;
const itemsMax = 50;
const textMax = 2_000;

/** A plain copy of the fields. Names of fields decide first; in other texts, addresses, numbers and answer links are masked. */
export const redacted = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  copyOf(fields, 0) as Record<string, unknown>;

function copyOf(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return masked(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return '[deeper]';
  if (value instanceof Error) return copyOf(errorFields(value), depth);
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.slice(0, itemsMax).map(item => copyOf(item, depth + 1));
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, fieldOf(name, field, depth)]));
}

function fieldOf(name: string, value: unknown, depth: number): unknown {
  const opens = secretFields.has(name.toLowerCase()) && value !== undefined && value !== null;
  return opens && !(typeof value === 'string' && isName(name, value)) ? '[redacted]' : copyOf(value, depth + 1);
}

const errorFields = (error: Error) => ({
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...('code' in error ? { reason: error.code } : {}),
  ...(error.cause === undefined ? {} : { cause: error.cause }),
});

const masked = (text: string) =>
  text
    .slice(0, textMax)
    .replace(/[^\s@<>"',;:()]{1,64}@[^\s@<>"',;:()]{1,255}/g, '[address]')
    .replace(/\+\d[\d ()-]{5,18}\d/g, '[number]')
    .replace(/\/a\/[A-Za-z0-9_-]{8,}/g, '/a/[token]');
