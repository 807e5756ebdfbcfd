/** The door for telemetry. */
import { isDeviceId } from './device.ts';
import { type Envelope, envelopeTime, openEnvelope, timeOf } from './envelope.ts';
import type { Decoded, Reading } from './event.ts';
import { type Fields, fieldOf, fieldsIn, textIn } from './fields.ts';
import { maxSignals, signalsOf } from './signals.ts';
import { tagsOf } from './tags.ts';
import { bodyOf } from './telemetry-body.ts';
import { type Bad, bad, shown } from './verdict.ts';

const types = ['Microsoft.Devices.DeviceTelemetry'] as const;
const maxAheadMs = 5 * 60_000;

/** One telemetry event as a reading. A module's telemetry is its device's. Never throws, whatever it is given. */
export function decodeTelemetry(raw: unknown): Decoded<Reading> {
  const opened = openEnvelope(raw, types);
  if (!opened.ok) return opened;
  const { envelope } = opened;
  const properties = fieldsIn(envelope.data, 'properties');
  const system = fieldsIn(envelope.data, 'systemProperties');
  const device = fieldOf(system, 'iothub-connection-device-id');
  if (!isDeviceId(device)) return noDevice(device);
  const time = eventTime(envelope, properties, system);
  if (!time.ok) return time;
  const body = bodyOf(envelope.data, system);
  if (!body.ok) return body;
  const signals = signalsOf(body.fields);
  if (!signals) return bad('telemetry/too-many-signals', '$.data.body', `A body has at most ${maxSignals} signals.`);
  const event: Reading = {
    kind: 'reading',
    device,
    hub: envelope.sender,
    messageId: messageIdOf(system) ?? envelope.id,
    at: time.at,
    signals,
    tags: tagsOf(properties),
    ...(time.clockAhead && { clockAhead: true }),
    ...traceOf(properties),
  };
  return { ok: true, event };
}

/** Only the hub's stamp counts: body, properties and subject can be written by whoever sends. */
const noDevice = (found: unknown): Bad =>
  bad(
    'event/no-device',
    '$.data.systemProperties.iothub-connection-device-id',
    `The hub stamps a device id of 1 to 128 characters on every message; it is ${shown(found)}.`,
  );

/** IoT Hub allows 128 characters; a longer one is not the device's. */
function messageIdOf(system: Fields): string | undefined {
  const id = textIn(system, 'message-id');
  return id !== undefined && id.length <= 256 ? id : undefined;
}

/** The device's own time, unless its clock is ahead of the hub's by more than five minutes; else the hub's. */
function eventTime(envelope: Envelope<string>, properties: Fields, system: Fields) {
  const enqueued = timeOf(fieldOf(system, 'iothub-enqueuedtime'), '$.data.systemProperties.iothub-enqueuedtime');
  const hub = enqueued.ok && enqueued.at === undefined ? envelopeTime(envelope) : enqueued;
  if (!hub.ok) return hub;
  const created = timeOf(fieldOf(properties, 'iothub-creation-time-utc'), '$.data.properties.iothub-creation-time-utc');
  if (!created.ok) return created;
  const hubAt = hub.at ?? 0;
  const at = created.at ?? hubAt;
  const clockAhead = at > hubAt + maxAheadMs;
  return { ok: true, at: clockAhead ? hubAt : at, clockAhead } as const;
}

const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

function traceOf(properties: Fields): { traceparent?: string } {
  const found = textIn(properties, 'traceparent');
  return found !== undefined && traceparent.test(found) ? { traceparent: found } : {};
}
