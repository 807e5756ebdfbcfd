import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rulesFromFolder } from '../../adapters/rules-folder.ts';
import type { Log } from '../../engine/ports.ts';
import type { RuleFile, RuleSet } from '../../engine/rules/rule-set.ts';

/** A set of rules that only remembers what it was read from: the language is not what is tried here. */
const read = (files: readonly RuleFile[], previous?: RuleSet): RuleSet => {
  if (files.some(file => file.text === 'throw')) throw new Error('defect');
  const set = {
    rules: [],
    policies: new Map(),
    signals: new Map(),
    calendars: new Map(),
    problems: [],
    warnings: [],
    byPath: new Map(),
    rulesFor: () => [],
  };
  return Object.assign(set, { files, hadPrevious: previous !== undefined });
};
const pathsOf = (set: RuleSet) => (set as RuleSet & { files: RuleFile[] }).files.map(file => `${file.path} ${file.text}`);

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-rules-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'policies'));
  const write = (path: string, text: string) => writeFileSync(join(dir, path), text);
  write('a.rule.json', '1');
  write('notes.md', 'not a rule');
  write('policies/p.policy.json', '2');
  return { dir, write };
}

async function open(dir: string, watch: boolean) {
  const kept = new Map<string, Uint8Array>();
  const blobs = {
    create: async (container: string, name: string, bytes: Uint8Array) => {
      const key = `${container}/${name}`;
      const free = !kept.has(key);
      if (free) kept.set(key, bytes);
      return free;
    },
    read: async (container: string, name: string) => kept.get(`${container}/${name}`),
  };
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const rules = await rulesFromFolder({ dir, blobs, log, read, watch });
  onTestFinished(rules.close);
  /** Resolves when the rules hold this file: an editor's save may be seen half done before. */
  const holds = (file: string) => new Promise<void>(resolve => rules.onChange(set => pathsOf(set).includes(file) && resolve()));
  return { rules, kept, holds };
}

test('rules lie in the folder, policies in their own, in the order of their paths', async () => {
  const { dir } = folder();
  const { rules } = await open(dir, false);
  expect(pathsOf(rules.current())).toEqual(['a.rule.json 1', 'policies/p.policy.json 2']);
});

test('a folder that cannot be read is an error at the start', async () => {
  await expect(open('/no/such/folder', false)).rejects.toThrow('ENOENT');
});

test('reading again takes what has changed, and nothing when nothing has', async () => {
  const { dir, write } = folder();
  const { rules } = await open(dir, false);
  expect(await rules.reload()).toBe(false);
  write('b.rule.json', '3');
  expect(await rules.reload()).toBe(true);
  expect(pathsOf(rules.current())).toEqual(['a.rule.json 1', 'b.rule.json 3', 'policies/p.policy.json 2']);
  expect(rules.current()).toMatchObject({ hadPrevious: true });
});

test('what cannot be taken leaves the last good set', async () => {
  const { dir, write } = folder();
  const { rules } = await open(dir, false);
  write('a.rule.json', 'throw');
  await expect(rules.reload()).rejects.toThrow('defect');
  expect(pathsOf(rules.current())).toContain('a.rule.json 1');
});

test('a save is seen: written in place, put in place by renaming, or in a policy', async () => {
  const { dir, write } = folder();
  const { holds } = await open(dir, true);
  let seen = holds('a.rule.json 10');
  write('a.rule.json', '10');
  await seen;
  seen = holds('a.rule.json 11');
  write('a.rule.json.tmp', '11');
  renameSync(join(dir, 'a.rule.json.tmp'), join(dir, 'a.rule.json'));
  await seen;
  seen = holds('policies/p.policy.json 12');
  write('policies/p.policy.json', '12');
  await seen;
});

test('a version is kept once, as it was', async () => {
  const { dir } = folder();
  const { rules, kept } = await open(dir, false);
  await rules.keep('abc', '{"name":"Kühlraum"}');
  await rules.keep('abc', 'another');
  expect(await rules.version('abc')).toBe('{"name":"Kühlraum"}');
  expect(await rules.version('def')).toBeUndefined();
  expect([...kept.keys()]).toEqual(['rule-versions/abc.json']);
});
