import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteBlobs } from '../../local/store/blobs.ts';
import { openDatabase } from '../../local/store/database.ts';
import { blobsContract } from '../contracts/blobs.ts';

blobsContract('SQLite in memory', async () => {
  const db = openDatabase(':memory:');
  return { blobs: sqliteBlobs(db), close: async () => db.close() };
});

blobsContract('SQLite in a file', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const db = openDatabase(join(dir, 'tocsin.sqlite'));
  const close = async () => {
    db.close();
    rmSync(dir, { recursive: true });
  };
  return { blobs: sqliteBlobs(db), close };
});
