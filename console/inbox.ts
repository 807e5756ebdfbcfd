/** The local inbox: what people would have received, newest first, with a way to answer an SMS. */
import { escapeHtml } from '../engine/messages/clean.ts';
import { smsParts } from '../engine/messages/gsm7.ts';
import { whenOf } from '../engine/messages/times.ts';
import { inboxScript, inboxStyle } from './inbox-style.ts';

export type InboxChannel = 'email' | 'sms' | 'case' | 'event';

/** One thing that came in. `at` is plant time, ms or ISO 8601. */
export interface InboxItem {
  readonly at: number | string;
  readonly channel: InboxChannel;
  readonly to: string;
  readonly subject?: string | null | undefined;
  readonly text: string;
  readonly html?: string | null | undefined;
  readonly alarmId?: string | null | undefined;
  readonly step?: number | string | null | undefined;
}

export interface InboxOptions {
  /** Show only this channel. Another word shows everything. */
  readonly channel?: string | undefined;
  /** Plant time, ms. */
  readonly now: number;
  readonly timeZone: string;
  /** Of the answer's Content-Security-Policy (`inboxCsp`). Without one the page refreshes itself by its head alone. */
  readonly nonce?: string | undefined;
  /** What the last SMS reply led to, or why it could not be sent. */
  readonly notice?: string | undefined;
}

const shownMax = 100;
const channels: Readonly<Record<InboxChannel, string>> = { email: 'E-mail', sms: 'SMS', case: 'Case', event: 'Event' };

/** Mails are styled inline, and a frame without an address of its own has the rules of the page around it. */
export const inboxCsp = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** `items` are newest last, as `/inbox.json` has them; the page has the newest first, 100 at most. */
export function inboxPage(items: readonly InboxItem[], options: InboxOptions): string {
  const chosen = channelOf(options.channel);
  const numbered = items.map((item, index) => ({ item, number: index + 1 }));
  const matching = numbered.filter(({ item }) => !chosen || item.channel === chosen);
  const shown = matching.slice(-shownMax).reverse();
  return [
    head(options),
    '<body><header><h1>Inbox</h1>',
    `<p class="mut">What people would have received. ${escapeHtml(options.timeZone)}, now ${whenOf(options.now, options.now, options.timeZone)}.</p>`,
    filters(items, chosen),
    '</header><main>',
    options.notice ? `<p class="card" role="status">${escapeHtml(options.notice)}</p>` : '',
    replyForm(items),
    `<div id="items" data-last="${items.length}">`,
    ...shown.map(({ item, number }) => article(item, number, options)),
    '</div>',
    shown.length === 0 ? '<p class="card" id="empty">Nothing yet. The first message shows up here by itself.</p>' : '',
    matching.length > shown.length
      ? `<p class="mut">${matching.length - shown.length} older ones are in <a href="/inbox.json">inbox.json</a>.</p>`
      : '',
    `</main>${options.nonce ? `<script nonce="${escapeHtml(options.nonce)}">${inboxScript}</script>` : ''}</body></html>`,
  ].join('\n');
}

const channelOf = (word: string | undefined): InboxChannel | undefined =>
  word !== undefined && Object.hasOwn(channels, word) ? (word as InboxChannel) : undefined;

function head({ nonce }: InboxOptions): string {
  const refresh = '<meta http-equiv="refresh" content="10">';
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">',
    nonce ? `<noscript>${refresh}</noscript>` : refresh,
    `<title>Inbox</title><style>${inboxStyle}</style></head>`,
  ].join('\n');
}

function filters(items: readonly InboxItem[], chosen: InboxChannel | undefined): string {
  const link = (href: string, label: string, count: number, current: boolean) =>
    `<a href="${href}"${current ? ' aria-current="page"' : ''}>${label} <span class="count">${count}</span></a>`;
  const each = (Object.keys(channels) as InboxChannel[]).map(channel =>
    link(
      `/inbox?channel=${channel}`,
      channels[channel],
      items.filter(item => item.channel === channel).length,
      channel === chosen,
    ),
  );
  return `<nav aria-label="Channels">${link('/inbox', 'All', items.length, chosen === undefined)}${each.join('')}</nav>`;
}

/** For a reply from any number, also one that was never paged. */
function replyForm(items: readonly InboxItem[]): string {
  const numbers = [...new Set(items.filter(item => item.channel === 'sms').map(item => item.to))].slice(-20);
  return [
    '<details class="card"><summary>Send an SMS to Tocsin</summary><form method="post" action="/inbox/sms-reply">',
    '<label>From <input name="from" required inputmode="tel" autocomplete="off" list="numbers" placeholder="+4790000001"></label>',
    `<datalist id="numbers">${numbers.map(number => `<option value="${escapeHtml(number)}">`).join('')}</datalist>`,
    '<label>Text <input name="text" required maxlength="300" autocomplete="off" placeholder="4K7Q"></label>',
    '<button>Send</button></form></details>',
  ].join('');
}

function article(item: InboxItem, number: number, options: InboxOptions): string {
  const at = typeof item.at === 'number' ? item.at : Date.parse(item.at);
  const about = [item.alarmId, item.step === null || item.step === undefined ? '' : `step ${item.step}`]
    .filter(Boolean)
    .join(', ');
  return [
    `<article class="card ${item.channel}" data-number="${number}"><p class="top"><b>${channels[item.channel]}</b> to <span>${escapeHtml(item.to)}</span>`,
    `<time>${escapeHtml(whenOf(at, options.now, options.timeZone))}</time></p>`,
    item.subject ? `<h2>${escapeHtml(item.subject)}</h2>` : '',
    `<pre>${withLinks(item.text)}</pre>`,
    item.html ? mailFrame(item.html, item.subject ?? 'Mail') : '',
    item.channel === 'sms' ? smsFoot(item) : '',
    about === '' ? '' : `<p class="mut">${escapeHtml(about)}</p>`,
    '</article>',
  ].join('');
}

/** Only addresses of our own answer page become links: a text may repeat words of a device. */
const withLinks = (text: string): string =>
  escapeHtml(text).replace(
    /https?:\/\/[\w.:[\]-]+\/a\/[0-9a-z]{26}\b/g,
    url => `<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`,
  );

/** The sandbox allows no script and no form; links open beside the inbox. */
const mailFrame = (html: string, title: string): string =>
  `<details><summary>As a mail program shows it</summary><iframe title="${escapeHtml(title)}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${html}`)}"></iframe></details>`;

function smsFoot({ text, to }: InboxItem): string {
  const parts = smsParts(text);
  const code = /\breply ([0-9A-Z]{4})\b/.exec(text)?.[1];
  const count = `<p class="mut">${[...text].length} characters, ${parts} ${parts === 1 ? 'part' : 'parts'}</p>`;
  if (!code) return count;
  return [
    count,
    '<form class="quick" method="post" action="/inbox/sms-reply">',
    `<input type="hidden" name="from" value="${escapeHtml(to)}">`,
    `<input name="text" value="${code}" maxlength="300" autocomplete="off" aria-label="Reply as ${escapeHtml(to)}"><button>Reply</button></form>`,
  ].join('');
}
