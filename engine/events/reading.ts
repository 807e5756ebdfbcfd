/** A reading from a telemetry message, whichever way the message came. */
import { isDeviceId } from './device.ts';
import { timeOf } from './envelope.ts';
import type { Decoded, Reading } from './event.ts';
import { type Fields, fieldOf, textIn } from './fields.ts';
import { maxSignals, signalsOf } from './signals.ts';
import { tagsOf } from './tags.ts';
import type { Body } from './telemetry-body.ts';
import { type Bad, bad, shown } from './verdict.ts';

export interface Message {
  /** Tells it apart when the device sent no id of its own. */
  readonly id: string;
  readonly hub: string;
  /** Where its parts stand in the event: `$.data`, or `$`. */
  readonly place: string;
  readonly properties: Fields;
  readonly system: Fields;
  /** When it came, for a message that the hub has not stamped with that. Asked only then. */
  readonly cameAt: () => { readonly ok: true; readonly at: number } | Bad;
  /** Asked last. */
  readonly body: () => Body;
}

const maxAheadMs = 5 * 60_000;

export function readingOf(message: Message): Decoded<Reading> {
  const { properties, system, place } = message;
  const device = fieldOf(system, 'iothub-connection-device-id');
  if (!isDeviceId(device)) return noDevice(device, place);
  const time = eventTime(message);
  if (!time.ok) return time;
  const body = message.body();
  if (!body.ok) return body;
  const signals = signalsOf(body.fields);
  if (!signals) return bad('telemetry/too-many-signals', `${place}.body`, `A body has at most ${maxSignals} signals.`);
  const event: Reading = {
    kind: 'reading',
    device,
    hub: message.hub,
    messageId: messageIdOf(system) ?? message.id,
    at: time.at,
    signals,
    tags: tagsOf(properties),
    ...(time.clockAhead && { clockAhead: true }),
    ...traceOf(properties),
  };
  return { ok: true, event };
}

/** Only the hub's stamp counts: body, properties and subject can be written by whoever sends. */
const noDevice = (found: unknown, place: string): Bad =>
  bad(
    'event/no-device',
    `${place}.systemProperties.iothub-connection-device-id`,
    `The hub stamps a device id of 1 to 128 characters on every message; it is ${shown(found)}.`,
  );

/** IoT Hub allows 128 characters; a longer one is not the device's. */
function messageIdOf(system: Fields): string | undefined {
  const id = textIn(system, 'message-id');
  return id !== undefined && id.length <= 256 ? id : undefined;
}

/** The device's own time, unless its clock is ahead of the hub's by more than five minutes; else the hub's. */
function eventTime({ properties, system, place, cameAt }: Message) {
  const enqueued = timeOf(fieldOf(system, 'iothub-enqueuedtime'), `${place}.systemProperties.iothub-enqueuedtime`);
  const hub = enqueued.ok && enqueued.at === undefined ? cameAt() : enqueued;
  if (!hub.ok) return hub;
  const created = timeOf(fieldOf(properties, 'iothub-creation-time-utc'), `${place}.properties.iothub-creation-time-utc`);
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
