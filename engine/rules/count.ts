/** How many readings of a window satisfy a condition. */
import { parseDuration } from '../duration.ts';
import { compare, compareWords, said, shownOf } from './compare.ts';
import { comparison } from './comparison.ts';
import { keyOf } from './condition-key.ts';
import { type Conversions, limitOf, sayLimit } from './limits.ts';
import { anyOf, everyOf, notOf, type Part, sayVerdict, type Tally, type Verdict, type View } from './parts.ts';
import type { ConditionDocument, LimitDocument } from './rule.ts';

/** `index`: where the part will stand in its list. */
export function count(condition: ConditionDocument, index: number, conversions: Conversions): Part {
  const { count: span = '', of = {} } = condition;
  const word = compareWords.find(each => condition[each] !== undefined) ?? 'atLeast';
  const limits = [condition[word] as LimitDocument | LimitDocument[]].flat();
  const limitsAt = limits.map(limit => limitOf(limit, undefined, conversions));
  const spanMs = parseDuration(span) ?? 0;
  const seen = (view: View) => limitsAt.map(limit => limit(view, view.value));
  const counted = ({ at }: View, tally: Tally): number => (tally.counted[index] ?? []).filter(time => time > at - spanMs).length;
  return {
    gathers: { key: keyOf('count', of), spanMs, of: onReading(of, conversions) },
    judge: (view, tally) => compare(word, counted(view, tally), seen(view)),
    due: ({ at }, tally) => {
      const oldest = tally.counted[index]?.find(time => time > at - spanMs);
      return oldest === undefined ? undefined : oldest + spanMs;
    },
    shown: (view, tally) => shownOf(counted(view, tally), seen(view), undefined),
    alone: () => undefined,
    explain: (view, tally) => ({
      compares: `readings of ${span} that count ${said[word]} ${limits.map(sayLimit).join(' and ')}`,
      value: counted(view, tally),
      limit: seen(view).map(limit => limit ?? null),
      verdict: sayVerdict(compare(word, counted(view, tally), seen(view))),
    }),
  };
}

/** A condition on one reading: only what stands in that reading counts. */
function onReading(condition: ConditionDocument, conversions: Conversions): (view: View) => Verdict {
  const all = condition.all?.map(each => onReading(each, conversions));
  if (all) return view => everyOf(all.map(each => each(view)));
  const any = condition.any?.map(each => onReading(each, conversions));
  if (any) return view => anyOf(any.map(each => each(view)));
  if (condition.not) {
    const negated = onReading(condition.not, conversions);
    return view => notOf(negated(view));
  }
  const part = comparison(condition, conversions);
  return view => part.alone?.(view.reading ?? {}, view);
}
