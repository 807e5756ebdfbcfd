/** Schedules day by day: each day that counts begins and ends at a local time, as the zone's clocks say it. */
import { Temporal } from 'temporal-polyfill';
import { type CalendarDocument, weekdays } from '../../engine/calendars/calendar-document.ts';

const dayMs = 86_400_000;

/** Public holidays as printed in a calendar on the wall. */
const printed: Readonly<Record<string, readonly string[]>> = {
  'holidays:NO': [
    ...['2026-01-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-17'],
    ...['2026-05-24', '2026-05-25', '2026-12-25', '2026-12-26'],
  ],
};

export interface Stretch {
  readonly from: number;
  /** The first instant after it. */
  readonly to: number;
}

/** Every stretch that may touch `[from, to]`; undefined when there is no such zone. */
export function stretches(schedule: CalendarDocument, zone: string | undefined, from: number, to: number): Stretch[] | undefined {
  if (zone === undefined || !isZone(zone)) return undefined;
  const first = Temporal.Instant.fromEpochMilliseconds(from - 2 * dayMs)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const days = Math.ceil((to - from) / dayMs) + 4;
  return Array.from({ length: days + 1 }, (_, index) => first.add({ days: index }))
    .filter(day => counts(schedule, day))
    .map(day => stretchOf(schedule, day, zone));
}

function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone) !== undefined;
  } catch {
    return false;
  }
}

function counts({ days, except = [] }: CalendarDocument, day: Temporal.PlainDate): boolean {
  const left = except.flatMap(each => (each.startsWith('holidays:') ? holidays(each) : [each]));
  return (days === undefined || days.includes(weekdays[day.dayOfWeek - 1]!)) && !left.includes(day.toString());
}

function holidays(of: string): readonly string[] {
  const dates = printed[of];
  if (!dates) throw new Error(`nobody has printed ${of}`);
  return dates;
}

function stretchOf({ from = '00:00', to = '24:00' }: CalendarDocument, day: Temporal.PlainDate, zone: string): Stretch {
  const end = to <= from ? { day: day.add({ days: 1 }), time: to } : { day, time: to };
  return { from: instantOf(day, from, zone), to: instantOf(end.day, end.time, zone) };
}

function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  if (time === '24:00') return instantOf(day.add({ days: 1 }), '00:00', timeZone);
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
