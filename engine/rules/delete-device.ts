/** The hub has deleted a device. */
import type { Decision, DeviceState, RulesForDevice } from './device-state.ts';
import { openAlarms } from './device-state.ts';
import { openEvaluation } from './evaluation.ts';
import { newDevice } from './new-device.ts';
import { shownNow } from './seen.ts';
import { reconciled } from './settle.ts';

/** Ends its alarms and forgets its readings; facts and counters stay, to be shown. */
export function deleteDevice(
  before: DeviceState,
  at: number,
  rules: RulesForDevice,
): { state: DeviceState; decisions: Decision[] } {
  const evaluation = openEvaluation(before, before, rules);
  const { state, decisions } = reconciled({ evaluation, opened: before, tellTo: at - 1, state: before });
  const ends = openAlarms(state).map(({ ruleId, key, raisedAt, decision }): Decision => {
    const overAt = Math.max(at, raisedAt);
    const run = evaluation.runs.get(ruleId);
    const shown = run?.open ? shownNow(run, run.open, evaluation.work, overAt) : {};
    return { kind: 'over', ruleId, key, at: overAt, because: 'device deleted', shown, decision: decision + 1 };
  });
  const { facts, knownSince } = state;
  const { history: _history, ...gone } = newDevice({ device: facts.id, hub: facts.hub, at }, state);
  return { state: { ...gone, knownSince, deletedAt: at }, decisions: [...decisions, ...ends] };
}
