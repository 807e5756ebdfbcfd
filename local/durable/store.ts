/** What the durable engine must remember, in SQLite. Every write is one short synchronous transaction. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Event, type HistoryEvent } from './protocol.ts';
import { type Statements, schema, statements } from './statements.ts';
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
  return { ...reading(sql), ...writing(db, sql) };
}

type Reading = 'instance' | 'numbered' | 'list' | 'counts' | 'history' | 'due' | 'dueInstances' | 'earliest' | 'work';

const reading = (sql: Statements): Pick<Store, Reading> => ({
  instance: id => sql.byId.get(id) as Instance | undefined,
  numbered: n => sql.byNumber.get(n) as Instance | undefined,
  list: () => sql.list.all() as unknown as Instance[],
  counts: () => Object.fromEntries((sql.counts.all() as { status: string; many: number }[]).map(row => [row.status, row.many])),
  history: n => (sql.history.all(n) as { event: string; listed: number | null }[]).map(readEvent),
  due: (n, now, atMost) => (sql.due.all(n, now, atMost) as { seq: number; event: string }[]).map(readMessage),
  dueInstances: now => (sql.dueInstances.all(now) as { n: number }[]).map(row => row.n),
  earliest: but => (sql.earliest.get(JSON.stringify(but)) as { due: number } | undefined)?.due,
  work: atMost => sql.work.all(atMost) as unknown as Work[],
});

function writing(db: DatabaseSync, sql: Statements): Omit<Store, Reading> {
  const atomic = <T>(change: () => T): T => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
  const post = (n: number, event: HistoryEvent, due: number): void => postTo(sql, n, event, due, null);
  return {
    start: one => atomic(() => startIn(sql, one)),
    post: (n, event, due) => atomic(() => post(n, event, due)),
    finishWork: (work, event, due) =>
      atomic(() => {
        const wanted = sql.endWork.run(work.n, work.task).changes === 1;
        if (wanted) post(work.n, event, due);
        return wanted;
      }),
    commit: result => atomic(() => commitTo(sql, result)),
    purge: n => atomic(() => clear(sql, n)),
  };
}

function startIn(sql: Statements, one: Parameters<Store['start']>[0]): void {
  const before = sql.byId.get(one.id) as Instance | undefined;
  if (before !== undefined) clear(sql, before.n);
  const { id, name, version, input, created, traceparent } = one;
  const n = Number(sql.start.run(id, name, version, input, created, created, traceparent).lastInsertRowid);
  postTo(sql, n, startedEvent({ ...one, n }), created, null);
}

function commitTo(sql: Statements, result: EpisodeResult): void {
  const { n } = result.instance;
  for (const seq of result.taken) sql.take.run(seq);
  for (const id of result.cancelled) sql.cancel.run(n, id);
  let at = (sql.lastEvent.get(n) as { at: number }).at;
  for (const { event, listed } of result.events) sql.append.run(n, ++at, JSON.stringify(event), listed ?? null);
  for (const { task, name, input } of result.work) sql.schedule.run(n, task, name, input);
  for (const { id, fireAt } of result.timers) postTo(sql, n, firedEvent(id, fireAt), fireAt, id);
  if (hasEnded(result.status)) for (const one of [sql.noMessages, sql.noWork]) one.run(n);
  sql.update.run(result.status, result.output, result.customStatus, result.at, result.at, Number(result.follows), n);
}

const postTo = (sql: Statements, n: number, event: HistoryEvent, due: number, timer: number | null): void =>
  void sql.post.run(n, due, timer, JSON.stringify(event));

function clear(sql: Statements, n: number): void {
  for (const one of [sql.noMessages, sql.noWork, sql.noHistory, sql.noInstance]) one.run(n);
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
