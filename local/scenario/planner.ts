/** What devices will send and when: delivered by plant time, in the order of their times. */
import type { PlantClock, Worker } from '../host/types.ts';

export type Door = 'telemetry' | 'device-events';

export interface Planner {
  readonly worker: Worker;
  /** Delivers these events together when the plant clock reaches `at`. */
  plan(at: number, door: Door, events: readonly unknown[]): void;
  /** Goes on delivering, from `at` on, until this device is told to stop. */
  keepOn(device: string, at: number, everyMs: number, eventsAt: (at: number) => readonly unknown[]): void;
  stop(device: string): void;
}

interface Delivery {
  readonly at: number;
  readonly door: Door;
  readonly events: readonly unknown[];
  /** Whether its device still keeps on when its time has come. */
  readonly wanted?: () => boolean;
  readonly after?: () => void;
}

export function newPlanner(clock: PlantClock, post: (door: Door, events: readonly unknown[]) => Promise<void>): Planner {
  const waiting: Delivery[] = [];
  const keepingOn = new Map<string, object>();
  let ring = () => {};
  const nextDue = () => waiting[0]?.at;
  const put = (delivery: Delivery) => {
    const before = waiting.findIndex(one => one.at > delivery.at);
    waiting.splice(before < 0 ? waiting.length : before, 0, delivery);
    ring();
  };
  return {
    plan: (at, door, events) => put({ at, door, events }),
    keepOn(device, from, everyMs, eventsAt) {
      const mine = {};
      keepingOn.set(device, mine);
      const wanted = () => keepingOn.get(device) === mine;
      const next = (at: number) => put({ at, door: 'telemetry', events: eventsAt(at), wanted, after: () => next(at + everyMs) });
      next(from);
    },
    stop: device => void keepingOn.delete(device),
    worker: {
      name: 'devices',
      nextDue,
      async settle() {
        for (let due = nextDue(); due !== undefined && due <= clock.now(); due = nextDue()) {
          const next = waiting.shift();
          if (!next || next.wanted?.() === false) continue;
          next.after?.();
          await post(next.door, next.events);
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
