/** The rules and policies that count now, read together so that a rule cannot name a policy that is not there. */

import { type Calendars, readCalendars } from '../calendars/read-calendars.ts';
import { readDocument } from '../documents.ts';
import { type LoadedPolicy, readPolicy } from '../policies/read-policy.ts';
import type { Problem } from '../problems.ts';
import type { DeviceFacts } from './device-state.ts';
import { type CompiledRule, readRule } from './read-rule.ts';
import { readSignals, type Signals } from './signals.ts';

export interface RuleFile {
  /** Relative to the folder of rules: `freezer-too-warm.rule.json`, `policies/cold-chain-oncall.policy.json`, `signals.json`, `calendars.json`. */
  readonly path: string;
  readonly text: string;
}

export interface RuleSet {
  readonly rules: readonly CompiledRule[];
  readonly policies: ReadonlyMap<string, LoadedPolicy>;
  /** Units and names of signals, by device type. */
  readonly signals: Signals;
  /** Those that rules and policies share, by id. */
  readonly calendars: Calendars;
  /** Of files that are not as they should be: their last good version counts on, if there was one. */
  readonly problems: readonly Problem[];
  /** Of files that count, and still are hardly as they were meant. */
  readonly warnings: readonly Problem[];
  /** What each file gave: the last good version by path. */
  readonly byPath: ReadonlyMap<string, CompiledRule | LoadedPolicy>;
  rulesFor(facts: DeviceFacts): readonly CompiledRule[];
}

/** Reads a folder's files. A bad file keeps what `previous` had of it; a file that is gone is gone. */
export function readRuleSet(files: readonly RuleFile[], previous?: RuleSet): RuleSet {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const byPath = new Map<string, CompiledRule | LoadedPolicy>();
  const signals = signalsOf(files, problems, previous);
  const calendars = calendarsOf(files, problems, previous);
  const keepOld = (path: string) => {
    const old = previous?.byPath.get(path);
    if (old) byPath.set(path, old);
    return old;
  };
  const policies = new Map<string, LoadedPolicy>();
  for (const file of files.filter(({ path }) => path.endsWith('.policy.json'))) {
    const read = readPolicy(file.text, file.path, calendars);
    if (read.ok) warnings.push(...read.warnings);
    else problems.push(...read.problems);
    const policy = read.ok ? read.policy : (keepOld(file.path) as LoadedPolicy | undefined);
    if (!policy) continue;
    byPath.set(file.path, policy);
    if (policies.has(policy.id)) problems.push(twice(file, policy.id, 'policy/id-taken'));
    else policies.set(policy.id, policy);
  }
  const rules = new Map<string, CompiledRule>();
  for (const file of files.filter(({ path }) => path.endsWith('.rule.json'))) {
    const read = readRule(file.text, file.path, signals, calendars, [...policies.keys()]);
    if (read.ok) warnings.push(...read.warnings);
    else problems.push(...read.problems);
    const rule = read.ok ? read.rule : (keepOld(file.path) as CompiledRule | undefined);
    if (!rule) continue;
    byPath.set(file.path, rule);
    if (rules.has(rule.id)) problems.push(twice(file, rule.id, 'rule/id-taken'));
    else rules.set(rule.id, rule);
  }
  const all = [...rules.values()];
  // Drafts and paused rules are the evaluator's to leave out: a pause ends by itself.
  return {
    rules: all,
    policies,
    signals,
    calendars,
    problems,
    warnings,
    byPath,
    rulesFor: facts => all.filter(rule => rule.appliesTo(facts)),
  };
}

function signalsOf(files: readonly RuleFile[], problems: Problem[], previous: RuleSet | undefined): Signals {
  const file = files.find(({ path }) => path === 'signals.json');
  const read = file && readSignals(file.text, file.path);
  if (read && !read.ok) problems.push(...read.problems);
  return read?.ok ? read.signals : ((file && previous?.signals) ?? new Map());
}

function calendarsOf(files: readonly RuleFile[], problems: Problem[], previous: RuleSet | undefined): Calendars {
  const file = files.find(({ path }) => path === 'calendars.json');
  const read = file && readCalendars(file.text, file.path);
  if (read && !read.ok) problems.push(...read.problems);
  return read?.ok ? read.calendars : ((file && previous?.calendars) ?? new Map());
}

function twice({ path, text }: RuleFile, id: string, code: string): Problem {
  const document = readDocument(text, path);
  return {
    code,
    path,
    ...(document.ok ? document.place(['id']) : { line: 1, column: 1 }),
    pointer: '/id',
    says: `Another file has the id “${id}” too; this one does not count.`,
    why: 'An alarm belongs to one rule, and a rule to one policy, by its id.',
    fix: 'Give it an id of its own.',
  };
}
