/** Seams between the parts of the local host. Every part that does work by itself is a Worker; the loop drives them all. */
import type { Clock } from '../../engine/ports.ts';

/** The plant clock of the local host: running at a speed, or virtual (moved only by `set`). */
export interface PlantClock extends Clock {
  /** Plant seconds per machine second; `'virtual'` stands still until it is set. */
  readonly speed: number | 'virtual';
  /** Virtual only: move on to this plant time. Going back is a defect and throws. */
  set(at: number): void;
}

/** Something that has work at plant times: the durable engine, the queue trigger, the simulation. */
export interface Worker {
  readonly name: string;
  /** Plant time of the earliest work that waits, `undefined` when there is none. A time at or before now means "work is ready". */
  nextDue(): number | undefined;
  /** Does all work that is due now and all that it brings about, until nothing is running and nothing is due. Only one call at a time. */
  settle(): Promise<void>;
  /** The loop's ear: call `listener` whenever work may have become due earlier than `nextDue()` said before. */
  onWork(listener: () => void): void;
  /** Takes no new work; resolves when what runs has ended. */
  close(): Promise<void>;
}

/** A function that the app registered through the genuine @azure/functions library. */
export interface FunctionEntry {
  readonly name: string;
  /** The trigger binding: `httpTrigger`, `eventGridTrigger`, `eventHubTrigger`, `queueTrigger`, `timerTrigger`, `orchestrationTrigger`, `activityTrigger`. */
  readonly trigger: { readonly type: string; readonly name: string; readonly [option: string]: unknown };
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Input of the trigger as the real host would send it (TypedData, see the Functions RPC): exactly one key. */
export type TypedData =
  | { readonly string: string }
  | { readonly json: string }
  | { readonly bytes: Uint8Array }
  | { readonly http: unknown }
  | { readonly collectionString: { readonly string: readonly string[] } }
  | { readonly collectionBytes: { readonly bytes: readonly Uint8Array[] } }
  | { readonly collectionSint64: { readonly sint64: readonly number[] } };

/** An attempt after others that failed. */
export interface Retry {
  /** 1 is the second attempt. */
  readonly count: number;
  /** −1: without end. */
  readonly most: number;
  readonly error: unknown;
}

/** Runs one invocation through the library's own invocation model, hooks and all. */
export interface Invoker {
  functions(): readonly FunctionEntry[];
  /**
   * Resolves to the return value as the library converted it back (`TypedData` or undefined); `outputs` holds output bindings.
   * Rejects with the error that the function threw.
   */
  invoke(
    name: string,
    trigger: TypedData,
    options?: {
      readonly metadata?: Readonly<Record<string, unknown>>;
      /** Metadata that the host sends in a form of its own. */
      readonly typedMetadata?: Readonly<Record<string, TypedData>>;
      readonly traceparent?: string;
      readonly retry?: Retry;
    },
  ): Promise<{ readonly returnValue?: unknown; readonly outputs: Readonly<Record<string, unknown>> }>;
}

/** A request to one of the local host's own endpoints, and its answer. Header names are lower-case. */
export interface PlainRequest {
  readonly method: string;
  /** Path and query as on the request line, percent-encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
export interface PlainResponse {
  /** 0: the connection is cut without an answer. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Handles what is its own and answers `undefined` for the rest. */
export type Endpoint = (request: PlainRequest) => Promise<PlainResponse | undefined>;
