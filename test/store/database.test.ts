import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openDatabase, transaction } from '../../local/store/database.ts';
import { sqliteTables } from '../../local/store/tables.ts';
import { readValue, writeValue } from '../../local/store/values.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
});
afterEach(() => rmSync(dir, { recursive: true }));
const file = () => join(dir, 'data', 'tocsin.sqlite');

test('a file survives being closed and opened again', async () => {
  const first = openDatabase(file());
  writeValue(first, 'clock', { now: 5, speed: 60 });
  const written = await sqliteTables(first).write('things', 'p', [{ kind: 'put', row: 'r', value: [1] }]);
  first.close();
  const again = openDatabase(file());
  expect(readValue(again, 'clock')).toEqual({ now: 5, speed: 60 });
  expect(await sqliteTables(again).read('things', 'p', 'r')).toMatchObject({ value: [1], etag: written.ok && written.etags[0] });
  again.close();
});

test('kill -9 loses no confirmed write, and leaves no half of one', { timeout: 60_000 }, async () => {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'write-rows.ts'), file()], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void writer.kill('SIGKILL'));
  let said = '';
  writer.stdout.on('data', chunk => {
    said += chunk;
    if (said.length > 500) writer.kill('SIGKILL');
  });
  await once(writer, 'close');
  const confirmed = said.slice(0, said.lastIndexOf('\n')).split('\n').length;
  const db = openDatabase(file());
  const count = (of: string) => Number(db.prepare('select count(*) as n from documents where row like ?').get(`${of}-%`)?.n);
  expect(count('a')).toBeGreaterThanOrEqual(confirmed);
  expect(count('b')).toBe(count('a'));
  expect(db.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
  db.close();
});

test('values: absent, overwritten, null', () => {
  const db = openDatabase(':memory:');
  expect(readValue(db, 'mode')).toBeUndefined();
  writeValue(db, 'mode', 'live');
  writeValue(db, 'mode', null);
  expect(readValue(db, 'mode')).toBeNull();
});

test('a file is written ahead (WAL), so that a kill loses no commit', () => {
  const db = openDatabase(file());
  expect(db.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  expect(db.prepare('pragma synchronous').get()).toMatchObject({ synchronous: 1 });
  expect(db.prepare('pragma busy_timeout').get()).toMatchObject({ timeout: 5000 });
  expect(db.prepare('pragma foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
  db.close();
});

test('a file of a later version is refused and left as it is', () => {
  openDatabase(file()).close();
  const later = new DatabaseSync(file());
  later.exec('pragma user_version = 999');
  later.close();
  expect(() => openDatabase(file())).toThrowError(
    expect.objectContaining({ code: 'store/newer', message: expect.stringContaining('999') }),
  );
});

test('a file that is no database is refused', () => {
  const path = join(dir, 'notes.txt');
  writeFileSync(path, 'not a database at all, but long enough to be read as the head of one'.repeat(20));
  expect(() => openDatabase(path)).toThrowError(expect.objectContaining({ code: 'store/not-ours' }));
});

test('a transaction writes all or nothing, and joins the one around it', () => {
  const db = openDatabase(':memory:');
  const fail = () =>
    transaction(db, () => {
      writeValue(db, 'a', 1);
      transaction(db, () => writeValue(db, 'b', 1));
      throw new Error('on purpose');
    });
  expect(fail).toThrowError('on purpose');
  expect([readValue(db, 'a'), readValue(db, 'b')]).toEqual([undefined, undefined]);
  transaction(db, () => writeValue(db, 'a', 2));
  expect(transaction(db, () => readValue(db, 'a'))).toBe(2);
});
