import { type Severity, severities } from '../alarms/alarm.ts';
import { parseDuration } from '../duration.ts';
import { contentHash } from '../hash.ts';
import type { Json } from '../ports.ts';
import { type Conversions, windowWords } from './comparison.ts';
import { compileCondition, push, trueFor } from './compile-condition.ts';
import type { DeviceFacts } from './device-state.ts';
import { everyOf, notOf, type Part, type Placed, sayVerdict, type Tally } from './parts.ts';
import type { ConditionDocument, LevelDocument, MessageDocument, RuleDocument, RuleStatus, SelectionDocument } from './rule.ts';

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
  /** How far back, ms, the windows over a signal reach. */
  readonly windows: ReadonlyMap<string, number>;
  readonly parts: readonly Part[];
  /** Part that says when the alarm is over; undefined: a person says so. */
  readonly clear?: number;
  appliesTo(device: DeviceFacts): boolean;
  /** Policy id; `null`: record only. */
  notify(severity: Severity): string | null;
}

export function compileRule(text: string, document: RuleDocument, conversions: Conversions): CompiledRule {
  const parts: Part[] = [];
  const levels = document.raise.map(level => compileLevel(level, parts, conversions));
  const clear = compileClear(document.clearWhen, levels, parts, conversions);
  const conditions = [...document.raise.map(level => level.when), ...clearCondition(document)];
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
    windows: longestWindows(conditions),
    parts,
    ...(clear === undefined ? {} : { clear }),
    appliesTo: device => matches(document.appliesTo, device) && !excepted(document.appliesTo.except, device),
    notify: severity => policyOf(document.notify, severity),
  };
}

const compileLevel = (level: LevelDocument, parts: Part[], conversions: Conversions): CompiledLevel => ({
  severity: level.severity,
  ...(level.note === undefined ? {} : { note: level.note }),
  ...compileCondition(level.when, parts, conversions),
});

function compileClear(
  clearWhen: RuleDocument['clearWhen'],
  levels: readonly CompiledLevel[],
  parts: Part[],
  conversions: Conversions,
) {
  if (clearWhen === 'manual') return undefined;
  if (!('normalFor' in clearWhen)) return compileCondition(clearWhen, parts, conversions).root;
  const normal = push(parts, backToNormal(levels));
  return push(
    parts,
    trueFor(normal, parseDuration(clearWhen.normalFor) ?? 0, parts, view => view.open?.raisedAt),
  );
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

const clearCondition = ({ clearWhen }: RuleDocument): ConditionDocument[] =>
  clearWhen === 'manual' || 'normalFor' in clearWhen ? [] : [clearWhen];

const childrenOf = (condition: ConditionDocument): ConditionDocument[] => [
  ...(condition.all ?? []),
  ...(condition.any ?? []),
  ...(condition.not ? [condition.not] : []),
];

function signalsOf(condition: ConditionDocument): string[] {
  const limits = [condition.above, condition.atLeast, condition.below, condition.atMost, condition.is, condition.isNot]
    .concat(condition.between ?? [], condition.outside ?? [])
    .flatMap(limit => (typeof limit === 'object' && 'signal' in limit ? [limit.signal] : []));
  return [...(condition.signal === undefined ? [] : [condition.signal]), ...limits, ...childrenOf(condition).flatMap(signalsOf)];
}

function longestWindows(conditions: readonly ConditionDocument[], longest = new Map<string, number>()): Map<string, number> {
  for (const condition of conditions) {
    for (const word of windowWords) {
      const span = parseDuration(condition[word] ?? '');
      if (condition.signal !== undefined && span !== undefined)
        longest.set(condition.signal, Math.max(span, longest.get(condition.signal) ?? 0));
    }
    longestWindows(childrenOf(condition), longest);
  }
  return longest;
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
