/** What a page says at 3 a.m.: severity, what, where, value and limit, since when, what is lost, how to answer, who is next, why you. */
import type { Alarm } from '../alarms/alarm.ts';
import { cleanText, deviceText, shorten } from './clean.ts';
import { emailHtml, emailText } from './email.ts';
import { emailParts } from './email-parts.ts';
import { fitBetween, smsParts, toGsm7 } from './gsm7.ts';
import { headlineOf, severityWord, shortHeadlineOf, shortRef } from './headline.ts';
import {
  answeredBy,
  asksForAnswer,
  outFor,
  overWords,
  type PageFacts,
  shownName,
  silentOnes,
  timeIn,
  wasSeverity,
} from './page-facts.ts';
import { howLong } from './times.ts';

export type { PageFacts } from './page-facts.ts';

const partsMax = 2;

/** An SMS before it is fitted: the title gives way, the tail never. */
interface Sms {
  readonly title: string;
  readonly tail: string;
}

/** GSM 03.38, at most 2 parts. What gives way is the consequence, then the title, then all but the answer; never the link or the code. */
export function smsText(facts: PageFacts): string {
  const { title, tail } = toGsm(bodyOf(facts));
  const head = facts.kind === 'over' ? 'OVER ' : `${severityWord(facts.severity)} `;
  const answer = answerOf(facts);
  const whole = `${head}${title}${tail}${consequenceOf(facts)}${answer}`;
  const candidates = [whole, fitBetween(head, title, tail + answer, partsMax), fitBetween(head, title, `.${answer}`, partsMax)];
  return candidates.find(text => smsParts(text) <= partsMax) ?? `${head}${answer.trimStart()}`;
}

function bodyOf(facts: PageFacts): Sms {
  if (facts.kind === 'over') return overBody(facts);
  return facts.toldOnce ? onceBody(facts) : raisedBody(facts);
}

const toGsm = ({ title, tail }: Sms): Sms => ({ title: toGsm7(title), tail: toGsm7(tail) });

function raisedBody(facts: PageFacts): Sms {
  const { alarm, now, kind } = facts;
  const { device, says } = shortHeadlineOf(alarm);
  const age = now - alarm.raisedAt >= 60_000 ? `, ${howLong(now - alarm.raisedAt)}` : '';
  const was = kind === 'severity' ? wasSeverity(alarm) : undefined;
  const silent = silentOnes(facts, firstName, 'x');
  const escalated = silent === '' ? '' : `, nobody has answered (${silent}). You are next`;
  return { title: device === undefined ? says : `${device}: ${says}`, tail: `${age}${was ? `, was ${was}` : ''}${escalated}.` };
}

// Cut after the mapping, which can make one letter several.
const firstName = (name: string): string => toGsm7(name.split(' ')[0] ?? name).slice(0, 15);

function onceBody(facts: PageFacts): Sms {
  const { alarm, now } = facts;
  const { device, says } = shortHeadlineOf(alarm);
  const span = `from ${timeIn(facts, alarm.raisedAt)} to ${timeIn(facts, alarm.over?.at ?? now)}`;
  const title = device === undefined ? `${says}: was so` : `${device}: was ${says}`;
  return { title, tail: `, ${span}, over before we knew; no answer needed.` };
}

function overBody(facts: PageFacts): Sms {
  const { alarm, now } = facts;
  const { device, says } = shortHeadlineOf(alarm);
  const cleared = alarm.over?.because === 'cleared';
  const value = device === undefined || !cleared ? '' : deviceText(alarm.over?.shown.value ?? '', 40);
  const ended = value === '' ? `${cleared ? 'over ' : ''}${overWords(facts)}` : `${value} ${overWords(facts)}`;
  const by = answeredBy(facts);
  const answered = by ? ` Answered by ${shorten(shownName(by.name), 30)} ${timeIn(facts, by.at)}.` : '';
  return { title: device ?? says, tail: `: ${ended}, was out ${outFor(alarm, now)}.${answered}` };
}

function consequenceOf(facts: PageFacts): string {
  const text = asksForAnswer(facts) ? toGsm7(cleanText(facts.alarm.message.consequence ?? '', 200)) : '';
  return text === '' ? '' : ` ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** The link's page asks for the code, so the code is there even when nobody can reply. */
function answerOf(facts: PageFacts): string {
  const { code, link, canReply } = facts;
  if (!asksForAnswer(facts)) return '';
  if (code && link) return canReply ? ` Answer: reply ${code} or ${link}` : ` Answer: ${link} code ${code}`;
  if (code && canReply) return ` Answer: reply ${code}`;
  return link ? ` Answer: ${link}` : '';
}

/** One subject for all mails of a level; "over" puts a word before it. */
export function emailOf(facts: PageFacts): { subject: string; text: string; html: string } {
  const parts = emailParts(facts);
  return { subject: subjectOf(facts, facts.alarm), text: emailText(parts), html: emailHtml(parts) };
}

function subjectOf({ kind, severity }: PageFacts, alarm: Alarm): string {
  const over = kind === 'over' ? 'OVER: ' : '';
  return cleanText(`${over}${severityWord(severity)} ${shorten(headlineOf(alarm), 180)} [${shortRef(alarm)}]`, 300);
}
