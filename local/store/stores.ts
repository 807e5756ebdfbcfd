/** Where the house keeps its documents, messages and bytes: in the database of the host, or in a storage account. */
import type { DatabaseSync } from 'node:sqlite';
import { blobsInAzure } from '../../adapters/azure-blobs.ts';
import { rawQueuesInAzure } from '../../adapters/azure-queues.ts';
import type { StorageAccount } from '../../adapters/azure-storage.ts';
import { tablesInAzure } from '../../adapters/azure-tables.ts';
import type { Blobs, Clock, Tables } from '../../engine/ports.ts';
import { accountQueues } from './account-queues.ts';
import { sqliteBlobs } from './blobs.ts';
import { type LocalQueues, sqliteQueues } from './queues.ts';
import { sqliteTables } from './tables.ts';

export interface Stores {
  readonly tables: Tables;
  readonly queues: LocalQueues;
  readonly blobs: Blobs;
}

export const storesInDatabase = (db: DatabaseSync, clock: Clock): Stores => ({
  tables: sqliteTables(db),
  queues: sqliteQueues(db, clock),
  blobs: sqliteBlobs(db),
});

export const storesInAccount = (account: StorageAccount, clock: Clock): Stores => ({
  tables: tablesInAzure(account),
  queues: accountQueues(rawQueuesInAzure(account), clock),
  blobs: blobsInAzure(account),
});
