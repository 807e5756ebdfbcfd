import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeDeviceEvent } from '../../engine/events/decode-device-event.ts';
import { decodeMessageEvent } from '../../engine/events/decode-message-event.ts';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';

const folder = join(import.meta.dirname, 'samples');
const eventsOf = (file: string): unknown[] => [JSON.parse(readFileSync(join(folder, file), 'utf8'))].flat();
const utc = (text: string) => new Date(text).getTime();

const hub = 'tocsin-dev-hub';
const coldRoom = { device: 'coldroom-07', hub };
const sequence = (end: string) => `00000000000000001D2A0C6F4B1E8800000000000000000000000000000000${end}`;
const ok = (event: unknown) => ({ ok: true, event });
const bodyOfColdRoom = { schema: 'coldroom/1', humidity: 71, door: 'open', batteryV: 3.04 };
const mailId = '7d3c1f6e-8a3a-5b9e-9d1f-2f6f0b7a1c11';
const smsId = 'Outgoing_20261118074215fa1c2f0e-6f2a-4f6c-9d1e-8b8b5a5b7c01_noam';

const telemetry = {
  'iot.device-telemetry.json-body': ok({
    kind: 'reading',
    ...coldRoom,
    messageId: 'coldroom-07-000184233',
    at: utc('2026-11-18T07:42:09.812Z'),
    signals: { ...bodyOfColdRoom, ts: '2026-11-18T07:42:09.812Z', temperatureC: 9.4 },
    tags: { severityHint: 'high' },
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  }),
  'iot.device-telemetry.base64-body': ok({
    kind: 'reading',
    ...coldRoom,
    messageId: 'b0b8cf38-14c0-4c73-8c5c-0d2e1f6d9d02',
    at: utc('2026-11-18T07:42:40.330Z'),
    signals: { ...bodyOfColdRoom, ts: '2026-11-18T07:42:40.001Z', temperatureC: 9.7 },
    tags: {},
  }),
  'iot.device-telemetry.base64-binary-body': {
    ok: false,
    kind: 'bad',
    code: 'telemetry/bad-utf8',
    at: '$.data.body',
    why: expect.any(String),
  },
  'iot.module-telemetry.json-body': ok({
    kind: 'reading',
    device: 'gateway-02',
    hub,
    messageId: '0b9c8e3a-8b57-4d5b-b0d2-6f8a2f9b1a33',
    at: utc('2026-11-18T07:44:10.500Z'),
    signals: { defrostActive: true },
    tags: {},
  }),
};

const lives = {
  'iot.device-connected': ok({
    kind: 'connection',
    ...coldRoom,
    messageId: '5e2b51c4-6f3a-4a1e-9a2e-1c1a8f1b0003',
    at: utc('2026-11-18T07:40:02.119Z'),
    connected: true,
    sequence: sequence('10'),
  }),
  'iot.device-disconnected': ok({
    kind: 'connection',
    ...coldRoom,
    messageId: 'c3a9a0f2-0c1a-4c5b-8e6d-2b7c9d4e0004',
    at: utc('2026-11-18T08:11:20.661Z'),
    connected: false,
    sequence: sequence('11'),
  }),
  'iot.device-created': ok({
    kind: 'created',
    ...coldRoom,
    messageId: '2f6c0a6a-3b93-44c1-9b16-0a7cd3c7e001',
    at: utc('2026-11-17T15:20:31.447Z'),
  }),
  'iot.device-deleted': ok({
    kind: 'deleted',
    ...coldRoom,
    messageId: '7a0a6f49-0d0d-4b5c-a1a7-14f7b55cf002',
    at: utc('2026-11-20T09:02:44.905Z'),
  }),
  'iot.module-connected': { ok: false, kind: 'filtered', because: expect.stringContaining('module') },
};

const report = { kind: 'sms-report', messageId: smsId, tag: 'alarm-4821/step-1/sms', to: '+14255550123' };
const mail = { kind: 'email-report', messageId: mailId, to: 'oncall@contoso.example', at: utc('2026-11-18T07:42:18.550Z') };
const engagement = { ok: false, kind: 'filtered', because: expect.stringContaining('no answer') };

const messages = {
  'acs.sms-delivery-report.delivered': ok({
    ...report,
    id: 'fa1c2f0e-6f2a-4f6c-9d1e-8b8b5a5b7c01',
    delivered: true,
    details: 'Delivered: No error.',
    at: utc('2026-11-18T07:42:19Z'),
  }),
  'acs.sms-delivery-report.failed': ok({
    ...report,
    id: 'fa1c2f0e-6f2a-4f6c-9d1e-8b8b5a5b7c02',
    delivered: false,
    details: 'Failed: Sender blocked for given recipient.',
    at: utc('2026-11-18T07:42:21Z'),
  }),
  'acs.email-delivery-report.delivered': ok({
    ...mail,
    id: '0c0b3a77-7f1e-4a05-8c0e-6e1f8a3d0007',
    delivered: true,
    details: 'Delivered: The message was accepted by the recipient mail server.',
  }),
  'acs.email-delivery-report.bounced': ok({
    ...mail,
    id: '0c0b3a77-7f1e-4a05-8c0e-6e1f8a3d0017',
    delivered: false,
    details: 'Bounced: 550 5.1.1 mailbox unavailable',
  }),
  'acs.email-engagement.click': engagement,
  'acs.email-engagement.view': engagement,
  'acs.sms-received': ok({
    kind: 'sms-received',
    id: 'e1d7a1e0-8a4f-4f27-9b1a-54d5b5c90006',
    from: '+14255550123',
    to: '+18335550142',
    text: 'ACK 4821',
    at: utc('2026-11-18T07:43:01Z'),
  }),
};

describe.each(['eventgrid', 'cloudevents'])('samples as %s', schema => {
  const read = (name: string) => eventsOf(`${name}.${schema}.json`);
  test.each(Object.entries(telemetry))('%s', (name, want) => expect(read(name).map(decodeTelemetry)).toEqual([want]));
  test.each(Object.entries(lives))('%s', (name, want) => expect(read(name).map(decodeDeviceEvent)).toEqual([want]));
  test.each(Object.entries(messages))('%s', (name, want) => expect(read(name).map(decodeMessageEvent)).toEqual([want]));
});

test('connection events out of order keep their sequence numbers, which put them right', () => {
  const decoded = eventsOf('iot.connection-out-of-order-batch.eventgrid.json').map(decodeDeviceEvent);
  expect(decoded).toMatchObject([
    { event: { connected: true, sequence: sequence('15') } },
    { event: { connected: false, sequence: sequence('11') } },
  ]);
});

test('a subscription validation is the business of the webhook: behind it, no door knows it', () => {
  const [event] = eventsOf('eventgrid.subscription-validation.eventgrid.json');
  for (const decode of [decodeTelemetry, decodeDeviceEvent, decodeMessageEvent]) {
    expect(decode(event)).toMatchObject({ kind: 'bad', code: 'event/unknown-type', at: '$.eventType' });
  }
});

test('every sample is tested here, or is no event', () => {
  const names = Object.keys({ ...telemetry, ...lives, ...messages });
  const tested = names.flatMap(name => [`${name}.eventgrid.json`, `${name}.cloudevents.json`]);
  const others = readdirSync(folder).filter(file => !tested.includes(file));
  expect(others.sort()).toEqual([
    'eventgrid.subscription-validation.cloudevents-options.json',
    'eventgrid.subscription-validation.eventgrid.json',
    'iot.connection-out-of-order-batch.eventgrid.json',
  ]);
});
