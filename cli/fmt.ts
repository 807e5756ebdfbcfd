import { writeFileSync } from 'node:fs';
import { readDocument } from '../engine/documents.ts';
import { type Problem, showProblem } from '../engine/problems.ts';
import type { Given } from './arguments.ts';
import { type File, filesOf } from './files.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { laidOut } from './layout.ts';

interface Formatted {
  readonly file: File;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** A file that is no strict JSON is left as it is: what the layout does not know, it must not lose. */
export async function fmt(given: Given, io: Io): Promise<ExitCode> {
  const check = given.has('--check');
  const all = (await filesOf(given.paths, io)).map(formatted);
  const changed = all.filter(({ file, text }) => file.text !== text);
  const problems = all.flatMap(each => each.problems);
  if (!check) for (const { file, text } of changed) if (file.absolute) writeFileSync(file.absolute, text);
  if (given.has('--json'))
    io.out(JSON.stringify({ ok: problems.length === 0 && !(check && changed.length > 0), ...told(all, changed) }, null, 2));
  else say(all, changed, check, io);
  return problems.length > 0 || (check && changed.length > 0) ? exitCodes.problems : exitCodes.good;
}

function formatted(file: File): Formatted {
  const read = readDocument(file.text, file.path);
  return read.ok
    ? { file, text: laidOut(file.text, file.kind), problems: [] }
    : { file, text: file.text, problems: read.problems };
}

const told = (all: readonly Formatted[], changed: readonly Formatted[]) => ({
  files: all.length,
  changed: changed.map(({ file }) => file.path),
  problems: all.flatMap(({ problems }) => problems),
});

function say(all: readonly Formatted[], changed: readonly Formatted[], check: boolean, io: Io): void {
  for (const { file, text, problems } of all) {
    for (const problem of problems) io.err(showProblem(problem, file.text));
    if (file.absolute === undefined && !check && problems.length === 0) io.out(text.trimEnd());
  }
  const inPlace = changed.filter(({ file }) => check || file.absolute !== undefined);
  for (const { file } of inPlace) io.out(`${check ? 'would change' : 'changed'} ${file.path}`);
  const left = all.some(({ problems }) => problems.length > 0) ? ' Files with problems are left as they are.' : '';
  if (all.some(({ file }) => file.absolute !== undefined))
    io.out(`${all.length} file${all.length === 1 ? '' : 's'}, ${inPlace.length} ${check ? 'to change' : 'changed'}.${left}`);
}
