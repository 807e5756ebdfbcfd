/** Checks of single places in a document. Each says what is wrong there, and goes on. */
import type { Path } from '../documents.ts';
import { parseDuration, showDuration } from '../duration.ts';
import { suggest, type Words } from './words.ts';

export interface More {
  readonly why?: string;
  readonly fix?: string;
  /** The place is the name of the member, not its value. */
  readonly of?: 'name';
}

export type Tell = (at: Path, code: string, says: string, more?: More) => void;
export type Members = Readonly<Record<string, unknown>>;

const didYouMean = (word: string, known: readonly string[]): More => {
  const meant = suggest(word, known);
  return { fix: meant === undefined ? `One of: ${known.join(', ')}.` : `Did you mean “${meant}”?` };
};

/** The members of an object, after saying which of them are not words of this place, and which are missing. */
export function members(tell: Tell, value: unknown, at: Path, words: Words): Members | undefined {
  if (!isObject(value)) {
    tell(at, 'rule/wrong-kind', `Here ${words.of} is expected: { … }, not ${kindOf(value)}.`);
    return undefined;
  }
  for (const word of Object.keys(value)) {
    if (words.known.includes(word)) continue;
    const place = [...at, word];
    if (words.notYet?.includes(word))
      tell(place, 'rule/not-yet', `“${word}” is a word of the rule language, but this version cannot do it yet.`, { of: 'name' });
    else
      tell(place, 'rule/unknown-word', `“${word}” is not a word of ${words.of}.`, {
        ...didYouMean(word, words.known),
        of: 'name',
      });
  }
  for (const word of words.needed ?? [])
    if (!Object.hasOwn(value, word)) tell(at, 'rule/missing-word', `“${word}” is missing from ${words.of}.`);
  return value;
}

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const has = (object: Members, word: string): boolean => Object.hasOwn(object, word);

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? 'this'
  );
}

export function text(tell: Tell, value: unknown, at: Path): value is string {
  if (typeof value === 'string' && value.trim() !== '') return true;
  tell(at, 'rule/wrong-kind', value === '' ? 'This text is empty.' : `A text is expected here, not ${kindOf(value)}.`);
  return false;
}

export function oneOf(tell: Tell, value: unknown, at: Path, known: readonly string[]): boolean {
  if (typeof value === 'string' && known.includes(value)) return true;
  const more = typeof value === 'string' ? didYouMean(value, known) : { fix: `One of: ${known.join(', ')}.` };
  tell(at, 'rule/unknown-value', `${JSON.stringify(value)?.slice(0, 80)} is not possible here.`, more);
  return false;
}

/** A list of at least one item, or one item alone. */
export function oneOrMore(tell: Tell, value: unknown, at: Path, each: (item: unknown, at: Path) => void): void {
  if (Array.isArray(value)) list(tell, value, at, each);
  else each(value, at);
}

export function list(
  tell: Tell,
  value: unknown,
  at: Path,
  each: (item: unknown, at: Path) => void,
  least = 1,
): value is unknown[] {
  if (!Array.isArray(value)) {
    tell(at, 'rule/wrong-kind', `A list is expected here: [ … ], not ${kindOf(value)}.`);
    return false;
  }
  if (value.length < least) tell(at, 'rule/empty-list', 'This list is empty.');
  for (const [index, item] of value.entries()) each(item, [...at, index]);
  return true;
}

/** Milliseconds, or undefined after saying what is wrong. */
export function duration(tell: Tell, value: unknown, at: Path, least: 'zero' | 'some' = 'some'): number | undefined {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && (ms > 0 || least === 'zero')) return ms;
  const fix = 'Write it as 30s, 10m, 1h30m or 14d.';
  if (ms === 0) tell(at, 'rule/bad-duration', 'This duration must be longer than nothing.');
  else if (typeof value === 'string' && /^-?P/.test(value))
    tell(at, 'rule/iso-duration', `“${value.slice(0, 40)}” is an ISO 8601 duration.`, {
      why: 'In ISO 8601 “P10M” means ten months and “PT10M” ten minutes: too easily confused.',
      fix: fromIso(value) ?? fix,
    });
  else tell(at, 'rule/bad-duration', `${JSON.stringify(value)?.slice(0, 40)} is not a duration.`, { fix });
  return undefined;
}

function fromIso(value: string): string | undefined {
  const parts = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(value);
  if (!parts || value.length < 3) return undefined;
  const [d, h, m, s] = parts.slice(1).map(part => Number(part ?? 0));
  return `Write “${showDuration((((d! * 24 + h!) * 60 + m!) * 60 + s!) * 1000)}”.`;
}

/** An instant with its offset from UTC: what it means must not depend on where it is read. */
export function checkInstant(tell: Tell, value: unknown, at: Path): void {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
  if (typeof value === 'string' && shape.test(value) && !Number.isNaN(Date.parse(value))) return;
  tell(at, 'rule/bad-instant', `${JSON.stringify(value)?.slice(0, 60)} is not an instant.`, {
    fix: 'Write date, time and offset: 2026-03-03T02:00:00+01:00.',
  });
}
