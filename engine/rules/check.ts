/** Checks of single places in a document. Each says what is wrong there, and goes on. */
import type { Path } from '../documents.ts';
import { parseDuration, showDuration } from '../duration.ts';
import type { Change } from '../problems/change.ts';
import type { More, Tell } from '../problems/telling.ts';
import { suggestion } from './meant.ts';
import { meantDuration } from './meant-duration.ts';
import type { Words } from './words.ts';

export type { More, Tell } from '../problems/telling.ts';
export type Members = Readonly<Record<string, unknown>>;

/** What was written, as JSON, not longer than fits a line. */
export const quoted = (value: unknown, most = 60): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > most ? `${text.slice(0, most)}…` : text;
};

/** `change`: what a sure suggestion would do to the document. */
export function didYouMean(word: string, known: readonly string[], change?: (meant: string) => Change | undefined): More {
  const meant = suggestion(word, known);
  if (meant === undefined)
    return { fix: known.length === 1 ? `Only “${known[0]}” is possible.` : `One of: ${known.join(', ')}.` };
  const sure = meant.sure ? change?.(meant.word) : undefined;
  return { fix: `Did you mean “${meant.word}”?`, ...(sure ? { change: [sure] } : {}) };
}

/** The members of an object, after saying which of them are not words of this place, and which are missing. `hint`: what to say of a word that people put here. */
export function members(
  tell: Tell,
  value: unknown,
  at: Path,
  words: Words,
  hint: (word: string, object: Members) => More | undefined = () => undefined,
): Members | undefined {
  if (!isObject(value)) {
    tell(at, 'rule/wrong-kind', `Here ${words.of} is expected: { … }, not ${kindOf(value)}.`, {
      fix: 'Begin with {, a name in "quotes" and a colon.',
    });
    return undefined;
  }
  const meant = Object.keys(value).map(word => (words.known.includes(word) ? word : suggestion(word, words.known)?.word));
  for (const word of Object.keys(value)) {
    if (words.known.includes(word)) continue;
    const place = [...at, word];
    if (words.notYet?.includes(word))
      tell(place, 'rule/not-yet', `“${word}” is a word of the rule language, but this version cannot do it yet.`, {
        fix: 'Leave it out for now.',
        of: 'name',
      });
    else
      tell(place, 'rule/unknown-word', `“${word.slice(0, 60)}” is not a word of ${words.of}.`, {
        ...(hint(word, value) ??
          didYouMean(word, words.known, known => ({
            at: meant.filter(each => each === known).length > 1 ? ['', ''] : place,
            rename: known,
          }))),
        of: 'name',
      });
  }
  const missing = (words.needed ?? []).filter(word => !has(value, word));
  if (missing.length > 0) tellMissing(tell, at, words.of, missing, meant);
  return value;
}

function tellMissing(tell: Tell, at: Path, of: string, missing: readonly string[], meant: readonly (string | undefined)[]): void {
  const named = missing.map(word => `“${word}”`);
  const all = named.length === 1 ? `${named[0]} is` : `${named.slice(0, -1).join(', ')} and ${named.at(-1)} are`;
  // What is there under a wrong name need not be added as well.
  const toAdd = missing.filter(word => !meant.includes(word));
  tell(at, 'rule/missing-word', `${all} missing from ${of}.`, {
    fix: toAdd.length === 0 ? 'Correct the word that is meant to be it.' : `Add ${toAdd.map(usualOf).join(', ')}.`,
  });
}

/** How a word that must be there usually looks. */
const usual: Readonly<Record<string, string>> = {
  id: '"freezer-too-warm"',
  name: '"Freezer too warm"',
  why: '"what a person must do, and why"',
  owner: '"the-team"',
  status: '"draft"',
  appliesTo: '{ "type": "freezer" }',
  raise: '[{ "severity": "major", "when": { … } }]',
  clearWhen: '{ "normalFor": "15m" }',
  notify: '"policy-id" (null: only recorded)',
  message: '{ "title": "{{device.name}} is at {{value}}" }',
  severity: '"major"',
  when: '{ "signal": "temperature", "above": 8, "unit": "°C" }',
  title: '"{{device.name}} is at {{value}}"',
  normalFor: '"15m"',
  hold: '"devices-behind-this-one"',
  readings: '[{ "at": "5m", "temperature": -8 }]',
  expect: '[] (it stays quiet)',
  at: '"5m"',
  do: '"reset"',
  state: '"normal"',
};

const usualOf = (word: string): string => `"${word}": ${Object.hasOwn(usual, word) ? usual[word] : '…'}`;

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
  if (typeof value === 'string') tell(at, 'rule/wrong-kind', 'This text is empty.', { fix: 'Write it, or leave the word out.' });
  else if (value === 0)
    tell(at, 'rule/bad-duration', 'A duration is a text.', { fix: 'Write "0s".', change: [{ at, write: '0s' }] });
  else if (typeof value === 'number' || typeof value === 'boolean')
    tell(at, 'rule/wrong-kind', `A text is expected here, not ${kindOf(value)}.`, {
      fix: `Put it into quotes: "${value}".`,
      change: [{ at, write: String(value) }],
    });
  else tell(at, 'rule/wrong-kind', `A text is expected here, not ${kindOf(value)}.`, { fix: 'Write it in "double quotes".' });
  return false;
}

/** A number. A text that is one is nearly right. */
export function number(tell: Tell, value: unknown, at: Path, says: string): value is number {
  if (typeof value === 'number') return true;
  const meant = typeof value === 'string' && /^\s*-?\d+([.,]\d+)?\s*$/.test(value) ? Number(value.replace(',', '.')) : undefined;
  tell(at, 'rule/wrong-kind', `${says}, not ${kindOf(value)}.`, {
    ...(meant === undefined ? {} : { fix: `Write ${meant}, without quotes.`, change: [{ at, write: meant }] }),
  });
  return false;
}

export function oneOf(tell: Tell, value: unknown, at: Path, known: readonly string[]): boolean {
  if (typeof value === 'string' && known.includes(value)) return true;
  const more =
    typeof value === 'string' ? didYouMean(value, known, word => ({ at, write: word })) : { fix: `One of: ${known.join(', ')}.` };
  tell(at, 'rule/unknown-value', `${quoted(value)} is not possible here.`, more);
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
    tell(at, 'rule/wrong-kind', `A list is expected here: [ … ], not ${kindOf(value)}.`, {
      fix: 'Put it into [ … ].',
      ...(isObject(value) ? { change: [{ at, write: [value] }] } : {}),
    });
    return false;
  }
  if (value.length < least)
    tell(at, 'rule/empty-list', 'This list is empty.', { fix: 'Put something in, or leave the word out.' });
  for (const [index, item] of value.entries()) each(item, [...at, index]);
  return true;
}

const longestDays = 400;

/** Milliseconds, or undefined after saying what is wrong. */
export function duration(tell: Tell, value: unknown, at: Path, least: 'zero' | 'some' = 'some'): number | undefined {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && ms > longestDays * 86_400_000) {
    tell(at, 'rule/long-duration', `${quoted(value)} is longer than ${longestDays} days.`, {
      why: 'What lies further back is not kept.',
      fix: `Write at most ${longestDays}d.`,
    });
    return undefined;
  }
  if (ms !== undefined && (ms > 0 || least === 'zero')) return ms;
  if (ms === 0)
    tell(at, 'rule/bad-duration', 'This duration must be longer than nothing.', {
      fix: 'Write at least 1s, or leave the word out.',
    });
  else notADuration(tell, value, at);
  return undefined;
}

function notADuration(tell: Tell, value: unknown, at: Path): void {
  const meant = typeof value === 'string' ? meantDuration(value) : undefined;
  const written = meant === undefined ? undefined : showDuration(meant);
  const more: More = written
    ? { fix: `Write “${written}”.`, change: [{ at, write: written }] }
    : { fix: 'Write it as 30s, 10m, 1h30m or 14d.' };
  if (typeof value === 'string' && /^-?P/i.test(value))
    tell(at, 'rule/iso-duration', `“${value.slice(0, 40)}” is an ISO 8601 duration.`, {
      why: 'In ISO 8601 “P10M” means ten months and “PT10M” ten minutes: too easily confused.',
      ...more,
    });
  else if (value === 0)
    tell(at, 'rule/bad-duration', 'A duration is a text.', { fix: 'Write "0s".', change: [{ at, write: '0s' }] });
  else if (typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value.trim())))
    tell(at, 'rule/bad-duration', `${quoted(value)} says no unit of time.`, {
      why: 'It could be seconds, minutes or milliseconds.',
      fix: `Write "${Number(value)}m" for minutes, "${Number(value)}s" for seconds, "${Number(value)}h" for hours.`,
    });
  else tell(at, 'rule/bad-duration', `${quoted(value, 40)} is not a duration.`, more);
}

/** An instant with its offset from UTC: what it means must not depend on where it is read. */
export function checkInstant(tell: Tell, value: unknown, at: Path): void {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
  if (typeof value === 'string' && shape.test(value) && !Number.isNaN(Date.parse(value))) return;
  tell(at, 'rule/bad-instant', `${quoted(value)} is not an instant.`, {
    fix: 'Write date, time and offset: 2026-03-03T02:00:00+01:00.',
  });
}
