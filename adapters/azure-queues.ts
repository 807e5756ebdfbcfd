/** The port Queues on Azure Queue storage, and what the local host needs besides when its queues lie there. */
import { QueueClient } from '@azure/storage-queue';
import type { Clock, Queues } from '../engine/ports.ts';
import { StoreError } from '../engine/store-error.ts';
import { checkQueue, checkText } from '../engine/store-limits.ts';
import { codeOf, madeOnFirstUse, perName, reachingAzure, type StorageAccount, serviceUrl, statusOf } from './azure-storage.ts';

/** A message as it was received: leased to whoever has it. */
export interface Taken {
  readonly id: string;
  readonly text: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  /** The account's own time, ms. */
  readonly insertedAt: number;
}

/** Queues by machine time. */
export interface RawQueues {
  put(queue: string, text: string, delayS: number): Promise<void>;
  /** At most 32. */
  take(queue: string, max: number, leaseMs: number): Promise<readonly Taken[]>;
  /** False when somebody else has it, or it is gone. */
  remove(queue: string, id: string, popReceipt: string): Promise<boolean>;
  putBack(queue: string, id: string, popReceipt: string, delayS: number): Promise<boolean>;
}

/**
 * A message becomes visible by the account's clock, in whole seconds and at most seven days from now: it may come early (a farther
 * time, clocks that differ), and whoever receives it must be content with that. On a plant clock that runs at another speed than
 * the machine's, the delay is as many machine seconds. A queue that is not there is made by the first message.
 */
export function queuesInAzure(storage: StorageAccount, clock: Clock): Queues {
  const raw = rawQueuesInAzure(storage);
  return { send: (queue, text, visibleAt) => raw.put(queue, text, delayOf(clock, visibleAt)) };
}

const longestDelayS = 7 * 86_400;

/** Machine seconds from now to a plant time, never too few but for the limit. */
export function delayOf(clock: Clock, visibleAt: number): number {
  if (!Number.isFinite(visibleAt)) throw new StoreError('store/bad-query', `A message cannot become visible at ${visibleAt}.`);
  const speed = typeof clock.speed === 'number' ? clock.speed : 1;
  return Math.min(Math.max(0, Math.ceil((visibleAt - clock.now()) / speed / 1000)), longestDelayS);
}

export function rawQueuesInAzure(storage: StorageAccount): RawQueues {
  const open = perName(name => clientOf(storage, name));
  const within = <Result>(queue: string, work: (client: QueueClient, abortSignal: AbortSignal) => Promise<Result>) => {
    checkQueue(queue);
    return reachingAzure(`queue ${queue}`, signal => work(open(queue), signal));
  };
  return {
    async put(queue, text, delayS) {
      checkText(text);
      await within(queue, (client, abortSignal) =>
        madeOnFirstUse(
          'QueueNotFound',
          () => client.sendMessage(encoded(text), { visibilityTimeout: delayS, messageTimeToLive: never, abortSignal }),
          () => client.createIfNotExists({ abortSignal }),
        ),
      );
    },
    take: async (queue, max, leaseMs) =>
      within(queue, async (client, abortSignal) => {
        const options = { numberOfMessages: Math.min(max, 32), visibilityTimeout: Math.ceil(leaseMs / 1000), abortSignal };
        const answer = await client.receiveMessages(options).catch(noQueue);
        return (answer?.receivedMessageItems ?? []).map(item => ({
          id: item.messageId,
          text: Buffer.from(item.messageText, 'base64').toString(),
          popReceipt: item.popReceipt,
          dequeueCount: item.dequeueCount,
          insertedAt: item.insertedOn.getTime(),
        }));
      }),
    remove: async (queue, id, popReceipt) =>
      within(queue, (client, abortSignal) => held(client.deleteMessage(id, popReceipt, { abortSignal }))),
    putBack: async (queue, id, popReceipt, delayS) =>
      within(queue, (client, abortSignal) => held(client.updateMessage(id, popReceipt, undefined, delayS, { abortSignal }))),
  };
}

/** By default a message is gone after seven days. */
const never = -1;

/** As the queue trigger of the Functions host expects it. */
const encoded = (text: string): string => Buffer.from(text).toString('base64');

function clientOf(storage: StorageAccount, name: string): QueueClient {
  const options = { retryOptions: { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 } };
  return 'connectionString' in storage
    ? new QueueClient(storage.connectionString, name, options)
    : new QueueClient(`${serviceUrl(storage.account, 'queue')}/${name}`, storage.credential, options);
}

const noQueue = (error: unknown): undefined => {
  if (codeOf(error) !== 'QueueNotFound') throw error;
};

/** Another receipt, or no such message: it is not ours any more. */
const held = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    error => {
      if ([400, 404].includes(statusOf(error) ?? 0)) return false;
      throw error;
    },
  );
