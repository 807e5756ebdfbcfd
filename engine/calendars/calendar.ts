/** A calendar that can be asked. Times are ms. */
import { Temporal } from 'temporal-polyfill';
import { type CalendarDocument, weekdays } from './calendar-document.ts';
import { dateOf, dayOfWeek, readDate } from './days.ts';
import { isPublicHoliday } from './holidays.ts';

export interface Calendar {
  /** Whether the moment is in the calendar; `undefined` without a time zone to judge by. `siteZone`: the device's own, used by "site". */
  inside(at: number, siteZone: string | undefined): boolean | undefined;
  /** The first moment after `at` at which `inside` changes; `undefined` when none comes within 400 days, or without a time zone. */
  nextEdge(at: number, siteZone: string | undefined): number | undefined;
}

const mostDays = 400;
const dayMs = 86_400_000;
/** Local days and their starts kept per time zone, and time zones kept: a hub's devices name few. */
const most = { days: 8, starts: 1_000, zones: 40 };

/** `zone`: whose time counts when the document names none (a policy's own); without it, "site". The document must have been checked. */
export function compileCalendar(document: CalendarDocument, zone = 'site'): Calendar {
  const hours = hoursOf(document);
  const days = memory(zone => daysOf(hours, zone));
  const find = (siteZone: string | undefined) => {
    const name = (document.timeZone ?? zone) === 'site' ? siteZone : (document.timeZone ?? zone);
    return name !== undefined && isTimeZone(name) ? days(name) : undefined;
  };
  return {
    inside: (at, siteZone) => find(siteZone)?.pieceAt(at).inside,
    nextEdge: (at, siteZone) => find(siteZone)?.nextEdge(at),
  };
}

/** When it begins and ends on a day that counts: minutes of that day; an end after 1440 is on the day after. */
interface Hours {
  readonly from: number;
  readonly to: number;
  counts(day: number): boolean;
}

function hoursOf({ days, from = '00:00', to = '24:00', except = [] }: CalendarDocument): Hours {
  const begins = minuteOf(from);
  const ends = minuteOf(to);
  const dates = new Set(except.map(readDate));
  const places = except.filter(word => word.startsWith('holidays:')).map(word => word.slice('holidays:'.length));
  return {
    from: begins,
    to: ends > begins ? ends : ends + 1_440,
    counts: day =>
      (days?.includes(weekdays[dayOfWeek(day) - 1]!) ?? true) &&
      !dates.has(day) &&
      !places.some(place => isPublicHoliday(place, day)),
  };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A time during which nothing changes: `from` is included, `to` is not. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly inside: boolean;
}

/** The calendar in one time zone. */
function daysOf(hours: Hours, zone: string) {
  let kept: Piece[] = [];
  let next: { from: number; until: number; at: number | undefined } | undefined;
  const pieceAt = (at: number): Piece => {
    const known = kept.find(({ from, to }) => from <= at && at < to);
    if (known) return known;
    const fresh = piecesOfDay(hours, zone, dayAt(at, zone));
    kept = [...fresh, ...kept].slice(0, most.days);
    return fresh.find(({ from, to }) => from <= at && at < to)!;
  };
  const nextEdge = (at: number) => {
    if (next && next.from <= at && at < next.until) return next.at;
    const edge = edgeAfter(at, hours, zone);
    next = { from: at, until: edge ?? at + dayMs, at: edge };
    return edge;
  };
  return { pieceAt, nextEdge };
}

function edgeAfter(at: number, hours: Hours, zone: string): number | undefined {
  const first = dayAt(at, zone);
  let inside: boolean | undefined;
  for (let day = first; day <= first + mostDays; day += 1) {
    for (const piece of piecesOfDay(hours, zone, day)) {
      if (inside !== undefined && piece.inside !== inside && piece.from - at <= mostDays * dayMs) return piece.from;
      if (at < piece.to) inside ??= piece.inside;
    }
  }
  return undefined;
}

/** A local day cut where the calendar begins and ends. What begins the day before may reach into it. */
function piecesOfDay(hours: Hours, zone: string, day: number): Piece[] {
  const from = instantOf(day, 0, zone);
  const to = instantOf(day + 1, 0, zone);
  const spans = [day - 1, day, day + 1]
    .filter(each => hours.counts(each))
    .map(each => [instantOf(each, hours.from, zone), instantOf(each, hours.to, zone)] as const);
  const edges = [from, ...spans.flat().filter(edge => from < edge && edge < to), to].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((edge, index) => {
    const end = edges[index + 1]!;
    const inside = spans.some(([begins, ends]) => begins <= edge && edge < ends);
    return edge < end ? [{ from: edge, to: end, inside }] : [];
  });
}

/** The day whose time this is. Where clocks go back over midnight, a day that has begun goes on. */
function dayAt(at: number, zone: string): number {
  let day = Math.floor(at / dayMs) - 1;
  while (startOf(day + 1, zone) <= at) day += 1;
  return day;
}

/** Local times that a change of clocks skips or doubles are meant as Temporal's "compatible": the later of a gap, the first of two. */
function instantOf(day: number, minute: number, zone: string): number {
  const date = day + Math.floor(minute / 1_440);
  const start = startOf(date, zone);
  // On a day of 24 hours no clock changes: asking for each time anew would cost most of what a calendar costs.
  return startOf(date + 1, zone) - start === dayMs ? start + (minute % 1_440) * 60_000 : localTime(date, minute % 1_440, zone);
}

const starts = memory(() => ({ days: new Map<number, number>() }));

function startOf(day: number, zone: string): number {
  const { days } = starts(zone);
  const at = days.get(day) ?? localTime(day, 0, zone);
  if (days.size >= most.starts) days.clear();
  days.set(day, at);
  return at;
}

function localTime(date: number, minute: number, zone: string): number {
  const { year, month, day } = dateOf(date);
  const local = { year, month, day, hour: Math.floor(minute / 60), minute: minute % 60 };
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
}

const known = memory(zone => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
});

/** Whether this is an IANA name of a time zone; an offset is none. */
export const isTimeZone = (zone: string): boolean => known(zone);

/** Names come from devices too: what is kept of them has an end. */
function memory<Value>(make: (name: string) => Value): (name: string) => Value {
  const values = new Map<string, Value>();
  return name => {
    const value = values.get(name) ?? make(name);
    if (values.size >= most.zones && !values.has(name)) values.clear();
    values.set(name, value);
    return value;
  };
}
