/** The two bodies of a mail. Both are complete; the HTML has no images, one button, and stays within 4 KB. */
import type { Severity } from '../alarms/alarm.ts';
import { escapeHtml, httpsLink, shorten } from './clean.ts';
import { severityLook } from './headline.ts';

export interface EmailParts {
  readonly severity: Severity;
  readonly over: boolean;
  /** No alarm, and so no severity is shown. */
  readonly test?: true;
  /** `raised 03:15, Oslo time`. */
  readonly stamp: string;
  readonly headline: string;
  readonly lines: readonly string[];
  readonly consequence: string | undefined;
  readonly answer: { readonly link: string; readonly code: string | undefined } | undefined;
  readonly firstSteps: readonly string[];
  readonly runbook: string | undefined;
  readonly small: readonly string[];
}

const bytesMax = 4_096;

export function emailText(parts: EmailParts): string {
  const { answer } = parts;
  const steps = parts.firstSteps.map((step, index) => `${index + 1}. ${step}`);
  return [
    [stampLine(parts), parts.headline],
    [...parts.lines, ...(parts.consequence ? [parts.consequence] : [])],
    answer ? [`Open and answer: ${answer.link}`, ...(answer.code ? [`Code: ${answer.code}`] : [])] : [],
    steps.length > 0 ? ['Do first:', ...steps] : [],
    parts.runbook ? [`Runbook: ${parts.runbook}`] : [],
    parts.small,
  ]
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')
    .concat('\n');
}

function stampLine({ over, test, severity, stamp }: EmailParts): string {
  if (test) return `TEST, ${stamp}`;
  const { word } = severityLook[severity];
  return over ? `OVER (was ${word}), ${stamp}` : `${word}, ${stamp}`;
}

/** Escaping may make texts six times as long: what is too long loses words first, then steps. */
export function emailHtml(parts: EmailParts): string {
  for (const max of [300, 120, 80, 50]) {
    const html = htmlOf(shortened(parts, max));
    if (bytesOf(html) <= bytesMax) return html;
  }
  return htmlOf({
    ...shortened(parts, 40),
    firstSteps: [],
    lines: parts.lines.slice(0, 1).map(line => shorten(line, 60)),
    runbook: undefined,
  });
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const shortened = (parts: EmailParts, max: number): EmailParts => ({
  ...parts,
  headline: shorten(parts.headline, max),
  lines: parts.lines.map(line => shorten(line, max)),
  consequence: parts.consequence === undefined ? undefined : shorten(parts.consequence, max),
  firstSteps: parts.firstSteps.map(step => shorten(step, max)),
  small: parts.small.map(line => shorten(line, max)),
});

const row = (style: string, content: string): string => `<tr><td colspan="2" style="${style}">${content}</td></tr>`;

function htmlOf(parts: EmailParts): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light"></head>',
    '<body style="margin:0;padding:16px;font:16px/1.5 Arial,sans-serif;color:#24292e;background:#ffffff">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">',
    chipRow(parts),
    row('padding:12px 0 0;font-size:22px;line-height:1.3;font-weight:bold;overflow-wrap:anywhere', escapeHtml(parts.headline)),
    ...parts.lines.map(line => row('padding:8px 0 0', escapeHtml(line))),
    parts.consequence ? row('padding:8px 0 0;font-weight:bold', escapeHtml(parts.consequence)) : '',
    answerRow(parts.answer),
    stepsRow(parts),
    row(
      'border-top:1px solid #d7dce1;padding-top:8px;color:#57606a;font-size:14px;overflow-wrap:anywhere',
      parts.small.map(escapeHtml).join('<br>'),
    ),
    '</table></body></html>',
  ].join('');
}

function chipRow({ severity, over, test, stamp }: EmailParts): string {
  const { shape, number, word, ink, paper } = severityLook[severity];
  const look = over || test ? 'background:#ffffff;color:#24292e' : `background:${paper};color:${ink}`;
  const was = over ? `OVER, was ${number} ${word}` : `${shape} ${number} ${word}`;
  const label = test ? 'TEST' : was;
  return (
    `<tr><td style="${look};border:1px solid #57606a;font-weight:bold;padding:6px 12px;width:1%;white-space:nowrap">${label}</td>` +
    `<td style="padding:6px 12px">${escapeHtml(stamp)}</td></tr>`
  );
}

function answerRow(answer: EmailParts['answer']): string {
  if (!answer) return '';
  const button =
    `<a href="${escapeHtml(answer.link)}" style="display:inline-block;background:#0b5cad;color:#ffffff;` +
    'padding:14px 24px;text-decoration:none;font-weight:bold">Open and answer</a>';
  const code = answer.code
    ? `<div style="padding-top:8px">The page asks for this code: <b style="font:bold 20px monospace;letter-spacing:2px">${escapeHtml(answer.code)}</b></div>`
    : '';
  return row('padding:16px 0 8px', button + code);
}

function stepsRow({ firstSteps, runbook }: EmailParts): string {
  const list =
    firstSteps.length > 0
      ? `<b>Do first</b><ol style="margin:4px 0">${firstSteps.map(step => `<li>${escapeHtml(step)}</li>`).join('')}</ol>`
      : '';
  const url = runbook === undefined ? undefined : httpsLink(runbook);
  const link = url ? `<a href="${escapeHtml(url)}">Runbook</a>` : '';
  return list + link === '' ? '' : row('padding:8px 0', list + link);
}
