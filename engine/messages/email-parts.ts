/** What a mail says, before it is laid out as text or HTML. */
import { cleanText, deviceText } from './clean.ts';
import type { EmailParts } from './email.ts';
import { headlineOf, severityWord, shortHeadlineOf } from './headline.ts';
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
import { cityOf, howLong } from './times.ts';

export function emailParts(facts: PageFacts): EmailParts {
  const { alarm, severity, kind, link, code, timeZone } = facts;
  const over = kind === 'over';
  const asks = asksForAnswer(facts);
  return {
    severity,
    over,
    stamp: `${over ? overWords(facts) : `raised ${timeIn(facts, alarm.raisedAt)}`}, ${cityOf(timeZone)} time`,
    headline: over ? (shortHeadlineOf(alarm).device ?? headlineOf(alarm)) : headlineOf(alarm),
    lines: linesOf(facts),
    consequence: asks && alarm.message.consequence ? cleanText(alarm.message.consequence, 300) : undefined,
    answer: asks && link ? { link, code } : undefined,
    firstSteps: asks ? alarm.message.firstSteps.slice(0, 5).map(step => cleanText(step, 200)) : [],
    runbook: asks ? alarm.message.runbook : undefined,
    small: smallPrint(facts),
  };
}

function linesOf(facts: PageFacts): readonly string[] {
  if (facts.kind === 'over') return overLines(facts);
  return facts.toldOnce ? onceLines(facts) : raisedLines(facts);
}

function raisedLines(facts: PageFacts): readonly string[] {
  const { alarm, now, kind, severity } = facts;
  const was = kind === 'severity' ? wasSeverity(alarm) : undefined;
  const silent = silentOnes(facts, name => name, '×');
  return [
    ...(was ? [`It was ${was} and is ${severityWord(severity)} now.`] : []),
    ...(now - alarm.raisedAt >= 60_000 ? [`It has lasted for ${howLong(now - alarm.raisedAt)}.`] : []),
    ...(silent === '' ? [] : [`Nobody has answered yet: ${silent}. You are next.`]),
  ];
}

function onceLines(facts: PageFacts): readonly string[] {
  const { alarm, now } = facts;
  const span = `from ${timeIn(facts, alarm.raisedAt)} to ${timeIn(facts, alarm.over?.at ?? now)}`;
  return [`It was so ${span}, over before we knew. No answer is needed.`];
}

function overLines(facts: PageFacts): readonly string[] {
  const { alarm, now } = facts;
  const cleared = alarm.over?.because === 'cleared';
  const value = cleared ? deviceText(alarm.over?.shown.value ?? '') : '';
  const ended = cleared ? `Over ${overWords(facts)}` : `Ended: ${overWords(facts)}`;
  const by = answeredBy(facts);
  return [
    `${ended}. It was out for ${outFor(alarm, now)}.${value === '' ? '' : ` It is at ${value} now.`}`,
    ...(by ? [`Answered by ${shownName(by.name)} at ${timeIn(facts, by.at)}.`] : []),
    'No answer is needed.',
  ];
}

function smallPrint(facts: PageFacts): readonly string[] {
  const { alarm, next } = facts;
  const why = cleanText(facts.whyYou ?? '', 200);
  const names = asksForAnswer(facts) ? (next?.names ?? []).slice(0, 5).map(shownName).join(', ') : '';
  return [
    ...(why === '' ? [] : [`You get this because ${why}.`]),
    `Rule “${cleanText(alarm.rule.name, 100)}”, alarm ${alarm.id}.`,
    ...(next && names !== '' ? [`If nobody answers, next: ${names} at ${timeIn(facts, next.at)}.`] : []),
  ];
}
