/** The door for telemetry that comes in batches from an event hub: the same way behind it as by Event Grid. */
import type { EventHubDurableClientHandler } from 'durable-functions';
import { decodeHubMessage, type HubMessage, hubMessages } from '../../engine/events/decode-event-hub.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import { count } from '../store/counts.ts';
import { park } from '../store/parked.ts';
import { driverVia } from './driver.ts';
import type { Receive } from './receive.ts';

const door = 'telemetry-hub';

/** How the trigger is bound. Bodies come as bytes: what is no text in UTF-8 can then be parked as it was sent. */
export const hubTrigger = {
  eventHubName: 'telemetry',
  connection: 'EVENTHUB',
  consumerGroup: 'rules',
  cardinality: 'many',
  dataType: 'binary',
  // Without this the checkpoint moves on when the function throws, and what failed is lost. The partition waits instead.
  retry: {
    strategy: 'exponentialBackoff',
    maxRetryCount: -1,
    minimumInterval: { seconds: 1 },
    maximumInterval: { seconds: 60 },
  },
} as const;

/** After so many attempts, about a quarter of an hour, a message that fails by itself is put aside: it must not hold up its partition for ever. */
const attemptsMost = 20;

/**
 * A batch in, a reaction per device out, in the order of the batch. What cannot be understood is parked and counts as done.
 * A failure of ours is thrown once all elements were tried; the batch then comes again, and what was applied is a duplicate.
 */
export const eventHubDoor =
  (ports: Ports, receive: Receive): EventHubDurableClientHandler =>
  async (messages, client, context) => {
    const take = taker(ports, receive, driverVia(client), (context.retryContext?.retryCount ?? 0) + 1);
    const batch = hubMessages(messages, context.triggerMetadata);
    const ends = await Promise.allSettled(batch.map(take));
    const failed = ends.filter(end => end.status === 'rejected');
    if (failed.length === 0) return;
    throw new Error(`door/failed: ${failed.length} of ${batch.length} messages: ${String(failed[0]?.reason)}`, {
      cause: failed[0]?.reason,
    });
  };

function taker(ports: Ports, receive: Receive, driver: Driver, attempt: number) {
  return async (message: HubMessage): Promise<void> => {
    const decoded = decodeHubMessage(message);
    if (decoded.ok) {
      await receive(decoded.event, driver).catch(error => setAside(ports, message, attempt, error));
    } else if (decoded.kind === 'bad') await park(ports, door, kept(message), decoded);
    else await count(ports.tables, door, 'filtered');
  };
}

/** Throws what it was given, unless that will go on for ever. A store that is out of reach comes back. */
async function setAside(ports: Ports, message: HubMessage, attempt: number, error: unknown): Promise<void> {
  const away = error instanceof Error && 'code' in error && error.code === 'store/unavailable';
  if (away || attempt < attemptsMost) throw error;
  const why = `It failed ${attempt} times, at last with: ${String(error).slice(0, 500)}`;
  await park(ports, door, kept(message), { ok: false, kind: 'bad', code: 'event/failed', at: '$', why });
}

/** As it is parked: bytes as base64, so that they can be had again. */
const kept = (message: HubMessage): unknown => {
  const { body } = message;
  return body instanceof Uint8Array ? { ...message, body: Buffer.from(body).toString('base64'), bodyIs: 'base64' } : message;
};
