/** What is wrong with a calendar: times, zones, days and countries that there are not. */
import { Value } from 'typebox/value';
import type { Path } from '../documents.ts';
import { nearest } from '../policies/words.ts';
import type { Change } from '../problems/change.ts';
import { isTimeZone } from './calendar.ts';
import { CalendarSchema, weekdays } from './calendar-document.ts';
import { exceptComplaints, shown } from './check-exception.ts';

/** A complaint about one place of the document, before its line and column are known. */
export interface Complaint {
  readonly at: Path;
  /** Whether the name of a member is meant, or its value (the default). */
  readonly of?: 'name';
  readonly code: string;
  /** What is told so keeps nothing from counting. */
  readonly severity?: 'warning';
  readonly says: string;
  readonly why?: string;
  readonly fix?: string;
  /** The fix, when it is mechanical. */
  readonly change?: readonly Change[];
}

const words = Object.keys(CalendarSchema.properties);

/** All that is wrong with a value that should be a calendar; `at`: where it stands. Never throws. */
export function checkCalendar(value: unknown, at: Path = []): Complaint[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [
      {
        at,
        code: 'calendar/wrong-kind',
        says: 'Here a calendar is expected.',
        fix: 'Like { "days": ["mon"], "from": "07:00", "to": "17:00" }.',
      },
    ];
  const found = Object.entries(value).flatMap(([word, inner]) => memberComplaints(word, inner, [...at, word]));
  if (found.length > 0 || Object.keys(value).some(word => word !== 'note' && word !== 'timeZone')) return found;
  const says = 'This calendar says neither days nor hours nor exceptions.';
  return [
    { at, code: 'calendar/empty', says, why: 'It would always count.', fix: 'Give it "days", "from" and "to", or leave it out.' },
  ];
}

function memberComplaints(word: string, value: unknown, at: Path): Complaint[] {
  if (word === 'from' || word === 'to') return timeComplaints(value, word, at);
  if (word === 'timeZone') return zoneComplaints(value, at);
  if (word === 'days') return each(value, at, 'the days on which it begins: ["mon", "fri"]', dayComplaints);
  if (word === 'except') return each(value, at, 'the days that do not count: ["holidays:NO", "2026-12-24"]', exceptComplaints);
  if (word === 'note') return Value.Check(CalendarSchema.properties.note, value) ? [] : [wrongKind(at, 'a remark, as text')];
  const meant = nearest(word, words);
  const more =
    meant === undefined ? didYouMean(word, words) : { fix: `Did you mean “${meant}”?`, change: [{ at, rename: meant }] };
  return [{ at, of: 'name', code: 'calendar/unknown-word', says: `“${word}” is not a word of a calendar.`, ...more }];
}

const wrongKind = (at: Path, wanted: string): Complaint => ({
  at,
  code: 'calendar/wrong-kind',
  says: `Wanted here is ${wanted.split(':', 1)[0]}.`,
  fix: wanted.includes(': ') ? `Write it as a list: ${wanted.slice(wanted.indexOf(': ') + 2)}.` : 'Write it in "double quotes".',
});

function each(value: unknown, at: Path, wanted: string, check: (item: unknown, at: Path) => Complaint[]): Complaint[] {
  if (!Array.isArray(value) || value.length === 0) return [wrongKind(at, wanted)];
  return value.flatMap((item, index) => check(item, [...at, index]));
}

const didYouMean = (word: string, known: readonly string[], otherwise = `One of: ${known.join(', ')}.`) => {
  const meant = nearest(word, known);
  return { fix: meant === undefined ? otherwise : `Did you mean “${meant}”?` };
};

function timeComplaints(value: unknown, word: 'from' | 'to', at: Path): Complaint[] {
  if (typeof value === 'string' && (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) || (word === 'to' && value === '24:00'))) return [];
  const meant = typeof value === 'string' ? meantTime(value) : undefined;
  return [
    {
      at,
      code: 'calendar/no-such-time',
      says: `${shown(value)} is not a time of the day.`,
      ...(meant === undefined
        ? { fix: 'Write hours and minutes, 00:00 to 23:59 (24:00 can end a day).' }
        : { fix: `Write “${meant}”.`, change: [{ at, write: meant }] }),
    },
  ];
}

/** `7:30`, `7.30`, `10pm`, `5:30 am`. */
function meantTime(text: string): string | undefined {
  const [, hours, minutes, half] = /^(\d{1,2})(?:[:.](\d\d))? ?([ap]m)?$/i.exec(text) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const minute = Number(minutes ?? 0);
  const isTime = hour < 24 && minute < 60 && (half === undefined || (Number(hours) >= 1 && Number(hours) <= 12));
  return isTime ? `${two(hour)}:${two(minute)}` : undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

const someZones = ['Europe/Oslo', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC', 'site'];

function zoneComplaints(value: unknown, at: Path): Complaint[] {
  if (value === 'site' || (typeof value === 'string' && isTimeZone(value))) return [];
  const otherwise = 'Use an IANA name, like Europe/Oslo, or "site": the zone in the tag timeZone of the device.';
  const more = typeof value === 'string' ? didYouMean(value, someZones, otherwise) : { fix: otherwise };
  return [{ at, code: 'calendar/unknown-time-zone', says: `${shown(value)} is not a time zone.`, ...more }];
}

const fullNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function dayComplaints(value: unknown, at: Path): Complaint[] {
  if (weekdays.some(day => day === value)) return [];
  const name = typeof value === 'string' ? nearest(value, fullNames) : undefined;
  const day = name?.slice(0, 3);
  const more =
    day === undefined
      ? didYouMean(typeof value === 'string' ? value : '', weekdays)
      : { fix: `Did you mean “${day}”?`, change: [{ at, write: day }] };
  return [{ at, code: 'calendar/unknown-day', says: `${shown(value)} is not a day of the week.`, ...more }];
}
