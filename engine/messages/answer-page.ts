/** The page behind a link: shows one alarm to one person, and takes the answer. No script, no request, under 8 KB. */
import { createHash } from 'node:crypto';
import { detailsHtml } from './answer-details.ts';
import { answerPageStyle } from './answer-page-style.ts';
import type { AnswerView } from './answer-view.ts';
import { nameHtml, problemText, statusText } from './answer-words.ts';
import { cleanText, escapeHtml, shorten } from './clean.ts';
import { headlineOf, severityLook, shortHeadlineOf } from './headline.ts';
import { cityOf, howLong, whenOf } from './times.ts';

export type { AnswerProblem, AnswerView, Standing } from './answer-view.ts';

/** For `Content-Security-Policy: style-src`, quotes included. */
export const answerPageStyleHash = `'sha256-${createHash('sha256').update(answerPageStyle, 'utf8').digest('base64')}'`;

/** The headers that go with these pages, whatever their status. */
export const answerPageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${answerPageStyleHash}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

const bytesMax = 8_000;

/** What a browser gets for GET and after POST. The form posts to the page's own address: `code`, `answer` = have-it | cannot | withdraw, `t`. */
export function answerPage(view: AnswerView): string {
  if (view.standing.kind === 'expired') return expiredPage();
  // Escaping may make texts six times as long: the details give way, never the form.
  for (const max of [300, 120, 60]) {
    const html = pageOf(view, max);
    if (new TextEncoder().encode(html).length <= bytesMax) return html;
  }
  return pageOf({ ...view, alarm: { ...view.alarm, why: '', message: { title: view.alarm.message.title, firstSteps: [] } } }, 60);
}

/** One page for every link that was never given out: it says the same whatever was asked. */
export const unknownLinkPage = (): string =>
  shell(
    'Unknown link',
    '<h1>This link does not lead to an alarm</h1><p>It may have been cut short by a mail program, or it is old. Open the newest message about the alarm and use the whole link, or answer by SMS with the code in it.</p>',
  );

/** Our own failure, which may have come before or after an answer was written down. */
export const unavailablePage = (): string =>
  shell(
    'Try again',
    '<h1 role="alert">Tocsin cannot answer for the moment</h1><p>Open the link again in a minute: it shows whether your answer was taken. You can answer by SMS as well.</p>',
  );

const expiredPage = (): string =>
  shell(
    'Link has ended',
    '<h1 role="status">This link has ended</h1><p>Links in messages work for 24 hours. If the alarm is still open, a newer message has a newer link.</p>',
  );

function pageOf(view: AnswerView, max: number): string {
  const { alarm, severity, standing } = view;
  const { word } = severityLook[severity];
  const over = standing.kind === 'over' ? shortHeadlineOf(alarm).device : undefined;
  const headline = shorten(over ?? headlineOf(alarm), Math.min(max, 200));
  const problem = view.problem ? 'Not answered: ' : '';
  return shell(
    `${problem}${standing.kind === 'over' ? 'OVER' : word} ${shorten(headline, 80)}`,
    [
      chip(view),
      `<h1>${escapeHtml(headline)}</h1>`,
      facts(view, max),
      problemHtml(view),
      statusHtml(view),
      form(view),
      detailsHtml(view, max),
    ].join('\n'),
  );
}

const shell = (title: string, main: string): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex,nofollow"><meta name="format-detection" content="telephone=no,address=no,email=no">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${answerPageStyle}</style></head><body><main>`,
    main,
    '</main></body></html>',
  ].join('\n');

function chip({ severity, standing }: AnswerView): string {
  const { shape, number, word } = severityLook[severity];
  if (standing.kind === 'over') return `<p class="sev over">OVER, was ${number} ${word}</p>`;
  return `<p class="sev ${severity}"><span aria-hidden="true">${shape}</span> ${number} ${word}</p>`;
}

function facts({ alarm, now, timeZone, standing }: AnswerView, max: number): string {
  const since = `${whenOf(alarm.raisedAt, now, timeZone)} (${escapeHtml(cityOf(timeZone))})`;
  if (standing.kind === 'over') return '';
  const consequence = shorten(cleanText(alarm.message.consequence ?? '', 300), max);
  return [
    `<p>Since <strong>${since}</strong>, for ${howLong(now - alarm.raisedAt)}.</p>`,
    consequence === '' ? '' : `<p><strong>${escapeHtml(consequence)}</strong></p>`,
  ].join('');
}

function problemHtml({ problem, now, timeZone }: AnswerView): string {
  if (!problem) return '';
  return `<p class="card bad" role="alert" id="problem">${problemText(problem, now, timeZone)}</p>`;
}

function statusHtml(view: AnswerView): string {
  const text = statusText(view);
  return text === '' ? '' : `<p class="card" role="status">${text}</p>`;
}

/** Enter in the code field presses the first button, so that is the answer people mean. */
function form(view: AnswerView): string {
  const { standing, problem } = view;
  if (problem?.kind === 'locked') return '';
  if (standing.kind === 'open') {
    const buttons =
      '<button class="ack" name="answer" value="have-it">I have it</button>' +
      (standing.youCannotSince === undefined
        ? '<button name="answer" value="cannot">I cannot, page the next person</button>'
        : '');
    return formOf(view, buttons);
  }
  if (standing.kind !== 'you-answered' || standing.withdrawUntil === undefined || standing.withdrawUntil <= view.now) return '';
  const until = whenOf(standing.withdrawUntil, view.now, view.timeZone);
  return formOf(
    view,
    `<button name="answer" value="withdraw">Take my answer back</button><p class="mut">Possible until ${until}. You are paged again at once.</p>`,
  );
}

function formOf({ antiForgery, problem, personName }: AnswerView, buttons: string): string {
  const wrong =
    problem?.kind === 'wrong-code' ? ' aria-invalid="true" aria-describedby="problem hint"' : ' aria-describedby="hint"';
  return [
    `<form method="post"><input type="hidden" name="t" value="${escapeHtml(antiForgery)}">`,
    '<label for="code">Code in your message</label>',
    `<input id="code" name="code" required maxlength="9" size="6" inputmode="text" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false"${wrong}>`,
    '<p class="mut" id="hint">4 letters and digits, for instance 4K7Q</p>',
    `${buttons}</form><p class="mut">You answer as ${nameHtml(personName)}.</p>`,
  ].join('');
}
