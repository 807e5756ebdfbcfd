/** Batches from an event hub, as the Event Hubs extension of the Functions host hands them to a function. */
import type { FunctionEntry, Invoker, Retry, TypedData } from './types.ts';

/** A message as it lies in a partition of the hub. */
export interface StoredMessage {
  readonly body: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the IoT hub and the broker stamped on it. */
  readonly systemProperties: Readonly<Record<string, unknown>>;
  readonly partitionKey?: string;
  readonly sequenceNumber: number;
  readonly offset: string;
  /** Plant time, ms. */
  readonly enqueuedAt: number;
}

export interface Batch {
  readonly partition: string;
  readonly messages: readonly StoredMessage[];
  /** Given when the host tries the batch again because the function threw. */
  readonly retry?: Retry;
}

/** So many messages are in a batch at most (`maxEventBatchSize`). */
export const batchMost = 100;

/**
 * One attempt at one batch of one partition. Rejects with what the function threw: whether the same batch then comes again is
 * the caller's to play (`retry`: at once and in its place, as the host does; without it: after a restart, from the checkpoint).
 */
export async function deliverBatch(entry: FunctionEntry, invoker: Invoker, { partition, messages, retry }: Batch): Promise<void> {
  if (messages.length === 0 || messages.length > batchMost)
    throw new Error(`A batch has 1 to ${batchMost} messages, not ${messages.length}.`);
  const bodies = messages.map(({ body }) => body);
  const input: TypedData =
    entry.trigger.dataType === 'binary'
      ? { collectionBytes: { bytes: bodies } }
      : { collectionString: { string: bodies.map(body => new TextDecoder().decode(body)) } };
  await invoker.invoke(entry.name, input, { typedMetadata: metadata(entry, partition, messages), ...(retry && { retry }) });
}

/** Messages without a partition key leave no gap in the list of keys, so its indices shift: it fits nothing. */
function metadata(entry: FunctionEntry, partition: string, messages: readonly StoredMessage[]): Record<string, TypedData> {
  const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });
  const keys = messages.flatMap(({ partitionKey }) => (partitionKey ? [partitionKey] : []));
  return {
    PartitionContext: json({
      FullyQualifiedNamespace: 'tocsin.servicebus.windows.net',
      EventHubName: entry.trigger.eventHubName,
      ConsumerGroup: entry.trigger.consumerGroup ?? '$Default',
      PartitionId: partition,
    }),
    PartitionKeyArray: { collectionString: { string: keys } },
    OffsetArray: { collectionString: { string: messages.map(({ offset }) => offset) } },
    SequenceNumberArray: { collectionSint64: { sint64: messages.map(({ sequenceNumber }) => sequenceNumber) } },
    EnqueuedTimeUtcArray: json(messages.map(enqueued)),
    PropertiesArray: json(messages.map(({ properties }) => properties)),
    SystemPropertiesArray: json(messages.map(systemProperties)),
  };
}

const enqueued = ({ enqueuedAt }: StoredMessage): string => new Date(enqueuedAt).toISOString();

const systemProperties = (message: StoredMessage): unknown => ({
  ...message.systemProperties,
  SequenceNumber: message.sequenceNumber,
  Offset: message.offset,
  PartitionKey: message.partitionKey ?? null,
  EnqueuedTimeUtc: enqueued(message),
});
