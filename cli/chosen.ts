/** The one rule or policy that a verb is about: a file, stdin, or an id of the folder of rules. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isError, showProblem } from '../engine/problems.ts';
import type { Given } from './arguments.ts';
import { type File, filesOf, inFolder, isFolder, usualFolder } from './files.ts';
import { type Io, WrongUse } from './io.ts';
import { type ReadFiles, readFiles } from './rule-folder.ts';

/** Throws `WrongUse` when there is none, or more than one. */
export async function chosen(name: string, given: Given, io: Io): Promise<File> {
  if (name === '-' || isFile(name, io)) return (await filesOf([name], io))[0]!;
  const folder = folderOf(given, io);
  const files = inFolder(folder, io);
  const found = files.filter(file => (file.kind === 'rule' || file.kind === 'policy') && idOf(file) === name);
  if (found.length > 1)
    throw new WrongUse(`${found.map(({ path }) => path).join(' and ')} both have the id ${name}: name the file.`);
  if (found[0]) return found[0];
  const ids = files.map(idOf).filter(id => id !== undefined);
  throw new WrongUse(
    `There is no file ${name}, and no such id in ${folder}${ids.length === 0 ? '.' : `: there is ${ids.join(', ')}.`}`,
  );
}

export const folderOf = (given: Given, io: Io): string => {
  const folder = given.value('--rules') ?? usualFolder(io);
  if (!isFolder(resolve(io.cwd, folder))) throw new WrongUse(`There is no folder ${folder}.`);
  return folder;
};

const isFile = (path: string, io: Io): boolean => statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isFile() ?? false;

function idOf({ text }: File): string | undefined {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

/** Says what is wrong with the files, when something is that keeps them from counting. */
export function refused({ files }: ReadFiles, given: Given, io: Io): boolean {
  const problems = files.flatMap(({ file, problems }) => problems.filter(isError).map(problem => ({ file, problem })));
  if (problems.length === 0) return false;
  if (given.has('--json')) io.out(JSON.stringify({ ok: false, problems: problems.map(({ problem }) => problem) }, null, 2));
  else for (const { file, problem } of problems) io.err(showProblem(problem, file.text));
  return true;
}

export const readChosen = (file: File, io: Io): ReadFiles => readFiles([file], io);
