/** What the parts of a run share: where the host is, what time it is there, and what just happened. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from './host-process.ts';

/** Moments at which it pays to be killed. */
export type Happening = 'posting' | 'posted' | 'answering' | 'answered';

export interface World {
  readonly url: string;
  readonly db: string;
  readonly speed: number;
  readonly seed: number;
  /** Plant time, never ahead of the host's; `undefined` while the host is down. */
  now(): number | undefined;
  /** The host said this just now. */
  isUp(health: Health): void;
  isDown(): void;
  /** No more alarms are begun; then: nothing is left to do. */
  phase: 'alarms' | 'ending' | 'ended';
  tell(happening: Happening): void;
  /** Resolves when it happens, or after so long, ms. */
  hears(happening: Happening, atMostMs: number): Promise<void>;
}

export function createWorld(at: Pick<World, 'url' | 'db' | 'speed' | 'seed'>): World {
  const bell = new EventEmitter();
  let seen: { readonly plant: number; readonly machine: number } | undefined;
  return {
    ...at,
    phase: 'alarms',
    now: () => seen && Math.floor(seen.plant + (performance.now() - seen.machine) * at.speed),
    isUp(health) {
      seen = { plant: Date.parse(health.clock.now), machine: performance.now() };
    },
    isDown() {
      seen = undefined;
    },
    tell: happening => void bell.emit(happening),
    async hears(happening, atMostMs) {
      const stop = new AbortController();
      await Promise.race([once(bell, happening, stop), sleep(atMostMs, undefined, stop)]).catch(() => {});
      stop.abort();
    },
  };
}

/** Waits until the host is up and its plant time is this; `false` when the run has ended before. */
export async function untilPlantTime(world: World, at: number): Promise<boolean> {
  for (;;) {
    if (world.phase === 'ended') return false;
    const now = world.now();
    if (now !== undefined && now >= at) return true;
    await sleep(now === undefined ? 20 : Math.min(200, Math.max(1, Math.ceil((at - now) / world.speed))));
  }
}

/** What an HTTP request came to. `unheard`: it may have arrived, but its answer did not; `refused`: nobody was there. */
export type Reply = { readonly status: number; readonly text: string } | 'unheard' | 'refused';

export async function ask(url: string, init?: RequestInit): Promise<Reply> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === 'ECONNREFUSED' ? 'refused' : 'unheard';
  }
}

/** Between two attempts: nobody there is nobody there for a while. */
export const pause = (after: Reply): Promise<void> => sleep(after === 'refused' ? 200 : 30);
