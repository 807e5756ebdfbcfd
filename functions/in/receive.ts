/** The one way in for events of devices: a queue per device in this process, so that what waits is applied oldest first. */
import type { DeviceEvent } from '../../engine/events/event.ts';
import type { Clock, Driver } from '../../engine/ports.ts';
import type { Arrived, EventFate, Reactor } from './react.ts';

interface Waiting extends Arrived {
  readonly driver: Driver;
  readonly done: (fate: EventFate) => void;
  readonly failed: (error: unknown) => void;
}

export type Receive = (event: DeviceEvent, driver: Driver) => Promise<EventFate>;

/** At most so many events are applied with one write. */
const batchSize = 500;

/**
 * Answers what became of an event once it is written and told. Rejects when that failed: the sender has to send it again.
 * The first event of a device waits for a turn of the event loop, so that the elements of one delivery go as one batch.
 */
export function createReceive(clock: Clock, reactor: Reactor): Receive {
  const queues = new Map<string, Waiting[]>();
  const drain = async (device: string, waiting: Waiting[]) => {
    await new Promise<void>(resolve => setImmediate(resolve));
    while (waiting.length > 0) {
      waiting.sort((a, b) => a.event.at - b.event.at);
      await apply(reactor, device, waiting.splice(0, batchSize));
    }
    queues.delete(device);
  };
  return (event, driver) =>
    new Promise((done, failed) => {
      const item = { event, arrivedAt: clock.now(), driver, done, failed };
      const waiting = queues.get(event.device);
      if (waiting) waiting.push(item);
      else {
        const fresh = [item];
        queues.set(event.device, fresh);
        void drain(event.device, fresh);
      }
    });
}

async function apply(reactor: Reactor, device: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const fates = await reactor.toEvents((batch[0] as Waiting).driver, device, batch);
    for (const [i, item] of batch.entries()) item.done(fates[i] as EventFate);
  } catch (error) {
    for (const item of batch) item.failed(error);
  }
}
