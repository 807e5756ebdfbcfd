/** Conditions on the time of day: during a calendar, or not. */
import { compileCalendar } from '../calendars/calendar.ts';
import type { CalendarDocument } from '../calendars/calendar-document.ts';
import { notOf, type Part, sayVerdict, type Verdict, type View } from './parts.ts';

/** Calendars by id, as `rules/calendars.json` names them. */
export type Calendars = ReadonlyMap<string, CalendarDocument>;

/** A calendar that is not there says nothing: unknown. */
export function scheduled(word: 'during' | 'notDuring', schedule: string | CalendarDocument, calendars: Calendars): Part {
  const document = typeof schedule === 'string' ? calendars.get(schedule) : schedule;
  const calendar = document && compileCalendar(document);
  const judge = ({ at, siteZone }: View): Verdict => {
    const inside = calendar?.inside(at, siteZone);
    return word === 'during' ? inside : notOf(inside);
  };
  const name = typeof schedule === 'string' ? schedule : 'its hours';
  return {
    judge,
    due: ({ at, siteZone }) => calendar?.nextEdge(at, siteZone),
    explain: view => ({ compares: `${word === 'during' ? 'during' : 'not during'} ${name}`, verdict: sayVerdict(judge(view)) }),
  };
}
