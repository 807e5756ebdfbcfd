/** An event hub that the IoT hub routes to: keeps what was sent, partition by partition, and hands it on in batches. */
import { batchMost, deliverBatch, type StoredMessage } from '../host/event-hub-trigger.ts';
import type { FunctionEntry, Invoker, PlantClock } from '../host/types.ts';

/** A message as it reaches the hub. */
export interface SentMessage {
  readonly device: string;
  /** What the device sent; anything but bytes is written as JSON. */
  readonly body: unknown;
  /** Application properties, those that the hub adds among them. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Over what the hub stamps: `message-id`, another `iothub-message-source`. Undefined takes a stamp away. */
  readonly system?: Readonly<Record<string, unknown>>;
}

export interface HubWords {
  /** All of them now, in this order, in as few batches as there are partitions. Rejects when the app gave a batch back every time. */
  batch(messages: readonly SentMessage[]): Promise<void>;
  /** All batches of the last delivery once more, as after a restart that came before the checkpoint. */
  redelivers(): Promise<void>;
}

export interface Hub extends HubWords {
  /** The same without letting the rest of the plant settle. */
  take(messages: readonly SentMessage[]): Promise<void>;
}

interface Of {
  readonly clock: PlantClock;
  readonly invoker: Invoker;
  readonly settle: () => Promise<void>;
}

/** So often the host tries one batch; the pauses between are left out, as nothing happens in them. */
const attemptsMost = 5;
const partitions = 2;

export function newHub({ clock, invoker, settle }: Of): Hub {
  const ends = Array.from({ length: partitions }, () => 0);
  let last: readonly { readonly partition: number; readonly messages: readonly StoredMessage[] }[] = [];
  const deliver = async () => {
    for (const { partition, messages } of last) await insistently(entryOf(invoker), invoker, String(partition), messages);
  };
  const store = (message: SentMessage): { partition: number; stored: StoredMessage } => {
    const partition = partitionOf(message.device);
    const sequenceNumber = ends[partition]!++;
    return { partition, stored: stored(message, sequenceNumber, clock.now()) };
  };
  const take = async (messages: readonly SentMessage[]) => {
    const byPartition = Map.groupBy(messages.map(store), ({ partition }) => partition);
    last = [...byPartition].flatMap(([partition, items]) =>
      inBatches(items.map(item => item.stored)).map(batch => ({ partition, messages: batch })),
    );
    await deliver();
  };
  return {
    take,
    async batch(messages) {
      await take(messages);
      await settle();
    },
    async redelivers() {
      await deliver();
      await settle();
    },
  };
}

function entryOf(invoker: Invoker): FunctionEntry {
  const entry = invoker.functions().find(({ trigger }) => trigger.type === 'eventHubTrigger');
  if (!entry) throw new Error(`No function takes batches of an event hub: the night needs routes { telemetry: 'eventHubs' }.`);
  return entry;
}

async function insistently(
  entry: FunctionEntry,
  invoker: Invoker,
  partition: string,
  messages: readonly StoredMessage[],
): Promise<void> {
  let error: unknown;
  for (let count = 0; count < attemptsMost; count++) {
    const retry = count > 0 && { retry: { count, most: -1, error } };
    const failure = await deliverBatch(entry, invoker, { partition, messages, ...retry }).then(
      () => undefined,
      (thrown: unknown) => ({ thrown }),
    );
    if (!failure) return;
    error = failure.thrown;
  }
  throw error;
}

/** Messages of a device stay in one partition, in order. */
const partitionOf = (device: string): number => [...device].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) % partitions;

const inBatches = (messages: readonly StoredMessage[]): readonly (readonly StoredMessage[])[] =>
  Array.from({ length: Math.ceil(messages.length / batchMost) }, (_, i) => messages.slice(i * batchMost, (i + 1) * batchMost));

function stored({ device, body, properties = {}, system }: SentMessage, sequenceNumber: number, at: number): StoredMessage {
  const stamped = {
    'iothub-connection-device-id': device,
    'iothub-connection-auth-method': '{"scope":"device","type":"sas","issuer":"iothub","acceptingIpFilterRule":null}',
    'iothub-enqueuedtime': new Date(at).toISOString(),
    'iothub-message-source': 'Telemetry',
    'content-type': 'application/json',
    'content-encoding': 'utf-8',
    ...system,
  };
  return {
    body: body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body)),
    properties: { hub: 'plant', ...properties },
    systemProperties: stamped,
    partitionKey: device,
    sequenceNumber,
    offset: String(1_000_000 + sequenceNumber * 528),
    enqueuedAt: at,
  };
}

interface GridEvent {
  readonly data: {
    readonly body: unknown;
    readonly properties: Readonly<Record<string, unknown>>;
    readonly systemProperties: Readonly<Record<string, unknown>>;
  };
}

/** What the hub's other route would have made of the message behind this Event Grid event. */
export function sentBehind(event: unknown): SentMessage {
  const { body, properties, systemProperties } = (event as GridEvent).data;
  const { 'iothub-connection-device-id': device, 'message-id': id } = systemProperties;
  return { device: String(device), body, properties, system: { 'message-id': id } };
}
