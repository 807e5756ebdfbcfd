/** The port Tables on SQLite. Everything happens within one turn, so what callers await cannot come between. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { continuationAfter, lastRowOf } from '../../engine/continuation.ts';
import type { Change, Json, Page, Query, Stored, Tables, Written } from '../../engine/ports.ts';
import { checkChanges, checkKey, checkQuery, checkTable, jsonsOf } from '../../engine/store-limits.ts';
import { transaction } from './database.ts';
import { afterAll, fromStored, toStored } from './key-order.ts';
import { reaching } from './reaching.ts';

/** A page ends when it has this much JSON, as it does in the cloud: callers follow the continuation. */
const maxPageLength = 4 * 1024 * 1024;

/** `etags` of a write has one entry per change, empty for a removed row. */
export function sqliteTables(db: DatabaseSync): Tables {
  const statements = prepare(db);
  return {
    async read(table, partition, row) {
      checkTable(table);
      checkKey(partition);
      checkKey(row);
      return reaching(() => {
        const found = statements.read.get(table, toStored(partition), toStored(row));
        return found && storedOf(partition, found);
      });
    },
    async write(table, partition, changes) {
      checkTable(table);
      checkKey(partition);
      checkChanges(changes);
      const jsons = jsonsOf(changes);
      return reaching(() => transaction(db, () => write(statements, [table, toStored(partition)], changes, jsons)));
    },
    async list(table, query) {
      checkTable(table);
      checkKey(query.partition);
      checkQuery(query);
      return reaching(() => list(statements.list, table, query));
    },
  };
}

type Row = Record<string, unknown>;
type Statements = ReturnType<typeof prepare>;

const prepare = (db: DatabaseSync) => ({
  read: db.prepare('select row, etag, json from documents where tbl = ? and partition = ? and row = ?'),
  list: db.prepare(
    'select row, etag, json from documents where tbl = ? and partition = ? and row >= ? and row < ? and row > ? order by row limit ?',
  ),
  etag: db.prepare('select etag from documents where tbl = ? and partition = ? and row = ?'),
  nextEtag: db.prepare('update etags set last = last + 1 returning last'),
  put: db.prepare('insert or replace into documents (tbl, partition, row, etag, json) values (?, ?, ?, ?, ?)'),
  remove: db.prepare('delete from documents where tbl = ? and partition = ? and row = ?'),
});

const storedOf = (partition: string, row: Row): Stored => ({
  partition,
  row: fromStored(String(row.row)),
  etag: String(row.etag),
  value: JSON.parse(String(row.json)) as Json,
});

/** Looks at all changes before it makes the first: nothing has to be taken back. */
function write(statements: Statements, place: [string, string], changes: readonly Change[], jsons: readonly string[]): Written {
  for (const [index, change] of changes.entries()) {
    const because = hindrance(change, statements.etag.get(...place, toStored(change.row))?.etag);
    if (because) return { ok: false, index, because };
  }
  return { ok: true, etags: changes.map((change, index) => apply(statements, place, change, jsons[index] ?? '')) };
}

function hindrance(change: Change, etag: unknown): 'exists' | 'changed' | 'missing' | undefined {
  if (!('etag' in change)) return change.kind === 'insert' && etag !== undefined ? 'exists' : undefined;
  if (etag === undefined) return 'missing';
  return change.etag === '*' || change.etag === String(etag) ? undefined : 'changed';
}

/** Etags come from one counter of the whole store: none is ever given out twice. */
function apply(statements: Statements, place: [string, string], change: Change, json: string): string {
  const row = toStored(change.row);
  if (change.kind === 'remove') {
    statements.remove.run(...place, row);
    return '';
  }
  const etag = Number(statements.nextEtag.get()?.last);
  statements.put.run(...place, row, etag, json);
  return String(etag);
}

function list(statement: StatementSync, table: string, query: Query): Page {
  const { partition, from = '', to, top = 1000, continuation } = query;
  const after = continuation === undefined ? '' : toStored(lastRowOf(continuation));
  const bounds = [toStored(from), to === undefined ? afterAll : toStored(to), after] as const;
  const items: Stored[] = [];
  let length = 0;
  for (const row of statement.iterate(table, toStored(partition), ...bounds, top + 1)) {
    if (items.length === top || length > maxPageLength)
      return { items, continuation: continuationAfter(items.at(-1)?.row ?? '') };
    items.push(storedOf(partition, row));
    length += String(row.json).length;
  }
  return { items };
}
