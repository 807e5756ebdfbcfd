/** Hours and days as one says them. */
import { type CalendarDocument, dayNames, type Weekday, weekdays } from '../calendars/calendar-document.ts';
import { oneLine } from './said.ts';
import { listOf } from './words.ts';

/** `the hours of staffed`; or `06:30 to 19:00, Monday to Friday (time of the site), except public holidays of Norway`. */
export function sayCalendar(calendar: string | CalendarDocument, zoneWhenNone?: string): string {
  if (typeof calendar === 'string') return `the hours of ${oneLine(calendar)}`;
  const zone = calendar.timeZone ?? zoneWhenNone;
  return [
    `${sayHours(calendar)}, ${sayDays(calendar.days)}${zone === undefined ? '' : ` (${sayZone(zone)})`}`,
    ...(calendar.except === undefined || calendar.except.length === 0 ? [] : [sayExceptions(calendar.except)]),
  ].join(', ');
}

export const sayZone = (zone: string): string => (zone === 'site' ? 'time of the site' : `time of ${zone}`);

export const sayDay = (day: Weekday): string => dayNames[day];

/** Three days or more in a row are told by their ends. */
function sayDays(days: readonly Weekday[] | undefined): string {
  const chosen = weekdays.filter(day => days?.includes(day) ?? true);
  if (chosen.length === 7) return 'every day';
  const [first, last] = [chosen[0], chosen.at(-1)];
  const inARow = first && last && weekdays.indexOf(last) - weekdays.indexOf(first) === chosen.length - 1;
  return inARow && chosen.length > 2 ? `${dayNames[first]} to ${dayNames[last]}` : listOf(chosen.map(sayDay), 'and');
}

function sayHours({ from = '00:00', to = '24:00' }: CalendarDocument): string {
  if (from === '00:00' && to === '24:00') return 'all day';
  if (from === to) return `24 hours from ${from}`;
  return to < from ? `${from} to ${to} the next day` : `${from} to ${to}`;
}

const sayExceptions = (except: readonly string[]): string =>
  `except ${listOf(
    except.map(day => (day.startsWith('holidays:') ? `public holidays of ${countryOf(day.slice('holidays:'.length))}` : day)),
    'and',
  )}`;

/** `Norway` of `NO`; a region keeps its code: `DE-BY`. */
function countryOf(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return oneLine(code);
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}
