import { isError, type Problem, showProblem } from '../engine/problems.ts';
import type { Given } from './arguments.ts';
import { filesOf } from './files.ts';
import { fixed } from './fix.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { type ReadFile, readFiles } from './rule-folder.ts';

/** Checks that need to know who and what there is. */
const skipped = ['people and how they are reached', 'devices that a rule applies to'];

export async function validate(given: Given, io: Io): Promise<ExitCode> {
  const format = given.has('--json') ? 'json' : (given.value('--format') ?? 'text');
  const files = await filesOf(given.paths, io);
  const { files: mended, fixes } = given.has('--fix') ? fixed(files, io) : { files, fixes: 0 };
  const read = readFiles(mended, io).files;
  const report = formats[format as keyof typeof formats](read, fixes);
  // The fixed text of stdin is what stdout is for.
  if (given.has('--fix') && files.some(({ absolute }) => absolute === undefined)) io.err(report);
  else io.out(report);
  return read.some(({ problems }) => problems.some(isError)) ? exitCodes.problems : exitCodes.good;
}

const formats = {
  text: (read: readonly ReadFile[], fixes: number) => [...read.flatMap(shown), summary(read, fixes)].join('\n\n'),
  json: (read: readonly ReadFile[], fixes: number) => {
    const problems = read.flatMap(file => file.problems);
    return JSON.stringify({ ok: !problems.some(isError), files: read.length, fixed: fixes, problems, skipped }, null, 2);
  },
  github: (read: readonly ReadFile[], fixes: number) =>
    [...read.flatMap(({ problems }) => problems.map(annotation)), summary(read, fixes)].join('\n'),
};

const shown = ({ file, problems }: ReadFile): string[] => problems.map(problem => showProblem(problem, file.text));

function summary(read: readonly ReadFile[], fixes: number): string {
  const problems = read.flatMap(file => file.problems);
  const errors = problems.filter(isError).length;
  const bad = read.filter(file => file.problems.some(isError)).length;
  const mended = fixes === 0 ? '' : `${counted(fixes, 'problem')} fixed. `;
  const found =
    errors === 0
      ? `${counted(read.length, 'file')}, no problem`
      : `${counted(errors, 'problem')} in ${bad} of ${counted(read.length, 'file')}`;
  const warnings = problems.length - errors;
  const also = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`;
  return `${mended}${found}${also}. Not checked, as it needs a directory: ${skipped.join('; ')}.`;
}

const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** A line that GitHub shows beside the changed line of a pull request. */
function annotation(problem: Problem): string {
  const { path, line, column, code, says, why, fix } = problem;
  const message = [says, ...(why === undefined ? [] : [`Why: ${why}`]), ...(fix === undefined ? [] : [`Fix: ${fix}`])].join('\n');
  const kind = isError(problem) ? 'error' : 'warning';
  return `::${kind} file=${escapedWord(path)},line=${line},col=${column},title=${escapedWord(code)}::${escaped(message)}`;
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedWord = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
