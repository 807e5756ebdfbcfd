/** What the durable engine must remember, in SQLite. Every write is one short synchronous transaction. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Event, type HistoryEvent } from './protocol.ts';
import type { WalkedEvent } from './walker.ts';

export type Status = 'Pending' | 'Running' | 'Completed' | 'Failed';

export interface Instance {
  /** Number of this run; an id that is started again gets a new one. */
  readonly n: number;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly status: Status;
  /** JSON texts, `null` when absent. */
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  /** Plant times, ms. `last` is the time of the latest episode. */
  readonly created: number;
  readonly updated: number;
  readonly last: number;
  readonly traceparent: string | null;
  /** 1 while a retry or a long timer is open: episodes then take one message only. */
  readonly follows: number;
}

/** A message for an instance, due at a plant time. `timer` is the id of the timer that it fires. */
export interface Message {
  readonly seq: number;
  readonly event: HistoryEvent;
}

export interface Work {
  readonly n: number;
  readonly task: number;
  readonly name: string;
  /** JSON text of a one-element array. */
  readonly input: string;
}

/** All that one episode changes. */
export interface EpisodeResult {
  readonly instance: Instance;
  readonly taken: readonly number[];
  readonly events: readonly WalkedEvent[];
  readonly work: readonly Omit<Work, 'n'>[];
  readonly timers: readonly { readonly id: number; readonly fireAt: number }[];
  readonly cancelled: readonly number[];
  readonly status: Status;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly at: number;
  readonly follows: boolean;
}

const schema = `
CREATE TABLE IF NOT EXISTS durable_instances (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, version TEXT NOT NULL, status TEXT NOT NULL,
  input TEXT, output TEXT, customStatus TEXT, created REAL NOT NULL, updated REAL NOT NULL, last REAL NOT NULL,
  traceparent TEXT, follows INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS durable_instances_status ON durable_instances (status);
CREATE TABLE IF NOT EXISTS durable_history (
  n INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, listed INTEGER, PRIMARY KEY (n, at)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS durable_inbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL, due REAL NOT NULL, timer INTEGER, event TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS durable_inbox_due ON durable_inbox (due, seq);
CREATE INDEX IF NOT EXISTS durable_inbox_n ON durable_inbox (n, due, seq);
CREATE TABLE IF NOT EXISTS durable_work (
  n INTEGER NOT NULL, task INTEGER NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL, PRIMARY KEY (n, task)) WITHOUT ROWID;
`;

export interface Store {
  instance(id: string): Instance | undefined;
  numbered(n: number): Instance | undefined;
  /** Newest last. */
  list(): readonly Instance[];
  counts(): Readonly<Record<string, number>>;
  history(n: number): readonly WalkedEvent[];
  /** Replaces an ended instance of this id. */
  start(instance: Omit<Instance, 'n' | 'status' | 'output' | 'customStatus' | 'updated' | 'last' | 'follows'>): void;
  post(n: number, event: HistoryEvent, due: number): void;
  /** Due messages of one instance, earliest first. */
  due(n: number, now: number, atMost: number): readonly Message[];
  /** Instances with a due message, the longest due first. */
  dueInstances(now: number): readonly number[];
  /** Due time of the earliest message of all instances but these. */
  earliest(but: readonly number[]): number | undefined;
  /** Work that waits or runs, oldest instance first. */
  work(atMost: number): readonly Work[];
  /** The work's result becomes a message; nothing happens when the work is no longer wanted. */
  finishWork(work: Work, event: HistoryEvent, due: number): boolean;
  commit(result: EpisodeResult): void;
  purge(n: number): void;
}

/** The execution id of a run: derived, so that a run is reproducible. */
export const executionId = (instance: { readonly id: string; readonly n: number }): string =>
  createHash('sha256').update(`${instance.n}/${instance.id}`).digest('hex').slice(0, 32);

export function createStore(db: DatabaseSync): Store {
  db.exec(schema);
  const sql = statements(db);
  const atomic = (change: () => void): void => {
    db.exec('BEGIN IMMEDIATE');
    try {
      change();
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
  const clear = (n: number): void => {
    for (const one of [sql.noMessages, sql.noWork, sql.noHistory, sql.noInstance]) one.run(n);
  };
  const post = (n: number, event: HistoryEvent, due: number, timer: number | null = null): void =>
    void sql.post.run(n, due, timer, JSON.stringify(event));
  return {
    instance: id => sql.byId.get(id) as Instance | undefined,
    numbered: n => sql.byNumber.get(n) as Instance | undefined,
    list: () => sql.list.all() as unknown as Instance[],
    counts: () => Object.fromEntries((sql.counts.all() as { status: string; many: number }[]).map(row => [row.status, row.many])),
    history: n => (sql.history.all(n) as { event: string; listed: number | null }[]).map(readEvent),
    start: one =>
      atomic(() => {
        const before = sql.byId.get(one.id) as Instance | undefined;
        if (before !== undefined) clear(before.n);
        const { lastInsertRowid } = sql.start.run(
          one.id,
          one.name,
          one.version,
          one.input,
          one.created,
          one.created,
          one.traceparent,
        );
        const n = Number(lastInsertRowid);
        post(n, startedEvent({ ...one, n }), one.created);
      }),
    post: (n, event, due) => atomic(() => post(n, event, due)),
    due: (n, now, atMost) => (sql.due.all(n, now, atMost) as { seq: number; event: string }[]).map(readMessage),
    dueInstances: now => (sql.dueInstances.all(now) as { n: number }[]).map(row => row.n),
    earliest: but => (sql.earliest.get(JSON.stringify(but)) as { due: number } | undefined)?.due,
    work: atMost => sql.work.all(atMost) as unknown as Work[],
    finishWork(work, event, due) {
      let wanted = false;
      atomic(() => {
        wanted = sql.endWork.run(work.n, work.task).changes === 1;
        if (wanted) post(work.n, event, due);
      });
      return wanted;
    },
    commit: result =>
      atomic(() => {
        const { n } = result.instance;
        for (const seq of result.taken) sql.take.run(seq);
        for (const id of result.cancelled) sql.cancel.run(n, id);
        let at = (sql.lastEvent.get(n) as { at: number }).at;
        for (const { event, listed } of result.events) sql.append.run(n, ++at, JSON.stringify(event), listed ?? null);
        for (const { task, name, input } of result.work) sql.schedule.run(n, task, name, input);
        for (const { id, fireAt } of result.timers) post(n, firedEvent(id, fireAt), fireAt, id);
        if (hasEnded(result.status)) for (const one of [sql.noMessages, sql.noWork]) one.run(n);
        sql.update.run(result.status, result.output, result.customStatus, result.at, result.at, Number(result.follows), n);
      }),
    purge: n => atomic(() => clear(n)),
  };
}

export const hasEnded = (status: Status): boolean => status === 'Completed' || status === 'Failed';

const readMessage = (row: { seq: number; event: string }): Message => ({ seq: row.seq, event: JSON.parse(row.event) });
const readEvent = (row: { event: string; listed: number | null }): WalkedEvent => ({
  event: JSON.parse(row.event),
  ...(row.listed === null ? {} : { listed: row.listed }),
});

const startedEvent = (one: { n: number; id: string; name: string; version: string; input: string | null }): HistoryEvent => ({
  EventType: Event.executionStarted,
  EventId: -1,
  IsPlayed: false,
  Timestamp: '',
  Name: one.name,
  Version: one.version,
  Input: one.input,
  OrchestrationInstance: { InstanceId: one.id, ExecutionId: executionId(one) },
  ParentInstance: null,
});

const firedEvent = (id: number, fireAt: number): HistoryEvent => ({
  EventType: Event.timerFired,
  EventId: -1,
  IsPlayed: false,
  Timestamp: '',
  TimerId: id,
  FireAt: new Date(fireAt).toISOString(),
});

function statements(db: DatabaseSync) {
  return {
    byId: db.prepare('SELECT * FROM durable_instances WHERE id = ?'),
    byNumber: db.prepare('SELECT * FROM durable_instances WHERE n = ?'),
    list: db.prepare('SELECT * FROM durable_instances ORDER BY n'),
    counts: db.prepare('SELECT status, count(*) AS many FROM durable_instances GROUP BY status'),
    history: db.prepare('SELECT event, listed FROM durable_history WHERE n = ? ORDER BY at'),
    lastEvent: db.prepare('SELECT coalesce(max(at), 0) AS at FROM durable_history WHERE n = ?'),
    append: db.prepare('INSERT INTO durable_history (n, at, event, listed) VALUES (?, ?, ?, ?)'),
    start: db.prepare(
      "INSERT INTO durable_instances (id, name, version, input, created, updated, traceparent, status, last, follows) VALUES (?, ?, ?, ?, ?, ?, ?, 'Pending', 0, 0)",
    ),
    update: db.prepare(
      'UPDATE durable_instances SET status = ?, output = ?, customStatus = ?, updated = ?, last = ?, follows = ? WHERE n = ?',
    ),
    post: db.prepare('INSERT INTO durable_inbox (n, due, timer, event) VALUES (?, ?, ?, ?)'),
    due: db.prepare('SELECT seq, event FROM durable_inbox WHERE n = ? AND due <= ? ORDER BY due, seq LIMIT ?'),
    dueInstances: db.prepare('SELECT n FROM durable_inbox WHERE due <= ? GROUP BY n ORDER BY min(due), min(seq)'),
    earliest: db.prepare(
      'SELECT due FROM durable_inbox WHERE n NOT IN (SELECT value FROM json_each(?)) ORDER BY due, seq LIMIT 1',
    ),
    take: db.prepare('DELETE FROM durable_inbox WHERE seq = ?'),
    cancel: db.prepare('DELETE FROM durable_inbox WHERE n = ? AND timer = ?'),
    work: db.prepare('SELECT n, task, name, input FROM durable_work ORDER BY n, task LIMIT ?'),
    schedule: db.prepare('INSERT INTO durable_work (n, task, name, input) VALUES (?, ?, ?, ?)'),
    endWork: db.prepare('DELETE FROM durable_work WHERE n = ? AND task = ?'),
    noMessages: db.prepare('DELETE FROM durable_inbox WHERE n = ?'),
    noWork: db.prepare('DELETE FROM durable_work WHERE n = ?'),
    noHistory: db.prepare('DELETE FROM durable_history WHERE n = ?'),
    noInstance: db.prepare('DELETE FROM durable_instances WHERE n = ?'),
  };
}
