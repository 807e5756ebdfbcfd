/** The port Queues on SQLite, and what the queue trigger of the local host needs besides. */
import type { DatabaseSync } from 'node:sqlite';
import type { Clock, Queues } from '../../engine/ports.ts';
import { StoreError } from '../../engine/store-error.ts';
import { checkQueue, checkText } from '../../engine/store-limits.ts';
import { transaction } from './database.ts';
import { reaching } from './reaching.ts';

export interface Received {
  readonly id: string;
  readonly text: string;
  /** How often it was received, this time included. */
  readonly dequeueCount: number;
  /** Names this receipt of the message: only its latest holder can remove it or put it back. */
  readonly popReceipt: string;
  /** Plant time, ms. */
  readonly insertedAt: number;
}

/**
 * A message becomes visible at a plant time. Who receives it has it leased for a machine time: when the lease ends and the
 * message was not removed, it is visible again.
 */
export interface LocalQueues extends Queues {
  receive(queue: string, max: number, leaseMs: number): Promise<Received[]>;
  /** False when somebody else received it since, or it is gone. */
  remove(queue: string, id: string, popReceipt: string): Promise<boolean>;
  /** Gives it back, to be visible at a plant time. False as with `remove`. */
  putBack(queue: string, id: string, popReceipt: string, visibleAt: number): Promise<boolean>;
  /** Plant time of the earliest message that is not leased now (it may be in the past), or when to look again. */
  nextVisibleAt(queue: string): number | undefined;
  /**
   * For the start of the host: who held a lease is dead, so nobody waits for leases to end, where the store can tell. An attempt
   * that died with its process did not fail, and is not counted: else some crashes in a row would make poison of a due time.
   */
  releaseLeases(): void;
  /** Called after a message came in or was put back. */
  onSend(listener: (queue: string, visibleAt: number) => void): void;
}

export interface SqliteQueues extends LocalQueues {
  /** All messages: waiting, visible and leased. */
  length(queue: string): number;
}

export function sqliteQueues(db: DatabaseSync, clock: Clock): SqliteQueues {
  const statements = prepare(db);
  const listeners: ((queue: string, visibleAt: number) => void)[] = [];
  const tell = (queue: string, visibleAt: number) => {
    for (const listener of listeners) listener(queue, visibleAt);
  };
  return {
    async send(queue, text, visibleAt) {
      checkQueue(queue);
      checkText(text);
      const at = wholeMs(visibleAt);
      reaching(() => statements.send.run(queue, text, Math.floor(clock.now()), at));
      tell(queue, at);
    },
    async receive(queue, max, leaseMs) {
      const until = Math.ceil(clock.machine() + leaseMs);
      return reaching(() => transaction(db, () => lease(statements, clock, queue, max, until)));
    },
    async remove(queue, id, popReceipt) {
      return reaching(() => statements.remove.run(queue, id, popReceipt).changes) === 1;
    },
    async putBack(queue, id, popReceipt, visibleAt) {
      const at = wholeMs(visibleAt);
      const done = reaching(() => statements.putBack.run(at, queue, id, popReceipt).changes) === 1;
      if (done) tell(queue, at);
      return done;
    },
    nextVisibleAt(queue) {
      const found = statements.next.get(queue, Math.floor(clock.machine()))?.visible_at;
      return typeof found === 'number' ? found : undefined;
    },
    length: queue => Number(statements.length.get(queue)?.n),
    releaseLeases: () => void statements.release.run(),
    onSend: listener => void listeners.push(listener),
  };
}

type Statements = ReturnType<typeof prepare>;

const free = '(leased_until is null or leased_until <= ?)';
const held = 'queue = ? and id = ? and receipt = ?';

const prepare = (db: DatabaseSync) => ({
  send: db.prepare('insert into messages (queue, text, inserted_at, visible_at) values (?, ?, ?, ?)'),
  visible: db.prepare(`select * from messages where queue = ? and ${free} and visible_at <= ? order by visible_at, id limit ?`),
  lease: db.prepare('update messages set dequeue_count = ?, leased_until = ?, receipt = ? where id = ?'),
  remove: db.prepare(`delete from messages where ${held}`),
  putBack: db.prepare(`update messages set visible_at = ?, leased_until = null, receipt = null where ${held}`),
  next: db.prepare(`select visible_at from messages where queue = ? and ${free} order by visible_at, id limit 1`),
  length: db.prepare('select count(*) as n from messages where queue = ?'),
  release: db.prepare(
    'update messages set leased_until = null, receipt = null, dequeue_count = dequeue_count - 1 where leased_until is not null',
  ),
});

function lease(statements: Statements, clock: Clock, queue: string, max: number, until: number): Received[] {
  const rows = statements.visible.all(queue, Math.floor(clock.machine()), Math.floor(clock.now()), max);
  return rows.map(row => {
    const id = Number(row.id);
    const dequeueCount = Number(row.dequeue_count) + 1;
    // The count grows but for crashes, and then time has passed: no two receipts of a message are the same.
    const popReceipt = `${id}.${dequeueCount}.${until}`;
    statements.lease.run(dequeueCount, until, popReceipt, id);
    return { id: String(id), text: String(row.text), dequeueCount, popReceipt, insertedAt: Number(row.inserted_at) };
  });
}

/** Never earlier than asked for. */
function wholeMs(at: number): number {
  if (!Number.isFinite(at)) throw new StoreError('store/bad-query', `A message cannot become visible at ${at}.`);
  return Math.ceil(at);
}
