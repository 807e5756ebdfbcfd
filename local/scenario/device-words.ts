/** What a device does, in words: reports, falls silent, connects, uploads what it had buffered. */
import { createHash } from 'node:crypto';
import { parseDuration } from '../../engine/duration.ts';
import type { Value } from '../../engine/events/event.ts';
import type { PlantClock } from '../host/types.ts';
import type { Planner } from './planner.ts';

/** Application properties of its messages: `deviceType`, `name`, `site` … */
export type Told = Readonly<Record<string, string>>;
export type Signals = Readonly<Record<string, Value>>;

export interface Reports {
  /** One reading now. */
  once(): Promise<void>;
  every(duration: string): {
    /** From now on for so long, the last one just before the end; plant time passes. */
    for(duration: string): Promise<void>;
    /** The same, while other things are told. */
    meanwhile(duration: string): void;
    /** From now on, until the device reports something else or falls silent. */
    onAndOn(): void;
  };
}

/** Buffered readings: one, or one every so often; `ago` is how long ago they were measured. */
export type Buffered =
  | { readonly ago: string; readonly signals: Signals }
  | { readonly from: string; readonly to: string; readonly every: string; readonly signals: Signals };

export interface DeviceWords {
  /** What it kept on reporting before ends with it. */
  reports(signal: string, value: Value): Reports;
  reports(signals: Signals): Reports;
  /** Sends nothing any more; nobody says so. */
  fallsSilent(): void;
  /** All in one request, now; `from` and `to` are included. */
  uploads(readings: readonly Buffered[]): Promise<void>;
  connects(): Promise<void>;
  disconnects(): Promise<void>;
  isDeleted(): Promise<void>;
}

interface Of {
  readonly id: string;
  readonly told: Told;
  readonly clock: PlantClock;
  readonly planner: Planner;
  readonly wait: (duration: string) => Promise<void>;
  readonly seed: number;
}

const hub = '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/PLANT';

export function deviceWords(of: Of): DeviceWords {
  const { id, clock, planner, wait } = of;
  const now = () => clock.now();
  const lifecycle = async (what: 'Connected' | 'Disconnected' | 'Deleted') => {
    planner.plan(now(), 'device-events', [lifecycleEvent(of, what, now())]);
    await wait('0s');
  };
  return {
    reports(signal: string | Signals, value?: Value) {
      planner.stop(id);
      return reports(of, typeof signal === 'string' ? { [signal]: value as Value } : signal);
    },
    fallsSilent: () => planner.stop(id),
    async uploads(readings) {
      const measured = readings.flatMap(reading => agesOf(reading).map(age => ({ at: now() - age, signals: reading.signals })));
      const events = measured.map(({ at, signals }) => telemetryEvent(of, signals, at, now()));
      planner.plan(now(), 'telemetry', events);
      await wait('0s');
    },
    connects: () => lifecycle('Connected'),
    disconnects: () => lifecycle('Disconnected'),
    isDeleted: () => lifecycle('Deleted'),
  };
}

function reports(of: Of, signals: Signals): Reports {
  const { clock, planner, wait } = of;
  const plan = (every: string, duration: string) => {
    const from = clock.now();
    for (let at = from; at < from + length(duration); at += length(every)) {
      planner.plan(at, 'telemetry', [telemetryEvent(of, signals, at, at)]);
    }
  };
  return {
    async once() {
      planner.plan(clock.now(), 'telemetry', [telemetryEvent(of, signals, clock.now(), clock.now())]);
      await wait('0s');
    },
    every: every => ({
      async for(duration) {
        plan(every, duration);
        await wait(duration);
      },
      meanwhile: duration => plan(every, duration),
      onAndOn: () => planner.keepOn(of.id, clock.now(), length(every), at => [telemetryEvent(of, signals, at, at)]),
    }),
  };
}

function agesOf(reading: Buffered): readonly number[] {
  if ('ago' in reading) return [length(reading.ago)];
  const [from, to, every] = [length(reading.from), length(reading.to), length(reading.every)];
  return Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, index) => from - index * every);
}

function length(duration: string): number {
  const value = parseDuration(duration);
  if (value === undefined && duration !== '0s') throw new Error(`"${duration}" is not a duration; write 90s, 9m, 1h30m.`);
  return value ?? 0;
}

const idOf = (...parts: readonly unknown[]): string => createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);

export function telemetryEvent(
  { id, told, seed }: Pick<Of, 'id' | 'told' | 'seed'>,
  signals: Signals,
  at: number,
  enqueuedAt: number,
) {
  const enqueued = new Date(enqueuedAt).toISOString();
  const message = idOf(seed, id, at, JSON.stringify(signals));
  return {
    id: idOf('event', message, enqueuedAt),
    topic: hub,
    subject: `devices/${id}`,
    eventType: 'Microsoft.Devices.DeviceTelemetry',
    eventTime: enqueued,
    data: {
      properties: { timeZone: 'Europe/Oslo', ...told, 'iothub-creation-time-utc': new Date(at).toISOString() },
      systemProperties: {
        'iothub-content-type': 'application/json',
        'iothub-content-encoding': 'utf-8',
        'iothub-connection-device-id': id,
        'iothub-enqueuedtime': enqueued,
        'iothub-message-source': 'Telemetry',
        'message-id': message,
      },
      body: signals,
    },
    dataVersion: '',
    metadataVersion: '1',
  };
}

export function lifecycleEvent(
  { id, seed }: Pick<Of, 'id' | 'seed'>,
  what: 'Connected' | 'Disconnected' | 'Deleted',
  at: number,
) {
  const sequenceNumber = at.toString(16).toUpperCase().padStart(64, '0');
  const connection = { deviceConnectionStateEventInfo: { sequenceNumber }, hubName: 'plant', deviceId: id };
  const deletion = { twin: { deviceId: id, etag: 'AAAAAAAAAAE=' }, hubName: 'plant', deviceId: id };
  return {
    id: idOf(seed, id, what, at),
    topic: hub,
    subject: `devices/${id}`,
    eventType: `Microsoft.Devices.Device${what}`,
    eventTime: new Date(at).toISOString(),
    data: what === 'Deleted' ? deletion : connection,
    dataVersion: '1',
    metadataVersion: '1',
  };
}
