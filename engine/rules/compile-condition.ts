import { parseDuration, showDuration } from '../duration.ts';
import { comparison } from './comparison.ts';
import { keyOf } from './condition-key.ts';
import { count } from './count.ts';
import type { Conversions } from './limits.ts';
import { anyOf, everyOf, notOf, type Part, type Placed, sayVerdict, type Tally, type Verdict } from './parts.ts';
import type { ConditionDocument } from './rule.ts';
import { type Calendars, scheduled } from './scheduled.ts';
import { trend } from './trend.ts';
import { unusual } from './unusual.ts';

/** What a condition may refer to besides the device. */
export interface Surroundings {
  readonly conversions: Conversions;
  readonly calendars: Calendars;
}

/** Appends the parts of a condition, children first. A word of the language is one more line in `bare`. */
export function compileCondition(condition: ConditionDocument, parts: Part[], around: Surroundings): Placed {
  const first = parts.length;
  const base = bare(condition, parts, around);
  const { for: lasting, ...rest } = condition;
  if (lasting === undefined) return { first, base, root: base };
  const forMs = parseDuration(lasting) ?? 0;
  return { first, base, root: push(parts, trueFor(base, forMs, parts, keyOf('for', rest))), forMs };
}

function bare(condition: ConditionDocument, parts: Part[], around: Surroundings): number {
  const place = (child: ConditionDocument) => compileCondition(child, parts, around).root;
  const { all, any, not, silent: quiet, during, notDuring } = condition;
  if (all) return push(parts, combined('all', all.map(place), everyOf, parts));
  if (any) return push(parts, combined('any', any.map(place), anyOf, parts));
  if (not) {
    const only = ([child]: readonly Verdict[]) => notOf(child);
    return push(parts, combined('not', [place(not)], only, parts));
  }
  if (quiet !== undefined) return push(parts, silent(parseDuration(quiet) ?? 0));
  if (condition.connection !== undefined) return push(parts, connection(condition.connection));
  if (during !== undefined) return push(parts, scheduled('during', during, around.calendars));
  if (notDuring !== undefined) return push(parts, scheduled('notDuring', notDuring, around.calendars));
  if (condition.count !== undefined) return push(parts, count(condition, parts.length, around.conversions));
  if (condition.trend !== undefined) return push(parts, trend(condition, around.conversions));
  if (condition.unusualBy !== undefined) return push(parts, unusual(condition, around.conversions));
  return push(parts, comparison(condition, around.conversions));
}

export function push(parts: Part[], part: Part): number {
  parts.push(part);
  return parts.length - 1;
}

const verdictsOf = (children: readonly number[], tally: Tally): Verdict[] => children.map(child => tally.verdicts[child]);

function combined(
  word: 'all' | 'any' | 'not',
  children: readonly number[],
  combine: (verdicts: readonly Verdict[]) => Verdict,
  parts: readonly Part[],
): Part {
  return {
    judge: (_view, tally) => combine(verdictsOf(children, tally)),
    explain: (view, tally) => ({
      [word]: children.map(child => parts[child]?.explain(view, tally) ?? null),
      verdict: sayVerdict(combine(verdictsOf(children, tally))),
    }),
  };
}

/** False while the condition is false or has not been true for long enough; unknown while it is unknown. `from`: nothing counts before. */
export function trueFor(
  child: number,
  forMs: number,
  parts: readonly Part[],
  key: string,
  from?: NonNullable<Part['counts']>['from'],
): Part {
  const heldOf = (tally: Tally) => tally.heldMs[child] ?? 0;
  const judged = (tally: Tally): Verdict => (tally.verdicts[child] === true ? heldOf(tally) >= forMs : tally.verdicts[child]);
  return {
    counts: { part: child, key, ...(from ? { from } : {}) },
    judge: (_view, tally) => judged(tally),
    due: (view, tally) => {
      const left = forMs - heldOf(tally);
      return tally.verdicts[child] === true && left > 0 ? Math.max(view.at, from?.(view) ?? view.at) + left : undefined;
    },
    explain: (view, tally) => ({
      for: showDuration(forMs),
      trueSoFar: showDuration(heldOf(tally)),
      of: parts[child]?.explain(view, tally) ?? null,
      verdict: sayVerdict(judged(tally)),
    }),
  };
}

function silent(spanMs: number): Part {
  return {
    judge: view => view.at - view.contactAt >= spanMs,
    due: view => view.contactAt + spanMs,
    explain: view => ({
      compares: `silent for ${showDuration(spanMs)}`,
      value: showDuration(view.at - view.contactAt),
      verdict: sayVerdict(view.at - view.contactAt >= spanMs),
    }),
  };
}

function connection(wanted: 'connected' | 'disconnected'): Part {
  const judge = (connected: boolean | undefined): Verdict =>
    connected === undefined ? undefined : connected === (wanted === 'connected');
  return {
    judge: view => judge(view.connected),
    explain: view => ({ compares: `connection is ${wanted}`, verdict: sayVerdict(judge(view.connected)) }),
  };
}
