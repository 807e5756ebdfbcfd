/** The plant clock: the time that rules, due times and durable timers go by. */
import { performance } from 'node:perf_hooks';
import type { PlantClock } from './host/types.ts';

/** The machine's own two clocks: the time of day, and one that never jumps. Both in ms. */
export interface Machine {
  now(): number;
  elapsed(): number;
}
const thisMachine: Machine = { now: () => Date.now(), elapsed: () => performance.now() };

/** Stands still until it is set. Machine time is the real one, as SDKs sign their requests with it. */
export function virtualClock(startAt: number): PlantClock {
  let now = startAt;
  return {
    speed: 'virtual',
    now: () => now,
    machine: thisMachine.now,
    set(at) {
      if (!(at >= now)) throw new Error(`The plant clock stands at ${iso(now)} and cannot go back to ${iso(at)}.`);
      now = at;
    },
  };
}

/**
 * Runs `speed` plant seconds per machine second from `startAt` on. At speed 1 it is the machine's time of day; only when
 * `startAt` lies ahead of that (something stored is later than the machine believes it is) it stays ahead by as much.
 * It never goes back, even when the machine's time of day is put back. To keep its time over a restart is the caller's.
 * A clock of its own starts at `startAt` at speed 1 too: a recording's time has nothing to do with the machine's.
 */
export function runningClock(options: {
  readonly startAt: number;
  readonly speed: number;
  readonly ofItsOwn?: boolean;
  readonly machine?: Machine;
}): PlantClock {
  const { startAt, speed, ofItsOwn = speed !== 1, machine = thisMachine } = options;
  if (!(speed > 0 && Number.isFinite(speed))) throw new Error(`A clock cannot run at speed ${speed}.`);
  const began = machine.elapsed();
  const ahead = Math.max(0, startAt - machine.now());
  const time = ofItsOwn ? () => startAt + (machine.elapsed() - began) * speed : () => machine.now() + ahead;
  let latest = -Infinity;
  return {
    speed,
    now: () => (latest = Math.max(latest, Math.floor(time()))),
    machine: machine.now,
    set() {
      throw new Error('A running clock cannot be set.');
    },
  };
}

const iso = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString() : String(at));
