import { expect, test } from 'vitest';
import { type InboxItem, inboxCsp, inboxPage } from '../../console/inbox.ts';
import { emailOf, smsText } from '../../engine/messages/page.ts';
import { freezer, link, nastyNames, page, raisedAt } from '../messages/freezer.ts';

const options = { now: raisedAt, timeZone: 'Europe/Oslo', nonce: 'n0nce' };
const about = { alarmId: freezer.id, step: 1 };
const items: readonly InboxItem[] = [
  {
    at: raisedAt,
    channel: 'event',
    to: 'alarms',
    subject: 'tocsin.alarm.raised',
    text: '{"severity":"critical"}',
    alarmId: freezer.id,
    step: null,
  },
  { at: raisedAt, channel: 'email', to: 'lena@example.com', ...emailOf(page), ...about },
  {
    at: new Date(raisedAt).toISOString(),
    channel: 'sms',
    to: '+4790000001',
    subject: null,
    text: smsText(page),
    html: null,
    ...about,
  },
  { at: raisedAt, channel: 'case', to: 'cold-chain', subject: 'Freezer 7', text: 'opened', alarmId: freezer.id, step: 2 },
];
const articles = (html: string) => [...html.matchAll(/<article class="card (\w+)"/g)].map(match => match[1]);

test('the newest is first', () => expect(articles(inboxPage(items, options))).toEqual(['case', 'sms', 'email', 'event']));

test('a channel shows only its own, and counts stay', () => {
  const html = inboxPage(items, { ...options, channel: 'sms' });
  expect(articles(html)).toEqual(['sms']);
  expect(html).toContain('<a href="/inbox?channel=sms" aria-current="page">SMS <span class="count">1</span></a>');
  expect(html).toContain('<a href="/inbox">All <span class="count">4</span></a>');
  expect(articles(inboxPage(items, { ...options, channel: '"><script>' }))).toHaveLength(4);
});

test('an SMS shows its parts, its link can be opened, and its code is ready to be sent back', () => {
  const html = inboxPage(items, { ...options, channel: 'sms' });
  expect(html).toMatch(/\d+ characters, 1 part|\d+ characters, 2 parts/);
  expect(html).toContain(`<a href="${link}" target="_blank" rel="noopener noreferrer">`);
  expect(html).toContain(
    'action="/inbox/sms-reply"><input type="hidden" name="from" value="+4790000001"><input name="text" value="4K7Q"',
  );
});

test('a mail is shown in a frame that runs nothing', () => {
  const html = inboxPage(items, { ...options, channel: 'email' });
  expect(html).toContain(
    'sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;base target=&quot;_blank&quot;&gt;&lt;!doctype html&gt;',
  );
});

test('the page looks again by itself: by its script, without one by its head', () => {
  expect(inboxPage(items, options)).toContain('<script nonce="n0nce">');
  expect(inboxPage(items, { ...options, nonce: undefined })).toMatch(/<head>[\s\S]*<meta http-equiv="refresh"/);
  expect(inboxPage(items, { ...options, nonce: undefined })).not.toContain('<script');
  expect(inboxCsp('n0nce')).toContain("script-src 'nonce-n0nce'");
});

test('an empty inbox says so, a full one shows a hundred', () => {
  expect(inboxPage([], options)).toContain('Nothing yet');
  const many = Array.from({ length: 250 }, () => items[0]!);
  expect(articles(inboxPage(many, options))).toHaveLength(100);
  expect(inboxPage(many, options)).toContain('150 older ones');
});

test.each(nastyNames.map(name => ({ name })))('nothing of "$name" gets through', ({ name }) => {
  const item = (channel: InboxItem['channel']): InboxItem => ({
    at: raisedAt,
    channel,
    to: name,
    subject: name,
    text: name,
    html: name,
    alarmId: name,
    step: name,
  });
  const html = inboxPage([item('email'), item('sms'), item('case'), item('event')], { ...options, notice: name });
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/<img|<[a-z][^>"']* on\w+=/);
});
