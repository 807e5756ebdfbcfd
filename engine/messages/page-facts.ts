/** What every message of a page is made of, and the words that its SMS and its mail share. */
import type { Alarm, DeliveryKind, Severity } from '../alarms/alarm.ts';
import { currentLevel, lastAnswer } from '../alarms/occurrence.ts';
import type { Person } from '../people.ts';
import { deviceText } from './clean.ts';
import { severityWord } from './headline.ts';
import { howLong, whenOf } from './times.ts';

/** Everything a message is made of. The same facts give the same bytes. Times are plant time, ms. */
export interface PageFacts {
  readonly alarm: Alarm;
  readonly person: Person;
  /** Not `test`: that has words of its own (`test-page.ts`). */
  readonly kind: DeliveryKind;
  /** It had ended before we learned of it: told once, no answer asked. */
  readonly toldOnce?: boolean | undefined;
  readonly code?: string | undefined;
  readonly link?: string | undefined;
  readonly severity: Severity;
  readonly now: number;
  readonly step: number | 'then';
  readonly round: number;
  /** Names of those who were paged and have not answered; a name may come once for each page. */
  readonly escalatedFrom?: readonly string[] | undefined;
  readonly next?: { readonly at: number; readonly names: readonly string[] } | undefined;
  /** The site's. */
  readonly timeZone: string;
  /** There is a two-way number, so an SMS may name the reply code. */
  readonly canReply: boolean;
  /** "you are primary on call until Mon 09:00". */
  readonly whyYou?: string | undefined;
  /** Who had answered, for "over". Default: the id in the alarm's standing answer. */
  readonly answeredBy?: { readonly name: string; readonly at: number } | undefined;
}

/** A page that asks for an answer; "over" and what is told once do not. */
export const asksForAnswer = ({ kind, toldOnce }: PageFacts): boolean => kind !== 'over' && !toldOnce;

export const timeIn = ({ now, timeZone }: PageFacts, at: number): string => whenOf(at, now, timeZone);

export const shownName = (name: string): string => deviceText(name, 60);

/** `since 03:58`, or how else it ended. */
export function overWords(facts: PageFacts): string {
  const over = facts.alarm.over;
  const at = timeIn(facts, over?.at ?? facts.now);
  if (over?.because === 'reset') return `reset${over.by ? ` by ${deviceText(over.by, 40)}` : ''} ${at}`;
  if (over?.because === 'corrected') return `taken back ${at}, late readings show otherwise`;
  return over?.because === 'device deleted' ? `device deleted ${at}` : `since ${at}`;
}

/** From the raise to the end. */
export const outFor = (alarm: Alarm, now: number): string => howLong((alarm.over?.at ?? now) - alarm.raisedAt);

export function answeredBy({ alarm, answeredBy: named }: PageFacts): { readonly name: string; readonly at: number } | undefined {
  const answer = lastAnswer(alarm);
  return named ?? (answer && { name: answer.by, at: answer.at });
}

/** The severity before the newest change, when it was another. */
export function wasSeverity(alarm: Alarm): string | undefined {
  const before = alarm.levels.at(-2);
  return before && before.severity !== currentLevel(alarm).severity ? severityWord(before.severity) : undefined;
}

/** `Lena x3, Omar`: each name once with the count of its pages, three names at most. Empty when nobody was paged before. */
export function silentOnes({ escalatedFrom }: PageFacts, short: (name: string) => string, times: string): string {
  const counts = new Map<string, number>();
  for (const name of (escalatedFrom ?? []).map(shownName)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const told = [...counts].slice(0, 3).map(([name, count]) => (count > 1 ? `${short(name)} ${times}${count}` : short(name)));
  return [...told, ...(counts.size > 3 ? [`${counts.size - 3} more`] : [])].join(', ');
}
