/** What the devices of a random night send, and how it comes: late, twice, in one delivery with others, broken. */
import { createHash } from 'node:crypto';
import { lifecycleEvent, type Signals, type Told, telemetryEvent } from '../../local/scenario/device-words.ts';
import type { Chance } from './chance.ts';
import type { EventGrid } from './event-grid.ts';

const minute = 60_000;

export interface NightDevice {
  readonly id: string;
  readonly told: Told;
  readonly everyMs: number;
  /** What it may measure, for a while each; the first is as it should be. `undefined`: it is silent. */
  readonly moods: readonly (Signals | undefined)[];
}

const freezer = (id: string, site: string): NightDevice => ({
  ...{ id, everyMs: minute, told: { deviceType: 'freezer', name: `Freezer ${id}`, site } },
  moods: [-22, -22, -13, -8, -8].map(temperature => ({ temperature, defrosting: false })),
});

export const kinds: readonly ((n: number) => NightDevice)[] = [
  n => freezer(`frz-${n}`, 'oslo'),
  n => freezer(`frz-${n}`, 'bergen'),
  n => ({
    ...{ id: `leak-${n}`, everyMs: 2 * minute, told: { deviceType: 'leak-sensor', name: `Sensor ${n}`, place: 'basement' } },
    moods: [{ leak: false }, { leak: true }],
  }),
  n => ({
    ...{ id: `gw-${n}`, everyMs: minute, told: { deviceType: 'gateway', name: `Gateway ${n}`, site: 'oslo' } },
    moods: [{ heartbeat: 1 }, undefined],
  }),
  n => ({
    ...{ id: `pump-${n}`, everyMs: minute, told: { deviceType: 'pump', name: `Pump ${n}` } },
    moods: [
      { running: true, pressure: 4.2 },
      { running: true, pressure: 0.1 },
      { running: false, pressure: 0 },
    ],
  }),
];

export interface Delivery {
  readonly grid: EventGrid;
  /** Telemetry and lifecycle events, each once: by message id. */
  readonly sent: Set<string>;
  /** Broken ones, each delivery of them. */
  broken: number;
  readonly seed: number;
}

type Event = ReturnType<typeof telemetryEvent>;

/** Plans all that a device sends: moods until `calmAt`, then as it should be until `endsAt`, then it is deleted. */
export function planDevice(dice: Chance, device: NightDevice, way: Delivery, from: number, calmAt: number, endsAt: number): void {
  const of = { id: device.id, told: device.told, seed: way.seed };
  const lifecycle = (what: 'Connected' | 'Disconnected' | 'Deleted', at: number) => {
    way.sent.add(`${device.id} ${what} ${at}`);
    way.grid.deliver(at + dice.whole(0, 2_000), 'device-events', [lifecycleEvent(of, what, at)]);
  };
  if (device.moods.includes(undefined)) lifecycle('Connected', from);
  let mood = device.moods[0];
  let changesAt = from;
  for (let at = from + dice.whole(0, 59_000); at < endsAt; at += device.everyMs) {
    if (at >= changesAt) {
      const before = mood;
      mood = at < calmAt ? dice.pick(device.moods) : device.moods[0];
      changesAt = at + dice.whole(5, 20) * minute;
      if (before && !mood && dice.hits(0.5)) lifecycle('Disconnected', at);
      if (!before && mood) lifecycle('Connected', at);
    }
    if (mood) send(dice, way, telemetryEvent(of, jitter(dice, mood), at, at), at);
    if (dice.hits(0.01)) breaks(dice, way, at);
  }
  lifecycle('Deleted', endsAt);
}

function jitter(dice: Chance, mood: Signals): Signals {
  const { temperature } = mood;
  return typeof temperature === 'number' ? { ...mood, temperature: temperature + dice.whole(-9, 9) / 10 } : mood;
}

/** Mostly at once and once; else late, twice in a delivery, or again later. */
function send(dice: Chance, way: Delivery, event: Event, at: number): void {
  way.sent.add(event.data.systemProperties['message-id']);
  const comesAt = at + (dice.hits(0.04) ? dice.whole(1, 20) * minute : dice.whole(0, 3_000));
  way.grid.deliver(comesAt, 'telemetry', dice.hits(0.03) ? [event, event] : [event]);
  if (dice.hits(0.05)) way.grid.deliver(comesAt + dice.whole(0, 600_000), 'telemetry', [event]);
}

function breaks(dice: Chance, way: Delivery, at: number): void {
  const id = createHash('sha256').update(`${way.seed} ${at}`).digest('hex');
  const times = dice.whole(1, 2);
  const bad = { id, eventType: 'Microsoft.Devices.DeviceTelemetry', eventTime: 'never', data: { body: `%${id}` } };
  way.broken += times;
  for (let time = 0; time < times; time++) way.grid.deliver(at + time * minute, 'telemetry', [bad]);
}
