/**
 * Events that a door must park, each with the code it must give. All of them can come over HTTP; the deepest one overflows
 * `JSON.stringify`, so write them with `jsonText` of engine/events/json-text.ts.
 */
import { base64Event, connectedEvent, eventGridEvent, nested, telemetryEvent } from './telemetry-event.ts';

export interface Malformed {
  readonly name: string;
  readonly door: 'telemetry' | 'device-events' | 'message-events';
  readonly event: unknown;
  readonly code: string;
}

const telemetry = (name: string, code: string, event: unknown): Malformed => ({ name, door: 'telemetry', event, code });
const device = (name: string, code: string, event: unknown): Malformed => ({ name, door: 'device-events', event, code });
const message = (name: string, code: string, event: unknown): Malformed => ({ name, door: 'message-events', event, code });

const stamp = 'iothub-connection-device-id';
const created = (text: unknown) => telemetryEvent({ properties: { 'iothub-creation-time-utc': text } });

const envelopes: Malformed[] = [
  telemetry('a text instead of an event', 'event/not-an-object', 'hello'),
  telemetry('a number instead of an event', 'event/not-an-object', 42),
  device('a list inside the list', 'event/not-an-object', [connectedEvent()]),
  message('an empty object', 'event/unknown-type', {}),
  telemetry('a later CloudEvents version', 'event/unknown-schema', { ...telemetryEvent(), specversion: '2.0' }),
  telemetry('a CloudEvent without a type', 'event/unknown-type', { ...telemetryEvent(), specversion: '1.0' }),
  telemetry('a lifecycle event at the telemetry door', 'event/unknown-type', connectedEvent()),
  device('telemetry at the lifecycle door', 'event/unknown-type', telemetryEvent()),
  message('a chat message', 'event/unknown-type', eventGridEvent('Microsoft.Communication.ChatMessageReceived', {})),
  telemetry(
    'a type in the wrong case',
    'event/unknown-type',
    telemetryEvent({ envelope: { eventType: 'microsoft.devices.devicetelemetry' } }),
  ),
  telemetry('no event id', 'event/no-id', telemetryEvent({ envelope: { id: undefined } })),
  device('a number as event id', 'event/no-id', connectedEvent({}, { id: 7 })),
  telemetry('an event id of 10,000 characters', 'event/no-id', telemetryEvent({ envelope: { id: 'x'.repeat(10_000) } })),
  telemetry('no topic', 'event/no-source', telemetryEvent({ envelope: { topic: undefined } })),
  device('a topic that names nothing', 'event/no-source', connectedEvent({}, { topic: '//' })),
  telemetry('no data', 'event/no-data', telemetryEvent({ envelope: { data: undefined } })),
  device('data as text', 'event/no-data', connectedEvent({}, { data: '{"deviceId":"f-7"}' })),
];

const readings: Malformed[] = [
  telemetry('no device id from the hub', 'event/no-device', telemetryEvent({ system: { [stamp]: undefined } })),
  telemetry(
    'a device id in the body only',
    'event/no-device',
    telemetryEvent({ body: { deviceId: 'f-7', temperature: 1 }, system: { [stamp]: undefined } }),
  ),
  telemetry('an empty device id', 'event/no-device', telemetryEvent({ system: { [stamp]: '' } })),
  telemetry('a device id that climbs', 'event/no-device', telemetryEvent({ system: { [stamp]: '../../etc' } })),
  telemetry('a device id of 129 characters', 'event/no-device', telemetryEvent({ system: { [stamp]: 'd'.repeat(129) } })),
  telemetry('no system properties', 'event/no-device', telemetryEvent({ data: { systemProperties: null } })),
  telemetry('a creation time in words', 'event/bad-time', created('yesterday')),
  telemetry('a creation time that does not exist', 'event/bad-time', created('2026-06-31T00:00:00Z')),
  telemetry('a creation time as a number', 'event/bad-time', created(1_763_451_730)),
  telemetry('a creation time before 1970', 'event/bad-time', created('1969-12-31T23:59:59Z')),
  telemetry('an enqueued time in words', 'event/bad-time', telemetryEvent({ system: { 'iothub-enqueuedtime': 'now' } })),
  telemetry(
    'no time at all',
    'event/bad-time',
    telemetryEvent({ system: { 'iothub-enqueuedtime': undefined }, envelope: { eventTime: undefined } }),
  ),
];

const bodies: Malformed[] = [
  telemetry('no body', 'telemetry/no-body', telemetryEvent({ body: undefined })),
  telemetry('null as body', 'telemetry/no-body', telemetryEvent({ body: null })),
  telemetry('a number as body', 'telemetry/not-an-object', telemetryEvent({ body: 21.5 })),
  telemetry('a list as body', 'telemetry/not-an-object', telemetryEvent({ body: [{ temperature: 1 }] })),
  telemetry(
    'a JSON text as body, though it looks like base64',
    'telemetry/not-an-object',
    telemetryEvent({ body: 'eyJhIjoxfQ==' }),
  ),
  telemetry('base64 of a list', 'telemetry/not-an-object', base64Event('[1,2]')),
  telemetry(
    'base64 with foreign characters',
    'telemetry/bad-base64',
    telemetryEvent({ body: '{"a":1}!', system: { 'iothub-content-type': undefined } }),
  ),
  telemetry(
    'base64 cut short',
    'telemetry/bad-base64',
    telemetryEvent({ body: 'eyJhIjoxf', system: { 'iothub-content-type': undefined } }),
  ),
  telemetry('base64 of words', 'telemetry/not-json', base64Event('temperature=21.5')),
  telemetry('base64 of JSON cut short', 'telemetry/not-json', base64Event('{"temperature":2')),
  telemetry('base64 of nothing', 'telemetry/not-json', base64Event('')),
  telemetry('base64 of NaN', 'telemetry/not-json', base64Event('{"temperature":NaN}')),
  telemetry(
    'base64 of bytes that are no text',
    'telemetry/bad-utf8',
    base64Event(Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d)),
  ),
  telemetry('base64 of half a character', 'telemetry/bad-utf8', base64Event(Uint8Array.of(0x22, 0xe2, 0x82, 0x22))),
  telemetry('a body of 300 KB', 'telemetry/too-large', telemetryEvent({ body: { log: 'x'.repeat(300 * 1024) } })),
  telemetry('300 KB as base64', 'telemetry/too-large', base64Event(`{"log":"${'x'.repeat(300 * 1024)}"}`)),
  telemetry('a body 17 levels deep', 'telemetry/too-deep', telemetryEvent({ body: nested(17) })),
  telemetry('a body 10,000 levels deep', 'telemetry/too-deep', telemetryEvent({ body: nested(10_000) })),
  telemetry('10,000 levels as base64', 'telemetry/too-deep', base64Event(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)),
  telemetry(
    '201 signals',
    'telemetry/too-many-signals',
    telemetryEvent({ body: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`s${n}`, n])) }),
  ),
];

const sequence = (sequenceNumber: unknown) => connectedEvent({ deviceConnectionStateEventInfo: { sequenceNumber } });

const lives: Malformed[] = [
  device('no device', 'event/no-device', connectedEvent({ deviceId: undefined })),
  device('an object as device', 'event/no-device', connectedEvent({ deviceId: { id: 'f-7' } })),
  device('no time', 'event/bad-time', connectedEvent({}, { eventTime: undefined })),
  device('no sequence number', 'event/bad-sequence', sequence(undefined)),
  device('a short sequence number', 'event/bad-sequence', sequence('00A1')),
  device('a sequence number that is not hex', 'event/bad-sequence', sequence('g'.repeat(64))),
];

const report = { messageId: 'Outgoing_1', from: '18335550142', to: '14255550123', deliveryStatus: 'Delivered' };
const sms = (data: object) => eventGridEvent('Microsoft.Communication.SMSDeliveryReportReceived', { ...report, ...data });
const mail = (data: object) =>
  eventGridEvent('Microsoft.Communication.EmailDeliveryReportReceived', {
    messageId: 'm',
    recipient: 'a@b.example',
    status: 'Delivered',
    ...data,
  });
const reply = (data: object) =>
  eventGridEvent('Microsoft.Communication.SMSReceived', { from: '14255550123', to: '18335550142', message: 'K7QF', ...data });

const messages: Malformed[] = [
  message('an SMS report without message id', 'message/incomplete', sms({ messageId: undefined })),
  message('an SMS report without status', 'message/incomplete', sms({ deliveryStatus: 7 })),
  message('an SMS report to nobody', 'message/bad-number', sms({ to: '' })),
  message('an e-mail report without recipient', 'message/incomplete', mail({ recipient: null })),
  message('an e-mail report without status', 'message/incomplete', mail({ status: undefined })),
  message('an SMS from a name', 'message/bad-number', reply({ from: 'MyBank' })),
  message('an SMS without text', 'message/incomplete', reply({ message: undefined })),
];

export const malformed: readonly Malformed[] = [...envelopes, ...readings, ...bodies, ...lives, ...messages];
