import { type Path, readDocument } from '../documents.ts';
import { type Problem, pointerOf } from '../problems.ts';
import type { More } from './check.ts';
import { checkRule } from './check-rule.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { RuleDocument } from './rule.ts';
import type { Calendars } from './scheduled.ts';
import { conversionsOf, type Signals } from './signals.ts';

export type { CompiledRule } from './compile-rule.ts';

/** A rule ready to judge devices, or all that is wrong with it. Never throws. `signals`: what `rules/signals.json` says of units and names. */
export function readRule(
  text: string,
  path: string,
  signals: Signals = new Map(),
  calendars: Calendars = new Map(),
): { readonly ok: true; readonly rule: CompiledRule } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const document = readDocument(text, path);
  if (!document.ok) return document;
  const problems: Problem[] = [];
  const tell = (at: Path, code: string, says: string, { of, ...more }: More = {}) =>
    void problems.push({ code, path, ...document.place(at, of), pointer: pointerOf(at), says, ...more });
  checkRule(tell, document.value, signals);
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
  return {
    ok: true,
    rule: compileRule(text, document.value as RuleDocument, { conversions: conversionsOf(signals), calendars }),
  };
}

const inOrder = (problems: Problem[]): Problem[] => problems.sort((a, b) => a.line - b.line || a.column - b.column);
