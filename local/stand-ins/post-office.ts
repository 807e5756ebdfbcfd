/** Brings the providers' events to the app some seconds later, as Event Grid would: kept until it is done. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../engine/ports.ts';
import type { Worker } from '../host/types.ts';
import type { GridEvent } from './reports.ts';

/** Posts one event to a function of the app. Rejects when it must be posted again. */
export type Deliver = (functionName: string, event: GridEvent) => Promise<void>;

export interface PostOffice extends Worker {
  /** Makes the event at the plant time at which it will be posted: 2…4 s from now, the same for the same `id`. A known id changes nothing. */
  post(id: string, functionName: string, eventAt: (at: number) => GridEvent): void;
}

const schema = `CREATE TABLE IF NOT EXISTS post_office (
  id TEXT PRIMARY KEY, due INTEGER NOT NULL, functionName TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL) STRICT`;
const retryMs = [10_000, 30_000, 60_000, 300_000, 600_000];
/** After so many attempts the event is dropped, as it would be without a dead-letter container. */
const attemptsMax = 30;

interface Due {
  readonly id: string;
  readonly functionName: string;
  readonly event: string;
  readonly attempts: number;
}

export function createPostOffice(options: { db: DatabaseSync; clock: Clock; deliver: Deliver }): PostOffice {
  const { db, clock, deliver } = options;
  db.exec(schema);
  const insert = db.prepare('INSERT INTO post_office VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING');
  const earliest = db.prepare('SELECT min(due) AS due FROM post_office');
  const due = db.prepare('SELECT id, functionName, event, attempts FROM post_office WHERE due <= ? ORDER BY due, id LIMIT 100');
  const remove = db.prepare('DELETE FROM post_office WHERE id = ?');
  const later = db.prepare('UPDATE post_office SET due = ?, attempts = attempts + 1 WHERE id = ?');
  const listeners: (() => void)[] = [];
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  const bring = async (row: Due) => {
    try {
      await deliver(row.functionName, JSON.parse(row.event) as GridEvent);
      remove.run(row.id);
    } catch {
      if (row.attempts + 1 >= attemptsMax) remove.run(row.id);
      else later.run(clock.now() + (retryMs[row.attempts] ?? 3_600_000), row.id);
    }
  };
  const settle = async () => {
    for (let rows = due.all(clock.now()); rows.length > 0 && !closed; rows = due.all(clock.now()))
      for (const row of rows) if (!closed) await bring(row as unknown as Due);
  };
  return {
    name: 'delivery reports',
    post(id, functionName, eventAt) {
      const at = clock.now() + delayMs(id);
      insert.run(id, at, functionName, JSON.stringify(eventAt(at)));
      for (const listener of listeners) listener();
    },
    nextDue: () => (closed ? undefined : ((earliest.get() as { due: number | null }).due ?? undefined)),
    settle: () => (running = settle()),
    onWork: listener => void listeners.push(listener),
    async close() {
      closed = true;
      await running;
    },
  };
}

/** 2,000…4,000 ms, by the id alone. */
const delayMs = (id: string) => 2_000 + (createHash('sha256').update(id).digest().readUInt32BE(0) % 2_001);
