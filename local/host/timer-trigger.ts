/** Calls one function by its schedule, on plant time, as the timer trigger of the Functions host does. */
import { parseSchedule } from './ncrontab.ts';
import type { FunctionEntry, Invoker, PlantClock, Worker } from './types.ts';

/** Plant times, ms. `last` is absent until the function was called for the first time. */
export interface TimerStatus {
  readonly last?: number;
  readonly next: number;
  readonly updated: number;
}
/** Keeps the status of the timers by function name, across restarts. */
export interface TimerStore {
  read(name: string): TimerStatus | undefined;
  write(name: string, status: TimerStatus): void;
}

export interface TimerTriggerOptions {
  readonly entry: FunctionEntry;
  readonly invoker: Invoker;
  readonly clock: PlantClock;
  readonly store: TimerStore;
  readonly onError?: (name: string, error: unknown) => void;
}

/**
 * Never overlaps with itself; what fails is not tried again before its next time, and what passes while the function runs is
 * left out. What passed while the host was down is made up for once, with `isPastDue`. Periods under a minute are not kept.
 */
export function timerTrigger({ entry, invoker, clock, store, onError }: TimerTriggerOptions): Worker {
  const next = parseSchedule(String(entry.trigger.schedule));
  let { status, pastDue } = resume(store.read(entry.name), next, clock.now());
  let due = entry.trigger.runOnStartup === true ? clock.now() : status.next;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  const call = async (): Promise<void> => {
    const last = clock.now();
    const input = { json: JSON.stringify(timerInfo(kept() ? status : undefined, pastDue)) };
    await invoker.invoke(entry.name, input).catch(error => onError?.(entry.name, error));
    const updated = clock.now();
    status = { last, next: next(updated), updated };
    pastDue = false;
    due = status.next;
    keep();
  };
  const kept = (): boolean => next(status.next) - status.next >= 60_000;
  const keep = (): void => {
    if (kept()) store.write(entry.name, status);
  };

  keep();
  return {
    name: `timer ${entry.name}`,
    nextDue: () => (closed ? undefined : due),
    async settle() {
      while (!closed && due <= clock.now()) {
        running = call();
        await running;
      }
    },
    onWork: () => {},
    async close() {
      closed = true;
      await running;
    },
  };
}

/** A schedule that was changed since starts anew; one that stayed makes up for the time it missed. */
function resume(
  kept: TimerStatus | undefined,
  next: (after: number) => number,
  now: number,
): { status: TimerStatus; pastDue: boolean } {
  const fresh = { status: { next: next(now), updated: now }, pastDue: false };
  if (kept === undefined || next(kept.updated) !== kept.next) return fresh;
  return { status: kept, pastDue: kept.next < now };
}

const timerInfo = (status: TimerStatus | undefined, isPastDue: boolean): unknown => ({
  Schedule: { AdjustForDST: true },
  ScheduleStatus: status === undefined ? null : scheduleStatus(status),
  IsPastDue: isPastDue,
});

const scheduleStatus = ({ last, next, updated }: TimerStatus): unknown => ({
  Last: last === undefined ? '0001-01-01T00:00:00' : iso(last), // .NET's word for never
  LastUpdated: iso(updated),
  Next: iso(next),
});

const iso = (at: number): string => new Date(at).toISOString();
