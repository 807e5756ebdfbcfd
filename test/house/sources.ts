/** The files of the project, without what is installed, built or stored. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));
const notOurs = /^(node_modules|\.git|\.tocsin|dist)(\/|$)/;

/** As git knows them; without git (an unpacked archive) as they lie there. */
export function projectFiles(): readonly SourceFile[] {
  return paths()
    .filter(path => !notOurs.test(path) && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .sort()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function paths(): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...new Set(listed.split('\0').filter(path => path !== ''))];
  } catch {
    const found = globSync(['**', '.*', '.ci/**'], {
      cwd: root,
      exclude: ['node_modules/**', '.git/**', '.tocsin/**', 'dist/**'],
    });
    return found.map(path => path.replaceAll('\\', '/'));
  }
}

/** What a script of ours has written counts as data. */
export const isCode = ({ path }: SourceFile): boolean => /\.(ts|mjs|cjs|js)$/.test(path) && !path.endsWith('.generated.ts');
