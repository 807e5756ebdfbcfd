/** Comparing a value with its limits. */
import type { Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import type { Verdict } from './parts.ts';
import { showComparison } from './shown.ts';

export const compareWords = ['above', 'atLeast', 'below', 'atMost', 'between', 'outside', 'is', 'isNot', 'in', 'notIn'] as const;
export type CompareWord = (typeof compareWords)[number];

export const said: Readonly<Record<CompareWord, string>> = {
  above: 'above',
  atLeast: 'at least',
  below: 'below',
  atMost: 'at most',
  between: 'between',
  outside: 'outside',
  is: 'is',
  isNot: 'is not',
  in: 'one of',
  notIn: 'none of',
};

/** A value that is not of the limit's kind (a text where a number is compared) says nothing: unknown. */
export function compare(word: CompareWord, value: Value | undefined, limits: readonly (Value | undefined)[]): Verdict {
  if (value === undefined) return undefined;
  if (word === 'in' || word === 'notIn') {
    const alike = limits.filter(limit => typeof limit === typeof value);
    return alike.length === 0 ? undefined : alike.includes(value) === (word === 'in');
  }
  const [first, second] = limits;
  if (typeof first !== typeof value) return undefined;
  if (word === 'is' || word === 'isNot') return (value === first) === (word === 'is');
  if (typeof value !== 'number' || typeof first !== 'number') return undefined;
  return word === 'between' || word === 'outside'
    ? typeof second === 'number'
      ? (first <= value && value <= second) === (word === 'between')
      : undefined
    : ordered[word](value, first);
}

const ordered: Readonly<Record<'above' | 'atLeast' | 'below' | 'atMost', (value: number, limit: number) => boolean>> = {
  above: (value, limit) => value > limit,
  atLeast: (value, limit) => value >= limit,
  below: (value, limit) => value < limit,
  atMost: (value, limit) => value <= limit,
};

export function shownOf(
  value: Value | undefined,
  limits: readonly (Value | undefined)[],
  unit: string | undefined,
): Shown | undefined {
  const numbers = limits.filter(limit => typeof limit === 'number');
  if (typeof value !== 'number' || numbers.length === 0 || numbers.length !== limits.length) return undefined;
  return showComparison(value, numbers, unit);
}
