/** Pieces of schemas that let an editor say a sentence of ours, mark the very word, and offer what fits. */
import type { Schema } from './plain.ts';

export const has = (word: string): Schema => ({ required: [word] });
export const hasAny = (words: readonly string[]): Schema => ({ anyOf: words.map(has) });

/** Says it of a value that is as `wrong` says. */
export const say = (wrong: Schema, errorMessage: string): Schema => ({ not: wrong, errorMessage });

/** Says it of each of these words that stands there, and marks its name. */
export const refuse = (words: readonly string[], errorMessage: string): Schema => ({
  properties: Object.fromEntries(words.map(word => [word, false])),
  errorMessage,
});

/** The first of the words that stands there decides. */
export function byFirst(words: readonly string[], of: (word: string, index: number) => Schema, otherwise: Schema): Schema {
  return words.reduceRight<Schema>(
    (rest, word, index) => ({
      if: has(word),
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: of(word, index),
      else: rest,
    }),
    otherwise,
  );
}

/** Both at once. */
export const both = (...schemas: readonly Schema[]): Schema => ({ allOf: schemas });
