import { contentHash } from '../hash.ts';

/** What a counter is remembered by: of two versions of a rule, a condition that was not touched keeps its counters. */
export const keyOf = (kind: string, of: unknown): string =>
  contentHash(`${kind} ${JSON.stringify(of, withoutNotes)}`).slice(0, 10);

const withoutNotes = (name: string, value: unknown): unknown => (name === 'note' ? undefined : value);
