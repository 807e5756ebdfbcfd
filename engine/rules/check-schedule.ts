/** `during` and `notDuring`: a calendar by its id, or hours written where they are needed. */
import { checkCalendar } from '../calendars/check-calendar.ts';
import type { Path } from '../documents.ts';
import { parseDuration } from '../duration.ts';
import { didYouMean, type Tell, text } from './check.ts';
import type { Known } from './known.ts';

export function checkSchedule(tell: Tell, value: unknown, at: Path, { calendars }: Known): void {
  if (typeof value === 'string') checkCalendarId(tell, value, at, calendars);
  else for (const { at: place, code, says, ...more } of checkCalendar(value, at)) tell(place, code, says, more);
}

function checkCalendarId(tell: Tell, value: string, at: Path, calendars: readonly string[] | undefined): void {
  if (parseDuration(value) !== undefined) {
    tell(at, 'rule/unknown-calendar', `“${value}” is a duration; “${String(at.at(-1))}” takes a calendar.`, {
      fix: `Did you mean "for": "${value}", in the condition that must last?`,
    });
    return;
  }
  if (!text(tell, value, at) || calendars === undefined || calendars.includes(value)) return;
  const more = calendars.length > 0 ? didYouMean(value, calendars, word => ({ at, write: word })) : {};
  tell(at, 'rule/unknown-calendar', `There is no calendar “${value.slice(0, 60)}”.`, {
    why: 'Without it the condition is never known, and raises nothing.',
    fix: 'Add it to rules/calendars.json, or write the hours here: { "days": ["mon"], "from": "07:00", "to": "17:00" }.',
    ...more,
  });
}
