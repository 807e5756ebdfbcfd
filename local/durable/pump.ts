/** Decides what runs when: due episodes and ready activities, so many at once, never two episodes of one instance. */
import type { PlantClock, Worker } from '../host/types.ts';
import type { Store, Work } from './store.ts';

export interface PumpOptions {
  readonly store: Store;
  readonly clock: PlantClock;
  /** How many may run at once, by kind and in all. */
  readonly limits: { readonly episodes: number; readonly activities: number; readonly together: number };
  readonly runEpisode: (n: number) => Promise<void>;
  readonly runActivity: (work: Work) => Promise<void>;
}

export interface Pump extends Omit<Worker, 'name'> {
  /** New work has been committed. */
  wake(): void;
}

interface Settling {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function createPump(options: PumpOptions): Pump {
  const { store, clock, limits } = options;
  const episodes = new Set<number>();
  const activities = new Set<string>();
  const listeners: (() => void)[] = [];
  let settling: Settling | undefined;
  let broken: { readonly error: unknown } | undefined;
  let closing = false;
  let alarm: NodeJS.Timeout | undefined;

  const running = (): number => episodes.size + activities.size;
  const isFree = (work: Work): boolean => !activities.has(keyOf(work));

  function pump(): void {
    if (settling === undefined) return;
    clearTimeout(alarm);
    if (!closing && broken === undefined) startDue();
    if (running() === 0) end(settling);
    else alarm = wakeAt(clock, store.earliest([...episodes]), pump);
  }

  function startDue(): void {
    for (const n of store.dueInstances(clock.now())) {
      if (episodes.size >= limits.episodes || running() >= limits.together) break;
      if (!episodes.has(n)) track(episodes, n, options.runEpisode(n));
    }
    for (const work of store.work(limits.activities + activities.size)) {
      if (activities.size >= limits.activities || running() >= limits.together) break;
      if (isFree(work)) track(activities, keyOf(work), options.runActivity(work));
    }
  }

  function track<Key>(set: Set<Key>, key: Key, run: Promise<void>): void {
    set.add(key);
    run
      .catch(error => {
        broken ??= { error };
      })
      .finally(() => {
        set.delete(key);
        pump();
      });
  }

  function end({ resolve, reject }: Settling): void {
    settling = undefined;
    if (broken === undefined) resolve();
    else reject(broken.error);
    broken = undefined;
  }

  return {
    nextDue() {
      const due = store.earliest([...episodes]);
      if (!store.work(activities.size + 1).some(isFree)) return due;
      return Math.min(due ?? Number.POSITIVE_INFINITY, clock.now());
    },
    settle() {
      if (settling === undefined) {
        settling = Promise.withResolvers<void>();
        pump();
      }
      return settling?.promise ?? Promise.resolve();
    },
    wake() {
      pump();
      for (const listener of listeners) listener();
    },
    onWork: listener => void listeners.push(listener),
    async close() {
      closing = true;
      await settling?.promise.catch(() => {});
    },
  };
}

const keyOf = (work: Work): string => `${work.n}/${work.task}`;

/** While something slow runs on a moving clock, what falls due meanwhile must not wait for it. */
function wakeAt(clock: PlantClock, due: number | undefined, wake: () => void): NodeJS.Timeout | undefined {
  if (due === undefined || clock.speed === 'virtual') return undefined;
  const machineMs = Math.ceil((due - clock.now()) / clock.speed);
  return setTimeout(wake, Math.min(Math.max(machineMs, 1), 60_000));
}
