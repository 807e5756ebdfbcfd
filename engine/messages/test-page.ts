/** What a test page says: first of all that it is one. Nobody may take it for an alarm, nor wait for more. */
import type { Person } from '../people.ts';
import { cleanText } from './clean.ts';
import { type EmailParts, emailHtml, emailText } from './email.ts';
import { fitBetween } from './gsm7.ts';
import { shownName } from './page-facts.ts';
import { cityOf, whenOf } from './times.ts';

/** The same facts give the same bytes. */
export interface TestPageFacts {
  readonly person: Person;
  /** Plant time, ms. */
  readonly now: number;
  /** The address of the Tocsin that sends it: whose test this is. */
  readonly publicUrl: string;
  /** The caller's key. */
  readonly key: string;
}

const hostOf = (publicUrl: string): string => (URL.canParse(publicUrl) ? new URL(publicUrl).host : '');

/** GSM 03.38, one part: of a long address the end gives way. */
export function testSms({ publicUrl }: TestPageFacts): string {
  const says = ': this is how an alarm would reach you. Nothing is wrong. No answer is needed.';
  return fitBetween('TEST from Tocsin at ', hostOf(publicUrl), says, 1);
}

export function testEmail(facts: TestPageFacts): { subject: string; text: string; html: string } {
  const parts = partsOf(facts);
  const subject = cleanText(`TEST from Tocsin: nothing is wrong [${facts.key}]`, 300);
  return { subject, text: emailText(parts), html: emailHtml(parts) };
}

function partsOf({ person, now, publicUrl, key }: TestPageFacts): EmailParts {
  const timeZone = person.timeZone ?? 'UTC';
  return {
    ...{ severity: 'info', over: false, test: true },
    stamp: `sent ${whenOf(now, now, timeZone)}, ${cityOf(timeZone)} time`,
    headline: 'This is how an alarm would reach you',
    lines: [`${shownName(person.name)}, this is a test. Nothing is wrong, and no answer is needed.`],
    ...{ consequence: undefined, answer: undefined, firstSteps: [], runbook: undefined },
    small: [`Somebody asked the Tocsin at ${hostOf(publicUrl)} for it, as “${key}”.`],
  };
}
