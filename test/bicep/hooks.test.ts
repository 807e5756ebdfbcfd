/** What is done after a deployment, played with an Azure CLI and an app that answer as they are told to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { afterDeploy } from '../../bicep/hooks/after-deploy.ts';
import { enterPeople, peopleOf } from '../../bicep/hooks/enter-people.ts';
import { exportsOf } from '../../bicep/hooks/outputs.ts';
import type { Change, Tables } from '../../engine/ports.ts';
import { root } from '../house/sources.ts';
import { outputs, played, well } from './played.ts';

test('subscriptions first, then health, then whom a test page can go to, then how to send a first reading', async () => {
  const { world, said, commands, waited } = played([0], [[200, well]]);
  expect(await afterDeploy(world)).toBe(0);
  expect(commands).toEqual([
    'az deployment sub create --name tocsin-dev-subscriptions --location northeurope --template-file bicep/subscriptions.bicep ' +
      '--parameters environmentName=dev location=northeurope telemetryRoute=eventGrid --output none --only-show-errors',
  ]);
  expect(waited()).toBe(0);
  expect(said).toContain('https://func-1.azurewebsites.net/health: ok, 9 rules');
  expect(said).toContain('Channels that are there: email, events. Not there yet: sms, crm.');
  expect(said.filter(line => line.includes('az iot'))).toHaveLength(4);
  expect(said).toContain(
    'No test page: TOCSIN_DEPLOYER names nobody. Once people are entered (docs/deploy.md, step 6): node start.mjs run bicep/hooks/test-page.ts PERSON',
  );
  expect(said.join('\n')).not.toContain('undefined');
});

test('a function that is not found yet and an app that starts slowly are waited for', async () => {
  const { world, commands, waited } = played(
    [1, 1, 0],
    [
      [0, ''],
      [503, ''],
      [200, well],
    ],
  );
  expect(await afterDeploy(world)).toBe(0);
  expect(commands).toHaveLength(3);
  expect(waited()).toBe(4 * 30_000);
});

test.each([
  { name: 'subscriptions that fail for good', codes: [1], answers: [[200, well]] as const, says: 'No events reach the app.' },
  { name: 'an app that does not start', codes: [0], answers: [[503, '']] as const, says: 'The app does not run.' },
  {
    name: 'somebody else at that address',
    codes: [0],
    answers: [[200, '<html>']] as const,
    says: 'does not answer as Tocsin does',
  },
])('$name: a failure with the next step', async ({ codes, answers, says }) => {
  const { world, said } = played(codes, answers);
  expect(await afterDeploy(world)).toBe(1);
  expect(said.join('\n')).toContain(says);
  expect(said.join('\n')).not.toContain('az iot');
});

test('rules with a mistake are named', async () => {
  const health = {
    status: 'degraded',
    rules: { loaded: 8, problems: [{ path: 'tank-low.rule.json', says: '"abve" is unknown.' }] },
  };
  const { world, said } = played([0], [[200, JSON.stringify(health)]]);
  expect(await afterDeploy(world)).toBe(0);
  expect(said).toContain('  tank-low.rule.json: "abve" is unknown.');
});

test('without the outputs nothing is tried, and all that is missing is named', async () => {
  const { world, said, commands } = played([0], [[200, well]], { TOCSIN_HUB: 'iot-1' });
  expect(await afterDeploy(world)).toBe(1);
  expect(commands).toEqual([]);
  expect(said[0]).toContain('TOCSIN_ENVIRONMENT, TOCSIN_LOCATION, TOCSIN_TELEMETRY_ROUTE, TOCSIN_APP_URL');
});

test('every output that the hook reads is one of main.bicep', () => {
  const main = readFileSync(join(root, 'bicep', 'main.bicep'), 'utf8');
  for (const name of Object.keys(outputs)) expect(main).toContain(`output ${name} string`);
});

test('outputs as shell variables, whatever case Resource Manager gives their names', () => {
  const json = JSON.stringify({ tocsiN_HUB: { type: 'String', value: 'iot-1' }, TOCSIN_APP: { value: "it's" } });
  expect(exportsOf(json)).toEqual(["export TOCSIN_HUB='iot-1'", "export TOCSIN_APP='it'\\''s'"]);
});

test('people: as the file says, or all of them reached where --contact says', () => {
  const sample = readFileSync(join(root, 'local', 'people.sample.json'), 'utf8');
  const people = peopleOf(sample, { email: 'me@example.com' });
  expect(people.length).toBeGreaterThan(10);
  expect(new Set(people.map(({ email }) => email))).toEqual(new Set(['me@example.com']));
  expect(people.filter(({ phone, language }) => phone !== undefined || language !== undefined)).toEqual([]);
  expect(peopleOf(sample)).toEqual(JSON.parse(sample));
});

test.each([
  { text: '{}', says: 'A list of people is wanted' },
  { text: '[{ "id": "a" }]', says: 'Person 1 has no "id" or no "name".' },
  { text: '[{ "id": "a", "name": "A", "phone": "0047" }]', says: '0047 is not a number' },
])('people: $text is refused', ({ text, says }) => expect(() => peopleOf(text)).toThrow(says));

test('people go where the app looks for them', async () => {
  const written: [string, string, readonly Change[]][] = [];
  const tables: Tables = {
    read: async () => undefined,
    list: async () => ({ items: [] }),
    write: async (table, partition, changes) => {
      written.push([table, partition, changes]);
      return { ok: true, etags: changes.map(() => '1') };
    },
  };
  const person = { id: 'a', name: 'A', email: 'a@example.com' };
  await enterPeople(tables, [person]);
  expect(written).toEqual([['people', 'people', [{ kind: 'put', row: 'a', value: person }]]]);
});
