/** All rules of one device going through its instants together, in event time. */
import type { CompiledRule } from './compile-rule.ts';
import type { Decision, DeviceFacts, DeviceState, Notice, RuleState, RulesForDevice } from './device-state.ts';
import { type Run, resumeRun, startRun, step, storeRun, type Told } from './run.ts';
import { type DeviceWork, fitWindows, openWork, storeSignals } from './work.ts';

export interface Evaluation {
  readonly work: DeviceWork;
  readonly rules: RulesForDevice;
  readonly runs: Map<string, Run>;
  readonly decisions: Decision[];
  readonly notices: Notice[];
}

/** Resumes at the kept instant: verdicts are not stored, they are judged again (which decides nothing anew, but for rules that are new). */
export function openEvaluation(
  state: DeviceState,
  rules: RulesForDevice,
  told: Told = { decisions: [], notices: [] },
): Evaluation {
  const evaluation: Evaluation = {
    work: openWork(state),
    rules,
    runs: new Map(),
    decisions: told.decisions,
    notices: told.notices,
  };
  for (const [id, stored] of Object.entries(state.rules)) {
    const rule = versionOf(stored, id, liveRules(evaluation, state.facts), rules);
    if (rule) evaluation.runs.set(id, resumeRun(rule, stored));
  }
  refreshRuns(evaluation);
  for (const run of evaluation.runs.values()) stepRun(evaluation, run, state.keptAt);
  return evaluation;
}

/** An open alarm is judged by the version that raised it; if that is lost, by the live one. */
function versionOf(
  stored: RuleState,
  id: string,
  live: readonly CompiledRule[],
  rules: RulesForDevice,
): CompiledRule | undefined {
  const current = live.find(rule => rule.id === id);
  if (!stored.open || current?.version === stored.open.version) return current;
  return rules.version(id, stored.open.version) ?? current;
}

export const liveRules = (
  { rules, work }: Pick<Evaluation, 'rules' | 'work'>,
  facts: DeviceFacts = work.facts,
): readonly CompiledRule[] => rules.rulesFor(facts).filter(rule => isEvaluated(rule, work.keptAt));

const isEvaluated = ({ status, pausedUntil }: CompiledRule, at: number): boolean =>
  status === 'active' || status === 'shadow' || (status === 'paused' && pausedUntil !== undefined && at >= pausedUntil);

/** A run for each rule that counts now. One that no longer counts stays while its alarm is open. */
export function refreshRuns(evaluation: Evaluation): void {
  const { runs, work } = evaluation;
  const live = new Map(liveRules(evaluation).map(rule => [rule.id, rule]));
  for (const [id, run] of runs) if (!live.has(id) && !run.open) runs.delete(id);
  for (const [id, rule] of live) {
    const run = runs.get(id);
    if (!run) runs.set(id, startRun(rule, work.keptAt));
    else if (!run.open && run.rule.version !== rule.version) runs.set(id, startRun(rule, run.at, run));
  }
  fitWindows(
    work,
    [...runs.values()].map(run => run.rule),
  );
}

/** All rules judge the instant at which something was applied. */
export function judgeInstant(evaluation: Evaluation, at: number): void {
  refreshRuns(evaluation);
  for (const run of evaluation.runs.values()) stepRun(evaluation, run, at);
}

function stepRun(evaluation: Evaluation, run: Run, at: number): void {
  const wasOpen = run.open !== undefined;
  step(run, evaluation.work, at, evaluation);
  if (!wasOpen || run.open) return;
  const live = liveRules(evaluation).find(rule => rule.id === run.rule.id);
  if (live?.version === run.rule.version) return;
  evaluation.runs.delete(run.rule.id);
  if (!live) return;
  const next = startRun(live, at, run);
  evaluation.runs.set(live.id, next);
  step(next, evaluation.work, at, evaluation);
}

export function nextDueOf({ runs }: Evaluation): number | undefined {
  let least: number | undefined;
  for (const { due } of runs.values()) if (due !== undefined && (least === undefined || due < least)) least = due;
  return least;
}

/** All due times before `end`, in order. */
export function passDues(evaluation: Evaluation, end: number): void {
  for (let due = nextDueOf(evaluation); due !== undefined && due < end; due = nextDueOf(evaluation)) judgeDue(evaluation, due);
}

export function judgeDue(evaluation: Evaluation, due: number): void {
  for (const run of [...evaluation.runs.values()]) if (run.due !== undefined && run.due <= due) stepRun(evaluation, run, due);
}

/** What is kept: the readings, and each rule as it stands now. */
export function storeEvaluation(
  evaluation: Evaluation,
  rest: Pick<DeviceState, 'recent' | 'counters' | 'arrivedAt' | 'lagMs'>,
): DeviceState {
  const { work, runs } = evaluation;
  const read = new Set([...runs.values()].flatMap(run => [...run.rule.signals]));
  return {
    v: 1,
    facts: work.facts,
    knownSince: work.knownSince,
    ...(work.newestAt === undefined ? {} : { newestAt: work.newestAt }),
    keptAt: work.keptAt,
    ...(rest.arrivedAt === undefined ? {} : { arrivedAt: rest.arrivedAt }),
    ...(rest.lagMs === undefined ? {} : { lagMs: rest.lagMs }),
    ...(work.contactAt === undefined ? {} : { contactAt: work.contactAt }),
    signals: storeSignals(work, name => read.has(name)),
    ...(work.connection ? { connection: work.connection } : {}),
    recent: rest.recent,
    counters: rest.counters,
    rules: Object.fromEntries([...runs].map(([id, run]) => [id, storeRun(run)])),
  };
}
