/** Random orchestrator programs: made from a seed, carried out by one orchestrator that interprets them. */
import * as df from 'durable-functions';
import type { Activity, Orchestrator } from './bench.ts';

type Leaf =
  | { readonly is: 'call'; readonly key: string; readonly fails: number; readonly tells?: string }
  | { readonly is: 'retry'; readonly key: string; readonly fails: number; readonly most: number; readonly factor: number }
  | { readonly is: 'timer'; readonly ms: number }
  | { readonly is: 'wait'; readonly event: string };
export type Part = Leaf | { readonly is: 'any' | 'all'; readonly parts: readonly Part[] };
export interface Step {
  readonly part: Part;
  /** Also wait for the first pending loser alone, once the race is over. */
  readonly thenLoser: boolean;
  readonly cancels: boolean;
}

/** A small generator of pseudo-random numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const events = ['red', 'green'] as const;

export function makeProgram(random: () => number): readonly Step[] {
  let keys = 0;
  const upTo = (most: number): number => Math.floor(random() * most);
  const makePart = (depth: number): Part => {
    const dice = random();
    if (depth > 0 && dice < 0.45) {
      const parts = Array.from({ length: 1 + upTo(4) }, () => makePart(depth - 1));
      return { is: random() < 0.6 ? 'any' : 'all', parts };
    }
    const key = `k${keys++}`;
    if (dice < 0.6)
      return { is: 'call', key, fails: upTo(5) === 0 ? 1 : 0, ...(upTo(3) === 0 ? { tells: events[upTo(2)]! } : {}) };
    if (dice < 0.75) return { is: 'retry', key, fails: upTo(4), most: 1 + upTo(3), factor: 1 + upTo(2) };
    // Each timer has a time of its own, some are due at once, some are longer than one slice.
    if (dice < 0.9)
      return { is: 'timer', ms: upTo(6) === 0 ? 0 : upTo(8) === 0 ? 86_400_000 * (6 + upTo(9)) + keys : 1 + upTo(60_000) };
    return { is: 'wait', event: events[upTo(2)]! };
  };
  return Array.from({ length: 1 + upTo(6) }, () => ({ part: makePart(3), thenLoser: random() < 0.3, cancels: random() < 0.8 }));
}

export interface Made {
  readonly task: df.Task;
  readonly part: Part;
  readonly parts: readonly Made[];
}

function make(context: df.OrchestrationContext, part: Part): Made {
  if ('parts' in part) {
    const parts = part.parts.map(one => make(context, one));
    return { part, parts, task: context.df.Task[part.is](parts.map(one => one.task)) };
  }
  return { part, parts: [], task: makeLeaf(context, part) };
}

function makeLeaf({ df: durable }: df.OrchestrationContext, part: Leaf): df.Task {
  if (part.is === 'wait') return durable.waitForExternalEvent(part.event);
  if (part.is === 'timer') return durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + part.ms));
  if (part.is === 'call') return durable.callActivity('act', { ...part, instance: durable.instanceId });
  const options = new df.RetryOptions(1_000, part.most);
  options.backoffCoefficient = part.factor;
  return durable.callActivityWithRetry('act', options, { ...part, instance: durable.instanceId });
}

const leavesOf = (made: Made): readonly Made[] => (made.parts.length === 0 ? [made] : made.parts.flatMap(leavesOf));

/** Carries the program out; answers what became of each step. */
export const interpret: Orchestrator = function* (context) {
  const log: unknown[] = [];
  for (const { part, thenLoser, cancels } of context.df.getInput<readonly Step[]>()) {
    const made = make(context, part);
    try {
      yield made.task;
      log.push('ok');
    } catch {
      log.push('failed');
    }
    const pending = leavesOf(made).filter(one => !one.task.isCompleted && !one.task.isFaulted);
    const loser = pending.find(one => one.part.is === 'call' || one.part.is === 'retry');
    if (cancels) for (const one of pending) if (one.part.is === 'timer') (one.task as df.TimerTask).cancel();
    if (!thenLoser || loser === undefined) continue;
    try {
      yield loser.task;
    } catch {
      log.push('loser failed');
    }
  }
  return log;
};

/** Fails as often as it is told to, some ticks later; may tell its own instance something meanwhile. */
export function newAct(random: () => number): Activity {
  const tries = new Map<string, number>();
  return async (input: Extract<Part, { fails: number }> & { instance: string; tells?: string }, bench) => {
    const name = `${input.instance}/${input.key}`;
    const attempt = (tries.get(name) ?? 0) + 1;
    tries.set(name, attempt);
    if (input.tells !== undefined) await bench.raise(input.instance, input.tells, {});
    for (let ticks = Math.floor(random() * 4); ticks > 0; ticks--) await new Promise(setImmediate);
    if (attempt <= input.fails) throw new Error(`attempt ${attempt}`);
    return { key: input.key };
  };
}
