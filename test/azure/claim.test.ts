import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { StoreError } from '../../engine/store-error.ts';
import { claimAccount } from '../../local/store/claim.ts';
import { openDatabase } from '../../local/store/database.ts';
import { sqliteTables } from '../../local/store/tables.ts';

const folder = (): DatabaseSync => openDatabase(':memory:');
const account = () => sqliteTables(folder());

test('an empty account belongs to the folder that comes first, and to no other', async () => {
  const [mine, others, tables] = [folder(), folder(), account()];
  await claimAccount(tables, mine, 'mine');
  await claimAccount(tables, mine, 'mine');
  await expect(claimAccount(tables, others, 'others')).rejects.toThrow('belongs to another data folder');
});

test('a folder whose account was emptied is not filled on', async () => {
  const mine = folder();
  await claimAccount(account(), mine, 'mine');
  await expect(claimAccount(account(), mine, 'mine')).rejects.toThrow('the one that mine was filled with');
});

test('an account out of reach is told with what would help', async () => {
  const read = () => Promise.reject(new StoreError('store/unavailable', 'The table is out of reach: ECONNREFUSED.'));
  await expect(claimAccount({ ...account(), read }, folder(), 'mine')).rejects.toThrow(/ECONNREFUSED.*npm run stand-ins/);
});
