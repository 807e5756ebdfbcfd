import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeHubMessage, hubMessages } from '../../engine/events/decode-event-hub.ts';
import { jsonText } from '../../engine/events/json-text.ts';

const sample = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'samples', `eventhub.${name}.json`), 'utf8'));
const utc = (text: string) => new Date(text).getTime();
const bytes = (text: string) => new TextEncoder().encode(text);

type Parts = { body?: unknown; properties?: object | null; system?: object | null; sequence?: unknown; time?: unknown };

/** A batch of one, as the library hands it over. `null` leaves the part out. */
const batchOf = ({ body = bytes('{"temperature":-8.5}'), properties = {}, system = {}, sequence = 5, time }: Parts) => ({
  messages: [body],
  metadata: {
    partitionContext: { eventHubName: 'Telemetry', partitionId: '1' },
    ...(properties && { propertiesArray: [properties] }),
    ...(system && { systemPropertiesArray: [{ 'iothub-connection-device-id': 'f-7', ...system }] }),
    sequenceNumberArray: [sequence],
    enqueuedTimeUtcArray: [time ?? '2026-11-18T07:42:10.127Z'],
  },
});

const decodeAll = ({ messages, metadata }: { messages: unknown; metadata: unknown }) =>
  hubMessages(messages, metadata).map(decodeHubMessage);
const one = (parts: Parts) => decodeAll(batchOf(parts))[0];

test('the sample batch: two readings, the second without an id of the device', () => {
  const { messages, triggerMetadata } = sample('iothub-trigger-batch');
  const common = { kind: 'reading', device: 'coldroom-07', hub: 'tocsin-telemetry' };
  const signals = { schema: 'coldroom/1', humidity: 71, door: 'open', batteryV: 3.04 };
  expect(decodeAll({ messages, metadata: triggerMetadata })).toEqual([
    {
      ok: true,
      event: {
        ...common,
        messageId: 'coldroom-07-000184233',
        at: utc('2026-11-18T07:42:10.127Z'),
        signals: { ...signals, ts: '2026-11-18T07:42:09.812Z', temperatureC: 9.4 },
        tags: { severityHint: 'high' },
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      },
    },
    {
      ok: true,
      event: {
        ...common,
        messageId: '1/0000000000000184234',
        at: utc('2026-11-18T07:42:40.101Z'),
        signals: { ...signals, ts: '2026-11-18T07:42:39.990Z', temperatureC: 9.6 },
        tags: {},
      },
    },
  ]);
});

test.each(['routed-twin-change', 'routed-device-lifecycle', 'routed-device-connection-state'])(
  '%s is filtered with a reason: it is no telemetry',
  name => {
    const { body, properties, systemProperties } = sample(name);
    const source = systemProperties['iothub-message-source'];
    expect(one({ body, properties, system: systemProperties })).toEqual({
      ok: false,
      kind: 'filtered',
      because: `it is from "${source}", and this door takes telemetry`,
    });
  },
);

test.each([
  { name: 'bytes', body: bytes('{"temperature":-8.5}') },
  { name: 'bytes with a byte order mark', body: bytes('\ufeff{"temperature":-8.5}') },
  { name: 'text', body: '{"temperature":-8.5}' },
  { name: 'what the host has parsed', body: { temperature: -8.5 } },
])('a body as $name is the same reading', ({ body }) =>
  expect(one({ body })).toMatchObject({ ok: true, event: { device: 'f-7', signals: { temperature: -8.5 } } }),
);

test.each([
  { name: 'the enrichment names the IoT hub', properties: { hub: 'Tocsin-Dev-Hub' }, hub: 'tocsin-dev-hub' },
  { name: 'without it the event hub stands for it', properties: {}, hub: 'telemetry' },
  { name: 'an enrichment that found nothing counts as none', properties: { hub: '$iothubname' }, hub: 'telemetry' },
])('hub: $name', ({ properties, hub }) => expect(one({ properties })).toMatchObject({ event: { hub, tags: {} } }));

test.each([
  { name: 'a number', sequence: 42, id: '1/0000000000000000042' },
  { name: 'digits', sequence: '42', id: '1/0000000000000000042' },
  { name: 'two halves of 64 bits', sequence: { low: -1, high: 1, unsigned: false }, id: '1/0000000008589934591' },
  { name: 'the stamp of the broker', sequence: undefined, system: { sequenceNumber: 42 }, id: '1/0000000000000000042' },
])('sequence number as $name', ({ sequence, system = {}, id }) =>
  expect(one({ sequence, system })).toMatchObject({ event: { messageId: id } }),
);

test('ids of one partition sort as the messages came', () => {
  const ids = [9, 10, 99, 100].map(sequence => (one({ sequence }) as { event: { messageId: string } }).event.messageId);
  expect([...ids].sort()).toEqual(ids);
});

test.each([
  { name: 'no body', parts: { body: null }, code: 'telemetry/no-body', at: '$.body' },
  { name: 'bytes that are no text', parts: { body: Uint8Array.of(0xff, 0xfe) }, code: 'telemetry/bad-utf8', at: '$.body' },
  { name: 'text that is no JSON', parts: { body: 'warm' }, code: 'telemetry/not-json', at: '$.body' },
  { name: 'nothing at all', parts: { body: new Uint8Array() }, code: 'telemetry/not-json', at: '$.body' },
  { name: 'a list', parts: { body: bytes('[1]') }, code: 'telemetry/not-an-object', at: '$.body' },
  { name: 'a number', parts: { body: 5 }, code: 'telemetry/not-an-object', at: '$.body' },
  { name: '257 KB', parts: { body: new Uint8Array(257 * 1024) }, code: 'telemetry/too-large', at: '$.body' },
  {
    name: 'depth 100,000',
    parts: { body: bytes(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) },
    code: 'telemetry/too-large',
    at: '$.body',
  },
  {
    name: 'a device that no hub has stamped',
    parts: { system: { 'iothub-connection-device-id': undefined } },
    code: 'event/no-device',
    at: '$.systemProperties.iothub-connection-device-id',
  },
  { name: 'no metadata', parts: { system: null }, code: 'event/no-metadata', at: '$.systemProperties' },
  { name: 'neither id nor number', parts: { sequence: 'x' }, code: 'event/no-id', at: '$.sequenceNumber' },
  { name: 'no time', parts: { time: 'soon' }, code: 'event/bad-time', at: '$.enqueuedTimeUtc' },
])('$name is bad, and says where', ({ parts, code, at }) => {
  expect(one(parts)).toMatchObject({ ok: false, kind: 'bad', code, at, why: expect.stringMatching(/\w.*\.$/) });
});

test('a message never gets what belongs to another one: lists of another length fit nothing', () => {
  const { messages, metadata } = batchOf({});
  const two = { messages: [...messages, ...messages], metadata };
  expect(decodeAll(two)).toMatchObject([{ code: 'event/no-metadata' }, { code: 'event/no-metadata' }]);
  const shifted = { messages, metadata: { ...metadata, propertiesArray: [{}, {}] } };
  expect(decodeAll(shifted)).toMatchObject([{ code: 'event/no-metadata' }]);
});

test('nothing makes the door throw, and each element has one verdict', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true });
  const spoiled = fc.record({ properties: anything, system: anything, sequence: anything, time: anything, body: anything });
  const metadata = spoiled.map(({ properties, system, sequence, time, body }) => ({
    messages: [body],
    metadata: {
      partitionContext: properties,
      propertiesArray: [properties],
      systemPropertiesArray: [typeof system === 'object' ? { 'iothub-connection-device-id': 'f-7', ...system } : system],
      sequenceNumberArray: [sequence],
      enqueuedTimeUtcArray: [time],
    },
  }));
  const nothing = fc.record({ messages: anything, metadata: anything });
  fc.assert(
    fc.property(fc.oneof(metadata, nothing), batch => {
      const elements = hubMessages(batch.messages, batch.metadata);
      expect(elements).toHaveLength(Array.isArray(batch.messages) ? batch.messages.length : 1);
      for (const element of elements) {
        decodeHubMessage(element);
        jsonText({ ...element, body: null }, 100);
      }
    }),
    { numRuns: 1000 },
  );
});
