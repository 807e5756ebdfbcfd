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

/** All breaches of the rules under `root`, and how many files were looked at. */
export async function breachesOfImportRules(root: string): Promise<{ files: number; breaches: readonly Breach[] }> {
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules;
  const isCircle = (rule: Rule): boolean => rule.to.circular === true;
  const all = await breachesOf(root, { forbidden: forbidden.filter(rule => !isCircle(rule)), options }, plainSource);
  const circles = await breachesOf(root, { forbidden: forbidden.filter(isCircle), options }, sourceWithoutTypes);
  return { files: all.files, breaches: [...all.breaches, ...circles.breaches] };
}

interface Rule {
  readonly name: string;
  readonly comment?: string;
  readonly to: { readonly circular?: boolean };
}

interface Rules {
  readonly forbidden: readonly Rule[];
  readonly options: { readonly enhancedResolveOptions: object; readonly [option: string]: unknown };
}

async function breachesOf(root: string, { forbidden, options }: Rules, read: (source: string) => string) {
  standInForTypeScript(read);
  const { cruise } = await import('dependency-cruiser');
  const { enhancedResolveOptions, ...rest } = options;
  const there = rooms.filter(room => existsSync(join(root, room)));
  const ruleSet = { forbidden } as NonNullable<NonNullable<Parameters<typeof cruise>[1]>['ruleSet']>;
  const { output } = await cruise(there, { ...rest, baseDir: root, ruleSet, validate: true }, enhancedResolveOptions);
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
  const breaches = output.summary.violations.map(({ rule, from, to }): Breach => {
    const comment = forbidden.find(({ name }) => name === rule.name)?.comment;
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

/** What is left when the program runs. */
const sourceWithoutTypes = (source: string): string => stripTypeScriptTypes(source, { mode: 'strip' });

/**
 * dependency-cruiser reads TypeScript through the `typescript` package up to version 6. Ours is a later one, which has no such
 * function, so Node's own type stripping takes its place: for dependency-cruiser alone, and in this process alone.
 */
function standInForTypeScript(read: (source: string) => string): void {
  const name = 'tocsin.readTypeScript';
  const installed = name in globalThis;
  Object.assign(globalThis, { [name]: read });
  if (installed) return;
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
