/** The door for telemetry that comes in batches from an event hub, each message as the device sent it. */
import { envelopeTime } from './envelope.ts';
import type { Decoded, Reading } from './event.ts';
import { type Fields, fieldOf, fieldsIn, isFields, textIn } from './fields.ts';
import { readingOf } from './reading.ts';
import { rawBodyOf } from './telemetry-body.ts';
import { bad, filtered, shown } from './verdict.ts';

/** One element of a batch with what the metadata of the batch say of it. */
export interface HubMessage {
  readonly body: unknown;
  readonly properties: Fields;
  /** Undefined when the metadata do not fit the messages: nobody can say whose message it is. */
  readonly systemProperties: Fields | undefined;
  readonly eventHub: string;
  readonly partition: string;
  /** Digits; `''` when it is not known. */
  readonly sequenceNumber: string;
  readonly enqueuedTimeUtc: unknown;
}

/**
 * Puts each message together with its own metadata. Names of metadata begin with a small letter, names of application properties
 * too (a library's doing: `DeviceType` arrives as `deviceType`), so a tag is best named with a small first letter. Never throws.
 */
export function hubMessages(messages: unknown, metadata: unknown): readonly HubMessage[] {
  const bodies: readonly unknown[] = Array.isArray(messages) ? messages : [messages];
  const about = isFields(metadata) ? metadata : {};
  const context = fieldsIn(about, 'partitionContext');
  const lists = listsOf(about, bodies.length);
  return bodies.map((body, i) => {
    const system = lists?.system[i];
    const stamped = isFields(system) ? system : undefined;
    const properties = lists?.properties[i];
    return {
      body,
      properties: isFields(properties) ? properties : {},
      systemProperties: stamped,
      eventHub: textIn(context, 'eventHubName') ?? '',
      partition: textOf(fieldOf(context, 'partitionId')),
      sequenceNumber: digitsOf(stamped?.sequenceNumber) ?? digitsOf(lists?.sequences[i]) ?? '',
      enqueuedTimeUtc: lists?.times[i] ?? stamped?.enqueuedTimeUtc,
    };
  });
}

/** Undefined when one of the lists has another length: a message must not get what belongs to another one. */
function listsOf(about: Fields, length: number) {
  const named = ['systemPropertiesArray', 'propertiesArray', 'sequenceNumberArray', 'enqueuedTimeUtcArray'] as const;
  const lists = named.map(name => fieldOf(about, name) ?? []);
  const [system, properties, sequences, times] = lists.map(list =>
    Array.isArray(list) ? (list as readonly unknown[]) : [undefined],
  );
  if (!system || !properties || !sequences || !times || system.length !== length) return undefined;
  const fit = [properties, sequences, times].every(list => list.length === length || list.length === 0);
  return fit ? { system, properties, sequences, times } : undefined;
}

/** The worker reads numeric-looking texts as numbers. */
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A whole number, its digits, or the two halves in which 64 bits may come. */
function digitsOf(value: unknown): string | undefined {
  if (isFields(value) && typeof value.low === 'number' && typeof value.high === 'number') {
    return ((BigInt(value.high | 0) << 32n) | BigInt(value.low >>> 0)).toString();
  }
  const text = textOf(value);
  return /^\d{1,19}$/.test(text) ? text : undefined;
}

/** So many digits has the greatest sequence number: padded, ids of one partition sort as they came. */
const sequenceDigits = 19;

/**
 * One element as a reading. What the hub routes here besides telemetry (twin changes, lifecycle) is filtered: devices' lives come
 * by Event Grid. Never throws, whatever it is given.
 */
export function decodeHubMessage(message: HubMessage): Decoded<Reading> {
  const { systemProperties: system, properties, partition, sequenceNumber } = message;
  if (!system) {
    const why = 'A batch says of each message what the hub stamped on it; this batch does not fit its messages.';
    return bad('event/no-metadata', '$.systemProperties', why);
  }
  const source = fieldOf(system, 'iothub-message-source');
  if (source !== undefined && !(typeof source === 'string' && /^telemetry$/i.test(source))) {
    return filtered(`it is from ${shown(source)}, and this door takes telemetry`);
  }
  if (textIn(system, 'message-id') === undefined && sequenceNumber === '') {
    const why = 'A message without an id of the device is told apart by its sequence number; it has none.';
    return bad('event/no-id', '$.sequenceNumber', why);
  }
  return readingOf({
    id: `${partition}/${sequenceNumber.padStart(sequenceDigits, '0')}`,
    hub: hubOf(message),
    place: '$',
    properties: withoutHub(properties),
    system,
    cameAt: () => envelopeTime({ time: message.enqueuedTimeUtc, timeAt: '$.enqueuedTimeUtc' }),
    body: () => rawBodyOf(message.body, '$.body'),
  });
}

/** The IoT hub names itself in the property `hub` (an enrichment of its route, `$iothubname`); without it the event hub stands for it. */
function hubOf({ properties, eventHub }: HubMessage): string {
  const named = textIn(properties, 'hub');
  const hub = named === undefined || named.startsWith('$') || named.length > 128 ? eventHub : named;
  return hub.toLowerCase() || 'event-hubs';
}

/** By Event Grid the name of the hub is no tag either. */
const withoutHub = ({ hub: _, ...properties }: Fields): Fields => properties;
