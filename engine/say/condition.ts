/** Conditions in plain English. A single one is a phrase; several under `all` or `any` are points of a list, nested as they are. */
import type { CalendarDocument } from '../calendars/calendar-document.ts';
import type { ConditionDocument } from '../rules/rule.ts';
import { sayCalendar } from './calendar.ts';
import { sayComparison } from './comparison.ts';
import { noted, oneLine, type Said } from './said.ts';
import { listOf, sayDuration, sayNumber, sayValue } from './words.ts';

/** `temperature` `is` `above −10 °C`: apart, so that a "not" finds its place. */
export interface Phrase {
  readonly subject: string;
  readonly verb: string;
  readonly rest: string;
  /** It ends with a time of its own, or a relative clause: a bare "for 5 minutes" after it would be read as part of that. */
  readonly closed?: boolean;
}

/** The condition after a lead: `CRITICAL when …`, with points where it has several parts. */
export function sayWhen(lead: string, condition: ConditionDocument): Said {
  const said = sayCondition(condition);
  return { ...said, line: `${lead} ${said.line}` };
}

export function sayCondition(condition: ConditionDocument): Said {
  const { all, any, not, note } = condition;
  const held = condition.for === undefined ? '' : ` for ${sayDuration(condition.for)}`;
  if (all) return noted(listed(all, held, `all of these hold${held}`), note);
  if (any) return noted(listed(any, held, whole(held, 'at least one of these holds')), note);
  if (not) return noted(sayNot(not, held), note);
  if (condition.of && isMixed(condition.of)) return noted(countBelow(condition, condition.of, held), note);
  return noted({ line: lasting(phraseOf(condition), held) }, note);
}

/** "At least one of these holds for 5 minutes" could mean one alone: the time stands before it. */
const whole = (held: string, lead: string): string => (held === '' ? lead : `${held.trim()} ${lead}`);

/** A list of one is no list. */
function listed(parts: readonly ConditionDocument[], held: string, lead: string): Said {
  const [only, ...others] = parts;
  return only && others.length === 0 && held === '' ? sayCondition(only) : { line: `${lead}:`, points: parts.map(sayCondition) };
}

function sayNot(inner: ConditionDocument, held: string): Said {
  const parts = inner.all ?? inner.any;
  if (parts && inner.for === undefined) {
    const lead = whole(held, inner.all ? 'not all of these hold' : 'none of these holds');
    return noted({ line: `${lead}:`, points: parts.map(sayCondition) }, inner.note);
  }
  const single = !inner.all && !inner.any && !inner.not && inner.for === undefined && inner.count === undefined;
  const phrase = single ? phraseOf(inner) : undefined;
  if (!phrase || phrase.rest.startsWith('not '))
    return { line: `${whole(held, 'this does not hold')}:`, points: [sayCondition(inner)] };
  return noted({ line: lasting({ ...phrase, rest: `not ${phrase.rest}` }, held) }, inner.note);
}

function lasting({ subject, verb, rest, closed }: Phrase, held: string): string {
  const phrase = `${subject} ${verb} ${rest}`;
  return held !== '' && closed ? `${phrase}, and stays so${held}` : `${phrase}${held}`;
}

function phraseOf(condition: ConditionDocument): Phrase {
  const { silent, connection, during, notDuring, count, signal = 'the signal' } = condition;
  if (silent !== undefined)
    return { subject: 'the device', verb: 'has', rest: `been silent for ${sayDuration(silent)}`, closed: true };
  if (connection !== undefined) return { subject: 'the device', verb: 'is', rest: connection };
  if (during !== undefined) return inTime('within', during);
  if (notDuring !== undefined) return inTime('outside', notDuring);
  if (count !== undefined) return sayCount(condition, count);
  const subject = subjectOf(condition, signal);
  if (condition.reaches !== undefined) return sayForecast(condition, signal);
  if (condition.unusualBy !== undefined) return sayUnusual(condition, subject);
  return { subject, verb: 'is', rest: sayComparison(condition) };
}

const inTime = (where: 'within' | 'outside', calendar: string | CalendarDocument): Phrase => ({
  subject: 'the time',
  verb: 'is',
  rest: `${where} ${sayCalendar(calendar, 'site')}`,
  closed: true,
});

/** The signal, or what a window makes of it. */
function subjectOf(condition: ConditionDocument, signal: string): string {
  const { average, min, max, sum, range, change, rate } = condition;
  const name = sayValue(signal);
  if (average !== undefined) return `the average of ${name} over ${sayDuration(average)}`;
  if (min !== undefined) return `the lowest ${name} of the last ${sayDuration(min)}`;
  if (max !== undefined) return `the highest ${name} of the last ${sayDuration(max)}`;
  if (sum !== undefined) return `the sum of ${name} over ${sayDuration(sum)}`;
  if (range !== undefined) return `the range of ${name} (highest less lowest) over ${sayDuration(range)}`;
  if (change !== undefined) return `the change of ${name} (last less first) over ${sayDuration(change)}`;
  if (rate !== undefined) return `the rate of change of ${name} over ${sayDuration(rate)}`;
  return name;
}

function sayForecast(condition: ConditionDocument, signal: string): Phrase {
  const within = condition.within === undefined ? '' : ` within ${sayDuration(condition.within)}`;
  return {
    subject: `${sayValue(signal)}, going on as in the last ${sayDuration(condition.trend ?? '')},`,
    verb: 'is',
    rest: `going to reach ${sayComparison(condition, 'reaches')}${within}`,
    closed: true,
  };
}

const sides = { higher: 'above', lower: 'below', either: 'away from' } as const;

function sayUnusual({ unusualBy = 0, baseline = '', direction = 'either' }: ConditionDocument, subject: string): Phrase {
  const word = direction === 'either' ? 'unusual' : `unusually ${direction === 'higher' ? 'high' : 'low'}`;
  const by = `${sayNumber(unusualBy)} or more robust deviations ${sides[direction]}`;
  return { subject, verb: 'is', rest: `${word}: ${by} its median of the last ${sayDuration(baseline)}`, closed: true };
}

function sayCount(condition: ConditionDocument, count: string): Phrase {
  const which = condition.of ? ` in which ${inline(condition.of)}` : '';
  const subject = `the number of readings in ${sayDuration(count)}${which}`;
  return { subject, verb: 'is', rest: sayComparison(condition), closed: true };
}

/** Where "and" and "or" mix, what is counted stands below. */
function countBelow(condition: ConditionDocument, of: ConditionDocument, held: string): Said {
  const { of: _, ...others } = condition;
  const counted = sayCount(others, condition.count ?? '');
  const subject = `${counted.subject} in which the following holds`;
  return { line: `${lasting({ ...counted, subject }, held)}:`, points: [sayCondition(of)] };
}

const partsOf = ({ all, any, not }: ConditionDocument): readonly ConditionDocument[] => all ?? any ?? (not ? [not] : []);

/** Whether it has conditions within conditions. */
const isMixed = (condition: ConditionDocument): boolean => partsOf(condition).some(part => partsOf(part).length > 0);

/** On one line: a single condition, or one list of them. */
function inline(condition: ConditionDocument): string {
  const remark = condition.note === undefined ? '' : ` (${oneLine(condition.note)})`;
  const parts = partsOf(condition);
  const said = parts.length === 0 ? [lasting(phraseOf(condition), '')] : parts.map(inline);
  return `${condition.not ? 'it is not so that ' : ''}${listOf(said, condition.any ? 'or' : 'and')}${remark}`;
}
