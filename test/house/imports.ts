/** The import rules of `.dependency-cruiser.cjs`, applied to a tree. */
import { existsSync } from 'node:fs';
import { createRequire, registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** Folders that have import rules. Those that are not there (yet) are left out. */
const rooms = ['engine', 'orchestrations', 'functions', 'adapters', 'local', 'cli', 'console', 'test'];

export interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment?: string;
}

/** All breaches of the rules under `root`, in the order found, and how many files were looked at. */
export async function breachesOfImportRules(root: string): Promise<{ files: number; breaches: readonly Breach[] }> {
  standInForTypeScript();
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const { enhancedResolveOptions, ...rest } = options;
  const there = rooms.filter(room => existsSync(join(root, room)));
  const { output } = await cruise(
    there,
    { ...rest, baseDir: root, ruleSet: { forbidden }, validate: true },
    enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
  const breaches = output.summary.violations.map(({ rule, from, to }) => {
    const comment = forbidden.find(({ name }: { name: string }) => name === rule.name)?.comment;
    return { rule: rule.name, from, to, ...(comment && { comment }) };
  });
  return { files: output.summary.totalCruised, breaches };
}

/** What dependency-cruiser wants of TypeScript source: types away, imports of types kept, as they are dependencies too. */
export function plainSource(source: string): string {
  const kept = source.replace(/^(import(?= type [{*\w])|export(?= type [{*])) type /gm, '$1 ');
  const inTypes = [...source.matchAll(/\bimport\('([^']+)'\)/g)].map(([, path]) => `import '${path}';`);
  return [stripTypeScriptTypes(kept, { mode: 'strip' }), ...inTypes].join('\n');
}

/**
 * dependency-cruiser reads TypeScript through the `typescript` package up to version 6. Ours is a later one, which has no such
 * function, so Node's own type stripping takes its place: for dependency-cruiser alone, and in this process alone.
 */
function standInForTypeScript(): void {
  const name = 'tocsin.plainSource';
  Object.assign(globalThis, { [name]: plainSource });
  const modules: Record<string, { format: 'module' | 'json'; source: string }> = {
    'typescript/package.json': { format: 'json', source: '{ "version": "6.0.0" }' },
    typescript: {
      format: 'module',
      source: `export const version = '6.0.0', SyntaxKind = {};
        export const transpileModule = source => ({ outputText: globalThis['${name}'](source) });`,
    },
  };
  registerHooks({
    resolve: (wanted, context, next) =>
      wanted in modules && context.parentURL?.includes('/dependency-cruiser/')
        ? { url: `stand-in:${wanted}`, shortCircuit: true }
        : next(wanted, context),
    load: (url, context, next) => {
      const found = url.startsWith('stand-in:') ? modules[url.slice('stand-in:'.length)] : undefined;
      return found ? { ...found, shortCircuit: true } : next(url, context);
    },
  });
}
