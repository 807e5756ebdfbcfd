/** Documents that are right, to begin with: what ships, the samples, and those of the pages about problems. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../engine/problems/catalogue/all.ts';
import { base } from '../../engine/problems/catalogue/sample.ts';
import { textOf } from '../../engine/problems/catalogue/tried.ts';

export type Kind = 'rule' | 'policy' | 'signals' | 'calendars';

export interface Base {
  readonly kind: Kind;
  readonly text: string;
}

const root = new URL('../../', import.meta.url).pathname;

const files = ['rules', 'rules/policies', 'test/samples'].flatMap(folder =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.json'))
    .map(name => ({ kind: kindOf(`${folder}/${name}`), text: readFileSync(join(root, folder, name), 'utf8') })),
);

const pages = catalogue
  .flatMap(({ problems }) => problems)
  .filter(({ good }) => Object.hasOwn(base, good.in))
  .map(({ good }) => ({ kind: good.in as Kind, text: textOf(good) }));

export const bases: readonly Base[] = [...files, ...pages];

function kindOf(path: string): Kind {
  if (path.includes('policy') || path.includes('policies')) return 'policy';
  if (path.endsWith('signals.json')) return 'signals';
  return path.endsWith('calendars.json') ? 'calendars' : 'rule';
}
