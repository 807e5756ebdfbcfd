/** What a night has in store: things that happen at plant times, in their order. */
import type { PlantClock, Worker } from '../../local/host/types.ts';

export interface Agenda extends Worker {
  at(time: number, happens: () => Promise<void>): void;
}

export function agenda(name: string, clock: PlantClock): Agenda {
  const waiting: { readonly time: number; readonly happens: () => Promise<void> }[] = [];
  const nextDue = () => waiting[0]?.time;
  return {
    name,
    nextDue,
    at(time, happens) {
      const before = waiting.findIndex(other => other.time > time);
      waiting.splice(before < 0 ? waiting.length : before, 0, { time, happens });
    },
    async settle() {
      for (let due = nextDue(); due !== undefined && due <= clock.now(); due = nextDue()) await waiting.shift()?.happens();
    },
    onWork() {},
    async close() {
      waiting.length = 0;
    },
  };
}
