import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDeviceEvent } from '../../engine/events/decode-device-event.ts';
import { decodeMessageEvent } from '../../engine/events/decode-message-event.ts';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';
import { jsonText } from '../../engine/events/json-text.ts';
import { base64Event, connectedEvent, eventGridEvent, nested, telemetryEvent } from './telemetry-event.ts';

const doors = [decodeTelemetry, decodeDeviceEvent, decodeMessageEvent];
const anything = fc.anything({
  withNullPrototype: true,
  withObjectString: true,
  withBigInt: true,
  withDate: true,
  withSparseArray: true,
  withTypedArray: true,
});

function expectVerdict(event: unknown): void {
  for (const decode of doors) {
    const decoded = decode(event);
    if (!decoded.ok && decoded.kind === 'bad') expect(decoded.code).toMatch(/^(event|telemetry|message)\/[a-z0-9-]+$/);
  }
}

test('no event at all makes a door throw', () => {
  fc.assert(fc.property(anything, expectVerdict), { numRuns: 2000 });
});

/** Real events with some of their parts, at any depth, replaced by anything: they get further in than pure noise. */
const mail = eventGridEvent('Microsoft.Communication.EmailDeliveryReportReceived', {
  messageId: 'm',
  recipient: 'r',
  status: 'Bounced',
  deliveryStatusDetails: {},
});
const reply = eventGridEvent('Microsoft.Communication.SMSReceived', { from: '123', to: '456', message: 'K7QF' });
const real = fc.constantFrom<object>(
  telemetryEvent({ properties: { site: 'oslo' } }),
  base64Event('{"t":1}'),
  connectedEvent(),
  mail,
  reply,
);
const cloud = (event: Record<string, unknown>) => ({
  specversion: '1.0',
  type: event.eventType,
  source: event.topic,
  time: event.eventTime,
  ...event,
});

test('no spoiled event makes a door throw', () => {
  const spoiled = fc
    .tuple(real, fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([event, parts, asCloud]) => {
      const copy = structuredClone(event) as Record<string, unknown>;
      for (const [which, part] of parts) spoil(copy, which, part);
      return asCloud ? cloud(copy) : copy;
    });
  fc.assert(fc.property(spoiled, expectVerdict), { numRuns: 3000 });
});

function spoil(event: Record<string, unknown>, which: number, part: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (fields: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(fields)) {
      places.push([fields, name]);
      if (value?.constructor === Object) visit(value as Record<string, unknown>);
    }
  };
  visit(event);
  const [fields, name] = places[which % places.length] ?? [event, 'data'];
  fields[name] = part;
}

test('any bytes as base64 body are a reading or bad', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => expectVerdict(base64Event(bytes))));
});

test('any JSON object as body is a reading, the same from base64 as from JSON', () => {
  const body = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
  fc.assert(
    fc.property(body, value => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(decodeTelemetry(base64Event(JSON.stringify(value)))).toEqual(decodeTelemetry(telemetryEvent({ body: plain })));
      expect(decodeTelemetry(telemetryEvent({ body: plain }))).toMatchObject({ ok: true });
    }),
  );
});

test('JSON text of any value is what JSON.stringify writes', () => {
  fc.assert(fc.property(fc.jsonValue(), value => jsonText(value, 1e6) === JSON.stringify(value)));
});

test('JSON text reaches any depth, and ends at its limit', () => {
  expect(jsonText(nested(100_000), 1e7)).toHaveLength(100_000 * 6 + 1);
  expect(jsonText({ text: 'x'.repeat(100) }, 20)).toBe('{"text":"xxxxxxxxxxx'.slice(0, 20));
  const round: { self?: unknown } = {};
  round.self = round;
  expect(jsonText(round, 1000)).toHaveLength(1000);
  expectVerdict(telemetryEvent({ body: round }));
});
