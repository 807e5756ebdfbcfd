/** So much of a device's past as may have to be evaluated again: snapshots, and the events since. */
import type { ConnectionChange, DeviceEvent, Reading } from '../events/event.ts';
import type { DeviceState, History, Kept, Logged } from './device-state.ts';

/** Events that are kept to be applied again; beyond it late readings are put in place over a shorter time. */
export const mostLogged = 600;
/** And characters of JSON: what a device sends must not fill its row. */
const mostLoggedText = 96 * 1024;

/** What can be put in its place: later than a snapshot, and at most `latenessMs` older than the newest reading. */
export function canPlace({ history, newestAt, keptAt, notBefore }: DeviceState, at: number, latenessMs: number): boolean {
  if (notBefore !== undefined && at <= notBefore) return false;
  return history !== undefined && at >= (newestAt ?? keptAt) - latenessMs && baseFor(history, at) !== undefined;
}

/** The oldest instant that may be evaluated again: what is later is not forgotten. */
export const floorOf = ({ history, keptAt }: Pick<DeviceState, 'history' | 'keptAt'>): number =>
  Math.min(keptAt, history?.snapshots[0]?.keptAt ?? keptAt);

/** The newest snapshot before this instant. */
export const baseFor = ({ snapshots }: History, at: number): History['snapshots'][number] | undefined =>
  snapshots.findLast(({ keptAt, genesis }) => genesis || keptAt < at);

/** An event as it is kept, its tags given apart. */
export type Entry = { readonly logged: Logged; readonly tags: Reading['tags'] };

export const entriesOf = ({ log, tags }: History): Entry[] =>
  log.map(logged => ({ logged, tags: (logged.kind === 'reading' && tags[logged.tags]) || {} }));

export function entryOf(event: Reading | ConnectionChange, at: number): Entry {
  const { messageId: id } = event;
  if (event.kind === 'connection') {
    const { connected, sequence } = event;
    return { logged: { kind: 'connection', at, id, connected, sequence }, tags: {} };
  }
  return { logged: { kind: 'reading', at, id, signals: event.signals, tags: 0 }, tags: event.tags };
}

const order = { reading: 0, connection: 1 } as const;

/** In the order of time; of one instant readings first, by message id. */
export const inOrder = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort(
    ({ logged: a }, { logged: b }) => a.at - b.at || order[a.kind] - order[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );

/** The history after these entries. `snapshots`: all that are to be kept, oldest first. */
export function historyOf(
  snapshots: History['snapshots'],
  entries: readonly Entry[],
  newestAt: number,
  latenessMs: number,
): History {
  let first = 0;
  while (snapshots[first + 1] && snapshots[first + 1]!.keptAt < newestAt - latenessMs) first += 1;
  for (; first < snapshots.length; first += 1) {
    const { genesis, keptAt } = snapshots[first]!;
    const later = genesis ? entries : entries.filter(({ logged }) => logged.at > keptAt);
    const kept = later.length <= mostLogged ? interned(later) : undefined;
    if (kept && JSON.stringify(kept).length <= mostLoggedText) return { snapshots: snapshots.slice(first), ...kept };
  }
  return noHistory;
}

export const noHistory: History = { snapshots: [], log: [], tags: [] };

/** Tags are the same from message to message: each set is kept once. */
function interned(entries: readonly Entry[]): Pick<History, 'log' | 'tags'> {
  const tags: Reading['tags'][] = [];
  const known = new Map<string, number>();
  const log = entries.map(({ logged, tags: own }) => {
    if (logged.kind !== 'reading') return logged;
    const text = JSON.stringify(own);
    const index = known.get(text) ?? tags.push(own) - 1;
    known.set(text, index);
    return { ...logged, tags: index };
  });
  return { log, tags };
}

/** A device of which nothing was heard yet. */
export const genesisOf = ({ facts, knownSince }: Pick<Kept, 'facts' | 'knownSince'>): Kept & { readonly genesis: true } => ({
  facts,
  knownSince,
  keptAt: knownSince,
  signals: {},
  rules: {},
  genesis: true,
});

export const isDated = (event: DeviceEvent): event is Reading | ConnectionChange =>
  event.kind === 'reading' || event.kind === 'connection';
