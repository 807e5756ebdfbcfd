import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../local/store/database.ts';
import { sqliteTables } from '../../local/store/tables.ts';
import { tablesContract } from '../contracts/tables.ts';

tablesContract('SQLite in memory', async () => {
  const db = openDatabase(':memory:');
  return { tables: sqliteTables(db), close: async () => db.close() };
});

tablesContract('SQLite in a file', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const db = openDatabase(join(dir, 'tocsin.sqlite'));
  const close = async () => {
    db.close();
    rmSync(dir, { recursive: true });
  };
  return { tables: sqliteTables(db), close };
});

test('a continuation that this store never gave out is refused', async () => {
  const tables = sqliteTables(openDatabase(':memory:'));
  await expect(tables.list('things', { partition: 'p', continuation: '' })).rejects.toMatchObject({ code: 'store/bad-query' });
});

test('a store that is out of reach says so, to be tried again', async () => {
  const db = openDatabase(':memory:');
  const tables = sqliteTables(db);
  db.exec('drop table documents');
  await expect(tables.read('things', 'p', 'r')).rejects.toMatchObject({ code: 'store/unavailable' });
});
