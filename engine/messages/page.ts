/** What a page says at 3 a.m.: severity, what, where, value and limit, since when, what is lost, how to answer, who is next, why you. */
import type { Alarm, Severity } from '../alarms/alarm.ts';
import type { Person } from '../people.ts';
import { cleanText, deviceText, shorten } from './clean.ts';
import { type EmailParts, emailHtml, emailText } from './email.ts';
import { fitBetween, toGsm7 } from './gsm7.ts';
import { headlineOf, levelNow, severityWord, shortHeadlineOf, shortRef } from './headline.ts';
import { cityOf, howLong, whenOf } from './times.ts';

/** Everything a message is made of. The same facts give the same bytes. Times are plant time, ms. */
export interface PageFacts {
  readonly alarm: Alarm;
  readonly person: Person;
  readonly kind: 'raised' | 'severity' | 'over';
  /** It had ended before we learned of it: told once, no answer asked. */
  readonly toldOnce?: boolean | undefined;
  readonly code?: string | undefined;
  readonly link?: string | undefined;
  readonly severity: Severity;
  readonly now: number;
  readonly step: number | 'then';
  readonly round: number;
  /** Names of those who were paged and have not answered; a name for each page. */
  readonly escalatedFrom?: readonly string[] | undefined;
  readonly next?: { readonly at: number; readonly names: readonly string[] } | undefined;
  /** The site's. */
  readonly timeZone: string;
  /** There is a two-way number, so an SMS may name the reply code. */
  readonly canReply: boolean;
  /** "you are primary on call until Mon 09:00". */
  readonly whyYou?: string | undefined;
  /** Who had answered, for "over". */
  readonly answeredBy?: { readonly name: string; readonly at: number } | undefined;
}

const partsMax = 2;

/** GSM 03.38, at most 2 parts. What gives way is the consequence, then the title; never the link or the code. */
export function smsText(facts: PageFacts): string {
  const { title, tail } = toGsm(facts.kind === 'over' ? overSms(facts) : facts.toldOnce ? onceSms(facts) : raisedSms(facts));
  const answer = answerSms(facts);
  const head = facts.kind === 'over' ? 'OVER ' : `${severityWord(facts.severity)} `;
  const consequence = facts.kind === 'over' || facts.toldOnce ? '' : consequenceSms(facts.alarm);
  const whole = head + title + tail + consequence + answer;
  const fits = fitBetween('', whole, '', partsMax) === whole;
  return fits ? whole : fitBetween(head, title, tail + answer, partsMax);
}

interface Sms {
  readonly title: string;
  readonly tail: string;
}

const toGsm = ({ title, tail }: Sms): Sms => ({ title: toGsm7(title), tail: toGsm7(tail) });

function raisedSms(facts: PageFacts): Sms {
  const { alarm, now } = facts;
  const age = now - alarm.raisedAt >= 60_000 ? `, ${howLong(now - alarm.raisedAt)}` : '';
  const was = facts.kind === 'severity' ? wasSeverity(alarm) : undefined;
  return { title: colon(shortHeadlineOf(alarm)), tail: `${age}${was ? `, was ${was}` : ''}${silentSms(facts)}.` };
}

function silentSms({ escalatedFrom }: PageFacts): string {
  const silent = silentOnes(escalatedFrom, name => shorten(name.split(' ')[0] ?? name, 15), 'x');
  return silent === '' ? '' : `, nobody has answered (${silent}). You are next`;
}

function onceSms({ alarm, now, timeZone }: PageFacts): Sms {
  const headline = shortHeadlineOf(alarm);
  const over = alarm.over?.at ?? now;
  const span = `from ${whenOf(alarm.raisedAt, now, timeZone)} to ${whenOf(over, now, timeZone)}`;
  const title = typeof headline === 'string' ? `${headline}: was so` : `${headline.subject}: was ${headline.says}`;
  return { title, tail: `, ${span}, over before we knew; no answer needed.` };
}

function overSms(facts: PageFacts): Sms {
  const headline = shortHeadlineOf(facts.alarm);
  const value = deviceText(facts.alarm.over?.shown.value ?? '', 40);
  const plain = typeof headline === 'string' || value === '' || facts.alarm.over?.because !== 'cleared';
  const answered = facts.answeredBy
    ? ` Answered by ${shorten(nameOf(facts.answeredBy.name), 30)} ${time(facts, facts.answeredBy.at)}.`
    : '';
  const title = typeof headline === 'string' ? headline : headline.subject;
  return {
    title,
    tail: `: ${plain ? '' : `${value} `}${overWords(facts)}, was out ${outFor(facts.alarm, facts.now)}.${answered}`,
  };
}

const colon = (headline: ReturnType<typeof shortHeadlineOf>): string =>
  typeof headline === 'string' ? headline : `${headline.subject}: ${headline.says}`;

function consequenceSms(alarm: Alarm): string {
  const text = toGsm7(cleanText(alarm.message.consequence ?? '', 200));
  return text === '' ? '' : ` ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** The link's page asks for the code, so the code is there even when nobody can reply. */
function answerSms({ kind, toldOnce, code, link, canReply }: PageFacts): string {
  if (kind === 'over' || toldOnce) return '';
  if (code && link) return canReply ? ` Answer: reply ${code} or ${link}` : ` Answer: ${link} code ${code}`;
  if (code && canReply) return ` Answer: reply ${code}`;
  return link ? ` Answer: ${link}` : '';
}

/** One subject for all mails of a level; "over" puts a word before it. */
export function emailOf(facts: PageFacts): { subject: string; text: string; html: string } {
  const parts = emailParts(facts);
  const subject = `${facts.kind === 'over' ? 'OVER: ' : ''}${severityWord(facts.severity)} ${shorten(headlineOf(facts.alarm), 180)} [${shortRef(facts.alarm)}]`;
  return { subject: cleanText(subject, 300), text: emailText(parts), html: emailHtml(parts) };
}

function emailParts(facts: PageFacts): EmailParts {
  const { alarm, severity, kind, link, code } = facts;
  const asks = kind !== 'over' && !facts.toldOnce;
  return {
    severity,
    over: kind === 'over',
    stamp: stampOf(facts),
    headline: headlineOf(alarm),
    lines: linesOf(facts),
    consequence: asks && alarm.message.consequence ? cleanText(alarm.message.consequence, 300) : undefined,
    answer: asks && link ? { link, code, reply: facts.canReply } : undefined,
    firstSteps: asks ? alarm.message.firstSteps.slice(0, 5).map(step => cleanText(step, 200)) : [],
    runbook: asks ? alarm.message.runbook : undefined,
    small: smallPrint(facts),
  };
}

const stampOf = (facts: PageFacts): string =>
  facts.kind === 'over'
    ? `${overWords(facts)}, ${cityOf(facts.timeZone)} time`
    : `raised ${time(facts, facts.alarm.raisedAt)}, ${cityOf(facts.timeZone)} time`;

function linesOf(facts: PageFacts): readonly string[] {
  const { alarm, now, kind } = facts;
  if (kind === 'over') return overLines(facts);
  if (facts.toldOnce) {
    const until = alarm.over?.at ?? now;
    return [`It was so from ${time(facts, alarm.raisedAt)} to ${time(facts, until)}, over before we knew. No answer is needed.`];
  }
  const was = kind === 'severity' ? wasSeverity(alarm) : undefined;
  const silent = silentOnes(facts.escalatedFrom, nameOf, '×');
  return [
    ...(was ? [`It was ${was} and has risen to ${severityWord(facts.severity)}.`] : []),
    ...(now - alarm.raisedAt >= 60_000 ? [`It has lasted for ${howLong(now - alarm.raisedAt)}.`] : []),
    ...(silent === '' ? [] : [`Nobody has answered yet: ${silent}. You are next.`]),
  ];
}

function overLines(facts: PageFacts): readonly string[] {
  const { alarm, answeredBy } = facts;
  const value = deviceText(alarm.over?.shown.value ?? '');
  const now = value === '' ? '' : ` It is at ${value} now.`;
  return [
    `${capital(overWords(facts))}, was out ${outFor(alarm, facts.now)}.${now}`,
    ...(answeredBy ? [`Answered by ${nameOf(answeredBy.name)} at ${time(facts, answeredBy.at)}.`] : []),
    'No answer is needed.',
  ];
}

function smallPrint({ alarm, whyYou, next, ...facts }: PageFacts): readonly string[] {
  const why = cleanText(whyYou ?? '', 200);
  const names = (next?.names ?? []).slice(0, 5).map(nameOf).join(', ');
  return [
    ...(why === '' ? [] : [`You get this because ${why}.`]),
    `Rule “${cleanText(alarm.rule.name, 100)}”, alarm ${alarm.id}.`,
    ...(next && names !== '' && facts.kind !== 'over' && !facts.toldOnce
      ? [`Next: ${names} at ${whenOf(next.at, facts.now, facts.timeZone)}.`]
      : []),
  ];
}

function overWords(facts: PageFacts): string {
  const over = facts.alarm.over;
  const at = time(facts, over?.at ?? facts.now);
  if (over?.because === 'reset') return `reset${over.by ? ` by ${deviceText(over.by, 40)}` : ''} ${at}`;
  if (over?.because === 'corrected') return `taken back ${at}, late readings show otherwise`;
  return over?.because === 'device deleted' ? `device deleted ${at}` : `since ${at}`;
}

const outFor = (alarm: Alarm, now: number): string => howLong((alarm.over?.at ?? now) - alarm.raisedAt);

const time = (facts: PageFacts, at: number): string => whenOf(at, facts.now, facts.timeZone);

const nameOf = (name: string): string => deviceText(name, 60);

const capital = (text: string): string => (text[0] ?? '').toUpperCase() + text.slice(1);

/** The severity before the newest change, when it was another. */
function wasSeverity(alarm: Alarm): string | undefined {
  const [before, now] = [alarm.levels.at(-2), levelNow(alarm)];
  return before && before.severity !== now?.severity ? severityWord(before.severity) : undefined;
}

/** `Lena x3, Omar`: each name once with the count of its pages, three names at most. */
function silentOnes(names: readonly string[] = [], short: (name: string) => string, times: string): string {
  const counts = new Map<string, number>();
  for (const name of names.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const told = [...counts].slice(0, 3).map(([name, count]) => (count > 1 ? `${short(name)} ${times}${count}` : short(name)));
  return [...told, ...(counts.size > 3 ? [`${counts.size - 3} more`] : [])].join(', ');
}
