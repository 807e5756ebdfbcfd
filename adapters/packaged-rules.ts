/** Rules and policies as they were deployed: read once, when the app starts, and the same until the next deployment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../engine/hash.ts';
import type { Blobs, RuleSource } from '../engine/ports.ts';
import type { RuleFile, RuleSet } from '../engine/rules/rule-set.ts';
import { kinds, versionsIn } from './rules-folder.ts';

export type PackagedRules = RuleSource & {
  /** Names this set of files: another deployment with the same files has the same. */
  readonly fingerprint: string;
};

/**
 * Throws when the folder is not there. What it says is worked out when somebody asks for it: a cold instance that only shows a page
 * needs no rules. Files that are bad are left out and told in the problems of the set.
 */
export function packagedRules(dir: string, blobs: Blobs, read: (files: readonly RuleFile[]) => RuleSet): PackagedRules {
  const files = readRuleFiles(dir);
  let rules: RuleSet | undefined;
  const current = () => {
    rules ??= read(files);
    return rules;
  };
  return { current, ...versionsIn(blobs), fingerprint: contentHash(JSON.stringify(files)) };
}

/** In the order of their paths. */
export function readRuleFiles(dir: string): readonly RuleFile[] {
  const paths = kinds.flatMap(({ below, ending }) =>
    readdirSync(join(dir, below))
      .filter(name => name.endsWith(ending))
      .map(name => (below === '' ? name : `${below}/${name}`)),
  );
  return paths.sort().map(path => ({ path, text: readFileSync(join(dir, path), 'utf8') }));
}
