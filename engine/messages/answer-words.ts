/** Sentences of the answer page, as HTML: how things stand, and why a press of a button changed nothing. */
import type { AnswerProblem, AnswerView } from './answer-view.ts';
import { deviceText, escapeHtml } from './clean.ts';
import { cityOf, howLong, whenOf } from './times.ts';

export function problemText(problem: AnswerProblem, now: number, timeZone: string): string {
  if (problem.kind === 'stale-form')
    return '<strong>Nothing was changed.</strong> This page was open for too long. Please answer again.';
  if (problem.kind === 'locked') {
    const until = problem.until === undefined ? '' : ` until ${whenOf(problem.until, now, timeZone)}`;
    return `<strong>Too many wrong codes.</strong> No answer can be given with a code${until}. The alarm goes on to the next person meanwhile.`;
  }
  const left = problem.triesLeft === 1 ? '1 try is' : `${problem.triesLeft} tries are`;
  return `<strong>That is not the code. Nothing was changed.</strong> It is in the message that brought you here; ${left} left.`;
}

/** Empty when there is nothing to say that the rest of the page does not. */
export function statusText({ standing, alarm, now, timeZone, next }: AnswerView): string {
  const time = (at: number) => whenOf(at, now, timeZone);
  switch (standing.kind) {
    case 'open': {
      if (standing.youCannotSince === undefined) return '';
      const names = namesHtml(next);
      return `<strong>You said at ${time(standing.youCannotSince)} that you cannot.</strong> ${names === '' ? 'The next person is paged.' : `Paged next: ${names}.`} If you can after all, say so below.`;
    }
    case 'answered':
      return `<strong>${nameHtml(standing.by)} has it since ${time(standing.since)}.</strong> You need not do anything.`;
    case 'you-answered':
      if (standing.waitsFor) {
        const names = standing.waitsFor.slice(0, 5).map(nameHtml).join(', ');
        return `<strong>You have it since ${time(standing.since)}.</strong> Everyone who was paged must answer. Still to answer: ${names === '' ? 'nobody' : names}.`;
      }
      return `<strong>You have it since ${time(standing.since)}.</strong>${standing.quietUntil === undefined ? '' : ` Quiet until ${time(standing.quietUntil)}. If it is still so then, we page again.`}`;
    case 'over': {
      const over = alarm.over?.at ?? now;
      const answered = standing.answeredBy
        ? ` Answered by ${nameHtml(standing.answeredBy.name)} at ${time(standing.answeredBy.at)}.`
        : '';
      return `<strong>It is over since ${time(over)} (${escapeHtml(cityOf(timeZone))}).</strong> It was out for ${howLong(over - alarm.raisedAt)}.${answered} No answer is needed.`;
    }
    case 'expired':
      return '';
    default:
      return standing satisfies never;
  }
}

export const nameHtml = (text: string): string => escapeHtml(deviceText(text, 60));

export const namesHtml = (next: AnswerView['next']): string => (next?.names ?? []).slice(0, 5).map(nameHtml).join(', ');
