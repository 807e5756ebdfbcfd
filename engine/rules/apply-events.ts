/** Events of one device in the order of event time: instants are grouped, due times before each are judged first. */
import type { ConnectionChange, DeviceDeleted, DeviceEvent, Reading } from '../events/event.ts';
import { contentHash } from '../hash.ts';
import type { Counters, Decision, DeviceState, Fate, Notice, RulesForDevice } from './device-state.ts';
import { type Evaluation, judgeInstant, openEvaluation, passDues, storeEvaluation } from './evaluation.ts';
import { shownNow } from './run.ts';
import { applyConnection, applyReading } from './work.ts';

interface Arrived {
  readonly event: DeviceEvent;
  readonly arrivedAt: number;
}

/** What goes on while a batch is applied. `evaluation` is undefined for a deleted device. */
interface Batch {
  readonly rules: RulesForDevice;
  readonly decisions: Decision[];
  readonly notices: Notice[];
  /** As stored, but for what `evaluation` holds. */
  state: DeviceState;
  evaluation: Evaluation | undefined;
  /** Something was applied at this instant that is not judged yet. */
  instant: number | undefined;
  arrivedAt: number | undefined;
  lagMs: number | undefined;
}

export interface Applied {
  readonly state: DeviceState;
  readonly evaluation: Evaluation | undefined;
  readonly decisions: readonly Decision[];
  readonly notices: readonly Notice[];
  readonly fates: readonly Fate[];
}

export function applyInOrder(before: DeviceState | undefined, events: readonly Arrived[], rules: RulesForDevice): Applied {
  const ordered = [...events.entries()].sort(([, a], [, b]) => inTime(a.event, b.event));
  const first = ordered[0]?.[1].event;
  const state = before ?? (first && newDevice(first));
  if (!state) throw new Error('no event and no state: there is nothing to evaluate');
  const batch: Batch = {
    rules,
    decisions: [],
    notices: [],
    state,
    evaluation: undefined,
    instant: undefined,
    arrivedAt: state.arrivedAt,
    lagMs: state.lagMs,
  };
  if (state.deletedAt === undefined) open(batch);
  const recent = new Set(state.recent);
  const fates: Fate[] = [];
  const counters: Record<Fate, number> = { ...state.counters };
  for (const [index, arrived] of ordered) {
    const key = contentHash(`${arrived.event.hub} ${arrived.event.messageId}`).slice(0, 16);
    const fate = recent.has(key) ? 'duplicate' : applyOne(batch, arrived);
    recent.add(key);
    fates[index] = fate;
    counters[fate] += 1;
  }
  return {
    ...finish(batch, [...recent].slice(-mostRecent), counters),
    decisions: batch.decisions,
    notices: batch.notices,
    fates,
  };
}

const mostRecent = 256;
const order = { created: 0, reading: 1, connection: 2, deleted: 3 } as const;

const inTime = (a: DeviceEvent, b: DeviceEvent): number =>
  a.at - b.at || order[a.kind] - order[b.kind] || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0);

/** A device is known from its first event on, whatever that is. */
function newDevice({ device, hub, at }: DeviceEvent, old?: DeviceState): DeviceState {
  return {
    v: 1,
    facts: old?.facts ?? { id: device, hub, name: device, tags: {} },
    knownSince: at,
    keptAt: at,
    signals: {},
    recent: old?.recent ?? [],
    counters: old?.counters ?? { applied: 0, late: 0, duplicate: 0, stale: 0 },
    rules: {},
  };
}

function open(batch: Batch): void {
  batch.evaluation = openEvaluation(batch.state, batch.rules, batch);
}

function finish(
  batch: Batch,
  recent: readonly string[],
  counters: Counters,
): { state: DeviceState; evaluation: Evaluation | undefined } {
  judgePending(batch);
  const { evaluation, arrivedAt, lagMs } = batch;
  const rest = { recent, counters, ...(arrivedAt === undefined ? {} : { arrivedAt }), ...(lagMs === undefined ? {} : { lagMs }) };
  if (evaluation) return { state: storeEvaluation(evaluation, rest), evaluation };
  return { state: { ...batch.state, recent, counters }, evaluation };
}

function applyOne(batch: Batch, { event, arrivedAt }: Arrived): Fate {
  const fate = kinds[event.kind](batch, event as never, arrivedAt);
  if (fate !== 'stale') batch.arrivedAt = Math.max(batch.arrivedAt ?? arrivedAt, arrivedAt);
  return fate;
}

const kinds = { reading, connection, created, deleted } as const;

function reading(batch: Batch, event: Reading, arrivedAt: number): Fate {
  const evaluation = batch.evaluation ?? revive(batch, event);
  if (!evaluation || event.at < (evaluation.work.newestAt ?? event.at)) return 'late';
  enter(batch, evaluation, event.at);
  applyReading(evaluation.work, event);
  batch.lagMs = Math.max(0, arrivedAt - event.at);
  return 'applied';
}

/** Ordered by sequence alone: an older one that comes later is stale. A deleted device's last disconnect does not bring it back. */
function connection(batch: Batch, event: ConnectionChange): Fate {
  const { evaluation } = batch;
  if (!evaluation || event.sequence <= (evaluation.work.connection?.sequence ?? '')) return 'stale';
  const at = Math.max(event.at, evaluation.work.newestAt ?? event.at);
  enter(batch, evaluation, at);
  applyConnection(evaluation.work, { ...event, at });
  return 'applied';
}

function created(batch: Batch, event: DeviceEvent): Fate {
  return batch.evaluation || revive(batch, event) ? 'applied' : 'stale';
}

/** Ends its alarms and forgets its readings; facts and counters stay, to be shown. Stale when the device was made anew since. */
function deleted(batch: Batch, event: DeviceDeleted): Fate {
  const { evaluation } = batch;
  if (!evaluation || event.at < evaluation.work.knownSince) return 'stale';
  judgePending(batch);
  passDues(evaluation, event.at);
  for (const { open: alarm, ...run } of evaluation.runs.values()) {
    if (!alarm) continue;
    const at = Math.max(event.at, alarm.raisedAt);
    const shown = shownNow({ ...run, open: alarm }, alarm, evaluation.work, at);
    batch.decisions.push({
      kind: 'over',
      ruleId: run.rule.id,
      at,
      because: 'device deleted',
      shown,
      decision: alarm.decision + 1,
    });
  }
  const { connection: _gone, ...gone } = newDevice(event, { ...batch.state, facts: evaluation.work.facts });
  batch.state = { ...gone, knownSince: evaluation.work.knownSince, deletedAt: event.at };
  batch.evaluation = undefined;
  batch.arrivedAt = undefined;
  batch.lagMs = undefined;
  return 'applied';
}

/** What happened after the deletion makes it a new device. */
function revive(batch: Batch, event: DeviceEvent): Evaluation | undefined {
  if (event.at <= (batch.state.deletedAt ?? event.at - 1)) return undefined;
  batch.state = newDevice(event, batch.state);
  open(batch);
  return batch.evaluation;
}

/** Before something is applied at an instant, all that was due before it is judged; what was decided from here on may be decided anew. */
function enter(batch: Batch, evaluation: Evaluation, at: number): void {
  const instant = Math.max(at, evaluation.work.keptAt);
  if (batch.instant === instant) return;
  judgePending(batch);
  passDues(evaluation, instant);
  for (const run of evaluation.runs.values())
    if (run.decidedAt !== undefined) run.decidedAt = Math.min(run.decidedAt, instant - 1);
  batch.instant = instant;
}

function judgePending(batch: Batch): void {
  if (batch.instant !== undefined && batch.evaluation) judgeInstant(batch.evaluation, batch.instant);
  batch.instant = undefined;
}
