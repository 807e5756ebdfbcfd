/** One comparison of a value with its limits. */
import type { Value } from '../../engine/events/event.ts';
import type { ConditionDocument, LimitDocument } from '../../engine/rules/rule.ts';

/** Undefined is "unknown". */
export type Truth = boolean | undefined;
type Limits = (limit: LimitDocument) => Value | undefined;

export function compares(words: ConditionDocument, value: Value | undefined, limitOf: Limits): Truth {
  if (value === undefined) return undefined;
  if (words.in) return words.in.includes(value);
  if (words.notIn) return !words.notIn.includes(value);
  const same = words.is ?? words.isNot;
  if (same === undefined) return numeric(words, value, limitOf);
  const limit = limitOf(same);
  return limit === undefined ? undefined : (value === limit) === (words.is !== undefined);
}

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
