/** Stands in for an Event Grid topic with the CloudEvents schema. */
import { createHash } from 'node:crypto';
import type { Endpoint, PlainRequest, PlainResponse } from '../host/types.ts';
import { aboutText } from './about.ts';
import { bodyOf, refusal } from './answers.ts';
import { answerUnder, type Faults } from './faults.ts';
import type { Inbox } from './inbox.ts';

export interface TopicStandIn {
  readonly key: string;
  readonly inbox: Inbox;
  readonly faults: Faults;
  /** Path before `/api/events`; default none. */
  readonly prefix?: string;
}

interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject?: string;
  readonly data?: unknown;
}

const batchMax = 1_048_576;

/** A batch is taken whole or not at all. A topic does not look for duplicates: each event that it takes is one row of the inbox. */
export const topicEndpoint =
  (topic: TopicStandIn): Endpoint =>
  async request => {
    if (request.method !== 'POST' || request.url.split('?', 1)[0] !== `${topic.prefix ?? ''}/api/events`) return undefined;
    if (request.headers['aeg-sas-key'] !== topic.key) return refusal(401, 'Unauthorized', 'The key is not one of the topic.');
    return answerUnder(topic.faults.take('topic'), () => publish(topic, request));
  };

function publish({ inbox }: TopicStandIn, request: PlainRequest): PlainResponse {
  if (request.body.length > batchMax) return refusal(413, 'PayloadTooLarge', 'The batch is larger than 1 MB.');
  if (!/^application\/cloudevents-batch\+json\b/.test(request.headers['content-type'] ?? ''))
    return refusal(415, 'UnsupportedMediaType', 'The topic takes batches of CloudEvents.');
  const events = bodyOf(request);
  if (!Array.isArray(events) || !events.every(isCloudEvent)) return refusal(400, 'BadRequest', 'Not a batch of CloudEvents 1.0.');
  for (const event of events) inbox.record(itemOf(event));
  return { status: 200 };
}

const itemOf = (event: CloudEvent) => ({
  channel: 'event' as const,
  to: event.source,
  subject: event.type,
  text: JSON.stringify(event.data ?? null),
  html: null,
  ...aboutText(JSON.stringify([event.subject, event.data])),
  providerId: event.id,
  operationId: event.id,
  bodyHash: createHash('sha256').update(JSON.stringify(event)).digest('hex'),
  raw: event,
});

function isCloudEvent(event: unknown): event is CloudEvent {
  const { specversion, id, type, source } = (event ?? {}) as Partial<CloudEvent>;
  return specversion === '1.0' && [id, type, source].every(part => typeof part === 'string' && part !== '');
}
