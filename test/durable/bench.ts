/** A durable engine on a virtual clock with a few functions, registered through the genuine libraries. */
import { DatabaseSync } from 'node:sqlite';
import * as df from 'durable-functions';
import { virtualClock } from '../../local/clock.ts';
import { createDurable, type Durable } from '../../local/durable/engine.ts';
import type { Warning } from '../../local/durable/episode.ts';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import { advanceTo } from '../../local/host/loop.ts';
import type { Invoker, PlainResponse, PlantClock } from '../../local/host/types.ts';

export type Orchestrator = (context: df.OrchestrationContext) => Generator<df.Task, unknown, unknown>;
export type Activity = (input: never, bench: Bench) => unknown;

export interface Functions {
  readonly orchestrators: Readonly<Record<string, Orchestrator>>;
  readonly activities?: Readonly<Record<string, Activity>>;
}

export interface Status {
  readonly runtimeStatus: string;
  readonly output: unknown;
  readonly customStatus: unknown;
  readonly [field: string]: unknown;
}

export interface Bench {
  readonly durable: Durable;
  readonly clock: PlantClock;
  readonly db: DatabaseSync;
  readonly invoker: Invoker;
  readonly warnings: Warning[];
  start(id: string, name: string, input?: unknown, headers?: Readonly<Record<string, string>>): Promise<PlainResponse>;
  raise(id: string, event: string, data?: unknown): Promise<PlainResponse>;
  status(id: string): Promise<Status>;
  call(method: string, path: string, body?: string, headers?: Readonly<Record<string, string>>): Promise<PlainResponse>;
  /** Moves the clock on, doing all that falls due; by default until nothing is left to do. */
  advance(until?: number): Promise<void>;
}

export interface BenchOptions {
  readonly deterministic?: boolean;
  readonly db?: DatabaseSync;
  readonly clock?: PlantClock;
  /** Stands between the engine and the functions. */
  readonly between?: (invoker: Invoker) => Invoker;
}

/** Every bench starts at this plant time. */
export const start = Date.parse('2026-01-01T00:00:00.000Z');
export const after = (ms: number): string => new Date(start + ms).toISOString();

export async function newBench(functions: Functions, options: BenchOptions = {}): Promise<Bench> {
  const { deterministic = true, db = new DatabaseSync(':memory:'), clock = virtualClock(start) } = options;
  const app = await newApp(() => {
    for (const [name, handler] of Object.entries(functions.orchestrators))
      df.app.orchestration(name, handler as df.OrchestrationHandler);
    for (const [name, handler] of Object.entries(functions.activities ?? {}))
      df.app.activity(name, { handler: (input: unknown) => handler(input as never, bench) });
  });
  const invoker = (options.between ?? (one => one))(createInvoker(app));
  const warnings: Warning[] = [];
  const durable = createDurable({ db, clock, invoker, deterministic, onWarning: warning => void warnings.push(warning) });
  const bench: Bench = { durable, clock, db, invoker, warnings, ...words(durable, clock) };
  return bench;
}

function words(durable: Durable, clock: PlantClock): Pick<Bench, 'start' | 'raise' | 'status' | 'call' | 'advance'> {
  const call: Bench['call'] = async (method, path, body = '', headers = {}) => {
    const url = `/runtime/webhooks/durabletask/${path}`;
    const request = {
      method,
      url,
      headers: { host: 'h', 'content-type': 'application/json', ...headers },
      body: Buffer.from(body),
    };
    return (await durable.endpoint(request))!;
  };
  const text = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
  return {
    call,
    start: (id, name, input, headers) => call('POST', `orchestrators/${name}/${id}`, text(input), headers),
    raise: (id, event, data) => call('POST', `instances/${id}/raiseEvent/${event}`, text(data)),
    status: async id => JSON.parse((await call('GET', `instances/${id}`)).body as string) as Status,
    advance: async until => {
      if (until !== undefined) return await advanceTo(clock, [durable], until);
      for (;;) {
        await advanceTo(clock, [durable], clock.now());
        const due = durable.nextDue();
        if (due === undefined) return;
        clock.set(Math.max(due, clock.now()));
      }
    },
  };
}
