import { type Problem, showProblem } from '../engine/problems.ts';
import type { Given } from './arguments.ts';
import { filesOf } from './files.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { type ReadFile, readFiles } from './rule-folder.ts';

/** Checks that need to know who and what there is. */
const skipped = ['people and how they are reached', 'devices that a rule applies to'];

export async function validate(given: Given, io: Io): Promise<ExitCode> {
  const format = given.has('--json') ? 'json' : (given.value('--format') ?? 'text');
  const files = await filesOf(given.paths, io);
  const read = readFiles(files, io).files;
  const problems = read.flatMap(file => file.problems);
  io.out(formats[format as keyof typeof formats](read));
  return problems.length === 0 ? exitCodes.good : exitCodes.problems;
}

const formats = {
  text: (read: readonly ReadFile[]) => [...read.flatMap(shown), summary(read)].join('\n\n'),
  json: (read: readonly ReadFile[]) => {
    const problems = read.flatMap(file => file.problems);
    return JSON.stringify({ ok: problems.length === 0, files: read.length, problems, skipped }, null, 2);
  },
  github: (read: readonly ReadFile[]) => [...read.flatMap(({ problems }) => problems.map(annotation)), summary(read)].join('\n'),
};

const shown = ({ file, problems }: ReadFile): string[] => problems.map(problem => showProblem(problem, file.text));

function summary(read: readonly ReadFile[]): string {
  const count = read.reduce((sum, { problems }) => sum + problems.length, 0);
  const bad = read.filter(({ problems }) => problems.length > 0).length;
  const files = (number: number) => `${number} file${number === 1 ? '' : 's'}`;
  const found =
    count === 0
      ? `${files(read.length)}, no problem.`
      : `${count} problem${count === 1 ? '' : 's'} in ${bad} of ${files(read.length)}.`;
  return `${found} Not checked, as it needs a directory: ${skipped.join('; ')}.`;
}

/** A line that GitHub shows beside the changed line of a pull request. */
function annotation({ path, line, column, code, says, why, fix }: Problem): string {
  const message = [says, ...(why === undefined ? [] : [`Why: ${why}`]), ...(fix === undefined ? [] : [`Fix: ${fix}`])].join('\n');
  return `::error file=${escapedWord(path)},line=${line},col=${column},title=${escapedWord(code)}::${escaped(message)}`;
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedWord = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
