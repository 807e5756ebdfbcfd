/** Days that a calendar leaves out: dates, and the public holidays of a country. */
import type { Path } from '../documents.ts';
import { nearest } from '../policies/words.ts';
import type { Complaint } from './check-calendar.ts';
import { readDate } from './days.ts';
import { holidayPlaces, isHolidayPlace } from './holidays.ts';

export const shown = (value: unknown): string =>
  typeof value === 'string' ? `“${value.slice(0, 40)}”` : JSON.stringify(value).slice(0, 40);

export function exceptComplaints(value: unknown, at: Path): Complaint[] {
  if (typeof value === 'string' && value.startsWith('holidays:')) return placeComplaints(value.slice('holidays:'.length), at);
  if (typeof value === 'string' && readDate(value) !== undefined) return [];
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const says = isDate ? `There is no ${value}.` : `${shown(value)} is neither a date nor holidays.`;
  const place = typeof value === 'string' ? value.replace(/^holidays?[-: ]*/i, '').toUpperCase() : '';
  const fix = isHolidayPlace(place)
    ? `Write “holidays:${place}”.`
    : 'Write a date, 2026-12-24, or the holidays of a country, holidays:NO.';
  return [
    {
      at,
      code: isDate ? 'calendar/no-such-date' : 'calendar/unknown-exception',
      says,
      fix: isDate ? 'Write a day that the calendar has.' : fix,
    },
  ];
}

/** What people write for a country that has another code. */
const otherNames: Readonly<Record<string, string>> = {
  UK: 'GB',
  EN: 'GB',
  ENGLAND: 'GB-ENG',
  SCOTLAND: 'GB-SCT',
  NORWAY: 'NO',
  GERMANY: 'DE',
  USA: 'US',
  SWEDEN: 'SE',
  DENMARK: 'DK',
  SWITZERLAND: 'CH',
  AUSTRIA: 'AT',
};

function placeComplaints(place: string, at: Path): Complaint[] {
  if (isHolidayPlace(place)) return [];
  const upper = place.toUpperCase().replaceAll(/[_. /]/g, '-');
  const country = upper.split('-')[0]!;
  const regions = holidayPlaces.filter(known => known.startsWith(`${country}-`) && known.split('-').length === 2);
  const meant = isHolidayPlace(upper) ? upper : (otherNames[upper] ?? (upper.length > 2 ? nearest(upper, regions) : undefined));
  const listed = regions.length > 0 ? `Its regions: ${regions.join(', ')}.` : 'It has no regions here.';
  return [
    {
      at,
      code: 'calendar/unknown-holidays',
      says: `The holidays of ${shown(place)} are not known.`,
      fix:
        meant !== undefined
          ? `Did you mean “holidays:${meant}”?`
          : isHolidayPlace(country)
            ? listed
            : 'Use the two letters of the country, and of its region if need be: holidays:NO, holidays:DE-BY.',
    },
  ];
}
