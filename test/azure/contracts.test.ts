/** The stores of Azure keep the same contracts as the one on a laptop; Azurite stands in for the account. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { blobsInAzure } from '../../adapters/azure-blobs.ts';
import { queuesInAzure, rawQueuesInAzure } from '../../adapters/azure-queues.ts';
import { tablesInAzure } from '../../adapters/azure-tables.ts';
import { systemClock } from '../../adapters/system.ts';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { blobsContract } from '../contracts/blobs.ts';
import { queuesContract } from '../contracts/queues.ts';
import { tablesContract } from '../contracts/tables.ts';

let dir: string;
let azurite: Azurite;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-azurite-'));
  azurite = await startAzurite({ dir, inMemory: true });
});
afterAll(async () => {
  await azurite.close();
  rmSync(dir, { recursive: true });
});
const close = async () => {};

tablesContract('Azure', async () => ({ tables: tablesInAzure(azurite), close }));
blobsContract('Azure', async () => ({ blobs: blobsInAzure(azurite), close }));
queuesContract('Azure', async () => {
  const raw = rawQueuesInAzure(azurite);
  const arrived = async (queue: string, at: number) => {
    await setTimeout(Math.max(0, at - systemClock.now())); // the account's clock cannot be put forward
    const taken = await raw.take(queue, 32, 30_000);
    for (const { id, popReceipt } of taken) await raw.remove(queue, id, popReceipt);
    return taken.map(({ text }) => text);
  };
  return { queues: queuesInAzure(azurite, systemClock), start: systemClock.now(), arrived, close };
});
