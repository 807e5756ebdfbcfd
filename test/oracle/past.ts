/** What is known of one device: its events by instant, and what can be asked of them at a time. */
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import type { Signals } from '../../engine/rules/signals.ts';
import { converter } from '../../engine/units.ts';
import type { Sample } from './exact.ts';

/** All readings of one instant are one reading. */
export interface Instant {
  readonly at: number;
  readonly reads: boolean;
  readonly signals: Readonly<Record<string, Value>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly connects: boolean;
}

export class Past {
  readonly instants: readonly Instant[];
  readonly events: readonly DeviceEvent[];
  readonly #units: Signals;

  constructor(events: readonly DeviceEvent[], units: Signals) {
    this.#units = units;
    this.events = events.toSorted((a, b) => a.at - b.at || (a.messageId < b.messageId ? -1 : 1));
    const times = [...new Set(this.events.map(({ at }) => at))];
    this.instants = times.map(time => instantOf(this.events.filter(({ at }) => at === time)));
  }

  upTo = (at: number): readonly Instant[] => this.instants.filter(instant => instant.at <= at);

  tags = (at: number): Readonly<Record<string, string>> => Object.assign({}, ...this.upTo(at).map(({ tags }) => tags));

  latest(signal: string, unit: string | undefined, at: number): Value | undefined {
    const instant = this.upTo(at).findLast(({ signals }) => signals[signal] !== undefined);
    return instant && this.read(instant, signal, unit);
  }

  samples(signal: string, unit: string | undefined, at: number): Sample[] {
    return this.upTo(at).flatMap(instant => {
      const value = this.read(instant, signal, unit);
      return typeof value === 'number' ? [{ at: instant.at, value }] : [];
    });
  }

  /** In the rule's unit, when the type of the device says in which unit the signal is measured. */
  read({ at, signals }: Instant, signal: string, unit: string | undefined): Value | undefined {
    const value = signals[signal];
    if (typeof value !== 'number' || unit === undefined) return value;
    const measured = this.#units.get(this.tags(at).deviceType ?? '')?.get(signal)?.unit ?? unit;
    return converter(measured, unit)!(value);
  }

  connected(at: number): boolean | undefined {
    const changes = this.events.filter(event => event.kind === 'connection').filter(event => event.at <= at);
    return changes.reduce((a, b) => (a && a.sequence > b.sequence ? a : b), changes[0])?.connected;
  }

  /** The last reading or connect event, else when the device became known. */
  heard = (at: number): number => (this.upTo(at).findLast(({ reads, connects }) => reads || connects) ?? this.instants[0]!).at;
}

function instantOf(events: readonly DeviceEvent[]): Instant {
  const readings = events.filter(event => event.kind === 'reading');
  return {
    at: events[0]!.at,
    reads: readings.length > 0,
    signals: Object.assign({}, ...readings.map(({ signals }) => signals)),
    tags: Object.assign({}, ...readings.map(({ tags }) => tags)),
    connects: events.some(event => event.kind === 'connection' && event.connected),
  };
}
