/** A policy in plain English: who, when, in what order, what if nobody answers, what at the end. */
import type { CalendarDocument } from '../calendars/calendar-document.ts';
import type { Policy as Document, Rotation } from '../policies/policy.ts';
import { sayCalendar, sayDay, sayZone } from './calendar.ts';
import { noted, oneLine, type Said, textOf } from './said.ts';
import { sayStep } from './step.ts';
import { listOf, plural, sayChannels, sayDuration, sayTarget, sayTimes, sayValue } from './words.ts';

type Policy = Document & {
  readonly calendars?: Readonly<Record<string, CalendarDocument>>;
  readonly acknowledge?: { readonly everyoneMustAnswer?: boolean };
};

/** Every word of a policy but its examples, a sentence per line; lists as points below. */
export const sayPolicy = (policy: Document): string =>
  textOf([
    noted(
      { line: `${oneLine(policy.name)} (${oneLine(policy.id)})${ownedBy(policy)}. Times are those of ${policy.timeZone}.` },
      policy.note,
    ),
    ...sayRotations(policy.rotations ?? {}),
    ...sayCalendars((policy as Policy).calendars ?? {}),
    ...sayGrouping(policy.grouping),
    { line: 'When an alarm is raised:', points: policy.steps.map(sayStep), numbered: true },
    ...sayUnanswered(policy.ifUnanswered),
    ...sayAnswered(policy.acknowledge),
    sayCleared(policy.whenCleared),
  ]);

const ownedBy = ({ owner }: Policy): string => (owner === undefined ? '' : `, owned by ${oneLine(owner)}`);

const sayRotations = (rotations: Readonly<Record<string, Rotation>>): Said[] =>
  Object.keys(rotations).length === 0
    ? []
    : [{ line: 'Who has the phone:', points: Object.entries(rotations).map(([id, rotation]) => sayRotation(id, rotation)) }];

function sayRotation(id: string, { people, handover, startsOn, timeZone, cover = [], note }: Rotation): Said {
  const { every, on, at } = handover;
  const when = `every ${every === 'week' && on ? sayDay(on) : every} at ${at}`;
  const zone = timeZone === undefined ? '' : ` (${sayZone(timeZone)})`;
  const who = people.length === 1 ? oneLine(people[0]!) : `${listOf(people.map(oneLine), 'and')} in turn, a new one`;
  return noted({ line: `${id}: ${who} ${when}${zone}, from ${startsOn} on`, points: cover.map(sayCover) }, note);
}

const sayCover = ({ from, to, person, note }: NonNullable<Rotation['cover']>[number]): Said =>
  noted({ line: `${oneLine(person)} stands in from ${from.replace('T', ' ')} to ${to.replace('T', ' ')}` }, note);

function sayCalendars(calendars: Readonly<Record<string, CalendarDocument>>): Said[] {
  const points = Object.entries(calendars).map(([id, calendar]) =>
    noted({ line: `${id}: ${sayCalendar(calendar)}` }, calendar.note),
  );
  return points.length === 0 ? [] : [{ line: 'Calendars:', points }];
}

function sayGrouping(grouping: Policy['grouping']): Said[] {
  if (!grouping) return [];
  const { by, wait, flood, note } = grouping;
  const waits = wait === undefined ? '' : `The first page waits ${sayDuration(wait)}. `;
  const same = by?.length
    ? ` of the same ${listOf(
        by.map(tag => sayValue(tag)),
        'and',
      )}`
    : '';
  const together = `Pages to one person about alarms${same} that fall due ${wait === undefined ? 'together' : 'meanwhile'} go as one message.`;
  return [noted({ line: `${waits}${together}${flood ? sayFlood(flood) : ''}` }, note)];
}

const sayFlood = ({ moreThan, in: time, digestEvery }: NonNullable<NonNullable<Policy['grouping']>['flood']>): string =>
  ` Of more than ${plural(moreThan, 'alarm')} in ${sayDuration(time)}, the first is paged, the others go in a digest every ${sayDuration(digestEvery)}.`;

function sayUnanswered(unanswered: Policy['ifUnanswered']): Said[] {
  if (!unanswered) return [];
  const { after, restartFromStep = 1, times = 0, then, note } = unanswered;
  const rounds = times === 0 ? [] : [`it begins again at step ${restartFromStep}, ${sayTimes(times)} at most`];
  const last = then ? [`${listOf(then.map(sayTarget), 'and')} ${then.length > 1 ? 'are' : 'is'} paged once`] : [];
  const happens = [...rounds, ...last, 'the alarm stays open as “nobody answered”'].join('; then ');
  return [noted({ line: `If nobody answers within ${sayDuration(after)} of the first page, ${happens}.` }, note)];
}

function sayAnswered(acknowledge: Policy['acknowledge']): Said[] {
  if (!acknowledge) return [];
  const { quietFor, thenRestartFromStep = 1, everyoneMustAnswer, note } = acknowledge;
  const everyone = everyoneMustAnswer ? ['Everyone who was paged must answer.'] : [];
  const quiet =
    quietFor === undefined
      ? 'An answer keeps it quiet.'
      : `An answer keeps it quiet for ${sayDuration(quietFor)}; if it is still active then, it begins again at step ${thenRestartFromStep}.`;
  return [noted({ line: [...everyone, quiet].join(' ') }, note)];
}

const told = {
  'everyone-paged': 'everyone who was paged is told',
  acknowledger: 'whoever answered is told',
  nobody: 'nobody is told',
} as const;

function sayCleared(cleared: Policy['whenCleared'] = {}): Said {
  const { tell = 'everyone-paged', via, closeCase, note } = cleared;
  const how = tell === 'nobody' ? '' : via ? ` by ${sayChannels(via)}` : ' on every channel that was used';
  const ending = closeCase ? ', and the case is closed' : '';
  return noted({ line: `When it is over, ${told[tell]}${how}${ending}.` }, note);
}
