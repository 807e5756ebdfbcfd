/** Delivers as Event Grid does: an array is delivered again, whole and later, until the app has taken it. */
import type { ChaosPlant } from './plant.ts';

export type Door = 'telemetry' | 'device-events' | 'message-events';

export interface EventGrid {
  deliver(at: number, door: Door, events: readonly unknown[]): void;
  /** Events so far, each as often as it was delivered: in all, and in deliveries that the app has taken. */
  readonly counts: Record<Door, { tried: number; taken: number }>;
}

const retryMs = [10_000, 30_000, 60_000, 300_000, 600_000];

export function eventGrid({ house, late }: ChaosPlant): EventGrid {
  const none = () => ({ tried: 0, taken: 0 });
  const counts = { telemetry: none(), 'device-events': none(), 'message-events': none() };
  const deliver = (at: number, door: Door, events: readonly unknown[], attempt = 0): void =>
    late.at(at, async () => {
      counts[door].tried += events.length;
      try {
        await house.post(door, events);
        counts[door].taken += events.length;
      } catch {
        deliver(at + (retryMs[attempt] ?? 1_800_000), door, events, attempt + 1);
      }
    });
  return { deliver, counts };
}
