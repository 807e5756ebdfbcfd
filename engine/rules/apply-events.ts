/** Events of one device in the order of event time: instants are grouped, due times before each are judged first. */
import type { ConnectionChange, DeviceEvent, Reading } from '../events/event.ts';
import { contentHash } from '../hash.ts';
import { deleteDevice } from './delete-device.ts';
import type { Decision, DeviceState, Fate, Notice, RulesForDevice } from './device-state.ts';
import { type Evaluation, openEvaluation } from './evaluation.ts';
import {
  baseFor,
  canPlace,
  type Entry,
  entriesOf,
  entryOf,
  genesisOf,
  historyOf,
  inOrder,
  isDated,
  noHistory,
} from './history.ts';
import { playEntries } from './instants.ts';
import { withLate } from './late.ts';
import { newDevice } from './new-device.ts';
import { settled } from './settle.ts';

export interface Arrived {
  readonly event: DeviceEvent;
  readonly arrivedAt: number;
}

/** What goes on while a batch is applied. */
interface Batch {
  readonly rules: RulesForDevice;
  readonly latenessMs: number;
  readonly decisions: Decision[];
  readonly notices: Notice[];
  state: DeviceState;
  /** Opened at the newest state, to look on from. */
  evaluation: Evaluation | undefined;
  waits: number | undefined;
}

export interface Applied {
  readonly state: DeviceState;
  readonly evaluation: Evaluation | undefined;
  readonly decisions: readonly Decision[];
  readonly notices: readonly Notice[];
  readonly fates: readonly Fate[];
  /** When something happens that is not told yet. */
  readonly waits: number | undefined;
}

export function applyInOrder(
  before: DeviceState | undefined,
  events: readonly Arrived[],
  rules: RulesForDevice,
  latenessMs: number,
): Applied {
  const ordered = [...events.entries()].sort(([, a], [, b]) => inTime(a.event, b.event));
  const first = ordered[0]?.[1].event;
  const state = before ?? (first && newDevice(first));
  if (!state) throw new Error('no event and no state: there is nothing to evaluate');
  const batch: Batch = { rules, latenessMs, decisions: [], notices: [], state, evaluation: undefined, waits: undefined };
  const recent = new Set(state.recent);
  const fates: Fate[] = [];
  const counters: Record<Fate, number> = { ...state.counters };
  let together: [number, Arrived][] = [];
  const applyTogether = () => {
    const found = applyMany(
      batch,
      together.map(([, arrived]) => arrived),
    );
    for (const [i, [index]] of together.entries()) fates[index] = found[i]!;
    together = [];
  };
  for (const [index, arrived] of ordered) {
    const key = contentHash(`${arrived.event.hub} ${arrived.event.messageId}`).slice(0, 16);
    if (recent.has(key) || isLogged(state, arrived.event)) {
      fates[index] = 'duplicate';
      continue;
    }
    recent.add(key);
    if (arrived.event.kind !== 'deleted') together.push([index, arrived]);
    else {
      applyTogether();
      fates[index] = applyDeleted(batch, arrived);
    }
  }
  applyTogether();
  for (const [index] of ordered) counters[fates[index]!] += 1;
  const { evaluation, decisions, notices, waits } = batch;
  return {
    state: { ...batch.state, recent: [...recent].slice(-mostRecent), counters },
    evaluation,
    decisions,
    notices,
    fates,
    waits,
  };
}

const mostRecent = 256;
const order = { created: 0, reading: 1, connection: 2, deleted: 3 } as const;

const inTime = (a: DeviceEvent, b: DeviceEvent): number =>
  a.at - b.at || order[a.kind] - order[b.kind] || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0);

/** More events may lie in the history than the list of the last ids is long; none of them is newer than what is kept. */
const isLogged = ({ history, keptAt }: DeviceState, { messageId, at }: DeviceEvent): boolean =>
  at <= keptAt && history?.log.some(logged => logged.id === messageId && logged.at === at) === true;

function applyMany(batch: Batch, events: readonly Arrived[]): Fate[] {
  const entries: Entry[] = [];
  const fates = events.map(arrived => admit(batch, arrived, entries));
  if (entries.length > 0) applyEntries(batch, inOrder(entries));
  return fates;
}

/** What becomes of an event; one that counts is put among the entries. */
function admit(batch: Batch, { event, arrivedAt }: Arrived, entries: Entry[]): Fate {
  if (batch.state.deletedAt !== undefined) {
    // A deleted device's last disconnect does not bring it back.
    const isNew = event.at > batch.state.deletedAt && event.kind !== 'connection';
    if (!isNew) return event.kind === 'reading' ? 'late' : 'stale';
    batch.state = newDevice(event, batch.state);
  }
  const fate = !isDated(event)
    ? 'applied'
    : event.kind === 'reading'
      ? admitReading(batch, event, entries)
      : admitConnection(batch, event, entries);
  if (fate === 'late' && event.kind === 'reading') batch.state = withLate(batch.state, event, arrivedAt, batch.rules);
  if (fate === 'stale') return fate;
  const { arrivedAt: before = arrivedAt, newestAt } = batch.state;
  const isNewest = event.kind === 'reading' && fate === 'applied' && event.at >= (newestAt ?? event.at);
  batch.state = {
    ...batch.state,
    arrivedAt: Math.max(before, arrivedAt),
    ...(isNewest ? { lagMs: Math.max(0, arrivedAt - event.at) } : {}),
  };
  return fate;
}

function admitReading({ state, latenessMs }: Batch, event: Reading, entries: Entry[]): Fate {
  const isInOrder = event.at >= (state.newestAt ?? event.at);
  if (!isInOrder && !canPlace(state, event.at, latenessMs)) return 'late';
  entries.push(entryOf(event, event.at));
  return 'applied';
}

/** One that is too old to be put in its place counts from now on, if no newer one is known. */
function admitConnection({ state, latenessMs }: Batch, event: ConnectionChange, entries: Entry[]): Fate {
  const isPlaced = event.at >= state.keptAt || canPlace(state, event.at, latenessMs);
  if (!isPlaced && event.sequence <= (state.connection?.sequence ?? '')) return 'stale';
  if (isPlaced && state.history === undefined && event.sequence <= (state.connection?.sequence ?? '')) return 'stale';
  entries.push(entryOf(event, isPlaced ? event.at : state.keptAt));
  return 'applied';
}

/** From the newest state on, or, when one of them belongs before it, from an earlier one, together with all that came since. */
function applyEntries(batch: Batch, entries: readonly Entry[]): void {
  const { rules, latenessMs } = batch;
  const first = entries[0]!.logged.at;
  const history = latenessMs > 0 ? (batch.state.history ?? noHistory) : undefined;
  const isFresh = batch.state.newestAt === undefined && !batch.state.connection;
  const base = history && !isFresh && first <= batch.state.keptAt ? baseFor(history, first) : undefined;
  if (base) batch.state = published(batch);
  const { state } = batch;
  const since = base?.genesis ? Number.NEGATIVE_INFINITY : (base ?? state).keptAt;
  const before = history ? entriesOf(history) : [];
  const all = base ? inOrder([...before.filter(({ logged }) => logged.at > since), ...entries]) : entries;
  const oldest = Math.min((base ?? state).knownSince, all[0]!.logged.at);
  const kept = base?.genesis ? { ...base, knownSince: oldest, keptAt: oldest } : (base ?? state);
  const snapshots = history ? history.snapshots.filter(each => each.genesis || each.keptAt <= since) : [];
  const evaluation = openEvaluation(kept, state, rules, all[0]!.logged.at);
  const taken = playEntries(evaluation, all, history && { snapshots, everyMs: latenessMs / 2 });
  const logged = [...(base ? before.filter(({ logged }) => logged.at <= since) : before), ...all];
  const next = history && historyOf(genesisAt(taken, oldest), logged, evaluation.work.newestAt ?? -Infinity, latenessMs);
  const after = settled({ evaluation, opened: kept, tellTo: evaluation.work.keptAt, ...(next && { history: next }) });
  batch.state = after.state;
  batch.waits = after.waits;
  batch.evaluation = evaluation;
  batch.decisions.push(...after.decisions);
  batch.notices.push(...evaluation.notices);
}

const genesisAt = (snapshots: readonly NonNullable<DeviceState['history']>['snapshots'][number][], knownSince: number) =>
  snapshots.map(each => (each.genesis ? genesisOf({ ...each, knownSince }) : each));

/** Versions of rules that are new since the last event count from the newest state on, before anything is evaluated again. */
function published({ state, rules, decisions, notices }: Batch): DeviceState {
  const evaluation = openEvaluation(state, state, rules);
  const after = settled({ evaluation, opened: state, tellTo: state.keptAt, ...(state.history && { history: state.history }) });
  decisions.push(...after.decisions);
  notices.push(...evaluation.notices);
  return after.state;
}

function applyDeleted(batch: Batch, { event, arrivedAt }: Arrived): Fate {
  const { state, rules } = batch;
  if (state.deletedAt !== undefined || event.at < state.knownSince) return 'stale';
  const { state: gone, decisions } = deleteDevice(state, event.at, rules);
  batch.decisions.push(...decisions);
  batch.state = { ...gone, arrivedAt };
  batch.evaluation = undefined;
  batch.waits = undefined;
  return 'applied';
}
