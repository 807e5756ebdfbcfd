/**
 * Derives the sequence ids that the library counts but never tells. The action list carries no ids, completions are matched by
 * id alone; so the whole history is walked through the action list in the very order in which the library numbers its tasks.
 */
import { type Action, Event, type HistoryEvent } from './protocol.ts';
import { lookForAbandoned, lookForWaitCase } from './walk-lints.ts';
import { build, complete, type Finding, type Leaf, type Node, type Walk } from './walk-nodes.ts';

/** One event of the history with, on an `orchestratorCompleted`, the number of actions that its episode had listed. */
export interface WalkedEvent {
  readonly event: HistoryEvent;
  readonly listed?: number;
}

export interface Walked {
  readonly nextId: number;
  /** Every leaf that has an id, by id. */
  readonly leaves: ReadonlyMap<number, Leaf>;
  /** A call of a retry or a long timer is open: the next episode may bring one completion only. */
  readonly follows: boolean;
  /** Somebody waits for an external event. */
  readonly waits: boolean;
  /** What would break on Azure, in order of appearance. */
  readonly findings: readonly Finding[];
}

/**
 * Walks `events` (whole history, the present episode last and without its end) through `actions`.
 * A past episode sees only as many actions as it had listed then: later ones would be numbered too early.
 */
export function walk(events: readonly WalkedEvent[], actions: readonly Action[]): Walked {
  const state: Walk = {
    nextId: 0,
    now: 0,
    leaves: new Map(),
    waiters: new Map(),
    buffered: new Map(),
    swallowed: new Set(),
    findings: [],
    entry: 0,
    listed: new Map(),
  };
  const limits = limitsOf(events, actions.length);
  let current: Node | undefined;
  events.forEach(({ event }, at) => {
    if (!deliver(state, event)) return;
    while ((current === undefined || current.state !== 'open') && state.entry < limits[at]!) {
      current = build(state, actions[state.entry]!, undefined);
      state.entry += 1;
    }
  });
  if (state.entry < actions.length) state.findings.push(outOfStep(state.entry));
  return {
    nextId: state.nextId,
    leaves: state.leaves,
    follows: [...state.leaves.values()].some(isFollowed),
    waits: [...state.waiters.values()].some(stack => stack.some(wait => wait.state === 'open')),
    findings: state.findings,
  };
}

/** For each event the number of actions that its episode may see. */
function limitsOf(events: readonly WalkedEvent[], all: number): readonly number[] {
  const limits: number[] = new Array(events.length);
  let limit = all;
  for (let at = events.length - 1; at >= 0; at--) {
    limit = Math.min(events[at]!.listed ?? limit, all); // code that changed may list fewer
    limits[at] = limit;
  }
  return limits;
}

const isFollowed = (leaf: Leaf): boolean =>
  leaf.state === 'open' && !leaf.cancelled && (leaf.parent?.kind === 'retry' || leaf.parent?.kind === 'long');

const outOfStep = (entry: number): Finding => ({
  code: 'durable/out-of-step',
  says: `it goes on although entry ${entry} of its action list waits: a task that had already completed was listed again`,
  breaks: true,
});

/** Feeds one event; answers whether the orchestrator may go on after it. */
function deliver(state: Walk, event: HistoryEvent): boolean {
  switch (event.EventType) {
    case Event.orchestratorStarted:
      state.now = Math.max(state.now, Date.parse(event.Timestamp));
      return false;
    case Event.executionStarted:
      return true;
    case Event.taskCompleted:
    case Event.taskFailed:
      return finish(state, event.TaskScheduledId!, event.EventType === Event.taskCompleted);
    case Event.timerFired:
      return finish(state, event.TimerId!, true);
    case Event.eventRaised:
      return raise(state, event.Name!);
    default:
      return false;
  }
}

function finish(state: Walk, id: number, ok: boolean): boolean {
  const leaf = state.leaves.get(id);
  if (leaf !== undefined && leaf.state === 'open') complete(state, leaf, ok);
  return true;
}

/** The newest waiter of exactly this name takes the event; without a waiter it is kept for the next one. */
function raise(state: Walk, name: string): boolean {
  const waiter = state.waiters.get(name)?.pop();
  if (waiter !== undefined) {
    lookForAbandoned(state, name, waiter);
    complete(state, waiter, true);
    return true;
  }
  lookForWaitCase(state, name);
  state.buffered.set(name, (state.buffered.get(name) ?? 0) + 1);
  return true;
}
