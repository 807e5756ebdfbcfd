/** What the plant is like at a plant time: a function of the time since the first start and the seed, and of nothing else. */
import type { Value } from '../../engine/events/event.ts';
import type { DeviceType, SimulatedDevice } from './devices.ts';
import { evenNoise, normalNoise, rounded } from './noise.ts';
import { type Curve, type Happening, nightShift, storyMinutes } from './story.ts';

export const minuteMs = 60_000;

/** A happening of one telling of the story. */
export interface Scene {
  readonly happening: Happening;
  /** Plant time. */
  readonly from: number;
  readonly to: number;
}

/** All scenes that begin, last or end in [from, to]. */
export function scenesBetween(startedAt: number, from: number, to: number): readonly Scene[] {
  const first = Math.max(0, tellingAt(startedAt, from) - 1);
  const last = tellingAt(startedAt, to);
  const tellings = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return tellings
    .flatMap(telling => nightShift.map(happening => sceneOf(happening, startedAt, telling)))
    .filter(scene => scene.from <= to && scene.to >= from);
}

const tellingAt = (startedAt: number, at: number): number => Math.floor((at - startedAt) / (storyMinutes * minuteMs));

function sceneOf(happening: Happening, startedAt: number, telling: number): Scene {
  const from = startedAt + (telling * storyMinutes + happening.at) * minuteMs;
  return { happening, from, to: from + happening.lasts * minuteMs };
}

/** Whether the device is heard: neither it nor its gateway is in the dark. */
export function isHeard(device: SimulatedDevice, startedAt: number, at: number): boolean {
  return !scenesAt(startedAt, at).some(
    ({ happening }) => happening.dark && [device.id, device.gateway].includes(happening.device),
  );
}

const scenesAt = (startedAt: number, at: number): readonly Scene[] =>
  scenesBetween(startedAt, at, at).filter(({ to }) => at < to);

/** The body of the device's message at that time. */
export function signalsAt(
  device: SimulatedDevice,
  { startedAt, seed }: { startedAt: number; seed: number },
  at: number,
): Readonly<Record<string, Value>> {
  const tick = Math.floor((at - startedAt) / minuteMs);
  const noise: Noise = (signal, spread) => spread * normalNoise(seed, `${device.id}/${signal}`, tick);
  const usual = models[device.type]({ tick, noise, phase: Math.floor(evenNoise(seed, device.id, 0) * storyMinutes) });
  const scene = scenesAt(startedAt, at).find(({ happening }) => happening.device === device.id);
  if (!scene) return usual;
  const minute = (at - scene.from) / minuteMs;
  const changed = Object.entries(scene.happening.signals ?? {}).map(([signal, curve]) => [
    signal,
    along(curve, minute, noise(signal, 0.15)),
  ]);
  return { ...usual, ...Object.fromEntries(changed) };
}

function along(curve: Curve, minute: number, noise: number): Value {
  const after = curve.findIndex(([at]) => at > minute);
  const [from, value] = curve.at(after < 0 ? -1 : Math.max(0, after - 1)) ?? [0, 0];
  const [to, next] = curve.at(after < 0 ? -1 : after) ?? [0, 0];
  if (typeof value !== 'number' || typeof next !== 'number') return value;
  return rounded(value + (to > from ? ((minute - from) / (to - from)) * (next - value) : 0) + noise, 2);
}

type Noise = (signal: string, spread: number) => number;
interface Moment {
  /** Minutes since the first start. */
  readonly tick: number;
  readonly noise: Noise;
  /** Minutes by which devices of a kind differ in what they do by themselves, as defrosting. */
  readonly phase: number;
}

/** Once in six hours for twenty minutes, and never in the first hour of a telling, which has a freezer of its own. */
const isDefrosting = ({ tick, phase }: Moment): boolean => {
  const minute = (tick % storyMinutes) - (70 + (phase % 180));
  return minute >= 0 && minute < 20;
};

const wave = ({ tick, phase }: Moment, minutes: number): number => Math.sin(((tick + phase) / minutes) * 2 * Math.PI);

const models: Readonly<Record<DeviceType, (moment: Moment) => Record<string, Value>>> = {
  freezer: moment => {
    const defrosting = isDefrosting(moment);
    const temperature = (defrosting ? -12.5 : -20.5) + 0.4 * wave(moment, 24) + moment.noise('temperature', 0.2);
    return { temperature: rounded(temperature, 2), defrosting, doorOpen: false };
  },
  'cold-room': moment => ({
    temperature: rounded(3.5 + 0.5 * wave(moment, 30) + moment.noise('temperature', 0.15), 2),
    humidity: rounded(72 + 3 * wave(moment, 90) + moment.noise('humidity', 1), 1),
    door: 'closed',
  }),
  'leak-sensor': moment => ({ leak: false, battery: rounded(3.05 + moment.noise('battery', 0.005), 3) }),
  gateway: moment => ({ heartbeat: 1, uptime: moment.tick * 60 }),
  pump: moment => ({
    running: true,
    vibration: rounded(Math.abs(2.1 + 0.2 * wave(moment, 45) + moment.noise('vibration', 0.15)), 2),
    pressure: rounded(4.2 + moment.noise('pressure', 0.05), 2),
  }),
  'server-room': moment => ({
    temperature: rounded(22 + 0.6 * wave(moment, 120) + moment.noise('temperature', 0.2), 2),
    setpoint: 22,
    humidity: rounded(45 + moment.noise('humidity', 1), 1),
  }),
  tank: moment => ({ level: rounded(60 + 2 * wave(moment, 700) + moment.noise('level', 0.1), 2) }),
};
