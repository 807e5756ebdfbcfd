/** The local host plays the Event Hubs trigger: what the genuine library makes of a batch, and what the host will not run. */
import { app } from '@azure/functions';
import { expect, test } from 'vitest';
import { newApp } from '../../local/host/core.ts';
import { deliverBatch, type StoredMessage } from '../../local/host/event-hub-trigger.ts';
import { createInvoker } from '../../local/host/invoker.ts';

const retry = { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: { seconds: 1 } } as const;
const hub = { eventHubName: 'telemetry', connection: 'EVENTHUB', consumerGroup: 'rules', cardinality: 'many', retry } as const;

const message = (sequenceNumber: number, body: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
  body: new TextEncoder().encode(body),
  properties: {},
  systemProperties: { 'iothub-connection-device-id': 'f-7' },
  sequenceNumber,
  offset: String(sequenceNumber * 528),
  enqueuedAt: Date.UTC(2026, 10, 18, 7, 42, sequenceNumber),
  ...more,
});

async function deliver(options: object, messages: readonly StoredMessage[], fails = false) {
  const seen: { messages: unknown; metadata: unknown; retry: unknown }[] = [];
  const bound = await newApp(() =>
    app.eventHub('t', {
      ...hub,
      ...options,
      handler: (received, context) => {
        seen.push({ messages: received, metadata: context.triggerMetadata, retry: context.retryContext });
        if (fails) throw new Error('the store is away');
      },
    }),
  );
  const [entry] = bound.functions;
  if (!entry) throw new Error('nothing was registered');
  const invoker = createInvoker(bound);
  return {
    seen,
    entry,
    deliver: (again?: { count: number; most: number; error: unknown }) =>
      deliverBatch(entry, invoker, { partition: '1', messages, ...(again && { retry: again }) }),
  };
}

test('texts are parsed where they can be, and lists of metadata go by the names that the library makes', async () => {
  const batch = await deliver({}, [
    message(1, '{"temperature":-8.5}', { partitionKey: 'f-7', properties: { DeviceType: 'freezer', site: 'oslo' } }),
    message(2, 'warm', { systemProperties: { 'iothub-connection-device-id': 'f-8', 'message-id': 'm-2' } }),
  ]);
  await batch.deliver();
  expect(batch.seen).toEqual([
    {
      messages: [{ temperature: -8.5 }, 'warm'],
      retry: undefined,
      metadata: {
        partitionContext: {
          fullyQualifiedNamespace: 'tocsin.servicebus.windows.net',
          eventHubName: 'telemetry',
          consumerGroup: 'rules',
          partitionId: '1',
        },
        partitionKeyArray: ['f-7'], // the second message has none, and leaves no gap
        offsetArray: [528, 1056], // texts that look like numbers arrive as numbers
        sequenceNumberArray: [1, 2],
        enqueuedTimeUtcArray: ['2026-11-18T07:42:01.000Z', '2026-11-18T07:42:02.000Z'],
        propertiesArray: [{ deviceType: 'freezer', site: 'oslo' }, {}],
        systemPropertiesArray: [
          {
            'iothub-connection-device-id': 'f-7',
            sequenceNumber: 1,
            offset: '528',
            partitionKey: 'f-7',
            enqueuedTimeUtc: '2026-11-18T07:42:01.000Z',
          },
          {
            'iothub-connection-device-id': 'f-8',
            'message-id': 'm-2',
            sequenceNumber: 2,
            offset: '1056',
            partitionKey: null,
            enqueuedTimeUtc: '2026-11-18T07:42:02.000Z',
          },
        ],
      },
    },
  ]);
});

test('bodies are bytes for a function that asks for them', async () => {
  const batch = await deliver({ dataType: 'binary' }, [message(1, '{"temperature":-8.5}')]);
  await batch.deliver();
  expect(batch.seen[0]?.messages).toEqual([Buffer.from('{"temperature":-8.5}')]);
});

test('what the function throws reaches the caller; the next attempt knows that it is one', async () => {
  const batch = await deliver({}, [message(1, '{}')], true);
  await expect(batch.deliver()).rejects.toThrow('the store is away');
  await expect(batch.deliver({ count: 1, most: -1, error: new Error('the store is away') })).rejects.toThrow();
  expect(batch.seen.map(one => one.retry)).toEqual([
    undefined,
    { retryCount: 1, maxRetryCount: -1, exception: { message: 'the store is away', source: '', stackTrace: '' } },
  ]);
});

test.each([0, 101])('%i messages are no batch', async many => {
  const batch = await deliver(
    {},
    Array.from({ length: many }, (_, i) => message(i, '{}')),
  );
  await expect(batch.deliver()).rejects.toThrow(`1 to 100 messages, not ${many}`);
});

test.each([
  { name: 'one message at a time', options: { cardinality: 'one' }, says: 'does not ask for cardinality "many"' },
  { name: 'no retries', options: { retry: undefined }, says: 'would lose what failed' },
  { name: 'retries that end', options: { retry: { ...retry, maxRetryCount: 5 } }, says: 'would lose what failed' },
])('a function with $name is refused', async ({ options, says }) => {
  await expect(deliver(options, [])).rejects.toThrow(says);
});
