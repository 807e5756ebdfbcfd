/** Drives the workers: by itself on a running clock, step by step on a virtual one. */
import { setTimeout } from 'node:timers/promises';
import { newBell } from './bell.ts';
import type { PlantClock, Worker } from './types.ts';

/** A worker that is due again right after it settled, or that failed, rests this long (machine time), so that it cannot spin. */
const restMs = 100;
/** No nap is longer (machine time): a clock may be put forward while we wait. */
const napMsMax = 5_000;

export interface Loop {
  /** Closes the workers; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** Each worker is driven on its own, so that a slow one never delays another. A failure is told and tried again. */
export function runLoop(
  clock: PlantClock,
  workers: readonly Worker[],
  onError: (worker: string, error: unknown) => void = () => {},
): Loop {
  const drivers = workers.map(worker => drive(clock, worker, onError));
  return {
    async stop() {
      await Promise.all(drivers.map(driver => driver.stop()));
    },
  };
}

function drive(clock: PlantClock, worker: Worker, onError: (worker: string, error: unknown) => void): Loop {
  const bell = newBell();
  let stopped = false;
  worker.onWork(bell.ring);
  const turn = async (): Promise<void> => {
    const due = worker.nextDue();
    if (due === undefined || due > clock.now()) return await bell.sleep(napMs(clock, due));
    await worker.settle();
    const after = worker.nextDue();
    if (after !== undefined && after <= due) await setTimeout(restMs);
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      await turn().catch(async error => {
        onError(worker.name, error);
        await setTimeout(restMs);
      });
    }
  };
  const end = run();
  return {
    async stop() {
      stopped = true;
      bell.ring();
      await worker.close();
      await end;
    },
  };
}

function napMs(clock: PlantClock, due: number | undefined): number {
  if (due === undefined || clock.speed === 'virtual') return napMsMax;
  return Math.min(napMsMax, Math.max(1, Math.ceil((due - clock.now()) / clock.speed)));
}

export interface AdvanceOptions {
  /** How often the workers may be gone through at one plant time. Default 1,000. */
  readonly roundsMax?: number;
  /** Resolves when nothing else runs, such as requests that came from outside. */
  readonly quiet?: () => Promise<void>;
}

/**
 * Moves a virtual clock on to `until`, stopping at each time at which a worker has something to do. Throws when the workers
 * give each other work without end at one instant, and passes on what a worker throws.
 */
export async function advanceTo(
  clock: PlantClock,
  workers: readonly Worker[],
  until: number,
  options: AdvanceOptions = {},
): Promise<void> {
  for (;;) {
    await settleAll(clock, workers, options);
    const due = Math.min(...workers.map(worker => worker.nextDue() ?? Infinity));
    if (due > until) break;
    clock.set(due);
  }
  if (until > clock.now()) clock.set(until);
}

/** Lets the workers do all that is due now, and all that it brings about, without moving the clock. */
export async function settleAll(clock: PlantClock, workers: readonly Worker[], options: AdvanceOptions = {}): Promise<void> {
  const { roundsMax = 1_000, quiet = async () => {} } = options;
  const dueNow = (): Worker[] => workers.filter(worker => (worker.nextDue() ?? Infinity) <= clock.now());
  await quiet();
  for (let round = 0, due = dueNow(); due.length > 0; round++, due = dueNow()) {
    if (round >= roundsMax) throw new Error(livelock(due, clock.now(), roundsMax));
    for (const worker of due) await worker.settle();
    await quiet();
  }
}

const livelock = (due: readonly Worker[], now: number, rounds: number): string =>
  `After ${rounds} rounds at ${new Date(now).toISOString()} there is still work for ${due.map(({ name }) => `"${name}"`).join(', ')}: it would never end.`;
