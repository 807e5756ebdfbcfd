/** What is deployed: loaded as the Functions worker loads it, with the settings that a deployment has and no others. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRuleFiles } from '../../adapters/packaged-rules.ts';
import { bundleApp } from '../../bin/build.ts';
import { packageApp } from '../../bin/package.ts';
import { deployedSettings } from '../bicep/snapshot.ts';
import { night } from '../nights/night.ts';
import { unzip } from './unzip.ts';

const deployed = deployedSettings('dev');

interface Loaded {
  readonly functions: readonly { readonly name: string; readonly trigger: { readonly type: string } }[];
  readonly hooks: readonly string[];
}

let folder: string;
let zipped: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-app-'));
  zipped = packageApp(await bundleApp());
  for (const { path, bytes } of unzip(zipped)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hardened = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];

/** No path leads from there to our node_modules: what the package lacks is missing. */
function run(program: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): string {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return execFileSync(process.execPath, [...hardened, join(import.meta.dirname, program), folder, ...args], {
    ...{ env, cwd: folder, encoding: 'utf8', stdio: [...stdio] },
  });
}

const load = (env: Readonly<Record<string, string>>): Loaded => JSON.parse(run('../../bench/worker.cjs', env));

const registered = ({ functions }: Loaded) => functions.map(({ name, trigger }) => `${name} ${trigger.type}`).sort();

night('The package registers what the local host lists', {}, async plant => {
  const local = plant.house.host.invoker.functions();
  expect(registered(load(deployed))).toEqual(registered({ functions: local, hooks: [] }));
});

test('with an event hub there is one door more', () => {
  const more = registered(load(deployedSettings('event-hubs'))).filter(name => !registered(load(deployed)).includes(name));
  expect(more).toEqual(['telemetry-hub eventHubTrigger']);
});

test('settings that are missing or wrong are named all at once', () => {
  const said = (env: Readonly<Record<string, string>>) => {
    try {
      return run('../../bench/worker.cjs', env);
    } catch (error) {
      return String((error as { stderr?: string }).stderr);
    }
  };
  const bare = said({});
  for (const name of ['TOCSIN_STORAGE_ACCOUNT', 'TOCSIN_ACS_ENDPOINT', 'TOCSIN_TOPIC_ENDPOINT', 'TOCSIN_PUBLIC_URL'])
    expect(bare).toContain(`${name} must `);
  expect(said({ ...deployed, TOCSIN_LATENESS: 'soon', TOCSIN_SMS_FROM: 'me' })).toMatch(/TOCSIN_LATENESS.*TOCSIN_SMS_FROM/);
});

test('every service can be loaded when it is first used', () => {
  expect(run('services.mjs', deployed).split('\n')).toEqual(
    expect.arrayContaining(['azure-tables: tablesInAzure', 'acs-sms: smsViaAcs']),
  );
});

test('it holds what Flex Consumption expects, at most 6 MB, and nothing of this machine', () => {
  expect(zipped.length).toBeLessThan(6_000_000);
  const entries = unzip(zipped);
  const rules = readRuleFiles(join(import.meta.dirname, '../../rules')).map(({ path }) => `rules/${path}`);
  expect(entries.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['host.json', 'package.json', 'dist/index.cjs', ...rules]),
  );
  const root = join(import.meta.dirname, '../..');
  for (const { path, bytes } of entries) expect(Buffer.from(bytes).includes(root), path).toBe(false);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ main: 'dist/index.cjs', type: 'module' });
  expect(manifest).not.toHaveProperty('dependencies');
});

test('the same sources give the same bytes', async () => {
  expect(Buffer.compare(packageApp(await bundleApp()), zipped)).toBe(0);
});
