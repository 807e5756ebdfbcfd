/** A forecast: whether the line through the readings of a window reaches a level in time. */
import { parseDuration, showDuration } from '../duration.ts';
import { dustless } from '../units.ts';
import { type Conversions, converted, convertedDifference, convertFor, limitOf, sayLimit } from './limits.ts';
import { lineOver } from './line.ts';
import { earliest, type Part, sayVerdict, type Verdict, type View } from './parts.ts';
import type { ConditionDocument } from './rule.ts';
import { showComparison } from './shown.ts';

interface Forecast {
  readonly value?: number;
  readonly level?: number;
  /** Until the level is reached, ms; negative: it is past; infinite: never. */
  readonly inMs?: number;
  readonly dueAt?: number;
  readonly steady?: boolean;
}

export function trend(condition: ConditionDocument, conversions: Conversions): Part {
  const { signal = '', trend: window = '', reaches = 0, within = '', unit } = condition;
  const [spanMs, withinMs] = [parseDuration(window) ?? 0, parseDuration(within) ?? 0];
  const convert = convertFor(conversions(signal, unit));
  const limit = limitOf(reaches, unit, conversions);
  const forecast = (view: View): Forecast => {
    const line = view.over(signal, `line ${spanMs}`, samples => lineOver(samples, spanMs));
    const level = limit(view, view.value);
    const due = line?.dueAt === undefined ? {} : { dueAt: line.dueAt };
    if (line?.slope === undefined || line.value === undefined || typeof level !== 'number') return due;
    const value = dustless(converted(line.value, convert(view)) as number);
    const slope = dustless(convertedDifference(line.slope * 1_000, convert(view))) / 1_000;
    return { value, level, inMs: reachedIn(level, value, slope), steady: slope === 0, ...due };
  };
  const judge = (view: View): Verdict => {
    const { inMs } = forecast(view);
    return inMs === undefined ? undefined : 0 <= inMs && inMs <= withinMs;
  };
  return {
    judge,
    due: view => {
      const { inMs, dueAt, steady } = forecast(view);
      return earliest([dueAt, ...(inMs === undefined || steady ? [] : turningPoints(view.at, inMs, withinMs))]);
    },
    shown: view => {
      const { value, level, inMs } = forecast(view);
      if (value === undefined || level === undefined || inMs === undefined) return undefined;
      const left = inMs >= 0 && inMs < Number.POSITIVE_INFINITY ? { timeToLimitMs: Math.round(inMs) } : {};
      return { ...showComparison(value, [level], unit), ...left };
    },
    alone: () => undefined,
    explain: view => {
      const { value, level, inMs } = forecast(view);
      const reached = inMs !== undefined && inMs >= 0 && inMs < Number.POSITIVE_INFINITY ? showDuration(inMs) : null;
      return {
        compares: `trend of ${signal} over ${window} reaches ${sayLimit(reaches)}${unit ? ` ${unit}` : ''} within ${within}`,
        value: value ?? null,
        limit: [level ?? null],
        reachedIn: reached,
        verdict: sayVerdict(judge(view)),
      };
    },
  };
}

function reachedIn(level: number, value: number, slopePerMs: number): number {
  if (slopePerMs === 0) return level === value ? 0 : Number.POSITIVE_INFINITY;
  return dustless((level - value) / slopePerMs);
}

/** Time alone brings the level nearer: when it comes within reach, and when it is past. */
function turningPoints(at: number, inMs: number, withinMs: number): number[] {
  if (inMs < 0 || inMs === Number.POSITIVE_INFINITY) return [];
  const reached = at + Math.max(1, Math.floor(inMs));
  return inMs > withinMs ? [at + Math.max(1, Math.floor(inMs - withinMs)), reached] : [reached];
}
