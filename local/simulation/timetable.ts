/** What the plant sends and when: batches of hub events, each at its plant time. */
import { type SimulatedDevice, simulatedDevices } from './devices.ts';
import { connectionEvent, type HubEvent, telemetryEvent } from './events.ts';
import { isHeard, minuteMs, scenesBetween, signalsAt } from './plant.ts';

export interface Plant {
  /** Plant time of the first start ever: the story is placed by it. */
  readonly startedAt: number;
  readonly seed: number;
}

export interface Batch {
  readonly at: number;
  readonly door: 'telemetry' | 'device-events';
  readonly events: readonly HubEvent[];
}

export interface Caption {
  readonly at: number;
  readonly device: string;
  readonly text: string;
}

const groups = groupsByGateway();
const stepMs = minuteMs / groups.length;
const gateways = simulatedDevices.filter(({ type }) => type === 'gateway');

/** The first moment at or after `at` at which devices send: gateway by gateway, once a minute each. */
export const nextMoment = ({ startedAt }: Plant, at: number): number =>
  startedAt + Math.max(0, Math.ceil((at - startedAt) / stepMs)) * stepMs;

/** What devices send at that moment (one of `nextMoment`). */
export function telemetryAt(plant: Plant, at: number): Batch {
  const group = groups[Math.round((at - plant.startedAt) / stepMs) % groups.length] ?? [];
  const heard = group.filter(device => isHeard(device, plant.startedAt, at));
  return { at, door: 'telemetry', events: heard.map(device => telemetryEvent(device, signalsAt(device, plant, at), at)) };
}

/** Gateways that come and go in (from, to]. */
export function connectionsBetween({ startedAt }: Plant, from: number, to: number): readonly Batch[] {
  const dark = scenesBetween(startedAt, from, to).filter(({ happening }) => happening.dark);
  return dark
    .flatMap(scene => [
      { at: scene.from, connected: false, id: scene.happening.device },
      { at: scene.to, connected: true, id: scene.happening.device },
    ])
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, connected, id }) => {
      const gateway = gateways.find(one => one.id === id);
      return gateway ? [{ at, door: 'device-events' as const, events: [connectionEvent(gateway, connected, at)] }] : [];
    });
}

/** How each gateway's connection stands at that time, as the last event that said so: told again after a restart, it is a duplicate. */
export function connectionsAt({ startedAt }: Plant, at: number): Batch {
  const longAgo = at - 24 * 60 * minuteMs;
  const changes = connectionsBetween({ startedAt, seed: 0 }, longAgo, at).flatMap(batch => batch.events);
  const events = gateways.map(
    gateway =>
      changes.findLast(({ subject }) => subject === `devices/${gateway.id}`) ?? connectionEvent(gateway, true, startedAt),
  );
  return { at, door: 'device-events', events };
}

/** What a narrator would say in (from, to]. */
export function captionsBetween({ startedAt }: Plant, from: number, to: number): readonly Caption[] {
  return scenesBetween(startedAt, from, to)
    .flatMap(scene =>
      scene.happening.captions.map(([minute, text]) => ({
        at: scene.from + minute * minuteMs,
        device: scene.happening.device,
        text,
      })),
    )
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at);
}

function groupsByGateway(): readonly (readonly SimulatedDevice[])[] {
  const byGateway = Map.groupBy(simulatedDevices, device => device.gateway ?? device.id);
  return [...byGateway.values()];
}
