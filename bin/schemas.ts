/** `npm run schemas`: writes the JSON Schemas that editors use, `rules/schema/`. With `--check` it only says whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { schemas } from './schemas/editors.ts';

const folder = new URL('../rules/schema/', import.meta.url);

/** What each file should hold. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(Object.entries(schemas()).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 1)}\n`]));

/** Names of the files that are not as they should be. */
export function stale(): string[] {
  return [...schemaFiles()].flatMap(([name, text]) => (readText(name) === text ? [] : [name]));
}

function readText(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, folder), 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const old = stale();
  if (process.argv.includes('--check')) {
    if (old.length > 0) console.error(`Not up to date: ${old.join(', ')}. Run: npm run schemas`);
    process.exitCode = old.length === 0 ? 0 : 1;
  } else {
    for (const [name, text] of schemaFiles()) writeFileSync(new URL(name, folder), text);
    console.log(old.length === 0 ? 'The schemas were up to date.' : `Written: ${old.join(', ')}.`);
  }
}
