import type { Decoded } from './event.ts';

export type Bad = Extract<Decoded<never>, { kind: 'bad' }>;
export type Filtered = Extract<Decoded<never>, { kind: 'filtered' }>;

/** `at` is a place in the event: `$.data.body`. `why` is a sentence that says what is there and what should be. */
export const bad = (code: string, at: string, why: string): Bad => ({ ok: false, kind: 'bad', code, at, why });

export const filtered = (because: string): Filtered => ({ ok: false, kind: 'filtered', because });

/** A value from outside as part of a sentence: short, and never more than it shows. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
