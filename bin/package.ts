/** `npm run package`: what is deployed, as a zip of which Flex Consumption makes an app. The same sources give the same bytes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRuleFiles } from '../adapters/packaged-rules.ts';
import { showProblem } from '../engine/problems.ts';
import { readRuleSet } from '../engine/rules/rule-set.ts';
import { type Bundle, bundleApp, root, writeBundle } from './build.ts';
import { zip } from './zip.ts';

export const packageFile = join(root, 'dist', 'tocsin.zip');

/** Throws when a rule or a policy is not as it should be: once deployed, it would only be silent. */
export function packageApp({ files, inputs }: Bundle): Uint8Array {
  checkRules();
  return zip([
    { path: 'package.json', bytes: text(manifest()) },
    { path: 'host.json', bytes: readFileSync(join(root, 'host.json')) },
    { path: 'LICENSES.txt', bytes: text(licencesOf(inputs)) },
    ...files,
    ...readRuleFiles(join(root, 'rules')).map(file => ({ path: `rules/${file.path}`, bytes: text(file.text) })),
  ]);
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

function checkRules(): void {
  const files = readRuleFiles(join(root, 'rules'));
  const { problems } = readRuleSet(files);
  const sourceOf = (path: string) => files.find(file => file.path === path)?.text ?? '';
  if (problems.length > 0) throw new Error(problems.map(problem => showProblem(problem, sourceOf(problem.path))).join('\n'));
}

/** Nothing is to be installed where it runs: all that is needed is in the bundle. */
function manifest(): string {
  const { name, version, license, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify({ name, version, private: true, license, type, main }, null, 2)}\n`;
}

/** Packages from whose data files of ours are made (docs/decisions/0005-holidays.md). */
const madeFrom: Readonly<Record<string, string>> = { 'engine/calendars/public-holidays.json': 'node_modules/date-holidays' };

/** Ours, and that of every package of which something is in the bundle. */
function licencesOf(inputs: readonly string[]): string {
  const packages = inputs.flatMap(path => madeFrom[path] ?? /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const parts = [...new Set(packages)].sort().map(folder => `${folder.replace(/^.*node_modules\//, '')}\n\n${licenceIn(folder)}`);
  return [readFileSync(join(root, 'LICENSE'), 'utf8'), ...new Set(parts)].join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceIn(folder: string): string {
  const file = readdirSync(join(root, folder)).find(name => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(root, folder, file), 'utf8');
  const manifestFile = join(root, folder, 'package.json');
  return existsSync(manifestFile) ? String(JSON.parse(readFileSync(manifestFile, 'utf8')).license) : 'no licence is named';
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bundle = await bundleApp();
  writeBundle(bundle);
  const bytes = packageApp(bundle);
  writeFileSync(packageFile, bytes);
  console.log(`${(bytes.length / 1e6).toFixed(2)} MB  ${packageFile}`);
}
