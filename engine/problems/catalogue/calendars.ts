/** Problems of calendars, wherever they stand, and of `rules/signals.json`. */
import { calendarsText, type Explained, signalsText, when } from './sample.ts';

const night = (words: string) => when(`{ "during": { ${words} } }`);

export const calendarProblems: readonly Explained[] = [
  {
    code: 'calendar/unknown-word',
    title: 'A word that a calendar does not have',
    means: 'A word that is not known would be passed over in silence, and the hours would be others than people think.',
    fix: 'A calendar has "days", "from", "to", "timeZone", "except" and "note".',
    bad: night('"from": "22:00", "until": "05:00"'),
    good: night('"from": "22:00", "to": "05:00"'),
  },
  {
    code: 'calendar/wrong-kind',
    title: 'A value of another kind',
    means: 'Days and exceptions are lists of texts; times and zones are texts.',
    fix: 'Write it as the message says.',
    bad: night('"days": "sat", "from": "22:00"'),
    good: night('"days": ["sat"], "from": "22:00"'),
  },
  {
    code: 'calendar/empty',
    title: 'A calendar that says nothing',
    means: 'Without days, hours and exceptions it would always count.',
    fix: 'Give it "days", "from" and "to", or leave it out.',
    bad: night('"timeZone": "Europe/Oslo"'),
    good: night('"from": "22:00", "to": "05:00", "timeZone": "Europe/Oslo"'),
  },
  {
    code: 'calendar/no-such-time',
    title: 'A time that there is not',
    means: 'Times are local, on the 24-hour clock, with two digits each.',
    fix: 'Write 07:00; the end of a day may be 24:00.',
    bad: night('"from": "10pm", "to": "05:00"'),
    good: night('"from": "22:00", "to": "05:00"'),
  },
  {
    code: 'calendar/unknown-day',
    title: 'A day of the week that there is not',
    means: 'Days are written with three letters: mon tue wed thu fri sat sun.',
    fix: 'Take one of them.',
    bad: night('"days": ["saturday"]'),
    good: night('"days": ["sat"]'),
  },
  {
    code: 'calendar/unknown-time-zone',
    title: 'A time zone that there is not',
    means: 'The hours would be others than people think. An offset such as +01:00 is wrong for half of the year.',
    fix: 'Use an IANA name, Europe/Oslo, or "site": each device has its own, in the tag `timeZone`.',
    bad: night('"from": "22:00", "to": "05:00", "timeZone": "Oslo"'),
    good: night('"from": "22:00", "to": "05:00", "timeZone": "Europe/Oslo"'),
  },
  {
    code: 'calendar/unknown-exception',
    title: 'An exception that is neither a date nor holidays',
    means: 'Left out are dates, and the public holidays of a country or of a region of it.',
    fix: 'Write 2026-12-24, holidays:NO or holidays:DE-BY.',
    bad: night('"days": ["mon"], "except": ["Christmas"]'),
    good: night('"days": ["mon"], "except": ["2026-12-24", "holidays:NO"]'),
  },
  {
    code: 'calendar/unknown-holidays',
    title: 'Holidays that are not known',
    means: 'The country or the region is not known, so no day would be left out.',
    fix: 'Use the two letters of the country, and of its region if need be: holidays:NO, holidays:DE-BY.',
    bad: night('"days": ["mon"], "except": ["holidays:UK"]'),
    good: night('"days": ["mon"], "except": ["holidays:GB"]'),
  },
  {
    code: 'calendar/no-such-date',
    title: 'A date that there is not',
    means: 'The year has no such day.',
    fix: 'Correct it.',
    bad: night('"days": ["mon"], "except": ["2026-02-30"]'),
    good: night('"days": ["mon"], "except": ["2026-03-02"]'),
  },
  {
    code: 'calendar/bad-id',
    title: 'An id that cannot be one',
    means: 'Rules and policies name a calendar by its id.',
    fix: 'Use letters, digits, dots and dashes, at most 63.',
    bad: calendarsText('{ "night shift": { "from": "22:00", "to": "05:00" } }'),
    good: calendarsText('{ "night-shift": { "from": "22:00", "to": "05:00" } }'),
  },
];

export const signalsProblems: readonly Explained[] = [
  {
    code: 'signals/wrong',
    title: 'Something is wrong in rules/signals.json',
    means: 'This file says which signals each type of device sends and in which unit. Rules are checked and converted by it.',
    fix: 'For each device type its signals, for each signal { } or { "unit": "…" }.',
    bad: signalsText('{ "freezer": { "temperature": { "unit": "celsius" } } }'),
    good: signalsText('{ "freezer": { "temperature": { "unit": "°C" } } }'),
  },
];
