/**
 * The queues of the local host in a storage account. The account knows machine time only, in whole seconds: a wait in plant time
 * is translated by the speed of the clock, so on a fast clock a message may come late by up to a second of the machine's.
 * A message that waited while the host was down (the plant clock stood still, the account's did not) comes early.
 */
import { delayOf, type RawQueues, type Taken } from '../../adapters/azure-queues.ts';
import type { Clock } from '../../engine/ports.ts';
import type { LocalQueues } from './queues.ts';

/** The account tells nobody of a message: it is asked so often. Machine time. */
const pollMs = 1_000;

export function accountQueues(raw: RawQueues, clock: Clock): LocalQueues {
  const listeners: ((queue: string, visibleAt: number) => void)[] = [];
  const waits = clock.speed === 'virtual' ? waitsInMemory(raw, clock) : waitsInAccount(raw, clock);
  const tell = (queue: string, visibleAt: number) => {
    for (const listener of listeners) listener(queue, visibleAt);
  };
  return {
    async send(queue, text, visibleAt) {
      await waits.send(queue, text, visibleAt);
      tell(queue, visibleAt);
    },
    async receive(queue, max, leaseMs) {
      const taken = await waits.receive(queue, max, leaseMs);
      return taken.map(message => ({ ...message, insertedAt: plantTimeOf(clock, message.insertedAt) }));
    },
    remove: (queue, id, popReceipt) => raw.remove(queue, id, popReceipt),
    async putBack(queue, id, popReceipt, visibleAt) {
      const done = await raw.putBack(queue, id, popReceipt, delayOf(clock, visibleAt));
      if (done) waits.expect(queue, visibleAt);
      if (done) tell(queue, visibleAt);
      return done;
    },
    nextVisibleAt: queue => waits.next(queue),
    releaseLeases: () => {}, // the account frees a dead host's messages when their leases end
    onSend: listener => void listeners.push(listener),
  };
}

interface Waits {
  send(queue: string, text: string, visibleAt: number): Promise<void>;
  receive(queue: string, max: number, leaseMs: number): Promise<readonly Taken[]>;
  /** A message is known to become visible then. */
  expect(queue: string, visibleAt: number): void;
  /** Plant time. */
  next(queue: string): number | undefined;
}

const plantTimeOf = (clock: Clock, machineAt: number): number => {
  const speed = typeof clock.speed === 'number' ? clock.speed : 1;
  return Math.floor(clock.now() - (clock.machine() - machineAt) * speed);
};

/** Every queue is looked at once in a while, and at the times at which a message of this process comes. */
function waitsInAccount(raw: RawQueues, clock: Clock): Waits {
  const speed = typeof clock.speed === 'number' ? clock.speed : 1;
  const looked = new Map<string, number>();
  const expected = perQueue<number>();
  return {
    async send(queue, text, visibleAt) {
      const delayS = delayOf(clock, visibleAt);
      await raw.put(queue, text, delayS);
      expected(queue).push(clock.now() + delayS * 1000 * speed);
    },
    async receive(queue, max, leaseMs) {
      const at = clock.now();
      const taken = await raw.take(queue, max, leaseMs);
      if (taken.length > 0) return taken; // there may be more
      looked.set(queue, clock.machine());
      const later = expected(queue).filter(time => time > at);
      expected(queue).splice(0, Number.POSITIVE_INFINITY, ...later);
      return taken;
    },
    expect: (queue, visibleAt) => void expected(queue).push(visibleAt),
    next(queue) {
      const last = looked.get(queue);
      if (last === undefined) return clock.now();
      return Math.min(clock.now() + (last + pollMs - clock.machine()) * speed, ...expected(queue));
    },
  };
}

/** A virtual clock stands still and jumps, which no account can follow: what waits for a later time waits here. */
function waitsInMemory(raw: RawQueues, clock: Clock): Waits {
  const waiting = perQueue<{ readonly at: number; readonly text: string }>();
  const ready = new Map<string, number>();
  const more = (queue: string, count: number) => void ready.set(queue, Math.max(0, (ready.get(queue) ?? 0) + count));
  const put = async (queue: string, text: string) => {
    await raw.put(queue, text, 0);
    more(queue, 1);
  };
  return {
    async send(queue, text, visibleAt) {
      if (visibleAt <= clock.now()) return put(queue, text);
      waiting(queue).push({ at: visibleAt, text });
    },
    async receive(queue, max, leaseMs) {
      const due = waiting(queue).filter(({ at }) => at <= clock.now());
      const later = waiting(queue).filter(({ at }) => at > clock.now());
      waiting(queue).splice(0, Number.POSITIVE_INFINITY, ...later);
      for (const { text } of due) await put(queue, text);
      if ((ready.get(queue) ?? 0) === 0) return [];
      const taken = await raw.take(queue, max, leaseMs);
      more(queue, -taken.length);
      return taken;
    },
    expect: queue => more(queue, 1),
    next(queue) {
      if ((ready.get(queue) ?? 0) > 0) return clock.now();
      const times = waiting(queue).map(({ at }) => at);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}

function perQueue<Item>(): (queue: string) => Item[] {
  const lists = new Map<string, Item[]>();
  return queue => {
    const list = lists.get(queue) ?? [];
    lists.set(queue, list);
    return list;
  };
}
