import type { Calendars } from '../calendars/read-calendars.ts';
import { readDocument } from '../documents.ts';
import { seenThrough } from '../problems/fix.ts';
import { tellingInto } from '../problems/telling.ts';
import { isError, type Problem } from '../problems.ts';
import { mayNote } from './check-condition.ts';
import { checkRule } from './check-rule.ts';
import { checkStructure } from './check-structure.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { RuleDocument } from './rule.ts';
import { conversionsOf, type Signals } from './signals.ts';

export type { CompiledRule } from './compile-rule.ts';

export type ReadRule =
  | {
      readonly ok: true;
      readonly rule: CompiledRule;
      /** What it can be read with, and still is hardly meant. */
      readonly warnings: readonly Problem[];
    }
  /** Warnings are among them. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * A rule ready to judge devices, or all that is wrong with it. Never throws. `signals`: what `rules/signals.json` says of units
 * and names. Whether calendars and policies (by id) are there is checked when they are given.
 */
export function readRule(
  text: string,
  path: string,
  signals: Signals = new Map(),
  calendars?: Calendars,
  policies?: readonly string[],
): ReadRule {
  const around = { signals, calendars: calendars && [...calendars.keys()], policies };
  let read: unknown;
  const problemsOf = (each: string): readonly Problem[] => {
    const document = readDocument(each, path, mayNote);
    if (!document.ok) return document.problems;
    const problems: Problem[] = [];
    const tell = tellingInto(problems, document, path);
    checkRule(tell, document.value, around);
    if (!problems.some(isError)) checkStructure(tell, document.value);
    if (each === text) read = document.value;
    return problems;
  };
  const problems = seenThrough(text, problemsOf);
  if (problems.some(isError)) return { ok: false, problems };
  const surroundings = { conversions: conversionsOf(signals), calendars: calendars ?? new Map() };
  return { ok: true, rule: compileRule(text, read as RuleDocument, surroundings), warnings: problems };
}
