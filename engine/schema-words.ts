/**
 * Pieces of the schemas of rules, policies and calendars. What editors show of a word stands with it: its meaning, with units, and one
 * example. `wanted` ends the sentence "Wanted here is …", which is said of a value of another kind.
 */
import { Type } from 'typebox';

export const closed = { additionalProperties: false } as const;
export const optional = Type.Optional;

/** A text with at least one letter. */
export const text = (description: string, example: string, more: Readonly<Record<string, unknown>> = {}) =>
  Type.String({ pattern: '\\S', wanted: 'a text', description, examples: [example], ...more });

/** As `parseDuration` reads it. */
export const duration = (description: string, example: string) =>
  Type.String({
    pattern: '^(?=\\d)(\\d{1,5}d)?(\\d{1,6}h)?(\\d{1,7}m)?(\\d{1,8}s)?$',
    wanted: 'a duration: 30s, 10m, 1h30m, 14d',
    description,
    examples: [example],
  });

/** Words, each with its meaning. */
export const oneOf = <Word extends string>(words: Readonly<Record<Word, string>>, description: string, example: NoInfer<Word>) =>
  Type.Unsafe<Word>(
    Type.String({ enum: Object.keys(words), enumDescriptions: Object.values(words), description, examples: [example] }),
  );

/** A moment with its offset from UTC: it means the same wherever it is read. */
export const moment = (description: string, example: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$',
    wanted: 'a moment with its offset from UTC: 2026-03-03T02:00:00+01:00',
    description,
    examples: [example],
  });

/** One text, or several of which any will do. */
export const texts = (description: string, example: string | readonly string[]) => {
  const each = Type.String({ pattern: '\\S' });
  return Type.Union([each, Type.Array(each, { minItems: 1 })], {
    wanted: 'a text, or a list of texts',
    description,
    examples: [example],
  });
};

export const note = optional(
  text('A remark for whoever reads this later. It is kept, and changes nothing.', 'agreed with the site manager, March 2026'),
);

export const schemaLink = optional(
  text(
    'Where the description of this kind of file lies, so that an editor can help while you write: ./schema/rule.schema.json.',
    './schema/rule.schema.json',
  ),
);

export const severityWords = {
  critical: 'Somebody must act within 10 minutes.',
  major: 'Somebody must act within an hour.',
  minor: 'Somebody must act during this shift.',
  info: 'Recorded; nobody is ever paged.',
} as const;
