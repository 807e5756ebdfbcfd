/** How the rows of this house are read and written: one document per row, changed by whoever saw its newest version. */
import type { Change, Json, Page, Query, Tables, Written } from '../../engine/ports.ts';

export const asJson = (value: unknown): Json => value as Json;

/** Tried so often when somebody else changed the row in between; more means that something writes in a loop. */
const patience = 20;

/**
 * Reads a row, lets `change` make the new one, writes it if nobody else did meanwhile, else again. `change` answers `undefined`
 * to leave everything as it is. `also` are changes of the same partition that are made with it or not at all; those that
 * insert a row that is there already make the whole write a repetition: then nothing is written.
 */
export async function update<Value>(tables: Tables, at: Place, change: RowChange<Value>): Promise<Value | undefined> {
  const free = await turn(tables, at);
  try {
    return await changed(tables, at, change);
  } finally {
    free();
  }
}

interface Place {
  readonly table: string;
  readonly partition: string;
  readonly row: string;
}

type RowChange<Value> = (value: Value | undefined) => { readonly value: Value; readonly also?: readonly Change[] } | undefined;

const turns = new WeakMap<Tables, Map<string, Promise<void>>>();

/**
 * Within this process changes of one row wait for each other: a delivery of a hundred events that all count in one row would
 * else lose so many races that it never gets through. Answers what lets the next one go.
 */
async function turn(tables: Tables, { table, partition, row }: Place): Promise<() => void> {
  const waiting = turns.get(tables) ?? new Map<string, Promise<void>>();
  turns.set(tables, waiting);
  const key = [table, partition, row].join('/');
  const before = waiting.get(key);
  let free = () => {};
  const mine = new Promise<void>(resolve => {
    free = () => {
      if (waiting.get(key) === mine) waiting.delete(key);
      resolve();
    };
  });
  waiting.set(key, mine);
  await before;
  return free;
}

async function changed<Value>(tables: Tables, at: Place, change: RowChange<Value>): Promise<Value | undefined> {
  for (let attempt = 1; attempt <= patience; attempt++) {
    const stored = await tables.read(at.table, at.partition, at.row);
    const before = stored?.value as Value | undefined;
    const after = change(before);
    if (after === undefined) return before;
    const first: Change = stored
      ? { kind: 'replace', row: at.row, value: asJson(after.value), etag: stored.etag }
      : { kind: 'insert', row: at.row, value: asJson(after.value) };
    const written = await tables.write(at.table, at.partition, [first, ...(after.also ?? [])]);
    if (written.ok) return after.value;
    if (written.index > 0) return before;
  }
  throw new Error(`store/contended: ${at.table}/${at.partition}/${at.row} changed ${patience} times while it was being written`);
}

/** Inserts rows that are the same however often they are written; those that are there already stay as they are. */
export async function insertOnce(tables: Tables, table: string, partition: string, row: string, value: Json): Promise<boolean> {
  const written: Written = await tables.write(table, partition, [{ kind: 'insert', row, value }]);
  return written.ok;
}

/** All rows of a query, page after page, at most `most`. */
export async function listAll<Value>(
  tables: Tables,
  table: string,
  query: Query,
  most = 10_000,
): Promise<readonly { readonly row: string; readonly value: Value }[]> {
  const items: { row: string; value: Value }[] = [];
  let continuation: string | undefined;
  do {
    const page: Page = await tables.list(table, continuation === undefined ? query : { ...query, continuation });
    for (const { row, value } of page.items) items.push({ row, value: value as Value });
    continuation = page.continuation;
  } while (continuation !== undefined && items.length < most);
  return items;
}

/** The end of the range of all keys that begin with `prefix`. */
export const afterPrefix = (prefix: string): string => `${prefix}\uffff`;
