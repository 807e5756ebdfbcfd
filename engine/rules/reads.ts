/** What conditions read of a device. */
import { parseDuration } from '../duration.ts';
import type { ConditionDocument } from './rule.ts';
import { windowWords } from './subject.ts';

const childrenOf = (condition: ConditionDocument): ConditionDocument[] => [
  ...(condition.all ?? []),
  ...(condition.any ?? []),
  ...(condition.not ? [condition.not] : []),
  ...(condition.of ? [condition.of] : []),
];

export function signalsOf(condition: ConditionDocument): string[] {
  const { above, atLeast, below, atMost, is, isNot, reaches, between = [], outside = [] } = condition;
  const limits = [above, atLeast, below, atMost, is, isNot, reaches, ...between, ...outside].flatMap(limit =>
    typeof limit === 'object' && 'signal' in limit ? [limit.signal] : [],
  );
  return [...(condition.signal === undefined ? [] : [condition.signal]), ...limits, ...childrenOf(condition).flatMap(signalsOf)];
}

export const readsContact = (condition: ConditionDocument): boolean =>
  condition.silent !== undefined || condition.connection !== undefined || childrenOf(condition).some(readsContact);

const spanWords = [...windowWords, 'rate', 'trend', 'baseline'] as const;

/** How far back, ms, the windows over each signal reach. */
export function longestWindows(
  conditions: readonly ConditionDocument[],
  longest = new Map<string, number>(),
): Map<string, number> {
  for (const condition of conditions) {
    for (const word of spanWords) {
      const span = parseDuration(condition[word] ?? '');
      if (condition.signal !== undefined && span !== undefined)
        longest.set(condition.signal, Math.max(span, longest.get(condition.signal) ?? 0));
    }
    longestWindows(childrenOf(condition), longest);
  }
  return longest;
}
