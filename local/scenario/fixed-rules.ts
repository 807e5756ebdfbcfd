import type { RuleSource } from '../../engine/ports.ts';
import type { RuleSet } from '../../engine/rules/rule-set.ts';

/** Rules that change only when the test saves others. */
export function fixedRules(first: RuleSet): RuleSource & { saves(rules: RuleSet): void } {
  let rules = first;
  const versions = new Map<string, string>();
  return {
    current: () => rules,
    version: async hash => versions.get(hash),
    keep: async (hash, text) => void versions.set(hash, text),
    saves(next) {
      rules = next;
    },
  };
}
