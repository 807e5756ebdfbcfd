/** Loads each module that the app loads late, and prints what it gives: `node services.mjs <app folder>`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = join(process.argv[2], 'dist');
const named = [...readFileSync(join(dist, 'index.cjs'), 'utf8').matchAll(/import\("\.\/services\/([\w-]+)\.mjs"\)/g)].map(
  ([, name]) => name,
);
const there = readdirSync(join(dist, 'services'));
for (const name of new Set(named)) {
  if (!there.includes(`${name}.mjs`)) throw new Error(`${name} is not there`);
  const given = await import(pathToFileURL(join(dist, 'services', `${name}.mjs`)).href);
  console.log(`${name}: ${Object.keys(given).join(' ')}`);
}
process.exit(0);
