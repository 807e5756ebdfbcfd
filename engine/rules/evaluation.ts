/** All rules of one device going through its instants together, in event time. */
import { own } from '../own.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { DeviceFacts, DeviceState, Kept, Notice, RuleState, RulesForDevice } from './device-state.ts';
import { openTold } from './device-state.ts';
import type { View } from './parts.ts';
import { type Change, type Heard, type Run, resetRun, resumeRun, startRun, step, storeRun } from './run.ts';
import { type DeviceWork, fitWindows, openWork, storeSignals } from './work.ts';

export interface Evaluation extends Heard {
  readonly work: DeviceWork;
  readonly rules: RulesForDevice;
  readonly runs: Map<string, Run>;
  /** Rules with an open alarm whose version is lost: nobody can judge them, so they stay as they are. */
  readonly orphans: Record<string, RuleState>;
  /** What happened since it was opened, by rule. */
  readonly changes: Map<string, Change[]>;
  readonly notices: Notice[];
  /** The newest state: what was told, and since when versions of rules count. */
  readonly newest: DeviceState;
  /** Resets still to come, in the order of time. */
  readonly resets: { readonly ruleId: string; readonly at: number }[];
}

/**
 * Goes on from `kept`: the newest state itself, or an earlier one of the same device. Verdicts are not stored, they are judged again
 * (which changes nothing, but for rules that are new). `firstAt`: when something is applied first; a new device is judged with that.
 */
export function openEvaluation(kept: Kept, newest: DeviceState, rules: RulesForDevice, firstAt?: number): Evaluation {
  const changes = new Map<string, Change[]>();
  const notices: Notice[] = [];
  const evaluation: Evaluation = {
    ...{ work: openWork(kept, newest.samples), rules, newest, changes, notices },
    runs: new Map(),
    orphans: {},
    resets: resetsAfter(kept, newest),
    change: (ruleId, change) => {
      const known = changes.get(ruleId);
      if (known) known.push(change);
      else changes.set(ruleId, [change]);
    },
    // Of what is evaluated again, notice was given before.
    notice: each => void (each.at >= newest.keptAt && notices.push(each)),
  };
  if (firstAt === kept.keptAt && isUntouched(kept)) return evaluation;
  const live = liveRules(evaluation);
  for (const [id, stored] of Object.entries(kept.rules)) {
    const rule = versionOf(evaluation, stored, id, live);
    if (rule) evaluation.runs.set(id, resumeRun(rule, stored));
    else if (openTold(newest, id)) evaluation.orphans[id] = stored;
  }
  refreshRuns(evaluation, kept === newest ? kept.keptAt : undefined);
  for (const run of evaluation.runs.values()) stepRun(evaluation, run, kept.keptAt);
  return evaluation;
}

/** Those that `kept` knows nothing of yet. */
const resetsAfter = ({ keptAt, rules }: Kept, { resets = [] }: DeviceState) =>
  resets
    .filter(({ at, ruleId }) => at > keptAt || (at === keptAt && (own(rules, ruleId)?.resetAt ?? at - 1) < at))
    .sort((a, b) => a.at - b.at);

/** An open alarm is judged by the version that raised it; if that is lost, by the live one. */
function versionOf(
  { newest, rules }: Evaluation,
  stored: RuleState,
  id: string,
  live: readonly CompiledRule[],
): CompiledRule | undefined {
  const current = live.find(rule => rule.id === id);
  const raisedBy = stored.open?.version ?? openTold(newest, id)?.version;
  if (raisedBy === undefined || current?.version === raisedBy) return current;
  return rules.version(id, raisedBy) ?? current;
}

const liveRules = (
  { rules, work }: Pick<Evaluation, 'rules' | 'work'>,
  facts: DeviceFacts = work.facts,
): readonly CompiledRule[] => rules.rulesFor(facts).filter(rule => isEvaluated(rule, work.keptAt));

const isEvaluated = ({ status, pausedUntil }: CompiledRule, at: number): boolean =>
  status === 'active' || status === 'shadow' || (status === 'paused' && pausedUntil !== undefined && at >= pausedUntil);

/**
 * A run for each rule that counts now. One that no longer counts stays while its alarm is open. `publishedAt`: whatever is new
 * was published, so that it counts from then on only, also when what was before is evaluated again.
 */
function refreshRuns(evaluation: Evaluation, publishedAt?: number): void {
  const { runs, work, newest } = evaluation;
  const live = new Map(liveRules(evaluation).map(rule => [rule.id, rule]));
  for (const [id, { open }] of runs) if (!live.has(id) && !open && !openTold(newest, id)) runs.delete(id);
  for (const [id, rule] of live) {
    const run = runs.get(id);
    if (run && (run.open || run.rule.version === rule.version || openTold(newest, id))) continue;
    const known = own(newest.rules, id);
    const from = publishedAt ?? (known?.version === rule.version ? known.from : undefined);
    if (from !== undefined && from > work.keptAt) continue;
    runs.set(id, startRun(rule, work.keptAt, run && storeRun(run), isUntouched(newest) ? undefined : from));
  }
  fitWindows(
    work,
    [...runs.values()].map(run => run.rule),
  );
}

/** Nothing was read or evaluated yet: what counts now counted from the beginning. */
const isUntouched = ({ rules, newestAt, connection }: Kept): boolean =>
  newestAt === undefined && !connection && Object.keys(rules).length === 0;

/** The rules judge an instant at which something was applied: those that read what has changed, and those that are due. */
export function judgeInstant(evaluation: Evaluation, at: number, changed: Changed): void {
  const { work, runs } = evaluation;
  const before = new Set(runs.values());
  refreshRuns(evaluation);
  for (const run of [...runs.values()])
    if (changed.all || !before.has(run) || isTouched(run, at, changed)) stepRun(evaluation, run, at, changed.reading);
  passResets(evaluation, work.keptAt);
}

/** What was applied at an instant. `all`: of a kind that may matter to every rule. */
export interface Changed {
  readonly all: boolean;
  readonly reading: View['reading'];
}

const isTouched = ({ rule, due }: Run, at: number, { reading }: Changed): boolean => {
  if (rule.readsContact || (due !== undefined && due <= at)) return true;
  for (const name of Object.keys(reading ?? {})) if (rule.signals.has(name)) return true;
  return false;
};

function stepRun(evaluation: Evaluation, run: Run, at: number, reading?: View['reading']): void {
  const wasOpen = run.open !== undefined;
  step(run, evaluation.work, at, evaluation, reading);
  if (!wasOpen || run.open) return;
  const live = liveRules(evaluation).find(rule => rule.id === run.rule.id);
  if (live?.version === run.rule.version) return;
  evaluation.runs.delete(run.rule.id);
  if (!live) return;
  const next = startRun(live, at, storeRun(run), at);
  evaluation.runs.set(live.id, next);
  step(next, evaluation.work, at, evaluation);
}

/** When something can happen next without a reading: a due time, or a reset. */
export function nextDueOf({ runs, resets }: Evaluation): number | undefined {
  let least = resets[0]?.at;
  for (const { due } of runs.values()) if (due !== undefined && (least === undefined || due < least)) least = due;
  return least;
}

/** All due times and resets before `end`, in order. */
export function passDues(evaluation: Evaluation, end: number): void {
  for (let due = nextDueOf(evaluation); due !== undefined && due < end; due = nextDueOf(evaluation)) judgeDue(evaluation, due);
}

export function judgeDue(evaluation: Evaluation, due: number): void {
  for (const run of [...evaluation.runs.values()]) if (run.due !== undefined && run.due <= due) stepRun(evaluation, run, due);
  passResets(evaluation, due);
}

/** A reset comes after all else of its instant. */
function passResets(evaluation: Evaluation, to: number): void {
  const { resets, runs, work } = evaluation;
  while (resets[0] && resets[0].at <= to) {
    const { ruleId, at } = resets.shift()!;
    const run = runs.get(ruleId);
    if (run) resetRun(run, work, at, evaluation);
  }
}

/** What is kept of it: each rule as it stands now, and what the device showed last. */
export function storeKept({ work, runs, orphans }: Evaluation): Kept {
  const read = new Set([...runs.values()].flatMap(run => [...run.rule.signals]));
  const { facts, knownSince, newestAt, keptAt, contactAt, connection } = work;
  return {
    facts,
    knownSince,
    ...(newestAt === undefined ? {} : { newestAt }),
    keptAt,
    ...(contactAt === undefined ? {} : { contactAt }),
    signals: storeSignals(work, name => read.has(name)),
    ...(connection ? { connection } : {}),
    rules: { ...orphans, ...Object.fromEntries([...runs].map(([id, run]) => [id, storeRun(run)])) },
  };
}
