/** One version of a rule going through the instants of one device: what the readings alone say, whatever was told. */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Json } from '../ports.ts';
import { type CompiledLevel, type CompiledRule, rankOf } from './compile-rule.ts';
import type { Notice, RuleState } from './device-state.ts';
import { earliest, type Tally, type TrueAlarm, type Verdict, type View } from './parts.ts';
import { explain, lastShown, shownOf, viewOf } from './seen.ts';
import type { DeviceWork } from './work.ts';

export interface Run {
  readonly rule: CompiledRule;
  readonly tally: Tally;
  at: number;
  readonly from: number | undefined;
  open: TrueAlarm | undefined;
  resetAt: number | undefined;
  pending: Severity | undefined;
  /** When a verdict can change next without a reading. */
  due: number | undefined;
}

/** A change of the alarm's state, as the readings say it. */
export type Change =
  | {
      readonly kind: 'raise';
      readonly at: number;
      readonly version: string;
      readonly severity: Severity;
      readonly shown: Shown;
      readonly explanation: Json;
    }
  | { readonly kind: 'severity'; readonly at: number; readonly severity: Severity; readonly shown: Shown }
  | { readonly kind: 'over'; readonly at: number; readonly because: 'cleared' | 'reset'; readonly shown: Shown };

/** Where a run tells what came of an instant. */
export interface Heard {
  change(ruleId: string, change: Change): void;
  notice(notice: Notice): void;
}

/** `old`: what the version before, or an earlier time of the same one, remembered. What its conditions share with this one is kept. */
export function startRun(rule: CompiledRule, at: number, old?: RuleState, from?: number): Run {
  const tally: Tally = {
    verdicts: rule.parts.map(() => undefined),
    heldMs: rule.parts.map(() => 0),
    counted: rule.parts.map(({ gathers }) => (gathers ? [...(old?.counted?.[gathers.key] ?? [])] : undefined)),
  };
  for (const { counts } of rule.parts) {
    const [heldMs, code] = (counts && old?.held[counts.key]) ?? [0, -1];
    if (!counts) continue;
    tally.heldMs[counts.part] = heldMs;
    tally.verdicts[counts.part] = code === 1 ? true : code === 0 ? false : undefined;
  }
  const { resetAt, pending } = old ?? {};
  return { rule, tally, at: old?.at ?? at, from, open: undefined, resetAt, pending, due: undefined };
}

export const resumeRun = (rule: CompiledRule, state: RuleState): Run => ({
  ...startRun(rule, state.at, state, state.version === rule.version ? state.from : undefined),
  open: state.open,
});

export function storeRun({ rule, tally, at, from, open, resetAt, pending }: Run): RuleState {
  const held = rule.parts.flatMap(({ counts }) =>
    counts ? [[counts.key, [tally.heldMs[counts.part] ?? 0, codeOf(tally.verdicts[counts.part])]] as const] : [],
  );
  const counted = rule.parts.flatMap(({ gathers }, index) =>
    gathers ? [[gathers.key, [...(tally.counted[index] ?? [])]] as const] : [],
  );
  return {
    version: rule.version,
    held: Object.fromEntries(held),
    ...(counted.length > 0 && { counted: Object.fromEntries(counted) }),
    at,
    ...(from === undefined ? {} : { from }),
    ...(open ? { open } : {}),
    ...(resetAt === undefined ? {} : { resetAt }),
    ...(pending ? { pending } : {}),
  };
}

const codeOf = (verdict: Verdict): number => (verdict === undefined ? -1 : verdict ? 1 : 0);

/** Judges the instant, decides, and says when to look again. The same instant may be judged again: only its last verdicts count. */
export function step(run: Run, work: DeviceWork, at: number, heard: Heard, reading?: View['reading']): void {
  const view = viewOf(run, work, at, reading);
  count(run, view);
  gather(run, view);
  judge(run, view);
  settle(run, work, view, heard);
}

function settle(run: Run, work: DeviceWork, view: View, heard: Heard): void {
  let now = view;
  if (decide(run, view, heard)) {
    now = viewOf(run, work, view.at, undefined);
    judge(run, now);
  }
  notice(run, now, heard);
  run.due = nextDue(run, now);
}

/** The time since the last instant goes to each `for` by what its condition was meanwhile: true counts, unknown pauses, false starts anew. */
function count(run: Run, view: View): void {
  if (view.at <= run.at) return;
  for (const { counts } of run.rule.parts) {
    if (!counts) continue;
    const verdict = run.tally.verdicts[counts.part];
    const from = Math.max(run.at, counts.from?.(view) ?? run.at);
    if (verdict === true) run.tally.heldMs[counts.part]! += Math.max(0, view.at - from);
    if (verdict === false) run.tally.heldMs[counts.part] = 0;
  }
  run.at = view.at;
}

/** Beyond so many readings of one count, pairs of old ones count as of the later one's time. */
const mostCounted = 10_000;

function gather(run: Run, view: View): void {
  for (const [index, { gathers }] of run.rule.parts.entries()) {
    const times = run.tally.counted[index];
    if (!gathers || !times) continue;
    while (times[0] !== undefined && times[0] <= view.at - gathers.spanMs) times.shift();
    if (!view.reading) continue;
    if (times.at(-1) === view.at) times.pop();
    if (gathers.of(view) === true && view.at > (run.resetAt ?? Number.NEGATIVE_INFINITY)) times.push(view.at);
    if (times.length > mostCounted) for (let i = 0; i + 1 < mostCounted / 2; i += 2) times[i] = times[i + 1]!;
  }
}

function judge({ rule, tally }: Run, view: View): void {
  for (const [index, part] of rule.parts.entries()) tally.verdicts[index] = part.judge(view, tally);
}

const holds = (run: Run, level: CompiledLevel): boolean => run.tally.verdicts[level.root] === true;

/** Raise beats clear, clear beats step down. True when the alarm's state has changed. */
function decide(run: Run, view: View, heard: Heard): boolean {
  const worst = run.rule.levels.find(level => holds(run, level));
  const { open } = run;
  if (!open) return worst !== undefined && raise(run, view, worst, heard);
  if (worst && rankOf(worst.severity) < rankOf(open.severity)) return toSeverity(run, open, view, worst, heard);
  if (!worst) return isClear(run) && end(run, open, view, 'cleared', heard);
  return isBelow(run) && rankOf(worst.severity) > rankOf(open.severity) && toSeverity(run, open, view, worst, heard);
}

const isClear = ({ rule, tally }: Run): boolean => rule.clear !== undefined && tally.verdicts[rule.clear] === true;

const isBelow = ({ rule, tally }: Run): boolean => rule.stepDown !== undefined && tally.verdicts[rule.stepDown] === true;

function raise(run: Run, view: View, level: CompiledLevel, heard: Heard): true {
  const { severity } = level;
  const { id, version } = run.rule;
  const { at } = view;
  run.open = { version, severity, raisedAt: at, since: at };
  heard.change(id, {
    kind: 'raise',
    at,
    version,
    severity,
    shown: shownOf(run, level, view, true),
    explanation: explain(run, view),
  });
  return true;
}

function toSeverity(run: Run, open: TrueAlarm, view: View, level: CompiledLevel, heard: Heard): true {
  const { severity } = level;
  run.open = { ...open, severity, since: view.at };
  heard.change(run.rule.id, { kind: 'severity', at: view.at, severity, shown: shownOf(run, level, view, true) });
  return true;
}

function end(run: Run, open: TrueAlarm, view: View, because: 'cleared' | 'reset', heard: Heard): true {
  heard.change(run.rule.id, { kind: 'over', at: view.at, because, shown: lastShown(run, open, view) });
  run.open = undefined;
  return true;
}

/** A person resets it: what was counted starts anew, and whatever holds after that raises a new alarm. */
export function resetRun(run: Run, work: DeviceWork, at: number, heard: Heard): void {
  step(run, work, at, heard);
  const view = viewOf(run, work, at, undefined);
  if (!run.open) return;
  end(run, run.open, view, 'reset', heard);
  run.resetAt = at;
  for (const times of run.tally.counted) times?.splice(0);
  const next = viewOf(run, work, at, undefined);
  judge(run, next);
  settle(run, work, next, heard);
}

/** Says once that a level's `for` has begun to run, and once that it stopped short. */
function notice(run: Run, view: View, heard: Heard): void {
  const level = run.open ? undefined : run.rule.levels.find(each => isPending(run, each));
  const before = run.pending;
  run.pending = level?.severity;
  if (level?.severity === before) return;
  const { id: ruleId } = run.rule;
  if (level) {
    const until = view.at + (level.forMs ?? 0) - (run.tally.heldMs[level.base] ?? 0);
    const shown = shownOf(run, level, view, true);
    heard.notice({ kind: 'pending', ruleId, severity: level.severity, at: view.at, until, shown });
  } else if (before !== undefined && !run.open)
    heard.notice({ kind: 'pending-ended', ruleId, severity: before, at: view.at, shown: {} });
}

const isPending = ({ tally }: Run, { base, root, forMs }: CompiledLevel): boolean =>
  forMs !== undefined && tally.verdicts[base] === true && tally.verdicts[root] === false;

const nextDue = (run: Run, view: View): number | undefined =>
  earliest(
    run.rule.parts.map(part => {
      const due = part.due?.(view, run.tally);
      return due !== undefined && due > view.at ? due : undefined;
    }),
  );
