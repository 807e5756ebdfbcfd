/** Reading of objects from outside: own properties only, whatever they are called. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldOf = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A text that is not empty, else undefined. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fieldOf(fields, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The object's fields when it is one, else none. */
export const fieldsIn = (fields: Fields, name: string): Fields => {
  const value = fieldOf(fields, name);
  return isFields(value) ? value : {};
};

/** Names that would reach into the language's own objects once copied. */
const reaching = new Set(['__proto__', 'constructor', 'prototype']);
export const isPlainName = (name: string): boolean => name !== '' && !reaching.has(name);

/** At most so many UTF-16 code units, without half a character at the end. */
export const cut = (text: string, length: number): string => {
  if (text.length <= length) return text;
  return /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? text.slice(0, length - 1) : text.slice(0, length);
};
