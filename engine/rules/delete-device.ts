/** The hub has deleted a device. */
import type { Decision, DeviceState, RulesForDevice } from './device-state.ts';
import { openAlarms } from './device-state.ts';
import { openEvaluation } from './evaluation.ts';
import { newDevice } from './new-device.ts';
import { shownNow } from './seen.ts';
import { told } from './settle.ts';

/** Ends its alarms and forgets its readings; facts and counters stay, to be shown. */
export function deleteDevice(
  before: DeviceState,
  at: number,
  rules: RulesForDevice,
): { state: DeviceState; decisions: Decision[] } {
  const evaluation = openEvaluation(before, before, rules);
  const { state, decisions } = told({ evaluation, opened: before, tellTo: at - 1, state: before, floor: before.keptAt });
  const ends = openAlarms(state).map(({ ruleId, key, raisedAt, decision }): Decision => {
    const overAt = Math.max(at, raisedAt);
    const run = evaluation.runs.get(ruleId);
    const shown = run?.open ? shownNow(run, run.open, evaluation.work, overAt) : {};
    return { kind: 'over', ruleId, key, at: overAt, because: 'device deleted', shown, decision: decision + 1 };
  });
  const { facts, counters, recent, hub, id } = { ...state, ...state.facts };
  const gone = newDevice({ device: id, hub, at }, state);
  const { history: _history, notBefore: _notBefore, ...rest } = gone;
  return {
    state: { ...rest, facts, counters, recent, knownSince: state.knownSince, deletedAt: at },
    decisions: [...decisions, ...ends],
  };
}
