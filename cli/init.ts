import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Given } from './arguments.ts';
import { type ExitCode, exitCodes, type Io, WrongUse } from './io.ts';
import type { Kind } from './kinds.ts';
import { laidOut } from './layout.ts';
import { starterPolicy, starterRule, starterSignals } from './starter.ts';

const files: readonly { readonly path: string; readonly kind: Kind; readonly document: object }[] = [
  { path: `${starterRule.id}.rule.json`, kind: 'rule', document: starterRule },
  { path: `policies/${starterPolicy.id}.policy.json`, kind: 'policy', document: starterPolicy },
  { path: 'signals.json', kind: 'signals', document: starterSignals },
];
/** What editors complete and check with, where the project has it. */
const schemas = ['schema/rule.schema.json', 'schema/policy.schema.json'];
const ours = fileURLToPath(new URL('../rules/', import.meta.url));

export async function init(given: Given, io: Io): Promise<ExitCode> {
  const folder = given.paths[0] ?? 'rules';
  const at = (path: string) => resolve(io.cwd, folder, path);
  const there = files.filter(({ path }) => existsSync(at(path))).map(({ path }) => join(folder, path));
  if (there.length > 0) throw new WrongUse(`Nothing was written, as it would overwrite ${there.join(', ')}.`);
  for (const { path, kind, document } of files) write(at(path), laidOut(JSON.stringify(document), kind));
  const copied = schemas.filter(path => existsSync(join(ours, path)) && !existsSync(at(path)));
  for (const path of copied) copy(join(ours, path), at(path));
  const written = [...files.map(({ path }) => path), ...copied].map(path => join(folder, path));
  io.out(given.has('--json') ? JSON.stringify({ ok: true, written }, null, 2) : said(folder, written));
  return exitCodes.good;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

const said = (folder: string, written: readonly string[]): string =>
  [
    ...written.map(path => `wrote ${path}`),
    '',
    'Next:',
    `  tocsin explain ${starterRule.id} --rules ${folder}   what it means`,
    `  tocsin validate ${folder}   whether it is as it should be`,
    `  tocsin test ${folder} --watch   whether its examples hold, again whenever you save`,
  ].join('\n');
