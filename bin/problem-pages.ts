/** `npm run problem-pages`: writes docs/problems/ from the catalogue of problems. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.ts';
import { problemPages } from './problems/pages.ts';

const pages = problemPages();
const folder = 'docs/problems';
mkdirSync(join(root, folder), { recursive: true });
for (const name of readdirSync(join(root, folder))) if (!pages.has(`${folder}/${name}`)) rmSync(join(root, folder, name));
for (const [path, text] of pages) writeFileSync(join(root, path), text);
console.log(`${pages.size} pages in ${folder}.`);
