/**
 * What the readings say against what the world was told: what is missing is told now, what would not exist ends as corrected, what
 * began or ended at another time is noted.
 */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Json } from '../ports.ts';
import type { Decision, Told } from './device-state.ts';
import type { TrueAlarm } from './parts.ts';
import type { Change } from './run.ts';

/** An alarm as the readings say it was, from the instant that the evaluation began at. */
interface Truth {
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
  const settled = told.filter(each => each.corrected || (endOf(each) ?? Number.POSITIVE_INFINITY) <= from);
  const waiting = told.filter(each => !settled.includes(each));
  if (truths.length === 0 && waiting.length === 0) return { told, decisions: [] };
  const pairs = matched(waiting, truths);
  const teller = newTeller(ruleId, tellTo, told);
  const after: Told[] = [...settled];
  for (const each of waiting) {
    const truth = pairs.get(each);
    after.push(truth ? teller.follow(each, truth) : teller.correct(each));
  }
  for (const truth of truths) if (![...pairs.values()].includes(truth)) after.push(...teller.raise(truth));
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

/** The open one with the open one; else whatever overlaps in time, the earlier first. */
function matched(told: readonly Told[], truths: readonly Truth[]): Map<Told, Truth> {
  const pairs = new Map<Told, Truth>();
  const openTold = told.find(({ overAt }) => overAt === undefined);
  const openTruth = truths.find(({ over }) => !over);
  if (openTold && openTruth) pairs.set(openTold, openTruth);
  const free = new Set(truths.filter(({ over }) => over));
  for (const each of [...told].sort((a, b) => a.began - b.began)) {
    if (pairs.has(each)) continue;
    const truth = [...free].find(one => overlaps(each, one));
    if (!truth) continue;
    pairs.set(each, truth);
    free.delete(truth);
  }
  return pairs;
}

/** They have an instant in common; one that ended where the other began has none, unless both began there. */
function overlaps(told: Told, { raisedAt, over }: Truth): boolean {
  const end = endOf(told) ?? Number.POSITIVE_INFINITY;
  const overAt = over?.at ?? Number.POSITIVE_INFINITY;
  return told.began === raisedAt || (told.began < overAt && raisedAt < end);
}

function newTeller(ruleId: string, tellTo: number, told: readonly Told[]) {
  const decisions: Decision[] = [];
  const waits: number[] = [];
  const keys = new Set(told.map(({ key }) => key));
  const isToldNow = (at: number) => at <= tellTo || void waits.push(at);

  /** A told alarm goes on as the readings say. */
  const follow = (before: Told, truth: Truth): Told => {
    let now = before;
    if (before.overAt === undefined) {
      for (const level of truth.levels) if (level.at > now.levelAt) now = toSeverity(now, level.at, level.severity, level.shown);
      const last = truth.levels.filter(({ at }) => at <= tellTo).at(-1);
      if (last) now = toSeverity(now, Math.max(last.at, now.raisedAt), last.severity, last.shown);
    }
    const { over } = truth;
    if (over && now.overAt === undefined && isToldNow(over.at)) now = end(now, over.at, over.because, over.shown);
    return revise(now, truth);
  };

  const toSeverity = (now: Told, at: number, severity: Severity, shown: Shown): Told => {
    if (severity === now.severity || !isToldNow(at)) return now;
    const decision = now.decision + 1;
    decisions.push({ kind: 'severity', ruleId, key: now.key, severity, at: Math.max(at, now.raisedAt), shown, decision });
    return { ...now, severity, levelAt: at, decision };
  };

  const end = (now: Told, trueAt: number, because: 'cleared' | 'reset', shown: Shown): Told => {
    const at = Math.max(trueAt, now.raisedAt);
    const decision = now.decision + 1;
    decisions.push({ kind: 'over', ruleId, key: now.key, at, because, shown, decision });
    return { ...now, overAt: at, ended: trueAt, decision };
  };

  const revise = (now: Told, { raisedAt, over }: Truth): Told => {
    const ended = now.overAt === undefined ? undefined : over?.at;
    if (raisedAt === now.began && ended === endOf(now)) return now;
    const decision = now.decision + 1;
    const times = { began: raisedAt, ...(ended === undefined ? {} : { ended }) };
    decisions.push({ kind: 'revised', ruleId, key: now.key, at: Math.max(ended ?? raisedAt, now.raisedAt), ...times, decision });
    return { ...now, ...times, decision };
  };

  const correct = (now: Told): Told => {
    const at = now.overAt ?? Math.max(now.raisedAt, tellTo);
    const decision = now.decision + 1;
    decisions.push({ kind: 'over', ruleId, key: now.key, at, because: 'corrected', shown: {}, decision });
    return { ...now, overAt: at, ended: at, corrected: true, decision };
  };

  const raise = (truth: Truth): Told[] => {
    const { raisedAt, version, levels, explanation = null } = truth;
    const first = levels[0]!;
    if (!isToldNow(raisedAt)) return [];
    const key = keyFor(raisedAt, keys);
    keys.add(key);
    const { severity, shown } = first;
    decisions.push({ kind: 'raise', ruleId, key, version, severity, at: raisedAt, shown, explanation, decision: 1 });
    const now: Told = { key, alarmId: '', version, severity, raisedAt, began: raisedAt, levelAt: first.at, decision: 1 };
    return [follow(now, truth)];
  };

  return { decisions, waits, follow, correct, raise };
}

/** An alarm that is raised at an instant for which one was told before, and taken back, is another one. */
function keyFor(raisedAt: number, keys: ReadonlySet<string>): string {
  for (let nth = 0; ; nth += 1) {
    const key = nth === 0 ? String(raisedAt) : `${raisedAt}.${nth}`;
    if (!keys.has(key)) return key;
  }
}
