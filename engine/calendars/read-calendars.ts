/** `rules/calendars.json`: the calendars that rules and policies share, by id. */
import { type Path, readDocument } from '../documents.ts';
import { type Problem, pointerOf } from '../problems.ts';
import type { CalendarDocument } from './calendar-document.ts';
import { type Complaint, checkCalendar } from './check-calendar.ts';

/** All calendars that rules and policies can name, by id. */
export type Calendars = ReadonlyMap<string, CalendarDocument>;

export type ReadCalendars =
  | { readonly ok: true; readonly calendars: Calendars }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `rules/calendars.json`: `{ "night-shift": { "from": "22:00", "to": "05:00" } }`. All that is wrong with it at once; never throws. */
export function readCalendars(text: string, path: string): ReadCalendars {
  const document = readDocument(text, path);
  if (!document.ok) return document;
  const { value } = document;
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isMap ? Object.entries(value).filter(([id]) => id !== '$schema' && id !== 'note') : [];
  const complaints = isMap
    ? entries.flatMap(([id, calendar]) => [...idComplaints(id, [id]), ...checkCalendar(calendar, [id])])
    : [
        {
          at: [],
          code: 'calendar/wrong-kind',
          says: 'Wanted here are calendars by their ids: { "night-shift": { "from": "22:00", "to": "05:00" } }.',
        },
      ];
  if (complaints.length === 0) return { ok: true, calendars: new Map(entries as [string, CalendarDocument][]) };
  const problems = complaints.map(({ at, of, ...rest }) => ({
    path,
    ...document.place(at, of),
    pointer: pointerOf(at),
    ...rest,
  }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

export const idComplaints = (id: string, at: Path): Complaint[] =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(id)
    ? []
    : [
        {
          at,
          of: 'name',
          code: 'calendar/bad-id',
          says: `“${id.slice(0, 70)}” cannot be the id of a calendar.`,
          fix: 'Use letters, digits, dots and dashes, at most 63.',
        },
      ];
