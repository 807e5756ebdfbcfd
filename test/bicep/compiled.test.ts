/** The genuine compiler has nothing to say, and makes of the templates what lies in `snapshots/` (`npm test -- -u` renews it). */
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { root } from '../house/sources.ts';
import { findBicep } from './cli.ts';
import { type Compiler, startCompiler } from './compiler.ts';

const bicep = await findBicep();
const required = process.env.REQUIRE_BICEP === '1';
if (!bicep && !required) {
  console.warn(
    '\n!!! NO BICEP COMPILER: the templates are not compiled here. Put `bicep` on the PATH, or install a .NET SDK. (REQUIRE_BICEP=1 makes this a failure.)\n',
  );
}

const azd = { AZURE_ENV_NAME: 'try', AZURE_LOCATION: 'westeurope', AZURE_PRINCIPAL_ID: 'me', TOCSIN_SMS_FROM: '+4721000000' };
const compiler: Compiler | undefined = bicep && startCompiler(bicep, azd);
afterAll(() => compiler?.close());

const from = (path: string) => join(root, path);
// The first question waits for the compiler to start and to read the types of all resources.
vi.setConfig({ testTimeout: 180_000 });

test.runIf(required)('there is a compiler', () => expect(bicep?.name).toContain('Bicep CLI version'));

test.skipIf(!bicep).each(['bicep/main.bicep', 'bicep/subscriptions.bicep'])('%s: no diagnostics', async path =>
  expect(await compiler?.compile(from(path))).toEqual([]),
);

test.skipIf(!bicep)('this gate sees type errors, which are warnings to the compiler, and what the linter says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-templates-'));
  copyFileSync(from('bicep/bicepconfig.json'), join(folder, 'bicepconfig.json'));
  const properties = "{ name: 'a', location: 'westeurope', properties: { nose: 1 } }";
  writeFileSync(join(folder, 'wrong.bicep'), `resource a 'Microsoft.EventGrid/topics@2025-02-15' = ${properties}\n`);
  const said = await compiler?.compile(join(folder, 'wrong.bicep'));
  rmSync(folder, { recursive: true });
  expect(said?.map(({ level, code }) => `${level} ${code}`).sort()).toEqual(['Error no-hardcoded-location', 'Warning BCP037']);
});

const templates = globSync(['bicep/**/*.{bicep,bicepparam}', 'test/bicep/*.bicepparam'], { cwd: root }).sort();

test.skipIf(!bicep)('the templates are formatted', async () => {
  expect(templates.length).toBeGreaterThan(20);
  for (const path of templates) {
    expect(await compiler?.format(from(path)), path).toBe(readFileSync(from(path), 'utf8'));
  }
});

test.skipIf(!bicep)('what azd deploys: name, place, operator and number come from its environment', async () => {
  const { diagnostics, values } = (await compiler?.parameters(from('bicep/main.bicepparam'))) ?? {};
  expect(diagnostics).toEqual([]);
  expect(values).toMatchObject({
    environmentName: 'try',
    location: 'westeurope',
    operator: { id: 'me', kind: 'User' },
    smsFrom: '+4721000000',
    size: { storageSku: 'Standard_LRS' },
  });
});

const environments = [
  { name: 'dev', file: 'bicep/dev.bicepparam', location: 'northeurope' },
  { name: 'prod', file: 'bicep/prod.bicepparam', location: 'northeurope' },
  { name: 'dev.subscriptions', file: 'bicep/dev.subscriptions.bicepparam', location: 'northeurope' },
  { name: 'prod.subscriptions', file: 'bicep/prod.subscriptions.bicepparam', location: 'northeurope' },
  { name: 'event-hubs', file: 'test/bicep/event-hubs.bicepparam', location: 'northeurope' },
];

/** The compiler gives some lists another order in each of its lives: keys by name, resources by id. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, inOrder((value as Record<string, unknown>)[key])]),
  );
}

test.skipIf(!bicep).each(environments)('$name is what was last looked at', async ({ name, file, location }) => {
  const { diagnostics } = (await compiler?.parameters(from(file))) ?? {};
  expect(diagnostics).toEqual([]);
  const snapshot = JSON.parse((await compiler?.snapshot(from(file), location)) ?? '') as {
    diagnostics: unknown;
    predictedResources: { id: string }[];
  };
  expect(snapshot.diagnostics).toEqual([]);
  snapshot.predictedResources.sort((a, b) => (a.id < b.id ? -1 : 1));
  await expect(`${JSON.stringify(inOrder(snapshot), null, 2)}\n`).toMatchFileSnapshot(`snapshots/${name}.snap`);
});
