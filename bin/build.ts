/**
 * `npm run build`: the app of Azure in few files. `dist/index.cjs` registers the functions and is what a cold instance has to read;
 * `dist/services/` has what is loaded when it is first used: the SDKs of Azure, telemetry.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { createLater, loadedWhenUsed } from './build-plugins.ts';

export const root = resolve(import.meta.dirname, '..');

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  // The ES modules of a package can be taken by what is used of them; UMD hides its own `require`s.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none', // whole licences are in the package
  logLevel: 'warning',
  metafile: true as const,
  write: false as const,
} satisfies BuildOptions;

/** CommonJS packages in an ES module want what CommonJS would give them. */
const likeCommonJs = {
  banner: { js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);" },
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
} satisfies BuildOptions;

export interface Bundle {
  /** Paths from the root, with slashes. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** What went into them. */
  readonly inputs: readonly string[];
}

/** Nothing is written, and nothing depends on where it would be. */
export async function bundleApp(): Promise<Bundle> {
  const later = createLater('services');
  const main = await build({
    ...options,
    entryPoints: ['functions/index.ts'],
    outfile: 'dist/index.cjs',
    // CommonJS, because `@azure/functions` asks for `@azure/functions-core` by `require` when it is first used: the Functions
    // worker gives it, and it is in no package.
    format: 'cjs',
    external: ['@azure/functions-core'],
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [loadedWhenUsed, later.plugin],
  });
  const services = await build({
    ...options,
    entryPoints: [...later.modules()],
    outdir: 'dist/services',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    ...likeCommonJs,
  });
  return {
    files: [main, services].flatMap(({ outputFiles }) =>
      outputFiles.map(({ path, contents }) => ({ path: relative(root, path).replaceAll('\\', '/'), bytes: contents })),
    ),
    inputs: [main, services].flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  };
}

/** Puts the files below `folder`, where nothing of an older bundle stays. */
export function writeBundle({ files }: Bundle, folder = root): void {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bundle = await bundleApp();
  writeBundle(bundle);
  const bytesOf = (ending: RegExp) =>
    bundle.files.filter(({ path }) => ending.test(path)).reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(`${megabytes(bytesOf(/index\.cjs$/))}  dist/index.cjs`);
  console.log(`${megabytes(bytesOf(/\.mjs$/))}  dist/services/`);
}
