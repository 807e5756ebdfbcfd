/**
 * Ports whose technology is loaded when they are first used. The SDKs of Azure are most of what there is to load, and a cold
 * instance must register its functions, and often answer, without them.
 */
import type { Blobs, Crm, EmailSender, Queues, SmsSender, Tables, Topic } from '../engine/ports.ts';
import type { TokenCredential } from './acs-resource.ts';

type Load<Port> = () => Promise<Port>;

/** Loads once. */
export function once<Port>(load: Load<Port>): Load<Port> {
  let loaded: Promise<Port> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

export function tablesWhenUsed(load: Load<Tables>): Tables {
  const port = once(load);
  return {
    read: async (...row) => (await port()).read(...row),
    write: async (...changes) => (await port()).write(...changes),
    list: async (...query) => (await port()).list(...query),
  };
}

export function queuesWhenUsed(load: Load<Queues>): Queues {
  const port = once(load);
  return { send: async (...message) => (await port()).send(...message) };
}

export function blobsWhenUsed(load: Load<Blobs>): Blobs {
  const port = once(load);
  return {
    create: async (...blob) => (await port()).create(...blob),
    read: async (...name) => (await port()).read(...name),
  };
}

export function emailWhenUsed(load: Load<EmailSender>): EmailSender {
  const port = once(load);
  return { send: async mail => (await port()).send(mail), ask: async id => (await port()).ask(id) };
}

export function smsWhenUsed(load: Load<SmsSender>): SmsSender {
  const port = once(load);
  return { send: async sms => (await port()).send(sms) };
}

export function crmWhenUsed(load: Load<Crm>): Crm {
  const port = once(load);
  return { open: async card => (await port()).open(card), close: async (...resolution) => (await port()).close(...resolution) };
}

export function topicWhenUsed(load: Load<Topic>): Topic {
  const port = once(load);
  return { publish: async event => (await port()).publish(event) };
}

export function credentialWhenUsed(load: Load<TokenCredential>): TokenCredential {
  const credential = once(load);
  return { getToken: async scopes => (await credential()).getToken(scopes) };
}
