/** Recorded histories, and today's driver led through them again: the genuine library, episode by episode. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { think } from '../../local/durable/episode.ts';
import { Event, type HistoryEvent } from '../../local/durable/protocol.ts';
import type { Instance } from '../../local/durable/store.ts';
import type { WalkedEvent } from '../../local/durable/walker.ts';
import type { Invoker } from '../../local/host/types.ts';

export interface Golden {
  readonly about: string;
  readonly history: readonly HistoryEvent[];
}

export const goldenFolder = import.meta.dirname;

export const goldens = (): readonly (Golden & { readonly name: string })[] =>
  readdirSync(goldenFolder)
    .filter(name => name.endsWith('.json'))
    .map(name => ({ name, ...(JSON.parse(readFileSync(join(goldenFolder, name), 'utf8')) as Golden) }));

/**
 * Whether the functions of `invoker` decide again what this history says that they decided. Answers the first difference, as a
 * sentence; undefined when there is none. An activity may be given more than it was.
 */
export async function replayed(invoker: Invoker, history: readonly HistoryEvent[]): Promise<string | undefined> {
  const instance = instanceOf(history);
  const past: WalkedEvent[] = [];
  for (const [n, episode] of episodesOf(history).entries()) {
    const fresh = episode.filter(isGiven);
    const thought = await think({ invoker, hubName: 'tocsin' }, instance, past, fresh);
    const now = thought.events.slice(fresh.length).map(({ event }) => event);
    const then = episode.filter(event => !isGiven(event));
    const differs = difference(then, now);
    if (differs !== undefined) return `Episode ${n + 1} at ${fresh[0]?.Timestamp} ${differs}.`;
    past.push(...thought.events);
  }
  return undefined;
}

function instanceOf(history: readonly HistoryEvent[]): Instance {
  const started = history.find(event => event.EventType === Event.executionStarted);
  const id = (started?.OrchestrationInstance as { InstanceId?: unknown } | undefined)?.InstanceId;
  if (!started || typeof id !== 'string') throw new Error('This history does not begin with a start.');
  return {
    ...{ n: 1, id, name: started.Name ?? '', version: '', status: 'Running', traceparent: null, follows: 0 },
    ...{ input: started.Input ?? null, output: null, customStatus: null, created: 0, updated: 0, last: 0 },
  };
}

/** An episode ends with `orchestratorCompleted`. */
function episodesOf(history: readonly HistoryEvent[]): readonly (readonly HistoryEvent[])[] {
  const ends = history.flatMap((event, i) => (event.EventType === Event.orchestratorCompleted ? [i + 1] : []));
  return ends.map((end, n) => history.slice(ends[n - 1] ?? 0, end));
}

const decided: readonly number[] = [
  Event.taskScheduled,
  Event.timerCreated,
  Event.executionCompleted,
  Event.orchestratorCompleted,
];
const isGiven = (event: HistoryEvent): boolean => !decided.includes(event.EventType);

function difference(then: readonly HistoryEvent[], now: readonly HistoryEvent[]): string | undefined {
  for (let i = 0; i < Math.max(then.length, now.length); i++) {
    const [before, after] = [then[i], now[i]];
    if (before && after && same(before, after)) continue;
    return `decided ${told(before)}; today it decides ${told(after)}`;
  }
  return undefined;
}

const same = (before: HistoryEvent, after: HistoryEvent): boolean =>
  before.EventType === after.EventType &&
  before.EventId === after.EventId &&
  before.Name === after.Name &&
  before.FireAt === after.FireAt &&
  before.OrchestrationStatus === after.OrchestrationStatus &&
  (before.Result ?? null) === (after.Result ?? null) &&
  isPartOf(parsed(before.Input), parsed(after.Input));

const parsed = (text: string | null | undefined): unknown => (text == null ? null : JSON.parse(text));

/** All that was there is there as it was; more may be. */
function isPartOf(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || before === null) return before === after;
  if (typeof after !== 'object' || after === null || Array.isArray(before) !== Array.isArray(after)) return false;
  return Object.entries(before).every(([name, value]) => isPartOf(value, (after as Record<string, unknown>)[name]));
}

function told(event: HistoryEvent | undefined): string {
  switch (event?.EventType) {
    case Event.taskScheduled:
      return `to call "${event.Name}" with ${event.Input} (call ${event.EventId})`;
    case Event.timerCreated:
      return `to sleep until ${event.FireAt} (call ${event.EventId})`;
    case Event.executionCompleted:
      return `to end with ${event.Result}`;
    default:
      return 'nothing more';
  }
}
