/** Unusual: a value far from what the same device showed during a baseline. */
import { parseDuration } from '../duration.ts';
import { dustless } from '../units.ts';
import { usualOver } from './deviations.ts';
import { type Conversions, converted, convertFor } from './limits.ts';
import { earliest, type Part, sayVerdict, type Verdict, type View } from './parts.ts';
import type { ConditionDocument } from './rule.ts';
import { showComparison } from './shown.ts';
import { lookerOf, windowWords } from './subject.ts';

/** Turns a median absolute deviation into a standard deviation, for values that scatter normally. */
const normal = 1.4826;

export function unusual(condition: ConditionDocument, conversions: Conversions): Part {
  const { signal = '', unusualBy = 0, baseline = '', direction = 'either', unit } = condition;
  const over = windowWords.find(each => condition[each] !== undefined);
  const spanMs = over === undefined ? 0 : (parseDuration(condition[over] ?? '') ?? 0);
  const baselineMs = parseDuration(baseline) ?? 0;
  const look = over && lookerOf(signal, over, spanMs);
  const seenBy = (view: View) => (look ? look(view)?.value : view.value(signal));
  const usual = (view: View) =>
    view.over(signal, `usual ${baselineMs} ${spanMs}`, samples => usualOver(samples, baselineMs, spanMs));
  const judge = (view: View): Verdict => {
    const value = seenBy(view);
    const { median, mad } = usual(view) ?? {};
    if (typeof value !== 'number' || median === undefined || mad === undefined) return undefined;
    const isOnSide = direction === 'higher' ? value > median : direction === 'lower' ? value < median : value !== median;
    return isOnSide && dustless(Math.abs(value - median)) >= dustless(unusualBy * normal * mad);
  };
  const convert = convertFor(conversions(signal, unit));
  const limits = (view: View): { value: number; limit: number } | undefined => {
    const value = seenBy(view);
    const { median, mad } = usual(view) ?? {};
    if (typeof value !== 'number' || median === undefined || mad === undefined) return undefined;
    const limit = median + (value < median ? -1 : 1) * unusualBy * normal * mad;
    const turn = convert(view);
    return { value: converted(value, turn) as number, limit: dustless(converted(limit, turn) as number) };
  };
  const text = `${over ? `${over} of ${signal} over ${condition[over]}` : signal} unusual by ${unusualBy}, against ${baseline}`;
  return {
    judge,
    due: view => earliest([look?.(view)?.dueAt, usual(view)?.dueAt]),
    shown: view => {
      const seen = limits(view);
      return seen && showComparison(seen.value, [Number(seen.limit.toPrecision(6))], unit);
    },
    alone: () => undefined,
    explain: view => ({
      compares: text,
      value: limits(view)?.value ?? null,
      limit: [limits(view)?.limit ?? null],
      verdict: sayVerdict(judge(view)),
    }),
  };
}
