/**
 * What the readings say against what the world was told: what is missing is told now, what would not exist ends as corrected, what
 * began or ended at another time is noted.
 */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Json } from '../ports.ts';
import type { Decision, Told } from './device-state.ts';
import type { TrueAlarm } from './parts.ts';
import type { Change } from './run.ts';
import { correct, follow, raise, type Teller } from './teller.ts';

/** An alarm as the readings say it was, from the instant that the evaluation began at. */
export interface Truth {
  readonly version: string;
  readonly raisedAt: number;
  readonly levels: { readonly at: number; readonly severity: Severity; readonly shown: Shown }[];
  readonly explanation?: Json;
  over?: Extract<Change, { kind: 'over' }>;
}

export interface Compared {
  readonly ruleId: string;
  readonly told: readonly Told[];
  /** The alarm that was open when the evaluation began. */
  readonly opened: TrueAlarm | undefined;
  /** What happened since, in order. */
  readonly changes: readonly Change[];
  /** The instant that the evaluation began at: what had ended by then is settled. */
  readonly from: number;
  /** What is later is not told yet: it only tells what belongs together. */
  readonly tellTo: number;
}

export interface Reconciled {
  readonly told: readonly Told[];
  readonly decisions: readonly Decision[];
  /** Something that is not told yet: when it happens. */
  readonly waits?: number;
}

export function reconcile({ ruleId, told, opened, changes, from, tellTo }: Compared): Reconciled {
  const truths = truthsOf(opened, changes);
  const settled = told.filter(each => each.corrected || (endOf(each) ?? Number.POSITIVE_INFINITY) < from);
  const waiting = told.filter(each => !settled.includes(each));
  if (truths.length === 0 && waiting.length === 0) return { told, decisions: [] };
  const pairs = matched(waiting, truths);
  // What came before an alarm that was told of is told as well, also when a due time told of it: two are never open at once.
  const toldBy = Math.max(tellTo, ...[...pairs.values()].map(({ raisedAt }) => raisedAt));
  const teller: Teller = { ruleId, tellTo: toldBy, decisions: [], waits: [], keys: new Set(told.map(({ key }) => key)) };
  const after: Told[] = [...settled];
  for (const each of waiting) {
    const truth = pairs.get(each);
    // What ended at this very instant may be settled already: then nothing is known of it any more.
    const isSettled = endOf(each) === from;
    after.push(truth ? follow(teller, each, truth) : isSettled ? each : correct(teller, each));
  }
  for (const truth of truths) if (![...pairs.values()].includes(truth)) after.push(...raise(teller, truth));
  const { decisions, waits } = teller;
  return {
    told: after.sort((a, b) => a.raisedAt - b.raisedAt),
    decisions: decisions.sort((a, b) => a.at - b.at),
    ...(waits.length > 0 && { waits: Math.min(...waits) }),
  };
}

const endOf = ({ ended, overAt }: Told): number | undefined => ended ?? overAt;

function truthsOf(opened: TrueAlarm | undefined, changes: readonly Change[]): Truth[] {
  const truths: Truth[] = [];
  if (opened) {
    const { version, raisedAt, severity, since } = opened;
    truths.push({ version, raisedAt, levels: [{ at: since, severity, shown: {} }] });
  }
  for (const change of changes) {
    const last = truths.at(-1);
    if (change.kind === 'raise') {
      const { version, at, severity, shown, explanation } = change;
      truths.push({ version, raisedAt: at, levels: [{ at, severity, shown }], explanation });
    } else if (change.kind === 'over' && last) last.over = change;
    else if (change.kind === 'severity') last?.levels.push(change);
  }
  return truths;
}

/** Those that began together; the open one with the open one; else whatever overlaps in time, the earlier first. */
function matched(told: readonly Told[], truths: readonly Truth[]): Map<Told, Truth> {
  const pairs = new Map<Told, Truth>();
  const free = new Set(truths);
  const ordered = [...told].sort((a, b) => a.began - b.began);
  const pair = (fits: (told: Told, truth: Truth) => boolean) => {
    for (const each of ordered) {
      const truth = pairs.has(each) ? undefined : [...free].find(one => fits(each, one));
      if (!truth) continue;
      pairs.set(each, truth);
      free.delete(truth);
    }
  };
  const isOpen = ({ overAt }: Told) => overAt === undefined;
  pair((each, one) => each.began === one.raisedAt && (isOpen(each) || one.over !== undefined));
  pair((each, one) => isOpen(each) && !one.over);
  pair((each, one) => one.over !== undefined && overlaps(each, one));
  return pairs;
}

/** One that ended where the other began has no instant in common with it. */
function overlaps(told: Told, { raisedAt, over }: Truth): boolean {
  const end = endOf(told) ?? Number.POSITIVE_INFINITY;
  const overAt = over?.at ?? Number.POSITIVE_INFINITY;
  return told.began < overAt && raisedAt < end;
}
