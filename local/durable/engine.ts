/** The durable engine of the local host: drives the genuine durable-functions code over its out-of-process protocol. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Endpoint, Invoker, PlantClock, Worker } from '../host/types.ts';
import { runActivity } from './activities.ts';
import { bindingText } from './binding.ts';
import { type EpisodeTools, runEpisode, type Warning } from './episode.ts';
import { createEndpoint } from './http.ts';
import type { HistoryEvent } from './protocol.ts';
import { createPump } from './pump.ts';
import { createStore } from './store.ts';

export interface DurableOptions {
  /** Shared with other parts; all tables of the engine begin with `durable_`. */
  readonly db: DatabaseSync;
  readonly clock: PlantClock;
  readonly invoker: Invoker;
  /** One thing at a time and one message per episode: a run can be repeated exactly. */
  readonly deterministic?: boolean;
  /** Hears of code that would misbehave on Azure. Each code and text once per process. */
  readonly onWarning?: (warning: Warning) => void;
  readonly hubName?: string;
}

export interface Durable extends Worker {
  /** Answers the durable client, and the management API under `/runtime/webhooks/durabletask/`. */
  readonly endpoint: Endpoint;
  /** JSON text of the durable client's binding for a host that is reached at `baseUrl` (no slash at its end). */
  clientBinding(baseUrl: string): string;
  /** How many instances are in each state. */
  instances(): { readonly pending: number; readonly running: number; readonly completed: number; readonly failed: number };
  /** The history of an instance; empty when there is none of this id. */
  history(instanceId: string): readonly HistoryEvent[];
}

/**
 * Opens the engine on what `db` remembers: work that a crash interrupted is ready again.
 * Throws when the app registered an entity: this host runs none.
 */
export function createDurable(options: DurableOptions): Durable {
  const { db, clock, invoker, deterministic = false, hubName = 'tocsin' } = options;
  refuseEntities(invoker);
  const store = createStore(db);
  const tools: EpisodeTools = {
    store,
    clock,
    invoker,
    hubName,
    atMost: deterministic ? 1 : 100,
    warn: once(options.onWarning ?? (() => {})),
  };
  const pump = createPump({
    store,
    clock,
    limits: deterministic ? { episodes: 1, activities: 1, together: 1 } : { episodes: 10, activities: 20, together: 30 },
    runEpisode: n => runEpisode(tools, n),
    runActivity: work => runActivity(tools, work),
  });
  // Unguessable, because this path asks for no key.
  const rpcPath = `/durabletask/${randomUUID()}/`;
  return {
    name: 'durable',
    nextDue: pump.nextDue,
    settle: pump.settle,
    onWork: pump.onWork,
    close: pump.close,
    endpoint: createEndpoint({ store, clock, invoker, rpcPath, onWork: pump.wake }),
    clientBinding: baseUrl => bindingText({ baseUrl, rpcPath, hubName }),
    instances() {
      const counts = store.counts();
      const { Pending = 0, Running = 0, Completed = 0, Failed = 0 } = counts;
      return { pending: Pending, running: Running, completed: Completed, failed: Failed };
    },
    history(instanceId) {
      const instance = store.instance(instanceId);
      return instance === undefined ? [] : store.history(instance.n).map(({ event }) => event);
    },
  };
}

function refuseEntities(invoker: Invoker): void {
  const entity = invoker.functions().find(entry => entry.trigger.type === 'entityTrigger');
  if (entity !== undefined) throw new Error(`The function "${entity.name}" is a durable entity; the local host runs none.`);
}

/** A past episode is walked again with each new one: the same warning is passed on once. */
function once(warn: (warning: Warning) => void): (warning: Warning) => void {
  const said = new Set<string>();
  return warning => {
    const key = `${warning.code} ${warning.says}`;
    if (said.has(key)) return;
    said.add(key);
    warn(warning);
  };
}
