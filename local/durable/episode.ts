/** One episode of one instance: deliver what is due, let the library replay, work out what is new, write it down in one go. */
import type { Invoker, PlantClock } from '../host/types.ts';
import { type Decisions, decide } from './decisions.ts';
import { Event, type HistoryEvent, type Outcome, readReturned, readThrown, timerLimits } from './protocol.ts';
import { hasEnded, type Instance, type Message, type Status, type Store } from './store.ts';
import { type WalkedEvent, walk } from './walker.ts';

export interface Warning {
  readonly code: string;
  readonly says: string;
}

export interface EpisodeTools {
  readonly store: Store;
  readonly clock: PlantClock;
  readonly invoker: Invoker;
  readonly hubName: string;
  /** Messages that one episode takes at most. */
  readonly atMost: number;
  readonly warn: (warning: Warning) => void;
}

/**
 * Runs one episode of instance `n` if something is due for it. If the process dies before the last line, nothing has
 * happened and the same episode runs again. Rejects only when the store does.
 */
export async function runEpisode(tools: EpisodeTools, n: number): Promise<void> {
  const { store, clock } = tools;
  const instance = store.numbered(n);
  if (instance === undefined || hasEnded(instance.status)) return;
  const now = clock.now();
  const messages = store.due(n, now, instance.follows === 1 ? 1 : tools.atMost);
  if (messages.length === 0) return;
  const at = Math.max(Math.floor(now), instance.last);
  const past = store.history(n);
  const fresh = freshEvents(messages, at);
  const { outcome, decisions, events, follows } = await think(tools, instance, past, fresh);
  for (const finding of decisions.findings)
    tools.warn({ code: finding.code, says: `Orchestrator '${instance.name}' (${instance.id}): ${finding.says}.` });
  store.commit({
    instance,
    taken: messages.map(message => message.seq),
    events,
    work: decisions.work,
    timers: decisions.timers.filter(timer => !timer.cancelled),
    cancelled: decisions.cancelled,
    status: decisions.status,
    output: decisions.output,
    customStatus: outcome.customStatus === undefined ? instance.customStatus : JSON.stringify(outcome.customStatus),
    at,
    follows,
  });
}

export interface Thought {
  readonly outcome: Outcome;
  readonly decisions: Decisions;
  /** The whole episode: what it was given, then what it decided, then its end. */
  readonly events: readonly WalkedEvent[];
  readonly follows: boolean;
}

/** What an episode brings about, by the code as it is now. `past` and `fresh` are history; nothing is written. */
export async function think(
  tools: Pick<EpisodeTools, 'invoker' | 'hubName'>,
  instance: Instance,
  past: readonly WalkedEvent[],
  fresh: readonly HistoryEvent[],
): Promise<Thought> {
  const outcome = await callOrchestrator(tools, instance, past, fresh);
  const walked = walk([...past, ...fresh.map(event => ({ event }))], outcome.actions);
  const decisions = decide({ instance, outcome, walked, past, activities: activityNames(tools.invoker) });
  const made = decided(decisions, walked.nextId, fresh[0]?.Timestamp ?? '');
  return { outcome, decisions, events: [...fresh, ...made].map(withListed(outcome)), follows: walked.follows };
}

const activityNames = (invoker: Invoker): ReadonlySet<string> =>
  new Set(
    invoker
      .functions()
      .filter(entry => entry.trigger.type === 'activityTrigger')
      .map(entry => entry.name),
  );

function freshEvents(messages: readonly Message[], at: number): readonly HistoryEvent[] {
  const Timestamp = new Date(at).toISOString();
  const started: HistoryEvent = { EventType: Event.orchestratorStarted, EventId: -1, IsPlayed: false, Timestamp };
  return [started, ...messages.map(message => ({ ...message.event, Timestamp }))];
}

async function callOrchestrator(
  tools: Pick<EpisodeTools, 'invoker' | 'hubName'>,
  instance: Instance,
  past: readonly WalkedEvent[],
  fresh: readonly HistoryEvent[],
): Promise<Outcome> {
  const payload = {
    history: [...past.map(({ event }) => ({ ...event, IsPlayed: true })), ...fresh],
    input: instance.input === null ? null : JSON.parse(instance.input),
    instanceId: instance.id,
    isReplaying: past.length > 0,
    parentInstanceId: null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    ...timerLimits.payload,
    hubName: tools.hubName,
  };
  const how = instance.traceparent === null ? {} : { traceparent: instance.traceparent };
  try {
    const { returnValue } = await tools.invoker.invoke(instance.name, { string: JSON.stringify(payload) }, how);
    return readReturned(returnValue);
  } catch (error) {
    return readThrown(error);
  }
}

/** The decisions of the episode as events, in the order of their ids, and its end. */
function decided(decisions: Decisions, nextId: number, Timestamp: string): readonly HistoryEvent[] {
  const base = { IsPlayed: false, Timestamp };
  const events: HistoryEvent[] = [
    ...decisions.work.map(one => ({
      ...base,
      EventType: Event.taskScheduled,
      EventId: one.task,
      Name: one.name,
      Version: '',
      Input: one.input,
    })),
    ...decisions.timers.map(one => ({
      ...base,
      EventType: Event.timerCreated,
      EventId: one.id,
      FireAt: new Date(one.fireAt).toISOString(),
    })),
  ].sort((one, other) => one.EventId - other.EventId);
  if (hasEnded(decisions.status)) events.push({ ...base, EventId: nextId, ...completion(decisions.status, decisions.output) });
  events.push({ ...base, EventType: Event.orchestratorCompleted, EventId: -1 });
  return events;
}

const completion = (status: Status, output: string | null) => ({
  EventType: Event.executionCompleted,
  OrchestrationStatus: status === 'Completed' ? 1 : 3,
  Result: output,
  FailureDetails: null,
});

/** The end of an episode remembers how many actions it had listed, so that a later walk numbers as this one did. */
const withListed =
  (outcome: Outcome) =>
  (event: HistoryEvent): WalkedEvent =>
    event.EventType === Event.orchestratorCompleted ? { event, listed: outcome.actions.length } : { event };
