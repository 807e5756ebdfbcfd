/** The stores of Azure keep the same contracts as the one on a laptop; Azurite stands in for the account. */
import { setTimeout } from 'node:timers/promises';
import { blobsInAzure } from '../../adapters/azure-blobs.ts';
import { queuesInAzure, rawQueuesInAzure } from '../../adapters/azure-queues.ts';
import { tablesInAzure } from '../../adapters/azure-tables.ts';
import { systemClock } from '../../adapters/system.ts';
import { blobsContract } from '../contracts/blobs.ts';
import { queuesContract } from '../contracts/queues.ts';
import { tablesContract } from '../contracts/tables.ts';
import { emulatedAccount } from './account.ts';

const account = emulatedAccount();
const close = async () => {};

tablesContract('Azure', async () => ({ tables: tablesInAzure(account), close }));
blobsContract('Azure', async () => ({ blobs: blobsInAzure(account), close }));
queuesContract('Azure', async () => {
  const raw = rawQueuesInAzure(account);
  const arrived = async (queue: string, at: number) => {
    await setTimeout(Math.max(0, at - systemClock.now())); // the account's clock cannot be put forward
    const taken = await raw.take(queue, 32, 30_000);
    for (const { id, popReceipt } of taken) await raw.remove(queue, id, popReceipt);
    return taken.map(({ text }) => text);
  };
  return { queues: queuesInAzure(account, systemClock), start: systemClock.now(), arrived, close };
});
