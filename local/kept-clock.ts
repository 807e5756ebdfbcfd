/** The plant clock over restarts: it stands still while the host is down, and never starts before anything that was stored. */
import type { DatabaseSync } from 'node:sqlite';
import { runningClock } from './clock.ts';
import type { PlantClock } from './host/types.ts';
import { readValue, writeValue } from './store/values.ts';

const key = 'plant clock';
/** Plant time is written down this much machine time before it is handed out; a crash loses at most so much of it. */
const leadMs = 2_000;
const rhythmMs = 250;

export interface KeptClock {
  readonly clock: PlantClock;
  /** Writes down where the clock stands, to go on from there. */
  stop(): void;
}

export interface KeptClockOptions {
  readonly startAt: number;
  readonly speed: number;
  /** Makes it wait for what is played back; it is then a clock of its own at speed 1 too. */
  readonly heldBy?: (clock: PlantClock) => PlantClock;
}

/**
 * `startAt` counts only when nothing is kept. All stored times come from this clock, and none is handed out that lies behind
 * what is written down: so the kept value is the greatest of all. At speed 1 the machine keeps the time.
 */
export function keptClock(db: DatabaseSync, { startAt, speed, heldBy }: KeptClockOptions): KeptClock {
  const kept = readValue(db, key);
  const ofItsOwn = speed !== 1 || heldBy !== undefined;
  const running = runningClock({ startAt: typeof kept === 'number' ? kept : startAt, speed, ofItsOwn });
  const clock = heldBy?.(running) ?? running;
  const lead = ofItsOwn ? leadMs * speed : 0;
  let written = Number.NEGATIVE_INFINITY;
  const write = (now: number) => {
    written = now + lead;
    writeValue(db, key, written);
  };
  const keep = () => {
    const now = clock.now();
    if (now + lead / 2 >= written) write(now);
  };
  keep();
  const timer = setInterval(keep, rhythmMs);
  timer.unref();
  const now = () => {
    const at = clock.now();
    if (lead > 0 && at > written) write(at); // the process was held up for longer than the lead
    return at;
  };
  return {
    clock: { speed, machine: () => clock.machine(), now, set: at => clock.set(at) },
    stop() {
      clearInterval(timer);
      writeValue(db, key, clock.now());
    },
  };
}
