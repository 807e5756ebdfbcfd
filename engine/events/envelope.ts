/** The envelope of an event, in the Event Grid schema or as a CloudEvent 1.0. */
import { type Fields, fieldOf, isFields, textIn } from './fields.ts';
import { instantOf } from './instant.ts';
import { type Bad, bad, shown } from './verdict.ts';

export interface Envelope<Type extends string> {
  readonly id: string;
  readonly type: Type;
  /** Last segment of topic or source, lower-cased: the name of the hub. Event Grid sends it in capitals. */
  readonly sender: string;
  readonly time: unknown;
  /** Where the time stands: `$.eventTime` or `$.time`. */
  readonly timeAt: string;
  readonly data: Fields;
}

const eventGrid = { type: 'eventType', source: 'topic', time: 'eventTime' };
const cloudEvents = { type: 'type', source: 'source', time: 'time' };
const maxId = 256;

/** `types` are those that the door knows; an event of any other type is bad, whatever else it holds. */
export function openEnvelope<Type extends string>(
  raw: unknown,
  types: readonly Type[],
): { readonly ok: true; readonly envelope: Envelope<Type> } | Bad {
  if (!isFields(raw)) return bad('event/not-an-object', '$', `An event is one object; this is ${shown(raw)}.`);
  const version = fieldOf(raw, 'specversion');
  if ('specversion' in raw && version !== '1.0') {
    return bad('event/unknown-schema', '$.specversion', `CloudEvents 1.0 is understood; the version is ${shown(version)}.`);
  }
  const names = 'specversion' in raw ? cloudEvents : eventGrid;
  const found = fieldOf(raw, names.type);
  const type = types.find(known => known === found);
  if (type === undefined) {
    return bad('event/unknown-type', `$.${names.type}`, `This door takes ${types.join(', ')}; the type is ${shown(found)}.`);
  }
  return readEnvelope(raw, type, names);
}

function readEnvelope<Type extends string>(raw: Fields, type: Type, names: typeof eventGrid) {
  const id = textIn(raw, 'id');
  if (id === undefined || id.length > maxId) {
    return bad('event/no-id', '$.id', `An event has an id of 1 to ${maxId} characters; it is ${shown(fieldOf(raw, 'id'))}.`);
  }
  const source = fieldOf(raw, names.source);
  const sender = typeof source === 'string' ? (/([^/]{1,128})\/?$/.exec(source)?.[1]?.toLowerCase() ?? '') : '';
  if (sender === '') {
    return bad(
      'event/no-source',
      `$.${names.source}`,
      `An event says what sent it by its resource path; it is ${shown(source)}.`,
    );
  }
  const data = fieldOf(raw, 'data');
  if (!isFields(data)) return bad('event/no-data', '$.data', `The data of this event is an object; it is ${shown(data)}.`);
  const envelope: Envelope<Type> = { id, type, sender, time: fieldOf(raw, names.time), timeAt: `$.${names.time}`, data };
  return { ok: true, envelope } as const;
}

/**
 * A time in an event: `at` is undefined when there is none, and it is bad when what is there is no time. The first second of
 * the year 1 is what a clock that was never set reads in .NET, and counts as none.
 */
export function timeOf(value: unknown, place: string): { readonly ok: true; readonly at: number | undefined } | Bad {
  if (value === undefined || value === null || value === '') return { ok: true, at: undefined };
  if (typeof value === 'string' && value.startsWith('0001-01-01T00:00:00')) return { ok: true, at: undefined };
  const at = typeof value === 'string' ? instantOf(value) : undefined;
  return at === undefined ? badTime(value, place) : { ok: true, at };
}

/** The time of the envelope, for events that have no other. */
export function envelopeTime({
  time,
  timeAt,
}: Pick<Envelope<string>, 'time' | 'timeAt'>): { readonly ok: true; readonly at: number } | Bad {
  const read = timeOf(time, timeAt);
  if (!read.ok) return read;
  return read.at === undefined ? badTime(time, timeAt) : { ok: true, at: read.at };
}

const badTime = (value: unknown, place: string): Bad =>
  bad('event/bad-time', place, `A time looks like 2026-11-18T07:42:10.127Z, from 1970 on; it is ${shown(value)}.`);
