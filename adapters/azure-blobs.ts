/** The port Blobs on Azure Blob storage. */
import { ContainerClient } from '@azure/storage-blob';
import type { Blobs } from '../engine/ports.ts';
import { checkBlob } from '../engine/store-limits.ts';
import { madeOnFirstUse, perName, reachingAzure, type StorageAccount, serviceUrl, statusOf } from './azure-storage.ts';

/** A container that is not there is made by the first blob. */
export function blobsInAzure(storage: StorageAccount): Blobs {
  const open = perName(name => clientOf(storage, name));
  return {
    async create(container, name, bytes) {
      checkBlob(container, name);
      return reachingAzure(`container ${container}`, abortSignal =>
        madeOnFirstUse(
          'ContainerNotFound',
          () => upload(open(container), name, bytes, abortSignal),
          () => open(container).createIfNotExists({ abortSignal }),
        ),
      );
    },
    async read(container, name) {
      checkBlob(container, name);
      return reachingAzure(`container ${container}`, abortSignal => download(open(container), name, abortSignal));
    },
  };
}

async function upload(client: ContainerClient, name: string, bytes: Uint8Array, abortSignal: AbortSignal): Promise<boolean> {
  try {
    const conditions = { ifNoneMatch: '*' };
    await client.getBlockBlobClient(name).upload(Buffer.from(bytes), bytes.length, { conditions, abortSignal });
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}

async function download(client: ContainerClient, name: string, abortSignal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const { readableStreamBody = [] } = await client.getBlockBlobClient(name).download(0, undefined, { abortSignal });
    const chunks: Uint8Array[] = [];
    for await (const chunk of readableStreamBody) chunks.push(chunk as Buffer);
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function clientOf(storage: StorageAccount, name: string): ContainerClient {
  const options = { retryOptions: { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 } };
  return 'connectionString' in storage
    ? new ContainerClient(storage.connectionString, name, options)
    : new ContainerClient(`${serviceUrl(storage.account, 'blob')}/${name}`, storage.credential, options);
}
