/** The port Blobs on SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import type { Blobs } from '../../engine/ports.ts';
import { checkBlob } from '../../engine/store-limits.ts';
import { reaching } from './reaching.ts';

export function sqliteBlobs(db: DatabaseSync): Blobs {
  const create = db.prepare('insert or ignore into blobs (container, name, bytes) values (?, ?, ?)');
  const read = db.prepare('select bytes from blobs where container = ? and name = ?');
  return {
    async create(container, name, bytes) {
      checkBlob(container, name);
      return reaching(() => create.run(container, name, bytes).changes) === 1;
    },
    async read(container, name) {
      checkBlob(container, name);
      const bytes = reaching(() => read.get(container, name))?.bytes;
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
  };
}
