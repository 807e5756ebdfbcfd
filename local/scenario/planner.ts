/** What devices will send and when: delivered by plant time, in the order of their times. */
import type { PlantClock, Worker } from '../host/types.ts';

export type Door = 'telemetry' | 'device-events';

export interface Planner {
  readonly worker: Worker;
  /** Delivers these events together when the plant clock reaches `at`. */
  plan(at: number, door: Door, events: readonly unknown[]): void;
}

export function newPlanner(clock: PlantClock, post: (door: Door, events: readonly unknown[]) => Promise<void>): Planner {
  const waiting: { at: number; door: Door; events: readonly unknown[] }[] = [];
  let ring = () => {};
  const nextDue = () => waiting[0]?.at;
  return {
    plan(at, door, events) {
      const before = waiting.findIndex(one => one.at > at);
      waiting.splice(before < 0 ? waiting.length : before, 0, { at, door, events });
      ring();
    },
    worker: {
      name: 'devices',
      nextDue,
      async settle() {
        for (let due = nextDue(); due !== undefined && due <= clock.now(); due = nextDue()) {
          const next = waiting.shift();
          if (next) await post(next.door, next.events);
        }
      },
      onWork(listener) {
        ring = listener;
      },
      async close() {
        waiting.length = 0;
      },
    },
  };
}
