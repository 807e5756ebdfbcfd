/** Tables of the durable engine, and what is asked of them. */
import type { DatabaseSync } from 'node:sqlite';

export const schema = `
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

export type Statements = ReturnType<typeof statements>;

export function statements(db: DatabaseSync) {
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
