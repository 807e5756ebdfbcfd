import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, tocsin } from './command.ts';

const verbs = ['init', 'validate', 'explain', 'test', 'fmt', 'oncall'];

test.each(verbs)('%s --help says what it does, with an example', async verb => {
  const { code, out } = await tocsin(folder(), [verb, '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^tocsin ${verb}`));
  expect(out.split('\n').filter(line => line.startsWith('  tocsin ')).length).toBeGreaterThan(0);
});

const args: Readonly<Record<string, readonly string[]>> = {
  init: ['init', 'mine', '--json'],
  validate: ['validate', '--json'],
  explain: ['explain', 'freezer-too-warm', '--json'],
  test: ['test', '--json'],
  fmt: ['fmt', '--json'],
  oncall: ['oncall', '--json'],
};

test.each(verbs)('%s --json says it as JSON', async verb => {
  const { code, out } = await tocsin(folder(true), args[verb]!);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toBeTypeOf('object');
});

test('what init writes validates and passes its examples', async () => {
  const cwd = folder();
  expect((await tocsin(cwd, ['init'])).code).toBe(0);
  expect(await tocsin(cwd, ['validate'])).toMatchObject({ code: 0 });
  expect(await tocsin(cwd, ['test'])).toMatchObject({ code: 0 });
  expect((await tocsin(cwd, ['init'])).code).not.toBe(0);
});

test.each([
  { name: 'no such verb', given: ['vaildate'], says: 'validate' },
  { name: 'no such file', given: ['validate', 'nothing.json'], says: 'nothing.json' },
  { name: 'a folder without rules', given: ['validate', '.'], says: 'init' },
  { name: 'an unknown switch', given: ['validate', '--fixx'], says: '--fix' },
  { name: 'a format that is none', given: ['validate', '--format', 'xml'], says: 'github' },
  { name: 'a rule that is not there', given: ['explain', 'nothing'], says: 'nothing' },
])('wrong use: $name', async ({ given, says }) => {
  const { code, out, err } = await tocsin(folder(), given);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(says);
});

test('a file that is no text, and one that is neither rule nor policy', async () => {
  const cwd = folder(true);
  writeFileSync(join(cwd, 'rules', 'binary.rule.json'), new Uint8Array([0xff, 0xfe, 0, 1]));
  expect(await tocsin(cwd, ['validate', 'rules/binary.rule.json'])).toMatchObject({ code: 1 });
  writeFileSync(join(cwd, 'other.json'), '{ "a": 1 }');
  expect(await tocsin(cwd, ['validate', 'other.json'])).toMatchObject({ code: 2 });
});

test('test: an example that fails is shown, and --accept writes the times that were', async () => {
  const cwd = folder(true);
  const path = join(cwd, 'rules', 'freezer-too-warm.rule.json');
  const right = readFileSync(path, 'utf8');
  const wrong = right.replace(/"at": "\d+m", "state": "major"/, '"at": "7m", "state": "major"');
  expect(wrong).not.toBe(right);
  writeFileSync(path, wrong);
  const failed = await tocsin(cwd, ['test', 'rules/freezer-too-warm.rule.json']);
  expect([failed.code, failed.out.includes('7m')]).toEqual([1, true]);
  expect((await tocsin(cwd, ['test', 'rules/freezer-too-warm.rule.json', '--accept'])).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(right);
});

test('fmt: twice is once, and what it lays out says the same', async () => {
  const cwd = folder();
  const plain = readFileSync('rules/freezer-too-warm.rule.json', 'utf8');
  const path = join(cwd, 'a.rule.json');
  writeFileSync(path, JSON.stringify(JSON.parse(plain)));
  expect((await tocsin(cwd, ['fmt', 'a.rule.json'])).code).toBe(0);
  const once = readFileSync(path, 'utf8');
  await tocsin(cwd, ['fmt', 'a.rule.json']);
  expect(readFileSync(path, 'utf8')).toBe(once);
  expect(JSON.parse(once)).toEqual(JSON.parse(plain));
});

test('explain: levels, whom it tells, and the SMS with the values of an example', async () => {
  const { code, out } = await tocsin(folder(true), ['explain', 'freezer-too-warm']);
  expect(code).toBe(0);
  for (const part of ['CRITICAL when', 'Over when', 'would by cold-chain-oncall page', 'The SMS, with the values of'])
    expect(out).toContain(part);
});

test('oncall: who has the phone at a time', async () => {
  const { code, out } = await tocsin(folder(true), ['oncall', 'cold-chain-oncall', '--at', '2026-03-03T03:10:00+01:00']);
  expect([code, /primary: \S+/.test(out)]).toEqual([0, true]);
});

test('the command itself, under the Node that is there: exit codes, no colours where none are wanted', () => {
  const good = execFileSync(process.execPath, ['cli/tocsin.mjs', 'validate', 'rules'], { encoding: 'utf8' });
  expect(good).toContain('no problem');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape character is what must not be there
  expect(good).not.toMatch(/\u001b/);
  expect(spawnSync(process.execPath, ['cli/tocsin.mjs', 'nonsense']).status).toBe(2);
});
