/** `.funcignore` leaves out all but what the package holds, whatever is added to the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFiles, root } from '../house/sources.ts';

const deployed = ['host.json', 'package.json', 'dist', 'rules'];
const patterns = readFileSync(join(root, '.funcignore'), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'));

/** As git would: a slash in front means the root, a star is anything but a slash. */
const isIgnored = (name: string): boolean =>
  patterns.some(pattern => new RegExp(`^${pattern.replace(/^\//, '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name));

test('what is deployed is not ignored, everything else is', () => {
  const names = new Set(projectFiles().map(({ path }) => path.split('/')[0] ?? ''));
  const wrong = [...names, 'node_modules', 'local.settings.json', ...deployed].filter(
    name => isIgnored(name) === deployed.includes(name),
  );
  expect(wrong).toEqual([]);
  expect(['index.cjs', 'azure-tables.mjs', 'index.cjs.map', 'freezer-too-warm.rule.json'].filter(isIgnored)).toEqual([]);
});
