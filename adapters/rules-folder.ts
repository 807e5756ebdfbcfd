/** Rules and policies from a folder of files, read again whenever one is saved. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs, Log, RuleSource } from '../engine/ports.ts';
import type { RuleFile, RuleSet } from '../engine/rules/rule-set.ts';

export interface RulesFolder {
  readonly dir: string;
  readonly blobs: Blobs;
  readonly log: Log;
  /** Makes the set of rules out of the files; a file that is bad keeps what `previous` has of it. */
  readonly read: (files: readonly RuleFile[], previous?: RuleSet) => RuleSet;
  /** Default true. */
  readonly watch?: boolean;
}

export type FolderRules = RuleSource & {
  /** Reads the folder now; answers whether something has changed. */
  reload(): Promise<boolean>;
  onChange(listener: (rules: RuleSet) => void): void;
  close(): void;
};

const container = 'rule-versions';
/** Where which files lie below the folder of rules. */
export const kinds = [
  { below: '', ending: '.rule.json' },
  { below: '', ending: 'signals.json' },
  { below: '', ending: 'calendars.json' },
  { below: 'policies', ending: '.policy.json' },
] as const;

/** Rejects when the folder cannot be read, or `read` throws at the first time; later on the last good set stays. */
export async function rulesFromFolder(options: RulesFolder): Promise<FolderRules> {
  const { dir, blobs, log, read } = options;
  const listeners: ((rules: RuleSet) => void)[] = [];
  let files = await filesOf(dir);
  let rules = read(files);
  const take = async () => {
    const found = await filesOf(dir);
    if (same(found, files)) return false;
    files = found; // before they are read: what throws would throw again at every look
    rules = read(found, rules);
    log.info('rules.reloaded', { files: found.length });
    for (const listener of listeners) listener(rules);
    return true;
  };
  const reload = oneAfterAnother(take);
  const tried = () => void reload().catch(error => log.error('rules.not-reloaded', { error }));
  return {
    current: () => rules,
    ...versionsIn(blobs),
    reload,
    onChange: listener => void listeners.push(listener),
    close: options.watch === false ? () => {} : watchFolder(dir, tried),
  };
}

/** Each file's bytes, in the order of the paths. A file that goes while it is read is not there. */
async function filesOf(dir: string): Promise<RuleFile[]> {
  const paths = (await Promise.all(kinds.map(kind => pathsOf(dir, kind)))).flat().sort();
  const files = await Promise.all(paths.map(async path => ({ path, text: await textOf(join(dir, path)) })));
  return files.filter((file): file is RuleFile => file.text !== undefined);
}

async function pathsOf(dir: string, { below, ending }: (typeof kinds)[number]): Promise<string[]> {
  const names = await readdir(join(dir, below)).catch(error => (below === '' ? Promise.reject(error) : []));
  return names.filter(name => name.endsWith(ending)).map(name => (below === '' ? name : `${below}/${name}`));
}

const textOf = (path: string) =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)));

const same = (a: readonly RuleFile[], b: readonly RuleFile[]) =>
  a.length === b.length && a.every((file, i) => file.path === b[i]?.path && file.text === b[i]?.text);

/** Old versions of rules and policies, by the hash of their text. */
export function versionsIn(blobs: Blobs): Pick<RuleSource, 'version' | 'keep'> {
  return {
    async version(hash) {
      const bytes = await blobs.read(container, `${hash}.json`);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    async keep(hash, text) {
      await blobs.create(container, `${hash}.json`, new TextEncoder().encode(text));
    },
  };
}

/** Two runs at once could put the older files in the place of the newer. */
function oneAfterAnother<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}

const settleMs = 60;
const pollMs = 2_000;

/**
 * Calls `changed` soon after the last of a burst of changes: editors write, rename and touch in several steps. A look every two
 * seconds covers what the watcher does not see: network drives, a `policies` folder that came later. Answers what ends it.
 */
function watchFolder(dir: string, changed: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(settling);
    settling = setTimeout(changed, settleMs).unref();
  };
  const watchers = kinds.map(({ below }) => watcherOf(join(dir, below), soon));
  const poll = setInterval(changed, pollMs).unref();
  return () => {
    clearTimeout(settling);
    clearInterval(poll);
    for (const watcher of watchers) watcher?.close();
  };
}

function watcherOf(dir: string, soon: () => void): FSWatcher | undefined {
  try {
    return watch(dir, { persistent: false }, soon).on('error', () => {});
  } catch {
    return undefined;
  }
}
