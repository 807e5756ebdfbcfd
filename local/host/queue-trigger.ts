/** Hands the messages of one queue to one function, as the queue trigger of the Functions host does. */

import type { LocalQueues, Received } from '../store/queues.ts';
import { newBell } from './bell.ts';
import type { FunctionEntry, Invoker, PlantClock, Worker } from './types.ts';

const atOnceMax = 16;
const attemptsMax = 5;
/** Machine time. A handler that takes longer sees its message handed out again. */
const leaseMs = 60_000;
/** How often the queue is looked at again while handlers run: messages also become visible by mere time. Machine time. */
const lookAgainMs = 200;

export interface QueueTriggerOptions {
  readonly entry: FunctionEntry;
  readonly invoker: Invoker;
  readonly queues: LocalQueues;
  readonly clock: PlantClock;
  /** More messages than this at one plant time can only be a function that feeds itself. Default 10,000. */
  readonly atOneInstantMax?: number;
  /** Hears of each failed attempt. */
  readonly onError?: (name: string, error: unknown) => void;
}

/** Five attempts without a delay, then the text goes to `<queue>-poison`. */
export function queueTrigger(options: QueueTriggerOptions): Worker {
  const { entry, queues, onError } = options;
  const queue = String(entry.trigger.queueName);
  if (queue.endsWith('-poison'))
    throw new Error(`The local host cannot run the function "${entry.name}": "${queue}" has no poison queue.`);
  const running = new Set<Promise<void>>();
  const limit = instantLimit(options);
  const bell = newBell();
  const onSend = (listener: () => void): void => queues.onSend(name => name === queue && listener());
  let closed = false;

  const start = (message: Received): void => {
    const work = handle(message, queue, options)
      .catch(error => onError?.(entry.name, error)) // a store out of reach: the lease ends and the message comes again
      .finally(() => {
        running.delete(work);
        bell.ring();
      });
    running.add(work);
  };

  onSend(bell.ring);
  return {
    name: `queue ${queue}`,
    nextDue: () => (closed ? undefined : queues.nextVisibleAt(queue)),
    async settle() {
      for (;;) {
        const free = closed ? 0 : atOnceMax - running.size;
        const messages = free > 0 ? await queues.receive(queue, free, leaseMs) : [];
        limit(messages.length);
        messages.forEach(start);
        if (running.size === 0) return;
        await bell.sleep(lookAgainMs);
      }
    },
    onWork: onSend,
    async close() {
      closed = true;
      await Promise.all(running);
    },
  };
}

async function handle(message: Received, queue: string, options: QueueTriggerOptions): Promise<void> {
  const { queues, clock } = options;
  const { id, text, popReceipt, dequeueCount } = message;
  if (dequeueCount <= attemptsMax && (await succeeds(message, options))) {
    await queues.remove(queue, id, popReceipt);
  } else if (dequeueCount < attemptsMax) {
    await queues.putBack(queue, id, popReceipt, clock.now());
  } else {
    await queues.send(`${queue}-poison`, text, clock.now()); // copied first: a crash in between leaves two, never none
    await queues.remove(queue, id, popReceipt);
  }
}

async function succeeds(message: Received, { entry, invoker, clock, onError }: QueueTriggerOptions): Promise<boolean> {
  try {
    await invoker.invoke(entry.name, { string: message.text }, { metadata: metadata(message, clock) });
    return true;
  } catch (error) {
    onError?.(entry.name, error);
    return false;
  }
}

const metadata = (message: Received, clock: PlantClock): Record<string, unknown> => ({
  QueueTrigger: message.text,
  DequeueCount: message.dequeueCount,
  Id: message.id,
  PopReceipt: message.popReceipt,
  InsertionTime: new Date(message.insertedAt).toISOString(),
  ExpirationTime: new Date(message.insertedAt + 7 * 86_400_000).toISOString(),
  NextVisibleTime: new Date(clock.now() + leaseMs).toISOString(),
});

/** Throws when more messages than can be meant came at one plant time. */
function instantLimit({ clock, entry, atOneInstantMax = 10_000 }: QueueTriggerOptions): (messages: number) => void {
  let at = Number.NaN;
  let count = 0;
  return messages => {
    count = clock.now() === at ? count + messages : messages;
    at = clock.now();
    if (count > atOneInstantMax)
      throw new Error(`The function "${entry.name}" got ${count} messages at one instant: it feeds itself without end.`);
  };
}
