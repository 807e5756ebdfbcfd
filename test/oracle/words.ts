/** Which words a rule uses, and the same rule with a word taken out of it. */
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';

const compares = ['above', 'atLeast', 'below', 'atMost', 'between', 'outside', 'is', 'isNot', 'in', 'notIn'];
const windows = ['average', 'min', 'max', 'sum', 'range', 'change'];
const others = ['all', 'any', 'not', 'count', 'of', 'rate', 'trend', 'unusualBy', 'silent', 'connection', 'during', 'notDuring'];
/** A condition with one of these says nothing any more when the word is gone. */
const carrying = [...compares, ...windows, ...others, 'signal limit', 'property'];
/** Without one of these a condition says something else. */
const refining = ['for', 'plus', 'default', 'unit', 'per', 'direction', 'except', 'days', 'from', 'to', 'timeZone'];
const ofTheRule = ['normalFor', 'manual', 'stepDownAfter', 'several levels'];

export const allWords: readonly string[] = [...carrying, ...refining, ...ofTheRule];

type Node = Record<string, unknown>;
const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && !Array.isArray(part);

const has = (node: Node, word: string): boolean =>
  word === 'signal limit'
    ? Object.values(node)
        .flat()
        .some(each => isNode(each) && 'signal' in each && isLimit(each))
    : word in node;

/** `{ signal, plus }` and nothing else. */
const isLimit = (node: Node): boolean => Object.keys(node).every(key => key === 'signal' || key === 'plus');

const parts = (part: unknown): Node[] =>
  isNode(part) ? [part, ...Object.values(part).flatMap(parts)] : Array.isArray(part) ? part.flatMap(parts) : [];

export function wordsOf({ raise, clearWhen, stepDownAfter }: RuleDocument): string[] {
  const nodes = parts([raise, clearWhen]);
  const rule = { 'several levels': raise.length > 1, manual: clearWhen === 'manual', stepDownAfter: stepDownAfter !== undefined };
  return allWords.filter(word => (word in rule ? rule[word as keyof typeof rule] : nodes.some(node => has(node, word))));
}

export function without(rule: RuleDocument, word: string): RuleDocument {
  const { stepDownAfter, ...rest } = rule;
  const never = { signal: 'never', is: true };
  if (word === 'stepDownAfter') return rest;
  if (word === 'several levels') return { ...rule, raise: rule.raise.slice(0, 1) };
  if (word === 'manual' || word === 'normalFor') return { ...rule, clearWhen: never };
  const cut = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(cut);
    if (!isNode(part)) return part;
    if (carrying.includes(word) && has(part, word) && !('severity' in part)) return never;
    const kept = Object.entries(part).filter(([key]) => !refining.includes(word) || key !== word);
    return Object.fromEntries(kept.map(([key, value]) => [key, cut(value)]));
  };
  const raise = rule.raise.map(level => ({ ...level, when: cut(level.when) as ConditionDocument }));
  return { ...rule, raise, clearWhen: cut(rule.clearWhen) as RuleDocument['clearWhen'] };
}
