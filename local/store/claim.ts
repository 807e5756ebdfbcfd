/** A data folder and a storage account belong together: one holds where each alarm's driver is, the other what is so. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Tables } from '../../engine/ports.ts';
import { StoreError } from '../../engine/store-error.ts';
import { readValue, writeValue } from './values.ts';

const table = 'localhost';
const kept = 'storage account';

/**
 * Marks the account with the folder's name, or finds it marked so. Throws when the account belongs to another folder, when the
 * folder's own account was emptied or exchanged, and when no account can be reached.
 */
export async function claimAccount(tables: Tables, db: DatabaseSync, dir: string): Promise<void> {
  const before = readValue(db, kept);
  const name = typeof before === 'string' ? before : randomUUID();
  const marked = await tables.read(table, 'folder', 'name').catch(unreachable);
  if (marked === undefined && before !== undefined) {
    throw new Error(
      `The storage account is not the one that ${dir} was filled with, or it was emptied. Choose another folder with --data, or remove this one.`,
    );
  }
  if (marked !== undefined && marked.value !== name) {
    throw new Error(
      'The storage account belongs to another data folder. Use that one with --data, or another account with --storage.',
    );
  }
  if (marked === undefined) await tables.write(table, 'folder', [{ kind: 'insert', row: 'name', value: name }]);
  writeValue(db, kept, name);
}

function unreachable(error: unknown): never {
  if (!(error instanceof StoreError)) throw error;
  const fix = 'npm run stand-ins starts an emulator for --storage UseDevelopmentStorage=true.';
  throw new Error(`The storage account cannot be reached: ${error.message} ${fix}`, { cause: error });
}
