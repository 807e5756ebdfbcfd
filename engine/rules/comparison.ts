/** Comparisons of a signal, or of a window over it, with a limit. */
import { parseDuration } from '../duration.ts';
import type { Value } from '../events/event.ts';
import type { Convert } from '../units.ts';
import type { Part, Verdict, View } from './parts.ts';
import { sayVerdict } from './parts.ts';
import type { ConditionDocument, LimitDocument } from './rule.ts';
import { showComparison } from './shown.ts';

export const windowWords = ['average', 'min', 'max'] as const;
export const compareWords = ['above', 'atLeast', 'below', 'atMost', 'between', 'outside', 'is', 'isNot', 'in', 'notIn'] as const;
export type CompareWord = (typeof compareWords)[number];

const said: Readonly<Record<CompareWord, string>> = {
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

/** Turns a value of a signal into the rule's unit, per device type; a type that is not there needs no turning. */
export type Conversions = (signal: string, unit: string | undefined) => ReadonlyMap<string, Convert>;

export function comparison(condition: ConditionDocument, conversions: Conversions): Part {
  const word = compareWords.find(each => condition[each] !== undefined) ?? 'is';
  const limits = [condition[word] as LimitDocument | LimitDocument[]].flat();
  const subject = subjectOf(condition, conversions);
  const limitsAt = limits.map(limit => limitOf(limit, condition.unit, conversions));
  const seen = (view: View) => limitsAt.map(limit => limit(view));
  const text = `${subject.says} ${said[word]} ${limits.map(sayLimit).join(' and ')}${condition.unit ? ` ${condition.unit}` : ''}`;
  return {
    judge: view => compare(word, subject.value(view), seen(view)),
    due: subject.due,
    shown: view => shownOf(subject.value(view), seen(view), condition.unit),
    explain: view => ({
      compares: text,
      value: subject.value(view) ?? null,
      limit: seen(view).map(limit => limit ?? null),
      verdict: sayVerdict(compare(word, subject.value(view), seen(view))),
    }),
  };
}

interface Subject {
  readonly says: string;
  value(view: View): Value | undefined;
  due(view: View): number | undefined;
}

function subjectOf(condition: ConditionDocument, conversions: Conversions): Subject {
  const signal = condition.signal ?? '';
  const convert = converting(conversions(signal, condition.unit));
  const over = windowWords.find(each => condition[each] !== undefined);
  if (!over) return { says: signal, value: view => convert(view, view.value(signal)), due: () => undefined };
  const span = condition[over] ?? '';
  const spanMs = parseDuration(span) ?? 0;
  return {
    says: `${over} of ${signal} over ${span}`,
    value: view => convert(view, view.window(signal, over, spanMs).value),
    due: view => view.window(signal, over, spanMs).dueAt,
  };
}

function limitOf(limit: LimitDocument, unit: string | undefined, conversions: Conversions): (view: View) => Value | undefined {
  if (typeof limit !== 'object') return () => limit;
  if ('property' in limit) return view => propertyLimit(view.property(limit.property), limit);
  const convert = converting(conversions(limit.signal, unit));
  const plus = limit.plus ?? 0;
  return view => {
    const value = convert(view, view.value(limit.signal));
    return typeof value === 'number' ? value + plus : value;
  };
}

/** A device's own limit, in the rule's unit; texts that are numbers count, as properties travel as text. */
function propertyLimit(own: Value | undefined, limit: Extract<LimitDocument, { property: string }>): Value | undefined {
  const number = typeof own === 'string' && own.trim() !== '' ? Number(own) : own;
  const value = typeof number === 'number' && Number.isFinite(number) ? number : (limit.default ?? own);
  return typeof value === 'number' ? value + (limit.plus ?? 0) : value;
}

const converting = (conversions: ReadonlyMap<string, Convert>) => (view: View, value: Value | undefined) => {
  const convert = typeof value === 'number' && view.deviceType !== undefined ? conversions.get(view.deviceType) : undefined;
  return convert ? convert(value as number) : value;
};

const sayLimit = (limit: LimitDocument): string =>
  typeof limit !== 'object'
    ? String(limit)
    : `${'property' in limit ? limit.property : limit.signal}${limit.plus ? ` ${limit.plus < 0 ? '−' : '+'} ${Math.abs(limit.plus)}` : ''}`;

/** A value that is not of the limit's kind (a text where a number is compared) says nothing: unknown. */
function compare(word: CompareWord, value: Value | undefined, limits: readonly (Value | undefined)[]): Verdict {
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

function shownOf(value: Value | undefined, limits: readonly (Value | undefined)[], unit: string | undefined) {
  const numbers = limits.filter(limit => typeof limit === 'number');
  if (typeof value !== 'number' || numbers.length === 0 || numbers.length !== limits.length) return undefined;
  return showComparison(value, numbers, unit);
}
