/** Limits of comparisons: a literal, another signal of the device, or a property of it; and the units that they are in. */
import type { Value } from '../events/event.ts';
import { type Convert, dustless } from '../units.ts';
import type { View } from './parts.ts';
import type { LimitDocument } from './rule.ts';

/** Turns a value of a signal into the rule's unit, per device type; a type that is not there needs no turning. */
export type Conversions = (signal: string, unit: string | undefined) => ReadonlyMap<string, Convert>;

/** Of a signal's values; undefined: they are in the rule's unit already. */
export type ConvertFor = (view: View) => Convert | undefined;

export function convertFor(conversions: ReadonlyMap<string, Convert>): ConvertFor {
  if (conversions.size === 0) return () => undefined;
  return ({ deviceType }) => (deviceType === undefined ? undefined : conversions.get(deviceType));
}

export const converted = (value: Value | undefined, convert: Convert | undefined): Value | undefined =>
  convert && typeof value === 'number' ? convert(value) : value;

/** A difference of two values: what is added to both makes no odds. */
export const convertedDifference = (difference: number, convert: Convert | undefined): number =>
  convert ? dustless(convert(difference) - convert(0)) : difference;

export type Limit = (view: View, value: (signal: string) => Value | undefined) => Value | undefined;

export function limitOf(limit: LimitDocument, unit: string | undefined, conversions: Conversions): Limit {
  if (typeof limit !== 'object') return () => limit;
  if ('property' in limit) return view => propertyLimit(view.property(limit.property), limit);
  const convert = convertFor(conversions(limit.signal, unit));
  const plus = limit.plus ?? 0;
  return (view, read) => {
    const value = converted(read(limit.signal), convert(view));
    return typeof value === 'number' ? value + plus : value;
  };
}

/** A device's own limit, in the rule's unit; texts that are numbers count, as properties travel as text. */
function propertyLimit(own: Value | undefined, limit: Extract<LimitDocument, { property: string }>): Value | undefined {
  const number = typeof own === 'string' && own.trim() !== '' ? Number(own) : own;
  const isNumber = typeof number === 'number' && Number.isFinite(number);
  const value = isNumber ? number : (limit.default ?? own);
  return typeof value === 'number' ? value + (limit.plus ?? 0) : value;
}

export function sayLimit(limit: LimitDocument): string {
  if (typeof limit !== 'object') return String(limit);
  const name = 'property' in limit ? limit.property : limit.signal;
  return `${name}${limit.plus ? ` ${limit.plus < 0 ? '−' : '+'} ${Math.abs(limit.plus)}` : ''}`;
}
