import { expect, test } from 'vitest';
import { holidaysOf } from '../../bin/holidays.ts';
import { dateOf, dayNumber, easter, orthodoxEaster, readDate } from '../../engine/calendars/days.ts';
import { holidayPlaces, isPublicHoliday } from '../../engine/calendars/holidays.ts';

const is = (place: string, date: string) => isPublicHoliday(place, readDate(date)!);

test.each([
  { place: 'NO', date: '2026-05-17', name: 'Constitution Day' },
  { place: 'NO', date: '2026-04-02', name: 'Maundy Thursday' },
  { place: 'NO', date: '2060-05-17', name: 'a fixed day after the years of the table' },
  { place: 'NO', date: '2060-06-07', name: 'a day of Easter after the years of the table' },
  { place: 'GB', date: '2027-12-28', name: 'the substitute of Boxing Day on a Sunday' },
  { place: 'GB', date: '2026-05-25', name: 'the last Monday of May' },
  { place: 'GB-SCT', date: '2026-11-30', name: 'St Andrew’s Day, in Scotland' },
  { place: 'DE-BY', date: '2026-11-01', name: 'All Saints, in Bavaria' },
  { place: 'US', date: '2026-11-26', name: 'Thanksgiving' },
  { place: 'DK', date: '2023-05-05', name: 'Great Prayer Day, the last time' },
  { place: 'GR', date: '2026-04-13', name: 'the Monday of the Orthodox Easter' },
])('$place has $date: $name', ({ place, date }) => expect(is(place, date)).toBe(true));

test.each([
  { place: 'DE', date: '2026-11-01', name: 'All Saints is not everywhere' },
  { place: 'DK', date: '2024-04-26', name: 'Great Prayer Day was abolished' },
  { place: 'NO', date: '2026-12-24', name: 'Christmas Eve is none in Norway' },
  { place: 'XX', date: '2026-01-01', name: 'nobody knows this country' },
])('$place has not $date: $name', ({ place, date }) => expect(is(place, date)).toBe(false));

test('is what the library says: `npm run holidays` after an update', { timeout: 60_000 }, () => {
  const asked = ['NO', 'DE-BY', 'GB-NIR', 'MY-11', 'TR'];
  const span = { first: 2027, last: 2028 };
  for (const place of asked) {
    const days = Array.from({ length: 731 }, (_, index) => dayNumber(2027, 1, 1) + index);
    const ours = days.filter(day => isPublicHoliday(place, day) && dateOf(day).year <= span.last);
    expect({ place, days: ours }).toEqual({ place, days: holidaysOf(place, span) });
  }
});

test('places are written large, and each has a holiday within a year', () => {
  expect(holidayPlaces.filter(place => !/^[A-Z]{2}(-[A-Z0-9]+){0,2}$/.test(place))).toEqual([]);
  const days = Array.from({ length: 366 }, (_, index) => dayNumber(2026, 1, 1) + index);
  expect(holidayPlaces.filter(place => !days.some(day => isPublicHoliday(place, day)))).toEqual([]);
});

test.each([
  ['2024-03-31', '2024-05-05'],
  ['2025-04-20', '2025-04-20'],
  ['2026-04-05', '2026-04-12'],
  ['2038-04-25', '2038-04-25'],
])('Easter: %s in the West, %s in the East', (west, east) => {
  const year = Number(west.slice(0, 4));
  expect([easter(year), orthodoxEaster(year)]).toEqual([readDate(west), readDate(east)]);
});
