/** `health`: would I know if the house burned? Open to everybody, so it names no person and no device. */
import type { HttpHandler } from '@azure/functions';
import type { Ports } from '../../engine/ports.ts';
import type { Problem } from '../../engine/problems.ts';
import { listAlarms } from '../store/alarms.ts';
import { type Counts, doors, readCounts } from '../store/counts.ts';
import { allDevices } from '../store/devices.ts';
import { listParked } from '../store/parked.ts';

/** Figures of devices are summed over so many; beyond that they say that they are partial. */
const devicesCounted = 2_000;
const warningsShown = 50;

const inShort = ({ code, path, line, says }: Problem) => ({ code, path, line, says });

export const health =
  (ports: Ports): HttpHandler =>
  async () => {
    const devices = await allDevices(ports.tables, devicesCounted);
    const [counts, open] = await Promise.all([readCounts(ports.tables), listAlarms(ports.tables, 'open', { top: 1000 })]);
    const parked = (await Promise.all(doors.map(door => listParked(ports, door)))).flat();
    const { rules, policies, problems, warnings } = ports.rules.current();
    const { clock, email, sms, crm, topic } = ports;
    const said = {
      status: problems.length === 0 ? 'ok' : 'degraded',
      clock: { now: new Date(clock.now()).toISOString(), speed: clock.speed ?? 1 },
      events: eventsOf(
        devices.map(({ state }) => state.counters),
        Object.values(counts),
        parked.reduce((sum, one) => sum + one.attempts, 0),
      ),
      devices: { known: devices.length, partial: devices.length >= devicesCounted },
      alarms: { open: open.ids.length },
      rules: {
        loaded: rules.length,
        policies: policies.size,
        problems: problems.map(inShort),
        warnings: warnings.slice(0, warningsShown).map(inShort),
      },
      channels: { email: email !== undefined, sms: sms !== undefined, crm: crm !== undefined, events: topic !== undefined },
    };
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: JSON.stringify(said),
    };
  };

interface DeviceCounters {
  readonly applied: number;
  readonly late: number;
  readonly duplicate: number;
  readonly stale: number;
}

/** Everything delivered is one of these, exactly. What a device's newer connection event has overtaken is filtered. */
function eventsOf(devices: readonly DeviceCounters[], atDoors: readonly Counts[], parked: number) {
  const sum = (of: (one: DeviceCounters) => number) => devices.reduce((total, one) => total + of(one), 0);
  const door = (fate: keyof Counts) => atDoors.reduce((total, counts) => total + (counts[fate] ?? 0), 0);
  return {
    applied: sum(({ applied }) => applied) + door('applied'),
    late: sum(({ late }) => late),
    duplicate: sum(({ duplicate }) => duplicate) + door('duplicate'),
    filtered: sum(({ stale }) => stale) + door('filtered'),
    parked,
  };
}
