/** The evaluator: pure, in event time. What is kept moves only when something is applied; due times are looked at on a copy. */
import { type Arrived, applyInOrder } from './apply-events.ts';
import { type DeviceState, type Evaluated, openTold, type RulesForDevice } from './device-state.ts';
import { type Evaluation, judgeDue, nextDueOf, openEvaluation, passDues, storeKept } from './evaluation.ts';
import { floorOf } from './history.ts';
import { reconciled } from './settle.ts';

export type { Decision, DeviceFacts, DeviceState, Evaluated, Fate, Notice, RuleState, RulesForDevice } from './device-state.ts';

/**
 * Applies events of one device (at least one, in any order: they are sorted by event time here). `latenessMs`: so much older than the
 * newest reading one may be and still be put in its place, and the most that a backlog holds due times back.
 */
export function applyEvents(
  state: DeviceState | undefined,
  events: readonly Arrived[],
  rules: RulesForDevice,
  latenessMs: number,
): Evaluated {
  const applied = applyInOrder(state, events, rules, latenessMs);
  const { decisions, notices, fates } = applied;
  if (applied.state.deletedAt !== undefined) return { state: applied.state, decisions, notices, fates };
  const evaluation = applied.evaluation ?? openEvaluation(applied.state, applied.state, rules);
  if (!applied.evaluation)
    return { ...look(applied.state, applied.state.keptAt, evaluation, latenessMs, decisions), notices, fates };
  const fireAt = nextFire(applied.state, evaluation, applied.waits, latenessMs);
  return { state: applied.state, decisions, notices, fates, ...(fireAt === undefined ? {} : { fireAt }) };
}

/** Decides what became due by plant time `now` without a reading. Calling it early, late or twice does no harm. */
export function fireDue(state: DeviceState, now: number, rules: RulesForDevice, latenessMs: number): Evaluated {
  if (state.deletedAt !== undefined) return { state, decisions: [], fates: [], notices: [] };
  const evaluation = openEvaluation(state, state, rules);
  const { notices } = evaluation;
  const seen = notices.length;
  const tellTo = now >= waitUntil(state, latenessMs) ? Math.max(now, state.keptAt) : state.keptAt;
  const evaluated = look(state, tellTo, evaluation, latenessMs);
  return { ...evaluated, fates: [], notices: notices.slice(0, seen) };
}

/** Ends an alarm whose rule says `"clearWhen": "manual"`. Refused while a level holds at plant time `now`. */
export function resetAlarm(
  state: DeviceState,
  ruleId: string,
  now: number,
  rules: RulesForDevice,
  latenessMs = 0,
): Evaluated | { readonly refused: string } {
  const open = openTold(state, ruleId);
  const evaluation = openEvaluation(state, state, rules);
  const run = evaluation.runs.get(ruleId);
  if (!run || !open) return { refused: 'no alarm of this rule is open' };
  if (run.rule.clear !== undefined) return { refused: 'this alarm ends by itself: its rule says when' };
  const at = Math.max(now, state.keptAt, open.raisedAt);
  passDues(evaluation, at + 1);
  const level = run.rule.levels.find(({ root }) => run.tally.verdicts[root] === true);
  if (level) return { refused: `the level "${level.severity}" still holds` };
  const resets = [...(state.resets ?? []).filter(each => each.at >= floorOf(state)), { ruleId, at }];
  const next = { ...state, resets };
  const after = look(next, at, openEvaluation(next, next, rules), latenessMs);
  return { ...after, fates: [], notices: [] };
}

/** Tells what happens by `tellTo` without a reading, and when to look again. Kept is only what was told, and which rules count. */
function look(
  state: DeviceState,
  tellTo: number,
  evaluation: Evaluation,
  latenessMs: number,
  before: Evaluated['decisions'] = [],
): Pick<Evaluated, 'state' | 'decisions' | 'fireAt'> {
  const counted = { ...state, rules: storeKept(evaluation).rules };
  const seen = reconciled({ evaluation, opened: state, tellTo, state: counted });
  const toldTo = Math.max(state.toldTo ?? tellTo, tellTo);
  const next = { ...seen.state, ...(toldTo > state.keptAt ? { toldTo } : {}) };
  const fireAt = nextFire(next, evaluation, seen.waits, latenessMs);
  return { state: next, decisions: [...before, ...seen.decisions], ...(fireAt === undefined ? {} : { fireAt }) };
}

const waitUntil = ({ arrivedAt, lagMs }: DeviceState, latenessMs: number): number =>
  arrivedAt === undefined ? -Infinity : arrivedAt + Math.min(lagMs ?? 0, latenessMs);

const mostSteps = 256;

/** When the next decision falls due if nothing more comes. The evaluation is used up by it. After many steps without one: look again then. */
function nextFire(state: DeviceState, evaluation: Evaluation, waits: number | undefined, latenessMs: number): number | undefined {
  if (waits !== undefined) return Math.max(waits, waitUntil(state, latenessMs));
  const changes = () => [...evaluation.changes.values()].reduce((sum, { length }) => sum + length, 0);
  const before = changes();
  let due = nextDueOf(evaluation);
  for (let steps = 0; due !== undefined; due = nextDueOf(evaluation), steps += 1) {
    judgeDue(evaluation, due);
    if (changes() > before || steps >= mostSteps) return Math.max(due, waitUntil(state, latenessMs));
  }
  return undefined;
}
