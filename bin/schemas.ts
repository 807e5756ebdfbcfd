/**
 * `npm run schemas`: writes the JSON Schemas that editors use, `rules/schema/`, and the validator of rules, `engine/rules/`, both from the
 * types. With `--check` it only says whether they are up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { schemas } from './schemas/editors.ts';
import { ruleValidator } from './schemas/validators.ts';

const root = new URL('../', import.meta.url);

/** What each file of `rules/schema/` should hold, by its name. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(Object.entries(schemas()).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 1)}\n`]));

/** All that is written here, by its path from the root. */
const written = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ...[...schemaFiles()].map(([name, text]) => [`rules/schema/${name}`, text] as const),
    ['engine/rules/rule-validator.generated.ts', await ruleValidator()],
  ]);

/** Paths of the files that are not as they should be. */
export const stale = async (): Promise<string[]> =>
  [...(await written())].flatMap(([path, text]) => (readText(path) === text ? [] : [path]));

function readText(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const old = await stale();
  if (process.argv.includes('--check')) {
    if (old.length > 0) console.error(`Not up to date: ${old.join(', ')}. Run: npm run schemas`);
    process.exitCode = old.length === 0 ? 0 : 1;
  } else {
    for (const [path, text] of await written()) if (old.includes(path)) writeFileSync(new URL(path, root), text);
    console.log(old.length === 0 ? 'All was up to date.' : `Written: ${old.join(', ')}.`);
  }
}
