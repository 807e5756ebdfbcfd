/** What the house needs from outside, as types. `adapters/` and `local/` give it; nothing here does anything. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The two clocks. The plant clock rules event time, due times, durable timers, queue visibility, ledger, links and budgets;
 * it may run at another speed than the machine's, or be virtual. The machine clock rules SDK dates, HTTP time-outs and leases.
 */
export interface Clock {
  /** Plant time, ms since the epoch. */
  now(): number;
  /** Machine time, ms since the epoch. */
  machine(): number;
  /** Plant seconds per machine second, default 1; a virtual clock is moved by hand. */
  readonly speed?: number | 'virtual';
}

/** A document in a table. `etag` names one version of it. */
export interface Stored<Value = Json> {
  readonly partition: string;
  readonly row: string;
  readonly etag: string;
  readonly value: Value;
}

/** One change within a partition. `insert` wants no such row; `replace` and `remove` want this very version (`'*'`: any, but there); `put` wants nothing. */
export type Change =
  | { readonly kind: 'insert' | 'put'; readonly row: string; readonly value: Json }
  | { readonly kind: 'replace'; readonly row: string; readonly value: Json; readonly etag: string }
  | { readonly kind: 'remove'; readonly row: string; readonly etag: string };

/** All changes were made (one etag each, empty for a removed row), or none: then `index` is the first that could not be, and why. */
export type Written =
  | { readonly ok: true; readonly etags: readonly string[] }
  | { readonly ok: false; readonly index: number; readonly because: 'exists' | 'changed' | 'missing' };

/** Rows of one partition, in the order of their keys (by code unit). `from` is included, `to` is not. */
export interface Query {
  readonly partition: string;
  readonly from?: string;
  readonly to?: string;
  /** At most so many (1…1000, default 1000). */
  readonly top?: number;
  /** What the page before answered. */
  readonly continuation?: string;
}

/** It may hold fewer rows than asked for: only a page without continuation is the last. */
export interface Page {
  readonly items: readonly Stored[];
  readonly continuation?: string;
}

/**
 * Documents by (table, partition, row). Table names are `[a-z][a-z0-9]{2,62}`; keys are 1…512 characters without
 * control characters and none of `/ \ # ? %` (see `engine/keys.ts`); a value is at most 512 KB as JSON, a write at most
 * 100 changes and 1.5 MB of JSON in one partition, of different rows. What breaks these limits is a `store/bad-key` or `store/too-large` error: a defect of ours.
 * A table needs no creation. A store that is out of reach throws `store/unavailable` (to be tried again).
 */
export interface Tables {
  read(table: string, partition: string, row: string): Promise<Stored | undefined>;
  write(table: string, partition: string, changes: readonly Change[]): Promise<Written>;
  list(table: string, query: Query): Promise<Page>;
}

/** Messages that become visible at a plant time. At least once; no order is promised. Text is at most 48 KB. */
export interface Queues {
  send(queue: string, text: string, visibleAt: number): Promise<void>;
}

/** Bytes by (container, name). `create` answers false when the name is taken: what lies there stays. */
export interface Blobs {
  create(container: string, name: string, bytes: Uint8Array): Promise<boolean>;
  read(container: string, name: string): Promise<Uint8Array | undefined>;
}

/** What a provider made of one attempt to send. `unknown`: it may or may not have gone out (time-out, connection lost). */
export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'busy'; readonly why: string; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown'; readonly why: string };

/** `operationId` (a UUID) makes a repeated attempt the same mail for the provider; `tag` is the ledger key. At most 15 s. Never throws. */
export interface EmailSender {
  send(mail: {
    operationId: string;
    to: string;
    toName: string;
    subject: string;
    text: string;
    html: string;
    tag: string;
  }): Promise<SendResult>;
  /** What the provider knows of an operation: asked after `unknown`. `refused`: it does not know it, so it can be sent again. */
  ask(operationId: string): Promise<SendResult>;
}

/** `repeatabilityId` (a UUID) and `firstSentAt` (machine time) make a repeated attempt the same SMS. `tag` comes back in the report. Never throws. */
export interface SmsSender {
  send(sms: { repeatabilityId: string; firstSentAt: number; to: string; text: string; tag: string }): Promise<SendResult>;
}

export type CaseResult =
  | { readonly kind: 'done'; readonly reference: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'busy'; readonly why: string; readonly retryAfterMs?: number };

/** One case per id (a UUID): opening it again, and closing it again, is `done`. `description` names the alarm's id. Never throws. */
export interface Crm {
  open(card: {
    id: string;
    title: string;
    description: string;
    priority: 'urgent' | 'high' | 'normal' | 'low';
    queue: string;
  }): Promise<CaseResult>;
  close(id: string, resolution: { subject: string; description: string }): Promise<CaseResult>;
}

/** A CloudEvent going out to the topic of alarm events. The same `id` is the same event. Never throws. */
export interface Topic {
  publish(event: {
    id: string;
    type: string;
    subject: string;
    at: number;
    data: Json;
    traceparent?: string;
  }): Promise<SendResult>;
}

/** Rules and policies that count now, and old versions that open alarms were raised with. */
export interface RuleSource {
  readonly current: () => import('./rules/rule-set.ts').RuleSet;
  /** The text of a rule or policy by its hash, as it was when an alarm was raised. */
  version(hash: string): Promise<string | undefined>;
  keep(hash: string, text: string): Promise<void>;
}

/** 122 or more random bits, from a source fit for secrets. */
export interface Random {
  bytes(count: number): Uint8Array;
}

/** One event name plus fields. The name is `room.what-happened`; a line about an alarm carries `alarmId` and `traceId`. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Ids, names and numbers of ours: nothing that names or reaches a person. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOf {
  /** As in `docs/operations.md`: the function, activity or call that it is. */
  readonly name: string;
  /** `door`: something from outside is handled; `call`: somebody outside is asked. Default: work of our own. */
  readonly kind?: 'door' | 'call';
  /** W3C trace parent of the work that this is a part of. Without one it begins a trace of its own. */
  readonly parent?: string | undefined;
  /** W3C trace parents of what brought this about, trusted or not. */
  readonly links?: readonly string[];
  readonly attributes?: SpanAttributes;
  /** When it began, machine time, if not now. */
  readonly since?: number;
}

export interface SpanEnd {
  /** It did not do what it was for. */
  readonly failed?: string;
  /** Nothing came of it, and only a share of these is told. */
  readonly quiet?: boolean;
  readonly attributes?: SpanAttributes;
  /** Those that were not known when it began. */
  readonly links?: readonly string[];
}

/** A piece of work under way. It is told when it ends: one that never ends is never told. */
export interface Span {
  /** W3C; `undefined` when nobody watches. */
  readonly traceparent: string | undefined;
  end(how?: SpanEnd): void;
}

/** Tells whoever watches from outside what is worked on, and how it hangs together. Never throws, never waits. */
export interface Trace {
  begin(span: SpanOf): Span;
}

/** An alarm as its driver needs to know it. `traceparent`: the work that the driver's own is a part of. */
export interface Driven {
  readonly id: string;
  readonly generation: number;
  readonly traceparent: string;
}

/** Starts and wakes the driver of an alarm. Both are safe to repeat; a driver that is there already counts as started, one that has ended needs no news. */
export interface Driver {
  /** `false`: it was there already. */
  start(alarm: Driven): Promise<boolean>;
  news(alarm: Driven): Promise<void>;
}

/** What the functions of this app are bound to. A channel that is not configured is absent. */
export interface Ports {
  readonly clock: Clock;
  readonly tables: Tables;
  readonly queues: Queues;
  readonly blobs: Blobs;
  readonly rules: RuleSource;
  readonly random: Random;
  readonly log: Log;
  readonly trace: Trace;
  /** No other process works on this store: what was begun and is not under way here has died with its process. */
  readonly sole?: true;
  readonly email?: EmailSender;
  readonly sms?: SmsSender;
  readonly crm?: Crm;
  readonly topic?: Topic;
  readonly settings: {
    /** Where people's browsers find us, without a slash at the end: `https://alarms.example`. */
    readonly publicUrl: string;
    /** How late a reading may be and still count in its place, ms. */
    readonly latenessMs: number;
    /** Address that mails come from; its domain decides the budget. */
    readonly emailFrom?: string;
    /** Our two-way number, as the answer code in an SMS is of no use without one. */
    readonly smsFrom?: string;
  };
}
