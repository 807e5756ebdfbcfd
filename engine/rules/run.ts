/** One version of a rule going through the instants of one device. */
import type { Severity, Shown } from '../alarms/alarm.ts';
import { type CompiledLevel, type CompiledRule, rankOf } from './compile-rule.ts';
import type { Decision, Notice, OpenAlarm, RuleState } from './device-state.ts';
import { propertyOf } from './device-state.ts';
import { sayVerdict, type Tally, type Verdict, type View } from './parts.ts';
import { type DeviceWork, lookAt } from './work.ts';

export interface Run {
  rule: CompiledRule;
  readonly tally: Tally;
  at: number;
  open: OpenAlarm | undefined;
  decidedAt: number | undefined;
  closed: RuleState['closed'];
  pending: Severity | undefined;
  /** When a verdict can change next without a reading. */
  due: number | undefined;
}

/** Where a run tells what it decided. */
export interface Told {
  readonly decisions: Decision[];
  readonly notices: Notice[];
}

/** Nothing counted yet: a rule that is new to the device, or a new version of it. */
export function startRun(rule: CompiledRule, at: number, old?: Pick<Run, 'closed'>): Run {
  const closed = old?.closed;
  const tally = { verdicts: rule.parts.map(() => undefined), heldMs: rule.parts.map(() => 0) };
  return { rule, tally, at, open: undefined, decidedAt: undefined, closed, pending: undefined, due: undefined };
}

export function resumeRun(rule: CompiledRule, state: RuleState): Run {
  const fresh = { ...startRun(rule, state.at, { closed: state.closed }), pending: state.pending };
  if (state.version !== rule.version) return fresh;
  const run: Run = { ...fresh, open: state.open, decidedAt: state.decidedAt };
  let next = 0;
  for (const { counts } of rule.parts) {
    if (!counts) continue;
    run.tally.heldMs[counts.part] = state.held[next] ?? 0;
    run.tally.verdicts[counts.part] = [undefined, false, true][(state.held[next + 1] ?? -1) + 1];
    next += 2;
  }
  return run;
}

export function storeRun({ rule, tally, at, open, decidedAt, closed, pending }: Run): RuleState {
  const held = rule.parts.flatMap(({ counts }) =>
    counts ? [tally.heldMs[counts.part] ?? 0, codeOf(tally.verdicts[counts.part])] : [],
  );
  return {
    version: rule.version,
    held,
    at,
    ...(open ? { open } : {}),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(closed ? { closed } : {}),
    ...(pending ? { pending } : {}),
  };
}

const codeOf = (verdict: Verdict): number => (verdict === undefined ? -1 : verdict ? 1 : 0);

/** Judges the instant, decides, and says when to look again. The same instant may be judged again: only its last verdicts count. */
export function step(run: Run, work: DeviceWork, at: number, told: Told): void {
  let view = viewOf(run, work, at);
  count(run, view);
  judge(run, view);
  if (decide(run, view, told)) {
    view = viewOf(run, work, at);
    judge(run, view);
  }
  notice(run, view, told);
  run.due = nextDue(run, view);
}

function viewOf(run: Run, work: DeviceWork, at: number): View {
  return {
    at,
    deviceType: work.facts.type,
    connected: work.connection?.connected,
    contactAt: work.contactAt ?? work.knownSince,
    open: run.open,
    value: signal => work.signals.get(signal)?.value,
    property: name => propertyOf(work.facts, name),
    window: (signal, over, spanMs) => lookAt(work, signal, over, spanMs, at),
  };
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

function judge({ rule, tally }: Run, view: View): void {
  for (const [index, part] of rule.parts.entries()) tally.verdicts[index] = part.judge(view, tally);
}

const holds = (run: Run, level: CompiledLevel): boolean => run.tally.verdicts[level.root] === true;

/** Raise beats clear; severity only rises. True when the alarm's state has changed. */
function decide(run: Run, view: View, told: Told): boolean {
  if (run.decidedAt !== undefined && view.at <= run.decidedAt) return false;
  const worst = run.rule.levels.find(level => holds(run, level));
  if (worst && !run.open) return !alreadyTold(run, view.at) && raise(run, view, worst, told);
  if (worst && run.open && rankOf(worst.severity) < rankOf(run.open.severity)) return rise(run, run.open, view, worst, told);
  if (!worst && run.open && view.at >= run.open.raisedAt && isClear(run)) return end(run, run.open, view, told);
  return false;
}

const isClear = ({ rule, tally }: Run): boolean => rule.clear !== undefined && tally.verdicts[rule.clear] === true;

/** Falls within an alarm that was raised and ended by due times, before the reading came that makes us judge this instant again. */
const alreadyTold = ({ closed }: Run, at: number): boolean =>
  closed?.because === 'cleared' && closed.raisedAt <= at && at < closed.overAt;

function raise(run: Run, view: View, level: CompiledLevel, told: Told): true {
  const { severity } = level;
  const { id: ruleId, version } = run.rule;
  run.open = { alarmId: '', version, severity, raisedAt: view.at, decision: 1 };
  run.decidedAt = view.at;
  const shown = shownOf(run, level, view, true);
  told.decisions.push({
    kind: 'raise',
    ruleId,
    version,
    severity,
    at: view.at,
    shown,
    explanation: explain(run, view),
    decision: 1,
  });
  return true;
}

function rise(run: Run, open: OpenAlarm, view: View, level: CompiledLevel, told: Told): true {
  const { severity } = level;
  const decision = open.decision + 1;
  run.open = { ...open, severity, decision };
  run.decidedAt = view.at;
  const at = Math.max(view.at, open.raisedAt);
  told.decisions.push({ kind: 'severity', ruleId: run.rule.id, severity, at, shown: shownOf(run, level, view, true), decision });
  return true;
}

function end(run: Run, open: OpenAlarm, view: View, told: Told): true {
  closeRun(run, view.at, 'cleared');
  const shown = lastShown(run, open, view);
  told.decisions.push({ kind: 'over', ruleId: run.rule.id, at: view.at, because: 'cleared', shown, decision: open.decision + 1 });
  return true;
}

export function closeRun(run: Run, at: number, because: 'cleared' | 'reset'): void {
  if (run.open) run.closed = { raisedAt: run.open.raisedAt, overAt: at, because };
  run.open = undefined;
  run.decidedAt = at;
}

/** Value and limit of the open level's first comparison of numbers, as they are now. */
export function lastShown(run: Run, open: OpenAlarm, view: View): Shown {
  const level = run.rule.levels.find(({ severity }) => severity === open.severity);
  return level ? shownOf(run, level, view, false) : {};
}

export function shownNow(run: Run, open: OpenAlarm, work: DeviceWork, at: number): Shown {
  return lastShown(run, open, viewOf(run, work, at));
}

function shownOf(run: Run, level: CompiledLevel, view: View, onlyTrue: boolean): Shown {
  for (let index = level.first; index <= level.root; index += 1) {
    if (onlyTrue && run.tally.verdicts[index] !== true) continue;
    const shown = run.rule.parts[index]?.shown?.(view);
    if (shown) return shown;
  }
  return {};
}

const explain = ({ rule, tally }: Run, view: View) => ({
  at: view.at,
  levels: rule.levels.map(({ severity, root }) => ({
    severity,
    verdict: sayVerdict(tally.verdicts[root]),
    because: rule.parts[root]?.explain(view, tally) ?? null,
  })),
});

/** Says once that a level's `for` has begun to run, and once that it stopped short. */
function notice(run: Run, view: View, told: Told): void {
  const level = run.open ? undefined : run.rule.levels.find(each => isPending(run, each));
  const before = run.pending;
  run.pending = level?.severity;
  if (level?.severity === before) return;
  const { id: ruleId } = run.rule;
  if (level) {
    const until = view.at + (level.forMs ?? 0) - (run.tally.heldMs[level.base] ?? 0);
    told.notices.push({
      kind: 'pending',
      ruleId,
      severity: level.severity,
      at: view.at,
      until,
      shown: shownOf(run, level, view, true),
    });
  } else if (before !== undefined && !run.open)
    told.notices.push({ kind: 'pending-ended', ruleId, severity: before, at: view.at, shown: {} });
}

const isPending = ({ tally }: Run, { base, root, forMs }: CompiledLevel): boolean =>
  forMs !== undefined && tally.verdicts[base] === true && tally.verdicts[root] === false;

function nextDue(run: Run, view: View): number | undefined {
  const dues = run.rule.parts.map(part => part.due?.(view, run.tally));
  const later = [...dues, run.open?.raisedAt, run.closed?.overAt, run.decidedAt === undefined ? undefined : run.decidedAt + 1];
  return later.reduce(
    (least, due) => (due !== undefined && due > view.at && (least === undefined || due < least) ? due : least),
    undefined,
  );
}
