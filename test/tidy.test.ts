/** House rules as a test: of the whole project, and of small samples that must fail. */
import { expect, test } from 'vitest';
import * as checks from './house/checks.ts';
import { readCode } from './house/code.ts';
import { plainSource } from './house/imports.ts';
import { isCode, projectFiles } from './house/sources.ts';

const files = projectFiles();
const code = readCode(files.filter(isCode));

test('the project is read at all', () => {
  expect(files.map(({ path }) => path)).toContain('package.json');
  expect(code.length).toBeGreaterThan(50);
  expect(code.flatMap(({ functions }) => functions).length).toBeGreaterThan(200);
});

test.each([
  { name: 'files and functions are small', wrong: () => checks.sizes(code) },
  { name: 'no room uses words that have no place in it', wrong: () => checks.bannedWords(code) },
  { name: 'nothing is exported as default', wrong: () => checks.defaultExports(code) },
  { name: 'folders are named after their subject', wrong: () => checks.namelessFolders(files) },
  { name: 'nothing is unfinished, nothing belongs to one machine', wrong: () => checks.leftovers(files) },
  { name: 'there is no code among the rules', wrong: () => checks.codeAmongRules(files) },
  { name: 'every runtime dependency has a reason', wrong: () => checks.unreasonedDependencies(files) },
])('$name', ({ wrong }) => expect(wrong()).toEqual([]));

const sample = (path: string, text: string) => readCode([{ path, text }]);
const lines = (count: number) => 'f();\n'.repeat(count);

test.each([
  { name: '250 lines are a file', text: lines(250), wrong: [] },
  { name: '251 lines are two', text: lines(251), wrong: ['engine/a.ts: 251 lines, at most 250'] },
  { name: '60 lines are a function', text: `export function g() {\n${lines(58)}}\n`, wrong: [] },
  {
    name: '61 are two',
    text: `\nexport const g = () => {\n${lines(59)}};\n`,
    wrong: ['engine/a.ts:2: a function of 61 lines, at most 60'],
  },
  {
    name: 'a method counts',
    text: `class A {\n m() {\n${lines(59)}}\n}\n`,
    wrong: ['engine/a.ts:2: a function of 61 lines, at most 60'],
  },
  {
    name: 'a brace in a text does not end a function',
    text: `const g = () => {\n'}'; \`}\`;\n${lines(58)}};\n`,
    wrong: ['engine/a.ts:1: a function of 61 lines, at most 60'],
  },
])('size: $name', ({ text, wrong }) => expect(checks.sizes(sample('engine/a.ts', text))).toEqual(wrong));

test.each([
  { path: 'engine/a.ts', text: 'const t = Date.now();', found: 'Date.now' },
  { path: 'engine/a.ts', text: 'const t = new Date();', found: 'new Date()' },
  { path: 'engine/a.ts', text: 'const t = new Date(at);', found: undefined },
  { path: 'engine/a.ts', text: 'const t = Math.random();', found: 'Math.random' },
  { path: 'engine/a.ts', text: 'const t = process.env.A;', found: 'process.' },
  { path: 'engine/a.ts', text: 'await fetch(url);', found: 'fetch(' },
  { path: 'engine/a.ts', text: "/** Not Date.now */ const t = 'Date.now()'; // Math.random", found: undefined },
  { path: 'engine/a.ts', text: ['const r = /Date.now/; const s = `$', '{Date.now()}`;'].join(''), found: 'Date.now' },
  { path: 'engine/a.ts', text: 'clock.process.x; it.fetch(); async () => await f();', found: undefined },
  { path: 'orchestrations/a.ts', text: 'export async function f() {}', found: 'async' },
  { path: 'orchestrations/a.ts', text: 'setTimeout(f, 1);', found: 'setTimeout' },
  { path: 'functions/in/a.ts', text: 'const a = process.env.A;', found: 'process.' },
  { path: 'functions/settings.ts', text: 'const a = process.env.A;', found: undefined },
  { path: 'adapters/a.ts', text: 'const a = process.env.A;', found: 'process.env' },
  { path: 'adapters/a.ts', text: 'const a = Date.now();', found: undefined },
  { path: 'test/a.ts', text: 'const a = Math.random();', found: undefined },
])('words: $text in $path', ({ path, text, found }) => {
  const wrong = checks.bannedWords(sample(path, text));
  if (found === undefined) expect(wrong).toEqual([]);
  else expect(wrong).toEqual([expect.stringContaining(`${path}:1: ${found} has no place here`)]);
});

test('the other checks can fail as well', () => {
  expect(checks.defaultExports(sample('engine/a.ts', 'export default 1;'))).toHaveLength(1);
  expect(checks.namelessFolders([{ path: 'engine/utils/a.ts', text: '' }])).toHaveLength(1);
  expect(checks.codeAmongRules([{ path: 'rules/a.ts', text: '' }])).toHaveLength(1);
  const home = `/${'home'}/me/tocsin`;
  const text = [`// TO${'DO'}: later`, home, `https://registry${'.npmjs'}.org/x`, 'see docs/home/page'].join('\n');
  expect(checks.leftovers([{ path: 'a.md', text }]).map(line => line.slice(0, 6))).toEqual(['a.md:1', 'a.md:2', 'a.md:3']);
  expect(checks.leftovers([{ path: '.npmrc', text: 'registry=https://packages.example' }])).toHaveLength(1);
  const manifest = { path: 'package.json', text: '{ "dependencies": { "left-pad": "1" } }' };
  expect(checks.unreasonedDependencies([manifest])).toHaveLength(1);
  expect(checks.unreasonedDependencies([manifest, { path: 'docs/decisions/1.md', text: '`left-pad`: it pads.' }])).toEqual([]);
});

test('import rules see imports of types as well', () => {
  const source = [
    "import type { A } from './a.ts';",
    'export type B = 1;',
    "export type { C } from './c.ts';",
    ['const d: import', "('./d.ts').D = 1 as number;"].join(''),
  ].join('\n');
  expect(plainSource(source).match(/'\.\/\w\.ts'/g)).toEqual(["'./a.ts'", "'./c.ts'", "'./d.ts'"]);
  expect(plainSource(source)).not.toContain(': import');
});
