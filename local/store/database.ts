/** The one SQLite database of the local host: opened, brought to our schema, and its transactions. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../engine/store-error.ts';

/** Each entry brings the schema one version up. Never edit one that was released: append. */
const versions: readonly string[] = [
  `create table documents (
     tbl text not null, partition text not null, row text not null, etag integer not null, json text not null,
     primary key (tbl, partition, row)) strict;
   create table etags (last integer not null) strict;
   insert into etags values (0);
   create table messages (
     id integer primary key autoincrement, queue text not null, text text not null, inserted_at integer not null,
     visible_at integer not null, dequeue_count integer not null default 0, leased_until integer, receipt text) strict;
   create index messages_by_time on messages (queue, visible_at, id);
   create table blobs (
     container text not null, name text not null, bytes blob not null, primary key (container, name)) strict;
   create table kept (key text primary key, json text not null) strict;`,
];

/**
 * Opens the database, making folder and file when they are missing. `:memory:` is forgotten when it is closed.
 * Throws `store/newer` for a file of a later Tocsin and `store/not-ours` for a file that is no database.
 */
export function openDatabase(path: string | ':memory:'): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  try {
    // WAL with NORMAL keeps every commit when the process is killed; only a power cut can lose the last ones.
    db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma journal_size_limit = 67108864');
    upgrade(db, path);
  } catch (error) {
    db.close();
    throw isNoDatabase(error)
      ? new StoreError('store/not-ours', `${path} is not a database. Move it away, or choose another data folder.`, {
          cause: error,
        })
      : error;
  }
  return db;
}

/** All that `work` writes, or nothing. Inside another transaction it takes part in that one. */
export function transaction<Result>(db: DatabaseSync, work: () => Result): Result {
  if (db.isTransaction) return work();
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

function upgrade(db: DatabaseSync, path: string): void {
  transaction(db, () => {
    const found = Number(db.prepare('pragma user_version').get()?.user_version);
    if (found > versions.length) {
      throw new StoreError(
        'store/newer',
        `${path} was written by a later Tocsin (schema ${found}, this one knows ${versions.length}). Update Tocsin, or choose another data folder.`,
      );
    }
    for (const step of versions.slice(found)) db.exec(step);
    db.exec(`pragma user_version = ${versions.length}`);
  });
}

const notADatabase = 26;
const isNoDatabase = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === notADatabase;
