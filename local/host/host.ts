/** One app in the local host: its functions, what drives them, and the doors to them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../engine/ports.ts';
import { webhookPath } from '../durable/binding.ts';
import { createDurable, type Durable, type DurableOptions } from '../durable/engine.ts';
import type { LocalQueues } from '../store/queues.ts';
import { readValue, writeValue } from '../store/values.ts';
import { adminEndpoint } from './admin.ts';
import { type App, type LogLine, newApp } from './core.ts';
import { eventGridWebhook } from './event-grid.ts';
import { httpRoutes } from './http-routes.ts';
import { createInvoker, type WatchedInvoker } from './invoker.ts';
import { type Auth, refuse } from './keys.ts';
import { queueTrigger } from './queue-trigger.ts';
import { type TimerStatus, type TimerStore, timerTrigger } from './timer-trigger.ts';
import type { Endpoint, PlantClock, Worker } from './types.ts';

export interface HostOptions {
  /** Registers the functions through the genuine libraries. */
  readonly bind: () => unknown;
  readonly clock: PlantClock;
  readonly db: DatabaseSync;
  readonly queues: LocalQueues;
  /** Where our own server is reached, without a slash at the end. Asked when a function wants a durable client. */
  readonly baseUrl: () => string;
  /** Default `''`. */
  readonly routePrefix?: string;
  /** Keys to check; without them everybody is admin, as with `func start`. */
  readonly keys?: Auth;
  /** One activity at a time, so that a run can be had again. Default: on a virtual clock. */
  readonly deterministic?: boolean;
  readonly onLog?: (line: LogLine) => void;
  /** Hears of every invocation that failed at a door or a trigger. */
  readonly onError?: (name: string, error: unknown) => void;
  /** Hears what works here and would not on Azure. */
  readonly onWarning?: DurableOptions['onWarning'];
}

export interface Host {
  readonly app: App;
  readonly invoker: WatchedInvoker;
  readonly durable: Durable;
  /** To be driven by `runLoop` or `advanceTo`. */
  readonly workers: readonly Worker[];
  /** To be served, in this order. */
  readonly endpoints: readonly Endpoint[];
  /** Closes the workers; resolves when what runs has ended. */
  close(): Promise<void>;
}

/** Rejects when `bind` fails, or when a function asks for what this host does not have. */
export async function createHost(options: HostOptions): Promise<Host> {
  const { bind, clock, db, queues, baseUrl, onLog, onError, keys } = options;
  queues.releaseLeases(); // who held them is dead
  const app = await newApp(bind, onLog === undefined ? {} : { onLog });
  const invoker = createInvoker(app, {
    durableClientBinding: () => durable.clientBinding(baseUrl()),
    ...(onLog === undefined ? {} : { onLog }),
  });
  const durable = createDurable({
    db,
    clock,
    invoker,
    deterministic: options.deterministic ?? clock.speed === 'virtual',
    ...(options.onWarning === undefined ? {} : { onWarning: options.onWarning }),
  });
  const told = onError === undefined ? {} : { onError };
  const workers = [durable, ...triggers(invoker, options)].map(closedOnce);
  return {
    app,
    invoker,
    durable,
    workers,
    endpoints: [
      httpRoutes(invoker, { routePrefix: options.routePrefix ?? '', keys, ...told }),
      eventGridWebhook(invoker, { keys, ...told }),
      forMaster(keys, durable.endpoint),
      adminEndpoint(invoker, keys),
    ],
    async close() {
      await Promise.all(workers.map(worker => worker.close()));
      await invoker.quiet();
      for (const hook of app.hooks('appTerminate')) await hook({ hookData: {}, appHookData: {} });
    },
  };
}

function triggers(invoker: WatchedInvoker, { clock, db, queues, onError }: HostOptions): Worker[] {
  const told = onError === undefined ? {} : { onError };
  const store = keptTimers(db);
  return invoker.functions().flatMap(entry => {
    if (entry.trigger.type === 'queueTrigger') return [queueTrigger({ entry, invoker, queues, clock, ...told })];
    if (entry.trigger.type === 'timerTrigger') return [timerTrigger({ entry, invoker, clock, store, ...told })];
    return [];
  });
}

const keptTimers = (db: DatabaseSync): TimerStore => ({
  read: name => readValue(db, `timer ${name}`) as TimerStatus | undefined,
  write: (name, status) => writeValue(db, `timer ${name}`, status as unknown as Json),
});

/** The client's own path is unguessable and asks for no key; the one for people opens everything, so it is the master's. */
const forMaster =
  (keys: Auth, endpoint: Endpoint): Endpoint =>
  async request =>
    (request.url.toLowerCase().startsWith(webhookPath) ? refuse(request, 'admin', keys) : undefined) ?? endpoint(request);

/** Both the loop and the host close the workers, whoever comes first. */
function closedOnce(worker: Worker): Worker {
  let closed: Promise<void> | undefined;
  return {
    name: worker.name,
    nextDue: () => worker.nextDue(),
    settle: () => worker.settle(),
    onWork: listener => worker.onWork(listener),
    close() {
      closed ??= worker.close();
      return closed;
    },
  };
}
