import { parseDuration, showDuration } from '../duration.ts';
import { type Conversions, comparison } from './comparison.ts';
import { anyOf, everyOf, notOf, type Part, type Placed, sayVerdict, type Tally, type Verdict } from './parts.ts';
import type { ConditionDocument } from './rule.ts';

/** Appends the parts of a condition, children first. A word of the language that is added later is one more line in `bare`. */
export function compileCondition(condition: ConditionDocument, parts: Part[], conversions: Conversions): Placed {
  const first = parts.length;
  const base = bare(condition, parts, conversions);
  const forMs = condition.for === undefined ? undefined : (parseDuration(condition.for) ?? 0);
  if (forMs === undefined) return { first, base, root: base };
  return { first, base, root: push(parts, trueFor(base, forMs, parts)), forMs };
}

function bare(condition: ConditionDocument, parts: Part[], conversions: Conversions): number {
  const place = (child: ConditionDocument) => compileCondition(child, parts, conversions).root;
  if (condition.all) return push(parts, combined('all', condition.all.map(place), everyOf, parts));
  if (condition.any) return push(parts, combined('any', condition.any.map(place), anyOf, parts));
  if (condition.not)
    return push(
      parts,
      combined('not', [place(condition.not)], ([child]) => notOf(child), parts),
    );
  if (condition.silent !== undefined) return push(parts, silent(parseDuration(condition.silent) ?? 0));
  if (condition.connection !== undefined) return push(parts, connection(condition.connection));
  return push(parts, comparison(condition, conversions));
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
export function trueFor(child: number, forMs: number, parts: readonly Part[], from?: NonNullable<Part['counts']>['from']): Part {
  const heldOf = (tally: Tally) => tally.heldMs[child] ?? 0;
  const judged = (tally: Tally): Verdict => (tally.verdicts[child] === true ? heldOf(tally) >= forMs : tally.verdicts[child]);
  return {
    counts: { part: child, ...(from ? { from } : {}) },
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
