/** One step of a policy: when, to whom, on which channels, and what else is done. */
import type { CalendarDocument } from '../calendars/calendar-document.ts';
import type { Policy } from '../policies/policy.ts';
import { sayCalendar } from './calendar.ts';
import { noted, oneLine, type Said } from './said.ts';
import { capital, listOf, sayChannels, sayDuration, saySeverities, sayTarget, sayValue } from './words.ts';

type Step = Policy['steps'][number] & {
  readonly during?: string | CalendarDocument;
  readonly notDuring?: string | CalendarDocument;
  readonly holdUntil?: string | CalendarDocument;
  readonly command?: { readonly method: string; readonly payload?: unknown };
};

export function sayStep(step: Step): Said {
  const { page, via, repeatEvery, note } = step;
  const repeated = repeatEvery === undefined ? '' : `, again every ${sayDuration(repeatEvery)} until the next step`;
  const paged = `page ${listOf(page.map(sayTarget), 'and')} by ${sayChannels(via)}${repeated}`;
  return noted({ line: `${capital(`${forWhich(step)}${whenOf(step)}, ${paged}${besides(step)}`)}.` }, note);
}

/** Which alarms the step is for. */
function forWhich({ severities, during, notDuring }: Step): string {
  const raised = [
    ...(during === undefined ? [] : [`within ${sayCalendar(during)}`]),
    ...(notDuring === undefined ? [] : [`outside ${sayCalendar(notDuring)}`]),
  ];
  if (!severities && raised.length === 0) return '';
  const which = severities ? saySeverities(severities) : 'alarms';
  return `${which}${raised.length === 0 ? '' : ` raised ${listOf(raised, 'and')}`}: `;
}

/** `0s` is "at once": what a grouping waits is said with the grouping. */
function whenOf({ after, holdUntil }: Step): string {
  const wait = /^0+[dhms]$/.test(after) ? 'at once' : `after ${sayDuration(after)}`;
  return holdUntil === undefined ? wait : `${wait}, but held until ${sayCalendar(holdUntil)}`;
}

function besides({ openCase, command }: Step): string {
  const payload = command?.payload === undefined ? '' : ` with ${JSON.stringify(command.payload)}`;
  return [
    ...(openCase ? [`; open a case in the queue ${sayValue(openCase.queue)}, priority ${openCase.priority}`] : []),
    ...(command ? [`; send the device the command ${oneLine(command.method)}${payload}`] : []),
  ].join('');
}
