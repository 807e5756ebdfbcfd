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

/** A pump does nothing unless somebody waits for it to settle. */
export function createPump(options: PumpOptions): Pump {
  const { clock } = options;
  const listeners: (() => void)[] = [];
  let settling: PromiseWithResolvers<void> | undefined;
  let broken: { readonly error: unknown } | undefined;
  let closing = false;
  let alarm: NodeJS.Timeout | undefined;
  const runners = createRunners(options, failure => {
    broken ??= failure;
    pump();
  });

  function pump(): void {
    if (settling === undefined) return;
    clearTimeout(alarm);
    const now = clock.now();
    try {
      if (!closing && broken === undefined) runners.startDue(now);
      if (runners.running() > 0) alarm = wakeAt(clock, now, runners.earliest(), pump);
    } catch (error) {
      broken ??= { error };
    }
    if (runners.running() === 0) end(settling);
  }

  function end({ resolve, reject }: PromiseWithResolvers<void>): void {
    settling = undefined;
    if (broken === undefined) resolve();
    else reject(broken.error);
    broken = undefined;
  }

  return {
    nextDue() {
      const due = runners.earliest();
      return runners.hasWork() ? Math.min(due ?? Number.POSITIVE_INFINITY, clock.now()) : due;
    },
    settle() {
      if (settling !== undefined) return settling.promise;
      const mine = Promise.withResolvers<void>();
      settling = mine;
      pump();
      return mine.promise;
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

interface Runners {
  /** Starts what is due at `now`, as far as there is a place for it. */
  startDue(now: number): void;
  running(): number;
  /** Due time of the earliest message, but for instances whose episode runs. */
  earliest(): number | undefined;
  /** There is work that does not run. */
  hasWork(): boolean;
}

function createRunners(options: PumpOptions, ended: (failure: { readonly error: unknown } | undefined) => void): Runners {
  const { store, limits } = options;
  const episodes = new Set<number>();
  const activities = new Set<string>();
  const running = (): number => episodes.size + activities.size;
  const isFree = (work: Work): boolean => !activities.has(keyOf(work));

  async function track<Key>(set: Set<Key>, key: Key, run: () => Promise<void>): Promise<void> {
    set.add(key);
    const failure = await run().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    set.delete(key);
    ended(failure);
  }

  return {
    startDue(now) {
      for (const n of store.dueInstances(now)) {
        if (episodes.size >= limits.episodes || running() >= limits.together) break;
        if (!episodes.has(n)) void track(episodes, n, () => options.runEpisode(n));
      }
      for (const work of store.work(limits.activities + activities.size)) {
        if (activities.size >= limits.activities || running() >= limits.together) break;
        if (isFree(work)) void track(activities, keyOf(work), () => options.runActivity(work));
      }
    },
    running,
    earliest: () => store.earliest([...episodes]),
    hasWork: () => store.work(activities.size + 1).some(isFree),
  };
}

const keyOf = (work: Work): string => `${work.n}/${work.task}`;

/** While something slow runs on a moving clock, what falls due meanwhile must not wait for it. */
function wakeAt(clock: PlantClock, now: number, due: number | undefined, wake: () => void): NodeJS.Timeout | undefined {
  // What was due already waits for a place, and gets it when something ends.
  if (due === undefined || due <= now || clock.speed === 'virtual') return undefined;
  const machineMs = Math.ceil((due - now) / clock.speed);
  return setTimeout(wake, Math.min(Math.max(machineMs, 1), 60_000));
}
