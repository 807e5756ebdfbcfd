/** The left side of a comparison: the newest value of a signal, or what a window over it says. */
import { parseDuration, showDuration } from '../duration.ts';
import { dustless } from '../units.ts';
import type { Subject } from './comparison.ts';
import { type Conversions, type ConvertFor, converted, convertedDifference, convertFor } from './limits.ts';
import { lineOver } from './line.ts';
import type { View } from './parts.ts';
import type { ConditionDocument } from './rule.ts';
import { type Look, type Over, windowOver } from './windows.ts';

export const windowWords = ['average', 'min', 'max', 'sum', 'range', 'change'] as const;

export function subjectOf(condition: ConditionDocument, conversions: Conversions): Subject {
  const { signal = '', unit } = condition;
  const convert = convertFor(conversions(signal, unit));
  if (condition.rate !== undefined) return rateOf(signal, condition, convert);
  const over = windowWords.find(each => condition[each] !== undefined);
  const alone: Subject['alone'] = (own, view) => converted(own(signal), convert(view));
  if (!over) {
    return { says: signal, unit, value: view => converted(view.value(signal), convert(view)), due: () => undefined, alone };
  }
  const span = condition[over] ?? '';
  const look = lookerOf(signal, over, parseDuration(span) ?? 0);
  return {
    says: `${over} of ${signal} over ${span}`,
    unit,
    value: view => inUnit(over, look(view), view, convert),
    due: view => look(view)?.dueAt,
    alone,
  };
}

export function lookerOf(signal: string, over: Over, spanMs: number): (view: View) => Look | undefined {
  const key = `${over} ${spanMs}`;
  return view => view.over(signal, key, samples => windowOver(samples, over, spanMs));
}

/** A sum grows with what a unit adds to every value; of a difference that falls out. */
export function inUnit(over: Over, look: Look | undefined, view: View, convert: ConvertFor): number | undefined {
  const turn = convert(view);
  if (look?.value === undefined || !turn) return look?.value;
  if (over === 'sum') return dustless(convertedDifference(look.value, turn) + (look.n ?? 0) * turn(0));
  return over === 'range' || over === 'change' ? convertedDifference(look.value, turn) : turn(look.value);
}

const hourMs = 3_600_000;

function rateOf(signal: string, { rate = '', per, unit }: ConditionDocument, convert: ConvertFor): Subject {
  const spanMs = parseDuration(rate) ?? 0;
  const perMs = per === undefined ? hourMs : (parseDuration(per) ?? hourMs);
  const line = (view: View) => view.over(signal, `line ${spanMs}`, samples => lineOver(samples, spanMs));
  return {
    says: `rate of ${signal} over ${rate}, per ${showDuration(perMs)},`,
    unit: unit === undefined ? undefined : `${unit}/${perMs === hourMs ? 'h' : showDuration(perMs)}`,
    value: view => {
      const slope = line(view)?.slope;
      return slope === undefined ? undefined : dustless(convertedDifference(slope * perMs, convert(view)));
    },
    due: view => line(view)?.dueAt,
    alone: () => undefined,
  };
}
