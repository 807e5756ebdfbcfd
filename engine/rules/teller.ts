/** Puts what is to be told of one rule's alarms into decisions. */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Decision, Told } from './device-state.ts';
import type { Truth } from './told.ts';

export interface Teller {
  readonly ruleId: string;
  /** What is later is not told yet, and stands in `waits`. */
  readonly tellTo: number;
  readonly decisions: Decision[];
  readonly waits: number[];
  /** Of all alarms that were told of. */
  readonly keys: Set<string>;
}

const isToldNow = ({ tellTo, waits }: Teller, at: number): boolean => at <= tellTo || waits.push(at) === 0;

/** A told alarm goes on as the readings say. */
export function follow(teller: Teller, before: Told, truth: Truth): Told {
  let now = before;
  if (before.overAt === undefined) {
    for (const { at, severity, shown } of truth.levels)
      if (at > now.levelAt && at <= teller.tellTo) now = toSeverity(teller, now, at, severity, shown);
    // What a due time told beyond this instant stands until that time is looked at again.
    const last = now.levelAt > teller.tellTo ? undefined : truth.levels.findLast(({ at }) => at <= teller.tellTo);
    if (last) now = toSeverity(teller, now, Math.max(last.at, now.raisedAt), last.severity, last.shown);
    if (now.levelAt > teller.tellTo) teller.waits.push(now.levelAt);
    teller.waits.push(...truth.levels.filter(({ at }) => at > teller.tellTo).map(({ at }) => at));
  }
  const { over } = truth;
  if (over && now.overAt === undefined && isToldNow(teller, over.at)) now = end(teller, now, over);
  return revise(teller, now, truth);
}

function toSeverity(teller: Teller, now: Told, at: number, severity: Severity, shown: Shown): Told {
  if (severity === now.severity || !isToldNow(teller, at)) return now;
  const decision = now.decision + 1;
  const { ruleId } = teller;
  teller.decisions.push({ kind: 'severity', ruleId, key: now.key, severity, at: Math.max(at, now.raisedAt), shown, decision });
  return { ...now, severity, levelAt: at, decision };
}

/** It cannot be over before it was raised. */
function end({ ruleId, decisions }: Teller, now: Told, { at: trueAt, because, shown }: NonNullable<Truth['over']>): Told {
  const at = Math.max(trueAt, now.raisedAt);
  const decision = now.decision + 1;
  decisions.push({ kind: 'over', ruleId, key: now.key, at, because, shown, decision });
  return { ...now, overAt: at, ended: trueAt, decision };
}

function revise({ ruleId, decisions }: Teller, now: Told, { raisedAt, over }: Truth): Told {
  const ended = now.overAt === undefined ? undefined : over?.at;
  if (raisedAt === now.began && ended === (now.ended ?? now.overAt)) return now;
  const decision = now.decision + 1;
  const times = { began: raisedAt, ...(ended === undefined ? {} : { ended }) };
  decisions.push({ kind: 'revised', ruleId, key: now.key, at: Math.max(ended ?? raisedAt, now.raisedAt), ...times, decision });
  return { ...now, ...times, decision };
}

/** It never was; it may have been over already. */
export function correct({ ruleId, decisions, tellTo }: Teller, now: Told): Told {
  const at = now.overAt ?? Math.max(now.raisedAt, tellTo);
  const decision = now.decision + 1;
  decisions.push({ kind: 'over', ruleId, key: now.key, at, because: 'corrected', shown: {}, decision });
  return { ...now, overAt: at, ended: at, corrected: true, decision };
}

export function raise(teller: Teller, truth: Truth): Told[] {
  const { ruleId, decisions, keys } = teller;
  const { raisedAt, version, levels, explanation = null } = truth;
  const first = levels[0]!;
  if (!isToldNow(teller, raisedAt)) return [];
  const key = keyFor(raisedAt, keys);
  keys.add(key);
  const { severity, shown } = first;
  decisions.push({ kind: 'raise', ruleId, key, version, severity, at: raisedAt, shown, explanation, decision: 1 });
  const now: Told = { key, alarmId: '', version, severity, raisedAt, began: raisedAt, levelAt: first.at, decision: 1 };
  return [follow(teller, now, truth)];
}

/** An alarm that is raised at an instant for which one was told before, and taken back, is another one. */
function keyFor(raisedAt: number, keys: ReadonlySet<string>): string {
  for (let nth = 0; ; nth += 1) {
    const key = nth === 0 ? String(raisedAt) : `${raisedAt}.${nth}`;
    if (!keys.has(key)) return key;
  }
}
