/** What is told of a rule: code, pointer and fix of each error. */
import { isError } from '../../engine/problems.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { ruleText } from './watch.ts';

const signals = readSignals(
  '{ "freezer": { "temperature": { "unit": "°C" }, "pressure": { "unit": "bar" }, "defrosting": {} } }',
  'signals.json',
);
export const known = signals.ok ? signals.signals : undefined;
/** A signal without a unit. */
export const s = 'defrosting';
export const good = { appliesTo: { type: 'freezer' }, clearWhen: 'manual' } as const;

export const told = (words: object): string[] => {
  const read = readRule(ruleText(words as Partial<RuleDocument>), 'x.rule.json', known);
  return read.ok ? [] : read.problems.filter(isError).map(({ code, pointer, fix }) => `${code} ${pointer} ${fix}`);
};

/** Where the condition of `raising` stands. */
export const at = '/raise/0/when';
export const raising = (when: object) => told({ ...good, raise: [{ severity: 'major', when }] });
