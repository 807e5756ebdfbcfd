/** Tasks of an orchestrator as the walker sees them: built from actions, completed by events, numbered in the library's order. */
import { Act, type Action, type RetryOptions, timerLimits } from './protocol.ts';
import { lookForCase, lookForRelisting, lookForSwallowed } from './walk-lints.ts';

type State = 'open' | 'done' | 'failed';
interface Part {
  state: State;
  readonly parent: Branch | undefined;
}
export interface Leaf extends Part {
  readonly kind: 'activity' | 'timer';
  readonly id: number;
  /** Activities: the function, and its input as the library gave it. */
  readonly name?: string;
  readonly input?: unknown;
  /** Timers: when they fire, ms since the epoch. */
  readonly fireAt?: number;
  readonly cancelled: boolean;
}
export interface Wait extends Part {
  readonly kind: 'wait';
  /** Of the event. */
  readonly name: string;
}
export interface Group extends Part {
  readonly kind: 'any' | 'all';
  readonly children: Node[];
  readonly size: number;
}
interface Retry extends Part {
  readonly kind: 'retry';
  readonly action: Action;
  attempt: number;
  pausing: boolean;
}
interface Long extends Part {
  readonly kind: 'long';
  readonly action: Action;
  readonly fireAt: number;
}
type Branch = Group | Retry | Long;
export type Node = Leaf | Wait | Branch;

/** Something that would break on Azure (`breaks`: the instance would hang there, so it fails here). */
export interface Finding {
  readonly code: string;
  /** Goes on after "Orchestrator 'x': ". */
  readonly says: string;
  readonly breaks: boolean;
}

/** Where a walk stands. */
export interface Walk {
  nextId: number;
  now: number;
  /** Index of the entry that is built next. */
  entry: number;
  readonly leaves: Map<number, Leaf>;
  readonly waiters: Map<string, Wait[]>;
  readonly buffered: Map<string, number>;
  /** Names of events that went to a wait which nobody looked at any more, so far as is known. */
  readonly swallowed: Set<string>;
  readonly findings: Finding[];
  /** Activities and timers that entries listed, by what they look like. */
  readonly listed: Map<string, { readonly entry: number; readonly node: Node; readonly cancelled: boolean }[]>;
}

/** Builds an entry of the action list, parts first to last and depth first, and gives its leaves their ids. */
export function build(walk: Walk, action: Action, parent: Branch | undefined): Node {
  if (action.actionType === Act.wait || action.actionType === Act.any || action.actionType === Act.all) {
    const node = action.actionType === Act.wait ? wait(walk, action.externalEventName!, parent) : group(walk, action, parent);
    if (parent === undefined) lookForSwallowed(walk, node);
    return node;
  }
  const node = buildCall(walk, action, parent);
  lookForRelisting(walk, action, node);
  return node;
}

function buildCall(walk: Walk, action: Action, parent: Branch | undefined): Leaf | Retry | Long {
  if (action.actionType === Act.activity) return activity(walk, action, parent);
  return action.actionType === Act.timer ? timer(walk, action, parent) : retry(walk, action, parent);
}

function activity(walk: Walk, action: Action, parent: Branch | undefined): Leaf {
  return number(walk, { kind: 'activity', name: action.functionName!, input: action.input, cancelled: false, parent });
}

function retry(walk: Walk, action: Action, parent: Branch | undefined): Retry {
  const node: Retry = { kind: 'retry', state: 'open', parent, action, attempt: 1, pausing: false };
  activity(walk, action, node);
  return node;
}

function timer(walk: Walk, action: Action, parent: Branch | undefined): Leaf | Long {
  const fireAt = Date.parse(action.fireAt!);
  if (fireAt - walk.now <= timerLimits.longestMs) return slice(walk, fireAt, action, parent);
  const node: Long = { kind: 'long', state: 'open', parent, action, fireAt };
  slice(walk, walk.now + timerLimits.sliceMs, action, node);
  return node;
}

const slice = (walk: Walk, fireAt: number, action: Action, parent: Branch | undefined): Leaf =>
  number(walk, { kind: 'timer', fireAt, cancelled: action.isCanceled === true, parent });

function number(walk: Walk, part: Omit<Leaf, 'id' | 'state'>): Leaf {
  const leaf: Leaf = { ...part, id: walk.nextId, state: 'open' };
  walk.nextId += 1;
  walk.leaves.set(leaf.id, leaf);
  return leaf;
}

/** Waits take no id. Listing one pushes it on the stack of its name, each time; an event that was kept completes it at once. */
function wait(walk: Walk, name: string, parent: Branch | undefined): Wait {
  const node: Wait = { kind: 'wait', state: 'open', parent, name };
  const kept = walk.buffered.get(name) ?? 0;
  if (kept > 0) {
    walk.buffered.set(name, kept - 1);
    node.state = 'done';
    return node;
  }
  walk.waiters.set(name, [...(walk.waiters.get(name) ?? []), node]);
  lookForCase(walk, name);
  return node;
}

function group(walk: Walk, action: Action, parent: Branch | undefined): Group {
  const parts = action.compoundActions!;
  const node: Group = {
    kind: action.actionType === Act.any ? 'any' : 'all',
    state: 'open',
    parent,
    children: [],
    size: parts.length,
  };
  for (const part of parts) {
    const child = build(walk, part, node);
    node.children.push(child);
    if (child.state !== 'open') childEnded(walk, node, child);
  }
  return node;
}

/** A part has ended; so may what it is a part of. */
export function complete(walk: Walk, node: Node, ok: boolean): void {
  node.state = ok ? 'done' : 'failed';
  // While a group is being built its newest child is not in it yet; `group` looks at that one itself.
  if (node.parent !== undefined) childEnded(walk, node.parent, node);
}

function childEnded(walk: Walk, parent: Branch, child: Node): void {
  if (parent.kind === 'retry') attemptEnded(walk, parent, child as Leaf);
  else if (parent.kind === 'long') sliceEnded(walk, parent);
  else if (parent.state !== 'open') return;
  else if (parent.kind === 'any') complete(walk, parent, true);
  else if (child.state === 'failed') failEarly(walk, parent);
  else if (parent.children.length === parent.size && parent.children.every(one => one.state === 'done'))
    complete(walk, parent, true);
}

function failEarly(walk: Walk, parent: Group): void {
  if (parent.children.some(child => child.state === 'open')) {
    walk.findings.push({
      code: 'durable/all-failed-early',
      says: 'one of the tasks of a Task.all failed while others ran: the library goes on at once, Azure schedules nothing before all have ended. Let activities answer with an outcome instead of throwing',
      breaks: false,
    });
  }
  complete(walk, parent, false);
}

/** The next slice takes its id when the one before has fired. */
function sliceEnded(walk: Walk, node: Long): void {
  const rest = node.fireAt - walk.now;
  if (rest <= 0) complete(walk, node, true);
  else slice(walk, rest > timerLimits.longestMs ? walk.now + timerLimits.sliceMs : node.fireAt, node.action, node);
}

/** Ids of a retry run task, timer, task, timer …; after the last failed attempt one timer that is due at once still takes an id. */
function attemptEnded(walk: Walk, node: Retry, child: Leaf): void {
  const { maxNumberOfAttempts: most } = node.action.retryOptions!;
  if (node.pausing) {
    node.pausing = false;
    if (node.attempt > most) complete(walk, node, false);
    else activity(walk, node.action, node);
  } else if (child.state === 'done') {
    complete(walk, node, true);
  } else {
    const pauseMs = node.attempt < most ? retryDelayMs(node.action.retryOptions!, node.attempt) : 0;
    node.attempt += 1;
    node.pausing = true;
    number(walk, { kind: 'timer', fireAt: walk.now + pauseMs, cancelled: false, parent: node });
  }
}

/** Pause after the failed attempt `attempt` (1 is the first), ms. */
export function retryDelayMs(options: RetryOptions, attempt: number): number {
  const grown = options.firstRetryIntervalInMilliseconds * (options.backoffCoefficient ?? 1) ** (attempt - 1);
  return Math.round(Math.min(grown, options.maxRetryIntervalInMilliseconds ?? 6 * 86_400_000));
}
