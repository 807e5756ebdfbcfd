/** `docs/deploy.md` speaks of what there is: files, parameters, outputs, resources, steps. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../house/sources.ts';
import { ofType, ownName, resourcesOf } from './snapshot.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const docs = read('docs/deploy.md');
const main = read('bicep/main.bicep');
const all = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

test('every file that is named is there', () => {
  const named = all(docs, /(?<![\w./])((?:bicep|local)\/[\w./-]+\.\w+)/g);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
});

test('every variable that a command takes is an output, or was set by a command before', () => {
  const outputs = all(main, /^output (\w+) /gm);
  const set = all(docs, /^(\w+)=\$\(/gm);
  const taken = all(docs, /\$([A-Za-z_]\w*)(?!\S*=application)(?!=)/g);
  expect(taken.length).toBeGreaterThan(5);
  expect(taken.filter(name => ![...outputs, ...set, 'namespace'].includes(name))).toEqual([]);
  expect(all(docs, /`(TOCSIN_(?!SMS_FROM|DATAVERSE_|DEPLOYER)\w+)`/g).filter(name => !outputs.includes(name))).toEqual([]);
});

test('every parameter that is named is one', () => {
  const parameters = [...all(main, /^param (\w+) /gm), ...all(read('bicep/types.bicep'), /^ {2}(\w+): /gm)];
  const others = ['deviceType', 'timeZone', 'eventGrid', 'eventHubs', 'allLogs'];
  const named = all(docs, /`([a-z]+[A-Z]\w*)(?: = [^`]*)?`/g);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter(name => ![...parameters, ...others].includes(name))).toEqual([]);
  // What azd passes on by its environment, main.bicepparam or the hook reads.
  const readers = read('bicep/main.bicepparam') + read('bicep/hooks/after-deploy.ts');
  for (const name of all(docs, /azd env set (\w+)/g)) expect(readers).toMatch(new RegExp(`'${name}'|env\\.${name}\\b`));
});

test('every resource that is named is made', () => {
  const made = resourcesOf('dev').map(ownName);
  const named = all(docs, /\b((?:rg|id|evgst|appi|log)-tocsin-dev[\w-]*)/g);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter(name => !made.includes(name))).toEqual([]);
  const containers = ofType(resourcesOf('dev'), 'Microsoft.Storage/storageAccounts/blobServices/containers').map(ownName);
  for (const name of containers) expect(docs).toContain(`\`${name}\``);
});

test('every namespace that a template needs is registered', () => {
  const always = ['Authorization', 'Resources'];
  const needed = all(
    resourcesOf('event-hubs')
      .map(({ type }) => type)
      .join('\n'),
    /^Microsoft\.(\w+)\//gm,
  );
  const registered = (/for namespace in (.*); do/.exec(docs)?.[1] ?? '').split(' ');
  expect([...registered, ...always].sort()).toEqual([...new Set([...needed, 'EventGrid'])].sort());
});

test('steps are numbered from one, and none that is referred to is missing', () => {
  const steps = all(docs, /^\*\*(\d+)\. /gm).map(Number);
  expect(steps).toEqual(steps.map((_, i) => i + 1));
  const mentioned = all(docs, /\bsteps? (\d+)/g).map(Number);
  expect(mentioned.filter(step => !steps.includes(step))).toEqual([]);
});

test('the figures are those of the code', () => {
  expect(read('engine/budget.ts')).toContain('{ perMinute: 5, perHour: 10 } : { perMinute: 30, perHour: 100 }');
  expect(docs).toContain('**5 a minute, 10 an hour**');
  expect(docs).toContain('30 mails a minute, 100 an hour');
  expect(main).toContain("param lateness string = '10m'");
  expect(docs).toContain('up to `lateness` (10 minutes) late');
  expect(read('host.json')).toContain('"maxEventBatchSize": 100');
  expect(docs).toContain('a batch of up to 100');
});
