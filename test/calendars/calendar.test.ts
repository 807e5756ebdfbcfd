import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../engine/calendars/calendar.ts';
import { type CalendarDocument, weekdays } from '../../engine/calendars/calendar-document.ts';
import { isPublicHoliday } from '../../engine/calendars/holidays.ts';

const at = (moment: string) => Date.parse(moment);
const shown = (moment: number | undefined) => moment !== undefined && new Date(moment).toISOString();
const night: CalendarDocument = { days: ['fri', 'sat'], from: '22:00', to: '05:00' };

test.each([
  { name: 'as it begins it is inside', moment: '2026-03-06T22:00:00+01:00', want: true },
  { name: 'just before, it is not', moment: '2026-03-06T21:59:59.999+01:00', want: false },
  { name: 'after midnight it belongs to the day before', moment: '2026-03-08T04:59:59.999+01:00', want: true },
  { name: 'at its end it is outside', moment: '2026-03-08T05:00:00+01:00', want: false },
  { name: 'the small hours of Friday belong to Thursday', moment: '2026-03-06T01:00:00+01:00', want: false },
])('over midnight: $name', ({ moment, want }) => {
  expect(compileCalendar(night, 'Europe/Oslo').inside(at(moment), undefined)).toBe(want);
});

test.each([
  { name: 'Good Friday', moment: '2026-04-03T10:00:00+02:00', want: false },
  { name: 'the Thursday before is a holiday in Norway as well', moment: '2026-04-02T10:00:00+02:00', want: false },
  { name: 'the day that is written', moment: '2026-12-24T10:00:00+01:00', want: false },
  { name: 'the year after it is a working day', moment: '2027-12-24T10:00:00+01:00', want: true },
  { name: 'a Saturday', moment: '2026-04-11T10:00:00+02:00', want: false },
  { name: 'a Wednesday', moment: '2026-04-08T10:00:00+02:00', want: true },
])('holidays: $name', ({ moment, want }) => {
  const staffed: CalendarDocument = {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '07:00',
    to: '17:00',
    except: ['holidays:NO', '2026-12-24'],
  };
  expect(compileCalendar(staffed, 'Europe/Oslo').inside(at(moment), undefined)).toBe(want);
});

test('whose time counts: the device’s, the zone that the calendar names, or that of the policy', () => {
  const noon = at('2026-03-03T12:00:00Z');
  const morning: CalendarDocument = { from: '06:00', to: '10:00' };
  expect(compileCalendar(morning).inside(noon, 'America/New_York')).toBe(true);
  expect(compileCalendar({ ...morning, timeZone: 'site' }, 'Europe/Oslo').inside(noon, 'America/New_York')).toBe(true);
  expect(compileCalendar({ ...morning, timeZone: 'Asia/Tokyo' }).inside(noon, 'America/New_York')).toBe(false);
  expect(compileCalendar(morning, 'America/New_York').inside(noon, 'Asia/Tokyo')).toBe(true);
});

test.each([undefined, '', 'Mars/Base', '+01:00', 'x'.repeat(5_000)])('without a time zone nothing is known: %s', zone => {
  const calendar = compileCalendar({ from: '06:00' });
  expect([calendar.inside(0, zone), calendar.nextEdge(0, zone)]).toEqual([undefined, undefined]);
});

test('the same time twice is a whole day; nothing said is always', () => {
  const day = compileCalendar({ days: ['mon'], from: '06:00', to: '06:00' }, 'UTC');
  expect(day.inside(at('2026-03-10T05:59:59Z'), undefined)).toBe(true);
  expect(day.inside(at('2026-03-10T06:00:00Z'), undefined)).toBe(false);
  const always = compileCalendar({}, 'UTC');
  expect([always.inside(0, undefined), always.nextEdge(0, undefined)]).toEqual([true, undefined]);
});

test.each([
  ['2026-03-06T21:00:00Z', '2026-03-07T04:00:00.000Z'],
  ['2026-03-07T04:00:00Z', '2026-03-07T21:00:00.000Z'],
  ['2026-03-08T04:00:00Z', '2026-03-13T21:00:00.000Z'],
])('the next edge after %s is %s', (from, edge) => {
  expect(shown(compileCalendar(night, 'Europe/Oslo').nextEdge(at(from), undefined))).toBe(edge);
});

test('a long holiday has no edge at each midnight, and what never comes is not searched for ever', () => {
  const closed: CalendarDocument = { days: ['tue'], from: '09:00', to: '10:00' };
  expect(shown(compileCalendar({ days: ['sat', 'sun'] }, 'UTC').nextEdge(at('2026-03-07T12:00:00Z'), undefined))).toBe(
    '2026-03-09T00:00:00.000Z',
  );
  const tuesdays = Array.from({ length: 60 }, (_, week) => shown(at('2026-03-03T00:00:00Z') + week * 604_800_000));
  const never = compileCalendar({ ...closed, except: tuesdays.map(day => String(day).slice(0, 10)) }, 'UTC');
  expect(never.nextEdge(at('2026-03-01T00:00:00Z'), undefined)).toBe(undefined);
});

test.each([
  { name: 'a start that is skipped comes an hour later', moment: '2026-03-29T01:00:00Z', edge: '2026-03-29T01:30:00.000Z' },
  { name: 'a start that comes twice is the first', moment: '2026-10-25T00:00:00Z', edge: '2026-10-25T00:30:00.000Z' },
])('when clocks change: $name', ({ moment, edge }) => {
  const early = compileCalendar({ from: '02:30', to: '06:00' }, 'Europe/Oslo');
  expect(shown(early.nextEdge(at(moment), undefined))).toBe(edge);
});

const zones = ['Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu', 'America/Goose_Bay'];
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 30))
  .map(two => two.map(n => `${n}`.padStart(2, '0')).join(':'));
const document = fc.record(
  {
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    from: time,
    to: fc.oneof(time, fc.constant('24:00')),
    except: fc.array(fc.constantFrom('holidays:NO', 'holidays:US', '2026-03-28', '2026-10-25'), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** Said again in the plainest way: some day around it counts, and its hours hold the moment. */
function isInside({ days, from = '00:00', to = '24:00', except = [] }: CalendarDocument, zone: string, moment: number): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate();
  const clock = (date: Temporal.PlainDate, text: string) =>
    (text === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(text)).toZonedDateTime(zone)
      .epochMilliseconds;
  return [-1, 0, 1].some(offset => {
    const date = today.add({ days: offset });
    const free = except.some(word =>
      word.startsWith('holidays:')
        ? isPublicHoliday(word.slice(9), Date.UTC(date.year, date.month - 1, date.day) / 86_400_000)
        : word === date.toString(),
    );
    if (free || (days && !days.includes(weekdays[date.dayOfWeek - 1]!))) return false;
    return clock(date, from) <= moment && moment < clock(to > from ? date : date.add({ days: 1 }), to);
  });
}

test('agrees with what is said plainly, also where clocks change, and edges are where it changes', { timeout: 60_000 }, () => {
  const day = fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-03', '2026-10-24', '2026-10-31', '2010-11-06', '2026-12-25');
  const moment = fc
    .tuple(day, fc.integer({ min: 0, max: 3 * 48 }))
    .map(([text, half]) => at(`${text}T00:00:00Z`) + half * 1_800_000);
  const moments = fc.array(moment, { minLength: 5, maxLength: 12 });
  const property = fc.property(document, fc.constantFrom(...zones), moments, (calendar, zone, asked) => {
    const compiled = compileCalendar(calendar);
    for (const one of asked) {
      const inside = isInside(calendar, zone, one);
      expect(compiled.inside(one, zone)).toBe(inside);
      const edge = compiled.nextEdge(one, zone);
      if (edge === undefined) continue;
      expect(edge).toBeGreaterThan(one);
      expect(isInside(calendar, zone, edge)).toBe(!inside);
      expect(isInside(calendar, zone, edge - 1)).toBe(inside);
      for (let hour = one; hour < edge && hour < one + 40 * 3_600_000; hour += 3_600_000)
        expect(isInside(calendar, zone, hour)).toBe(inside);
    }
  });
  fc.assert(property, { numRuns: 150 });
});
