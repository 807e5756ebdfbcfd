/** The door for news of messages: delivery reports of SMS and e-mail, and SMS that people send us. */
import { type Envelope, envelopeTime, openEnvelope, timeOf } from './envelope.ts';
import type { Decoded, MessageEvent } from './event.ts';
import { cut, type Fields, fieldOf, isFields } from './fields.ts';
import { phoneOf } from './phone.ts';
import { type Bad, bad, filtered, shown } from './verdict.ts';

const types = [
  'Microsoft.Communication.SMSDeliveryReportReceived',
  'Microsoft.Communication.EmailDeliveryReportReceived',
  'Microsoft.Communication.SMSReceived',
  'Microsoft.Communication.EmailEngagementTrackingReportReceived',
] as const;

const maxText = 2000;

/** One message event. Names of properties are read in any case, as the provider's documents and samples differ. Never throws. */
export function decodeMessageEvent(raw: unknown): Decoded<MessageEvent> {
  const opened = openEnvelope(raw, types);
  if (!opened.ok) return opened;
  const { envelope } = opened;
  const data = lowerCased(envelope.data);
  switch (envelope.type) {
    case 'Microsoft.Communication.SMSDeliveryReportReceived':
      return smsReport(envelope, data);
    case 'Microsoft.Communication.EmailDeliveryReportReceived':
      return emailReport(envelope, data);
    case 'Microsoft.Communication.SMSReceived':
      return smsReceived(envelope, data);
    case 'Microsoft.Communication.EmailEngagementTrackingReportReceived':
      return filtered('opening a mail or its links is no answer: mail scanners do it too');
    default:
      return envelope.type satisfies never;
  }
}

/** Every status but Delivered means that the person was not reached: better one page too many. */
function smsReport(envelope: Envelope<string>, data: Fields): Decoded<MessageEvent> {
  const [messageId, status, tag] = [word(data, 'messageId'), word(data, 'deliveryStatus'), word(data, 'tag')];
  const to = numberIn(data, 'to');
  if (!messageId) return missing('messageId');
  if (!status) return missing('deliveryStatus');
  if (!to.ok) return to;
  const time = timeIn(envelope, data, 'receivedTimestamp');
  if (!time.ok) return time;
  const event: MessageEvent = {
    kind: 'sms-report',
    id: envelope.id,
    messageId,
    ...(tag !== undefined && { tag }),
    to: to.number,
    delivered: /^delivered$/i.test(status),
    details: details(status, word(data, 'deliveryStatusDetails')),
    at: time.at,
  };
  return { ok: true, event };
}

function emailReport(envelope: Envelope<string>, data: Fields): Decoded<MessageEvent> {
  const [messageId, status, to] = [word(data, 'messageId'), word(data, 'status'), word(data, 'recipient')];
  if (!messageId) return missing('messageId');
  if (!status) return missing('status');
  if (!to) return missing('recipient');
  const time = timeIn(envelope, data, 'deliveryAttemptTimestamp');
  if (!time.ok) return time;
  const more = fieldOf(data, 'deliverystatusdetails');
  const event: MessageEvent = {
    kind: 'email-report',
    id: envelope.id,
    messageId,
    to,
    delivered: /^(delivered|expanded)$/i.test(status),
    details: details(status, isFields(more) ? word(lowerCased(more), 'statusMessage') : undefined),
    at: time.at,
  };
  return { ok: true, event };
}

function smsReceived(envelope: Envelope<string>, data: Fields): Decoded<MessageEvent> {
  const [from, to, text] = [numberIn(data, 'from'), numberIn(data, 'to'), fieldOf(data, 'message')];
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (typeof text !== 'string') return missing('message');
  const time = timeIn(envelope, data, 'receivedTimestamp');
  if (!time.ok) return time;
  const event: MessageEvent = {
    kind: 'sms-received',
    id: envelope.id,
    from: from.number,
    to: to.number,
    text: cut(text, maxText),
    at: time.at,
  };
  return { ok: true, event };
}

/** Own fields by their name in lower case; of two that differ in case only, the first. */
function lowerCased(fields: Fields): Fields {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields)) {
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(found);
}

function word(data: Fields, name: string): string | undefined {
  const value = fieldOf(data, name.toLowerCase());
  return typeof value === 'string' && value !== '' ? cut(value, maxText) : undefined;
}

function numberIn(data: Fields, name: string): { readonly ok: true; readonly number: string } | Bad {
  const value = fieldOf(data, name);
  const number = typeof value === 'string' ? phoneOf(value) : undefined;
  if (number !== undefined) return { ok: true, number };
  return bad('message/bad-number', `$.data.${name}`, `A phone number has 3 to 15 digits; it is ${shown(value)}.`);
}

/** An unreadable time of the provider must not cost an answer or a report: then the envelope's time counts. */
function timeIn(envelope: Envelope<string>, data: Fields, name: string): { readonly ok: true; readonly at: number } | Bad {
  const own = timeOf(fieldOf(data, name.toLowerCase()), `$.data.${name}`);
  return own.ok && own.at !== undefined ? { ok: true, at: own.at } : envelopeTime(envelope);
}

const details = (status: string, more: string | undefined): string => cut(more ? `${status}: ${more}` : status, 500);

const missing = (name: string): Bad => bad('message/incomplete', `$.data.${name}`, `The event has no ${name}, or it is no text.`);
