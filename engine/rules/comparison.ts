/** Comparisons of a signal, or of a window over it, with a limit. */
import type { Value } from '../events/event.ts';
import { compare, compareWords, said, shownOf } from './compare.ts';
import { type Conversions, limitOf, sayLimit } from './limits.ts';
import { type Part, sayVerdict, type View } from './parts.ts';
import type { ConditionDocument, LimitDocument } from './rule.ts';
import { subjectOf } from './subject.ts';

export function comparison(condition: ConditionDocument, conversions: Conversions): Part {
  const word = compareWords.find(each => condition[each] !== undefined) ?? 'is';
  const limits = [condition[word] as LimitDocument | LimitDocument[]].flat();
  const subject = subjectOf(condition, conversions);
  const limitsAt = limits.map(limit => limitOf(limit, condition.unit, conversions));
  const seen = (view: View) => limitsAt.map(limit => limit(view, view.value));
  const text = `${subject.says} ${said[word]} ${limits.map(sayLimit).join(' and ')}${condition.unit ? ` ${condition.unit}` : ''}`;
  return {
    judge: view => compare(word, subject.value(view), seen(view)),
    due: subject.due,
    shown: view => shownOf(subject.value(view), seen(view), subject.unit),
    alone: (values, view) => {
      const own = (signal: string) => (Object.hasOwn(values, signal) ? values[signal] : undefined);
      return compare(
        word,
        subject.alone(own, view),
        limitsAt.map(limit => limit(view, own)),
      );
    },
    explain: view => ({
      compares: text,
      value: subject.value(view) ?? null,
      limit: seen(view).map(limit => limit ?? null),
      verdict: sayVerdict(compare(word, subject.value(view), seen(view))),
    }),
  };
}

/** What is compared with the limits. */
export interface Subject {
  readonly says: string;
  readonly unit: string | undefined;
  value(view: View): Value | undefined;
  due(view: View): number | undefined;
  /** The same of single values of signals. */
  alone(own: (signal: string) => Value | undefined, view: View): Value | undefined;
}
