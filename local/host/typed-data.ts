/** Values as the Functions host sends them to its worker. */

/** As the host would send this value: text as `string`, whole numbers as `int`, the rest as `json`. */
export function toTypedData(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return { string: value };
  if (value instanceof Uint8Array) return { bytes: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { int: value } : { double: value };
  return { json: JSON.stringify(value ?? null) };
}
