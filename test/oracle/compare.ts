/** One comparison of a value with its limits. */
import type { Value } from '../../engine/events/event.ts';
import type { ConditionDocument, LimitDocument } from '../../engine/rules/rule.ts';

/** Undefined is "unknown". */
export type Truth = boolean | undefined;
type Limits = (limit: LimitDocument) => Value | undefined;

export function compares(words: ConditionDocument, value: Value | undefined, limitOf: Limits): Truth {
  if (value === undefined) return undefined;
  const list = words.in ?? words.notIn;
  if (list) return list.some(each => comparable(each, value)) ? list.includes(value) === (words.in !== undefined) : undefined;
  const same = words.is ?? words.isNot;
  if (same === undefined) return numeric(words, value, limitOf);
  const limit = limitOf(same);
  return limit === undefined || !comparable(limit, value) ? undefined : (value === limit) === (words.is !== undefined);
}

/** A text is not a number: whether they are the same is unknown. */
const comparable = (a: Value, b: Value): boolean => typeof a === typeof b;

function numeric(words: ConditionDocument, value: Value, limitOf: Limits): Truth {
  const { above, atLeast, below, atMost, between, outside } = words;
  const [low, high] = [between ?? outside ?? [above ?? atLeast ?? below ?? atMost!]].flat().map(limitOf);
  if (typeof value !== 'number' || typeof low !== 'number') return undefined;
  if (above !== undefined) return value > low;
  if (atLeast !== undefined) return value >= low;
  if (below !== undefined) return value < low;
  if (atMost !== undefined) return value <= low;
  if (typeof high !== 'number') return undefined;
  const within = low <= value && value <= high;
  return between ? within : !within;
}

export const every = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
export const some = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
export const opposite = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
