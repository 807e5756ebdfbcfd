import { type Severity, severities } from '../alarms/alarm.ts';
import { parseDuration } from '../duration.ts';
import { contentHash } from '../hash.ts';
import type { Json } from '../ports.ts';
import { compileCondition, push, type Surroundings, trueFor } from './compile-condition.ts';
import { keyOf } from './condition-key.ts';
import type { DeviceFacts } from './device-state.ts';
import { everyOf, notOf, type Part, type Placed, sayVerdict, type Tally } from './parts.ts';
import { longestWindows, readsContact, signalsOf } from './reads.ts';
import type { LevelDocument, MessageDocument, RuleDocument, RuleStatus, SelectionDocument } from './rule.ts';

export interface CompiledLevel extends Placed {
  readonly severity: Severity;
  readonly note?: string;
}

/** A version of a rule, ready to judge devices. */
export interface CompiledRule {
  readonly id: string;
  /** Hash of `text`. */
  readonly version: string;
  readonly text: string;
  readonly document: RuleDocument;
  readonly name: string;
  readonly why: string;
  readonly message: MessageDocument;
  readonly status: RuleStatus;
  /** Of a paused rule: when it goes on by itself. */
  readonly pausedUntil?: number;
  /** Worst first. */
  readonly levels: readonly CompiledLevel[];
  /** Signals that the conditions read. */
  readonly signals: ReadonlySet<string>;
  /** Whether a condition reads when the device was last heard of, or its connection. */
  readonly readsContact: boolean;
  /** How far back, ms, the windows over a signal reach. */
  readonly windows: ReadonlyMap<string, number>;
  readonly parts: readonly Part[];
  /** Part that says when the alarm is over; undefined: a person says so. */
  readonly clear?: number;
  /** Part that says that the open level has not held for so long that the severity may fall. */
  readonly stepDown?: number;
  appliesTo(device: DeviceFacts): boolean;
  /** Policy id; `null`: record only. */
  notify(severity: Severity): string | null;
}

export function compileRule(text: string, document: RuleDocument, around: Surroundings): CompiledRule {
  const parts: Part[] = [];
  const levels = document.raise.map(level => compileLevel(level, parts, around));
  const clear = compileClear(document, levels, parts, around);
  const stepDown = compileStepDown(document, levels, parts);
  const { clearWhen } = document;
  const clears = clearWhen === 'manual' || 'normalFor' in clearWhen ? [] : [clearWhen];
  const conditions = [...document.raise.map(level => level.when), ...clears];
  return {
    id: document.id,
    version: contentHash(text),
    text,
    document,
    name: document.name,
    why: document.why,
    message: document.message,
    status: document.status,
    ...(document.until === undefined ? {} : { pausedUntil: Date.parse(document.until) }),
    levels,
    signals: new Set(conditions.flatMap(signalsOf)),
    readsContact: conditions.some(readsContact),
    windows: longestWindows(conditions),
    parts,
    ...(clear === undefined ? {} : { clear }),
    ...(stepDown === undefined ? {} : { stepDown }),
    appliesTo: device => matches(document.appliesTo, device) && !excepted(document.appliesTo.except, device),
    notify: severity => policyOf(document.notify, severity),
  };
}

const compileLevel = (level: LevelDocument, parts: Part[], around: Surroundings): CompiledLevel => ({
  severity: level.severity,
  ...(level.note === undefined ? {} : { note: level.note }),
  ...compileCondition(level.when, parts, around),
});

function compileClear(
  { clearWhen, raise }: RuleDocument,
  levels: readonly CompiledLevel[],
  parts: Part[],
  around: Surroundings,
): number | undefined {
  if (clearWhen === 'manual') return undefined;
  if (!('normalFor' in clearWhen)) return compileCondition(clearWhen, parts, around).root;
  const normal = push(parts, backToNormal(levels));
  const ms = parseDuration(clearWhen.normalFor) ?? 0;
  return push(
    parts,
    trueFor(normal, ms, parts, keyOf('normalFor', raise), view => view.open?.raisedAt),
  );
}

function compileStepDown({ stepDownAfter, raise }: RuleDocument, levels: readonly CompiledLevel[], parts: Part[]) {
  if (stepDownAfter === undefined) return undefined;
  const below = push(parts, notAtOpenLevel(levels));
  const ms = parseDuration(stepDownAfter) ?? 0;
  return push(
    parts,
    trueFor(below, ms, parts, keyOf('stepDownAfter', raise), view => view.open?.since),
  );
}

/** The open level, its own outer `for` aside, is false. */
function notAtOpenLevel(levels: readonly CompiledLevel[]): Part {
  const judged = (severity: Severity | undefined, tally: Tally) => {
    const open = levels.find(level => level.severity === severity);
    return open ? notOf(tally.verdicts[open.base]) : false;
  };
  return {
    judge: (view, tally) => judged(view.open?.severity, tally),
    explain: (view, tally): Json => ({
      compares: 'the open level does not hold',
      verdict: sayVerdict(judged(view.open?.severity, tally)),
    }),
  };
}

/** The open level, its own outer `for` aside, is false and no other level is true. */
function backToNormal(levels: readonly CompiledLevel[]): Part {
  const judged = (severity: Severity | undefined, tally: Tally) =>
    severity !== undefined &&
    everyOf(levels.map(level => notOf(tally.verdicts[level.severity === severity ? level.base : level.root])));
  return {
    judge: (view, tally) => judged(view.open?.severity, tally),
    explain: (view, tally): Json => ({ compares: 'no level holds', verdict: sayVerdict(judged(view.open?.severity, tally)) }),
  };
}

const oneOf = (wanted: string | readonly string[], value: string | undefined): boolean =>
  value !== undefined && (typeof wanted === 'string' ? wanted === value : wanted.includes(value));

/** Every word that is there must fit; a list means any of. */
function matches(selection: SelectionDocument, device: DeviceFacts): boolean {
  return (
    (selection.type === undefined || oneOf(selection.type, device.type)) &&
    (selection.devices === undefined || oneOf(selection.devices, device.id)) &&
    Object.entries(selection.tags ?? {}).every(
      ([tag, wanted]) => Object.hasOwn(device.tags, tag) && oneOf(wanted, device.tags[tag]),
    )
  );
}

/** An exception fits like a selection: every word that is there. */
function excepted(except: SelectionDocument['except'], device: DeviceFacts): boolean {
  return except !== undefined && Object.keys(except).length > 0 && matches(except, device);
}

function policyOf(notify: RuleDocument['notify'], severity: Severity): string | null {
  if (notify === null || typeof notify === 'string') return notify;
  return (Object.hasOwn(notify, severity) ? notify[severity] : null) ?? null;
}

export const rankOf = (severity: Severity): number => severities.indexOf(severity);
