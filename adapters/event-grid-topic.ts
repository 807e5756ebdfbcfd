/** Alarm events out, through an Event Grid topic with the CloudEvents schema. */
import { AzureKeyCredential, EventGridPublisherClient, type EventGridPublisherClientOptions } from '@azure/eventgrid';
import type { SendResult, Topic } from '../engine/ports.ts';
import type { TokenCredential } from './acs-resource.ts';
import { attempt, attemptMs, ofRestError } from './attempt.ts';

export interface EventGridTopic {
  /** `https://NAME.REGION.eventgrid.azure.net/api/events`. */
  readonly endpoint: string;
  /** An access key of the topic, or an identity. */
  readonly key?: string;
  readonly credential?: TokenCredential;
  /** What events name as their source; default `/tocsin`. */
  readonly source?: string;
  /** Plain http, for a stand-in on this machine only. */
  readonly allowInsecure?: boolean;
  readonly timeoutMs?: number;
}

/** Subscribers see an event at least once; its id is ours, so they can tell. Throws when there is neither key nor credential. */
export function topicViaEventGrid(options: EventGridTopic): Topic {
  const credential = options.credential ?? (options.key === undefined ? undefined : new AzureKeyCredential(options.key));
  if (credential === undefined) throw new TypeError('An Event Grid topic needs a key or a credential');
  const client = new EventGridPublisherClient(options.endpoint, 'CloudEvent', credential, clientOptions(options));
  const source = options.source ?? '/tocsin';
  return {
    publish: event =>
      attempt(options.timeoutMs ?? attemptMs, abortSignal =>
        client
          .send([cloudEvent(source, event)], { abortSignal })
          .then((): SendResult => ({ kind: 'accepted', providerId: event.id }), ofRestError),
      ),
  };
}

const clientOptions = (options: EventGridTopic): EventGridPublisherClientOptions => ({
  retryOptions: { maxRetries: 0 },
  allowInsecureConnection: options.allowInsecure === true,
});

const cloudEvent = (source: string, { id, type, subject, at, data, traceparent }: Parameters<Topic['publish']>[0]) => ({
  id,
  type,
  source,
  subject,
  time: new Date(at),
  data,
  ...(traceparent === undefined ? {} : { extensionAttributes: { traceparent } }),
});
