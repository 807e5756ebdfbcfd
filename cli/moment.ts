/** Times as people type and read them at a terminal. */
import { Temporal } from 'temporal-polyfill';
import { cityOf, whenOf } from '../engine/messages/times.ts';
import { WrongUse } from './io.ts';

/** `2026-03-03T03:10+01:00`, or without an offset in the zone; a date alone is its first moment. Ms. Throws `WrongUse`. */
export function momentOf(text: string, timeZone: string): number {
  try {
    if (/(Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes('T')) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    throw new WrongUse(
      `--at is “${text}”. A time is written 2026-03-03T03:10, with an offset or without: 2026-03-03T03:10+01:00.`,
    );
  }
}

/** `Tue 3 Mar 2026 03:10 in Oslo`. */
export const saidInFull = (at: number, timeZone: string): string => `${dayAndTime(at, timeZone)} in ${cityOf(timeZone)}`;

/** With the date, whatever day it is. */
export const dayAndTime = (at: number, timeZone: string): string => whenOf(at, at - 400 * 86_400_000, timeZone);

/** With its offset, for machines. */
export const isoOf = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
