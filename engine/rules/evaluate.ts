/** The evaluator: pure, in event time. What is kept moves only when something is applied; due times are looked at on a copy. */
import type { DeviceEvent } from '../events/event.ts';
import { applyInOrder } from './apply-events.ts';
import type { DeviceState, Evaluated, RuleState, RulesForDevice } from './device-state.ts';
import { type Evaluation, judgeDue, nextDueOf, openEvaluation, passDues, storeEvaluation } from './evaluation.ts';
import { closeRun, shownNow } from './run.ts';

export type { Decision, DeviceFacts, DeviceState, Evaluated, Fate, Notice, RuleState, RulesForDevice } from './device-state.ts';

/** Applies events of one device (at least one, in any order: they are sorted by event time here). `latenessMs`: the most that a backlog holds due times back. */
export function applyEvents(
  state: DeviceState | undefined,
  events: readonly { readonly event: DeviceEvent; readonly arrivedAt: number }[],
  rules: RulesForDevice,
  latenessMs: number,
): Evaluated {
  const { evaluation, ...applied } = applyInOrder(state, events, rules);
  const kept = { ...applied, decisions: [...applied.decisions], notices: [...applied.notices] };
  const fireAt = evaluation && nextFire(applied.state, evaluation, latenessMs);
  return { ...kept, ...(fireAt === undefined ? {} : { fireAt }) };
}

/** Decides what became due by plant time `now` without a reading. Calling it early, late or twice does no harm. */
export function fireDue(state: DeviceState, now: number, rules: RulesForDevice, latenessMs: number): Evaluated {
  if (state.deletedAt !== undefined) return { state, decisions: [], fates: [], notices: [] };
  const evaluation = openEvaluation(state, rules);
  const kept = storeEvaluation(evaluation, state);
  const { notices } = evaluation;
  const seen = notices.length;
  if (now >= waitUntil(state, latenessMs)) passDues(evaluation, now + 1);
  const next = withIssued(kept, evaluation);
  const decisions = [...evaluation.decisions];
  const fireAt = nextFire(next, evaluation, latenessMs);
  return { state: next, decisions, fates: [], notices: notices.slice(0, seen), ...(fireAt === undefined ? {} : { fireAt }) };
}

/** Ends an alarm whose rule says `"clearWhen": "manual"`. Refused while a level holds at plant time `now`. */
export function resetAlarm(
  state: DeviceState,
  ruleId: string,
  now: number,
  rules: RulesForDevice,
  latenessMs = 0,
): Evaluated | { readonly refused: string } {
  const evaluation = openEvaluation(state, rules);
  const kept = storeEvaluation(evaluation, state);
  const byNewRules = [...evaluation.decisions];
  const run = evaluation.runs.get(ruleId);
  const open = kept.rules[ruleId]?.open;
  if (!run || !open) return { refused: 'no alarm of this rule is open' };
  if (run.rule.clear !== undefined) return { refused: 'this alarm ends by itself: its rule says when' };
  const at = Math.max(now, state.keptAt, open.raisedAt);
  passDues(evaluation, at + 1);
  const level = run.rule.levels.find(({ root }) => run.tally.verdicts[root] === true);
  if (level) return { refused: `the level "${level.severity}" still holds` };
  const over = {
    kind: 'over',
    ruleId,
    at,
    because: 'reset',
    shown: shownNow(run, open, evaluation.work, at),
    decision: open.decision + 1,
  } as const;
  closeRun(run, at, 'reset');
  const issued = withIssued(kept, evaluation, ruleId);
  const fireAt = fireDue(issued, -Infinity, rules, latenessMs).fireAt;
  return { state: issued, decisions: [...byNewRules, over], fates: [], notices: [], ...(fireAt === undefined ? {} : { fireAt }) };
}

/** The copy is thrown away; only what it has told the world is kept. */
function withIssued(kept: DeviceState, { runs }: Evaluation, only?: string): DeviceState {
  const rules = Object.entries(kept.rules).flatMap(([id, rule]): [string, RuleState][] => {
    if (only !== undefined && id !== only) return [[id, rule]];
    const run = runs.get(id);
    if (!run) return []; // it no longer counted, and its alarm has ended
    const { open: _open, decidedAt: _decided, closed: _closed, pending, ...rest } = rule;
    const issued = {
      ...(run.open ? { open: run.open } : {}),
      ...(run.decidedAt === undefined ? {} : { decidedAt: run.decidedAt }),
      ...(run.closed ? { closed: run.closed } : {}),
      ...(pending === undefined || run.open ? {} : { pending }),
    };
    return [[id, { ...rest, ...issued }]];
  });
  return { ...kept, rules: Object.fromEntries(rules) };
}

const waitUntil = ({ arrivedAt, lagMs }: DeviceState, latenessMs: number): number =>
  arrivedAt === undefined ? -Infinity : arrivedAt + Math.min(lagMs ?? 0, latenessMs);

const mostSteps = 256;

/** When the next decision falls due if nothing more comes. The evaluation is used up by it. After many steps without one: look again then. */
function nextFire(state: DeviceState, evaluation: Evaluation, latenessMs: number): number | undefined {
  const before = evaluation.decisions.length;
  let due = nextDueOf(evaluation);
  for (let steps = 0; due !== undefined; due = nextDueOf(evaluation), steps += 1) {
    judgeDue(evaluation, due);
    if (evaluation.decisions.length > before || steps >= mostSteps) return Math.max(due, waitUntil(state, latenessMs));
  }
  return undefined;
}
