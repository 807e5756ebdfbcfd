/** Rules and policies as the service would read them, whatever their files are called. */
import { basename, dirname, join } from 'node:path';
import type { LoadedPolicy } from '../engine/policies/read-policy.ts';
import { inOrder, isError, type Problem } from '../engine/problems.ts';
import type { CompiledRule } from '../engine/rules/read-rule.ts';
import { type RuleFile, readRuleSet } from '../engine/rules/rule-set.ts';
import { type File, inFolder } from './files.ts';
import type { Io } from './io.ts';

export interface ReadFile {
  readonly file: File;
  /** What is wrong with it, and what only looks wrong (a warning); no error: it counts. */
  readonly problems: readonly Problem[];
  readonly rule?: CompiledRule;
  readonly policy?: LoadedPolicy;
}

export interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** Those of the files and those around them. */
  readonly policies: ReadonlyMap<string, LoadedPolicy>;
}

/** The files, with what stands around them: policies, calendars and signals that they may name. */
export function readFiles(files: readonly File[], io: Io): ReadFiles {
  const named = [...files, ...around(files, io)].map((file, index) => ({ file, name: serviceName(file, index) }));
  const set = readRuleSet(named.map(({ file, name }): RuleFile => ({ path: name, text: file.text })));
  const shown = ({ file, name }: { file: File; name: string }): ReadFile => {
    const problems = inOrder([...set.problems, ...set.warnings].filter(({ path }) => path === name));
    const read = set.byPath.get(name);
    const good = read && !problems.some(isError) ? ('levels' in read ? { rule: read } : { policy: read }) : {};
    return { file, problems: problems.map(problem => ({ ...problem, path: file.path })), ...good };
  };
  return { files: named.slice(0, files.length).map(shown), policies: set.policies };
}

/** The endings and places by which the service knows its files. */
function serviceName({ path, kind }: File, index: number): string {
  const name = `${index}/${basename(path)}`;
  if (kind === 'rule') return `${name}.rule.json`;
  return kind === 'policy' ? `policies/${name}.policy.json` : `${kind}.json`;
}

/**
 * Beside a rule, in `policies` below it, and above a policy. Policies may also be those of the folder `rules`: a rule that is being
 * tried out elsewhere can name them.
 */
function around(files: readonly File[], io: Io): File[] {
  const beside = [...new Set(files.map(({ path }) => folderOf(path)))].flatMap(folder => inFolder(folder, io));
  const usual = files.some(({ kind }) => kind === 'rule') ? inFolder('rules', io).filter(({ kind }) => kind === 'policy') : [];
  const seen = new Set(files.map(({ absolute }) => absolute));
  const others = [...beside, ...usual].filter(
    ({ absolute, kind }) => kind !== 'rule' && !seen.has(absolute) && seen.add(absolute),
  );
  const once = (kind: File['kind']) => [...files, ...others].find(file => file.kind === kind);
  return others.filter(file => file.kind === 'policy' || file === once(file.kind));
}

function folderOf(path: string): string {
  const folder = path.startsWith('<') ? 'rules' : dirname(path);
  return basename(folder) === 'policies' ? join(folder, '..') : folder;
}
