/** After an evaluation: what is kept, what is told. */
import { own } from '../own.ts';
import type { DeviceState, History, Kept, Told } from './device-state.ts';
import { type Evaluation, passDues, storeKept } from './evaluation.ts';
import { floorOf } from './history.ts';
import { type Reconciled, reconcile } from './told.ts';
import { storeSamples } from './work.ts';

interface Settling {
  readonly evaluation: Evaluation;
  /** What the evaluation was opened at. */
  readonly opened: Kept;
  /** What happened by then is told now. */
  readonly tellTo: number;
  readonly history?: History;
}

export interface Settled {
  readonly state: DeviceState;
  readonly decisions: Reconciled['decisions'];
  readonly waits: number | undefined;
}

/**
 * Keeps what the evaluation has come to, and looks on without it up to where the world was told things already, so that what was told
 * by due times is known again. The evaluation is used up to that point.
 */
export function settled({ evaluation, opened, tellTo, history }: Settling): Settled {
  const { newest } = evaluation;
  const kept = storeKept(evaluation);
  const { history: _old, connection: _connection, ...others } = newest;
  const past = history ? { history } : {};
  const samples = storeSamples(evaluation.work, kept.signals, floorOf({ ...kept, ...past }));
  return reconciled({ evaluation, opened, tellTo, state: { ...others, ...kept, samples, ...past } });
}

/** The same without keeping anything: due times alone move no kept state. */
export function reconciled({
  evaluation,
  opened,
  tellTo,
  state,
}: Omit<Settling, 'history'> & { readonly state: DeviceState }): Settled {
  const floor = floorOf(state);
  const horizon = Math.max(tellTo, state.toldTo ?? tellTo);
  passDues(evaluation, horizon + 1);
  const ids = new Set([...Object.keys(state.told), ...evaluation.changes.keys(), ...Object.keys(opened.rules)]);
  const decisions: Reconciled['decisions'][number][] = [];
  const after: [string, readonly Told[]][] = [];
  const waits: number[] = [];
  for (const ruleId of ids) {
    const before = own(state.told, ruleId) ?? [];
    // Its version is lost: nobody can say whether the alarm goes on, so it does.
    if (!evaluation.runs.has(ruleId) && !evaluation.changes.has(ruleId)) {
      if (before.length > 0) after.push([ruleId, before]);
      continue;
    }
    const open = own(opened.rules, ruleId)?.open;
    const changes = evaluation.changes.get(ruleId) ?? [];
    const from = Math.max(opened.keptAt, own(state.rules, ruleId)?.from ?? opened.keptAt);
    const result = reconcile({ ruleId, told: before, opened: open, changes, from, tellTo });
    decisions.push(...result.decisions);
    if (result.waits !== undefined) waits.push(result.waits);
    const remembered = result.told.filter(each => each.overAt === undefined || Math.max(each.overAt, each.ended ?? 0) >= floor);
    if (remembered.length > 0) after.push([ruleId, remembered.slice(-mostTold)]);
  }
  const sorted = decisions.sort((a, b) => a.at - b.at);
  return {
    state: { ...state, told: Object.fromEntries(after) },
    decisions: sorted,
    waits: waits.length === 0 ? undefined : Math.min(...waits),
  };
}

/** Alarms of one rule that ended just now and may still be corrected. */
const mostTold = 16;
