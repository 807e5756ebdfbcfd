/** The lower part of the answer page: what to do first, who is next, why this person. */

import type { AnswerView } from './answer-view.ts';
import { namesHtml } from './answer-words.ts';
import { cleanText, escapeHtml, httpsLink, shorten } from './clean.ts';
import { whenOf } from './times.ts';

/** Texts are cut at `max` characters. */
export function detailsHtml({ alarm, standing, next, whyYou, now, timeZone }: AnswerView, max: number): string {
  const ended = standing.kind === 'over';
  const steps = alarm.message.firstSteps.slice(0, 5).map(step => `<li>${escapeHtml(shorten(cleanText(step, 200), max))}</li>`);
  const runbook = alarm.message.runbook === undefined ? undefined : httpsLink(alarm.message.runbook);
  const link = runbook ? `<p><a href="${escapeHtml(runbook)}" rel="noreferrer">Runbook</a></p>` : '';
  const names = namesHtml(next);
  const why = shorten(cleanText(whyYou ?? '', 200), max);
  const reason = shorten(cleanText(alarm.why, 600), Math.min(max * 2, 600));
  return [
    ended || steps.length === 0 ? '' : section('Do first', `<ol>${steps.join('')}</ol>${link}`),
    standing.kind === 'open' && next && names !== ''
      ? section('If nobody answers', `<p>Next: ${names} at ${whenOf(next.at, now, timeZone)}.</p>`)
      : '',
    section(
      'Why did I get this?',
      [
        reason === '' ? '' : `<p>${escapeHtml(reason)}</p>`,
        why === '' ? '' : `<p>You get this because ${escapeHtml(why)}.</p>`,
        `<p class="mut">Rule “${escapeHtml(shorten(cleanText(alarm.rule.name, 100), max))}”, alarm ${escapeHtml(alarm.id)}</p>`,
      ].join(''),
    ),
  ].join('\n');
}

const section = (title: string, body: string): string => `<section class="card"><h2>${title}</h2>${body}</section>`;
