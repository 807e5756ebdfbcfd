/** Entries played through an evaluation, instant by instant. */
import type { Value } from '../events/event.ts';
import type { History } from './device-state.ts';
import { type Evaluation, judgeInstant, passDues, storeKept } from './evaluation.ts';
import type { Entry } from './history.ts';
import { applyConnection, applyReading } from './work.ts';

/** What is kept on the way, so that a late reading can be put in its place. */
export interface Keeping {
  readonly snapshots: History['snapshots'];
  readonly everyMs: number;
}

/** Answers the snapshots, those taken on the way among them. */
export function playEntries(
  evaluation: Evaluation,
  entries: readonly Entry[],
  keeping: Keeping | undefined,
): History['snapshots'] {
  const snapshots = [...(keeping?.snapshots ?? [])];
  const { work } = evaluation;
  for (let next = 0; next < entries.length; ) {
    const at = Math.max(entries[next]!.logged.at, work.keptAt);
    if (keeping && isDue(snapshots.at(-1), evaluation, at, keeping.everyMs)) snapshots.push(storeKept(evaluation));
    passDues(evaluation, at);
    next = playInstant(evaluation, entries, next, at);
  }
  return snapshots;
}

/** A snapshot of the instant before, when the last one is old and something was kept at all. */
const isDue = (last: History['snapshots'][number] | undefined, { work }: Evaluation, at: number, everyMs: number): boolean =>
  at > work.keptAt &&
  (work.newestAt !== undefined || work.connection !== undefined) &&
  (!last || work.keptAt - last.keptAt >= everyMs);

/** All entries of one instant are applied before any rule judges it. Answers the index of the next entry. */
function playInstant(evaluation: Evaluation, entries: readonly Entry[], first: number, at: number): number {
  const { work } = evaluation;
  const { facts } = work;
  let reading: Record<string, Value> | undefined;
  let next = first;
  for (; next < entries.length && entries[next]!.logged.at <= at; next += 1) {
    const { logged, tags } = entries[next]!;
    if (logged.kind === 'connection') applyConnection(work, logged);
    else {
      applyReading(work, { at: logged.at, messageId: logged.id, signals: logged.signals, tags });
      reading = { ...reading, ...logged.signals };
    }
  }
  judgeInstant(evaluation, at, { all: work.facts !== facts, reading });
  return next;
}
