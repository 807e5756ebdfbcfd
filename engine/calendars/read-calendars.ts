/** `rules/calendars.json`: the calendars that rules and policies share, by id. */
import { type Path, readDocument } from '../documents.ts';
import { seenThrough } from '../problems/fix.ts';
import { tellingInto } from '../problems/telling.ts';
import type { Problem } from '../problems.ts';
import type { CalendarDocument } from './calendar-document.ts';
import { type Complaint, checkCalendar } from './check-calendar.ts';

/** All calendars that rules and policies can name, by id. */
export type Calendars = ReadonlyMap<string, CalendarDocument>;

export type ReadCalendars =
  | { readonly ok: true; readonly calendars: Calendars }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `rules/calendars.json`: `{ "night-shift": { "from": "22:00", "to": "05:00" } }`. All that is wrong with it at once; never throws. */
export function readCalendars(text: string, path: string): ReadCalendars {
  let entries: [string, unknown][] = [];
  const problems = seenThrough(text, each => {
    const document = readDocument(each, path, at => at.length <= 1);
    if (!document.ok) return document.problems;
    const { value } = document;
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    entries = isMap ? Object.entries(value).filter(([id]) => id !== '$schema' && id !== 'note') : [];
    const found: Problem[] = [];
    const tell = tellingInto(found, document, path);
    for (const { at, code, says, ...more } of isMap ? [...remarkComplaints(value), ...complaintsAbout(entries)] : [noMap])
      tell(at, code, says, more);
    return found;
  });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, calendars: new Map(entries as [string, CalendarDocument][]) };
}

const complaintsAbout = (entries: readonly [string, unknown][]): Complaint[] =>
  entries.flatMap(([id, calendar]) => [...idComplaints(id, [id]), ...checkCalendar(calendar, [id])]);

const remarkComplaints = (document: object): Complaint[] =>
  Object.entries(document).flatMap(([word, value]) => {
    const isText = typeof value === 'string' && value.trim() !== '';
    if (isText || (word !== '$schema' && word !== 'note')) return [];
    const fix = 'Write it in "double quotes". A calendar cannot have this name.';
    return [{ at: [word], code: 'calendar/wrong-kind', says: `Wanted for “${word}” is a text.`, fix }];
  });

const noMap: Complaint = {
  at: [],
  code: 'calendar/wrong-kind',
  says: 'Wanted here are calendars by their ids.',
  fix: 'Like { "night-shift": { "from": "22:00", "to": "05:00" } }.',
};

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
