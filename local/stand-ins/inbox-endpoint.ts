/** The inbox over HTTP: as a page, as JSON, and the phone to answer from. */
import { randomBytes } from 'node:crypto';
import { inboxCsp, inboxPage } from '../../console/inbox.ts';
import type { Clock } from '../../engine/ports.ts';
import type { Endpoint, PlainRequest, PlainResponse } from '../host/types.ts';
import { bodyOf, json, refusal } from './answers.ts';
import type { Inbox } from './inbox.ts';
import type { Deliver } from './post-office.ts';
import { smsReceived } from './reports.ts';

export interface InboxDoor {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly deliver: Deliver;
  /** Our number, which replies go to. */
  readonly smsFrom: string;
  readonly timeZone: string;
}

export const inboxEndpoint =
  (door: InboxDoor): Endpoint =>
  async request => {
    const { pathname, searchParams } = new URL(request.url, 'http://local');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && pathname === '/inbox.json') return json(200, door.inbox.items(), { 'cache-control': 'no-store' });
    if (reads && pathname === '/inbox')
      return show(door, 200, searchParams.get('channel') ?? undefined, sentNotice(searchParams));
    if (request.method === 'POST' && pathname === '/inbox/sms-reply') return reply(door, request);
    return undefined;
  };

const sentNotice = (query: URLSearchParams) => (query.has('sent') ? 'Your SMS was handed to Tocsin.' : undefined);

function show({ inbox, clock, timeZone }: InboxDoor, status: number, channel?: string, notice?: string): PlainResponse {
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': inboxCsp(nonce),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
  return { status, headers, body: inboxPage(inbox.items(), { now: clock.now(), timeZone, channel, nonce, notice }) };
}

/**
 * JSON is answered 202 and in JSON; a form is sent back to the inbox, or shown what is wrong there. When the app cannot take
 * the reply now it is 503: the sender may try again.
 */
async function reply(door: InboxDoor, request: PlainRequest): Promise<PlainResponse> {
  if (!isFromHere(request)) return refusal(403, 'Forbidden', 'Another site cannot answer for you.');
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const result = await sent(door, isForm ? formOf(request) : bodyOf(request));
  if (result.status === 202) return isForm ? { status: 303, headers: { location: '/inbox?sent' } } : json(202, result.body);
  return isForm ? show(door, result.status, undefined, result.why) : refusal(result.status, 'SmsReply', result.why);
}

type Sent = { readonly status: 202; readonly body: unknown } | { readonly status: 400 | 503; readonly why: string };

async function sent({ clock, deliver, smsFrom }: InboxDoor, body: unknown): Promise<Sent> {
  const { from, text } = (body ?? {}) as { from?: unknown; text?: unknown };
  const number = typeof from === 'string' ? from.replace(/[\s()-]/g, '') : '';
  if (!/^\+?\d{7,15}$/.test(number)) return { status: 400, why: 'The sender is not a phone number.' };
  if (typeof text !== 'string' || text === '' || text.length > textMax)
    return { status: 400, why: 'The text is missing or too long.' };
  const event = smsReceived({ id: randomBytes(16).toString('hex'), from: number, to: smsFrom, text }, clock.now());
  try {
    await deliver('message-events', event);
    return { status: 202, body: { messageId: event.data.messageId } };
  } catch (error) {
    return { status: 503, why: `Tocsin could not take the SMS: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const textMax = 1_600;

const formOf = (request: PlainRequest) => Object.fromEntries(new URLSearchParams(new TextDecoder().decode(request.body)));

/** Browsers say where a post comes from; what says nothing is no browser. */
function isFromHere({ headers }: PlainRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
