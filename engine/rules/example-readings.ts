/** The readings of an example, one by one. */
import { parseDuration } from '../duration.ts';
import type { DeviceEvent, Value } from '../events/event.ts';
import { contentHash } from '../hash.ts';
import { isObject } from './check.ts';
import type { ExampleDocument } from './rule.ts';

type Written = ExampleDocument['readings'][number];

/** Device and type, when the example starts, and what its noise is seeded by. */
export interface Setting {
  readonly device: string;
  readonly startsAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly seed: string;
}

/** Readings and connection events, in the order they are written. Of two of one instant what is written later counts. */
export function eventsOf(readings: readonly Written[], setting: Setting): DeviceEvent[] {
  const noises = new Map<string, () => number>();
  const events: DeviceEvent[] = [];
  for (const written of readings) {
    const offsets = offsetsOf(written);
    for (const [index, offset] of offsets.entries()) {
      const share = offsets.length > 1 ? index / (offsets.length - 1) : 0;
      const values = Object.entries(written).filter(([name]) => !timeWords.has(name));
      const number = String(events.length).padStart(8, '0');
      const about = { device: setting.device, hub: 'example', at: setting.startsAt + offset };
      const signals = values.map(([name, value]): [string, Value] => [
        name,
        valueAt(value, share, () => noise(noises, setting.seed, name)),
      ]);
      if (signals.length > 0)
        events.push({
          ...about,
          kind: 'reading',
          messageId: `reading-${number}`,
          signals: Object.fromEntries(signals),
          tags: setting.tags,
        });
      const { connection } = written;
      if (connection === 'connected' || connection === 'disconnected')
        events.push({
          ...about,
          kind: 'connection',
          messageId: `connection-${number}`,
          connected: connection === 'connected',
          sequence: number.padStart(64, '0'),
        });
    }
  }
  return events;
}

const timeWords = new Set(['at', 'from', 'to', 'every', 'connection']);

const ms = (duration: unknown): number => (typeof duration === 'string' ? (parseDuration(duration) ?? 0) : 0);

/** `to` is included when a whole number of steps leads there. */
function offsetsOf({ at, from, to, every }: Written): number[] {
  if (at !== undefined) return [ms(at)];
  return Array.from({ length: Math.floor((ms(to) - ms(from)) / ms(every)) + 1 }, (_, index) => ms(from) + index * ms(every));
}

function valueAt(value: unknown, share: number, drawn: () => number): Value {
  if (Array.isArray(value)) return tidy(Number(value[0]) + (Number(value[1]) - Number(value[0])) * share);
  if (isObject(value)) return tidy(Number(value.normal) + Number(value.spread) * drawn());
  return value as Value;
}

const tidy = (value: number): number => Number(value.toFixed(6));

/**
 * Noise of mean 0 and standard deviation 1, the same on every machine: the sum of twelve numbers between 0 and 1, less six.
 * The numbers come from mulberry32, seeded by the first 32 bits of the SHA-256 of rule id, example name and signal, one a line.
 */
function noise(noises: Map<string, () => number>, seed: string, signal: string): number {
  const next = noises.get(signal) ?? mulberry32(Number.parseInt(contentHash(`${seed}\n${signal}`).slice(0, 8), 16));
  noises.set(signal, next);
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += next();
  return sum;
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
