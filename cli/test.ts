import { writeFileSync } from 'node:fs';
import { isError, showProblem } from '../engine/problems.ts';
import { runExamples } from '../engine/rules/examples.ts';
import { accepted } from './accept.ts';
import type { Given } from './arguments.ts';
import { type File, filesOf } from './files.ts';
import { type ExitCode, exitCodes, type Io, WrongUse } from './io.ts';
import { type ReadFile, readFiles } from './rule-folder.ts';

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
  readonly expected: readonly object[];
  readonly got: readonly { readonly at: string }[];
  /** It could not be played to its end, so that nothing of it can be accepted. */
  readonly refused: boolean;
}

interface Tested extends ReadFile {
  readonly results: readonly Result[];
}

/** Exit code 1 also for a file that is not as it should be: its examples prove nothing. */
export async function test(given: Given, io: Io): Promise<ExitCode> {
  if (given.has('--watch')) return watch(given, io);
  const tested = await tests(given, io);
  const changed = given.has('--accept') ? accept(tested) : [];
  if (changed.length > 0) return report(await tests(given, io), given, io, changed);
  return report(tested, given, io, changed);
}

async function tests(given: Given, io: Io): Promise<Tested[]> {
  const files = await filesOf(given.paths, io);
  if (given.has('--accept') && files.some(({ absolute }) => absolute === undefined))
    throw new WrongUse('--accept writes into a file: stdin is none.');
  const read = readFiles(files, io).files;
  return Promise.all(read.map(async file => ({ ...file, results: await resultsOf(file) })));
}

/** What is needed for policies is loaded when there is one. */
async function resultsOf({ rule, policy }: ReadFile): Promise<Result[]> {
  const { runPolicyExamples } = policy ? await import('../engine/policies/preview.ts') : { runPolicyExamples: () => [] };
  const results = rule ? runExamples(rule) : policy ? runPolicyExamples(policy) : [];
  return results.map(result => ({ ...result, refused: !result.ok && !/^(Expected|“)/.test(result.says) }));
}

/** Answers the files that were written. */
function accept(tested: readonly Tested[]): File[] {
  return tested.flatMap(({ file, results }) => {
    const happened = results.flatMap(({ ok, refused, got }, index) => (ok || refused ? [] : [{ index, got }]));
    const text = accepted(file.text, happened);
    if (text === file.text || file.absolute === undefined) return [];
    writeFileSync(file.absolute, text);
    return [file];
  });
}

/** Runs at once, then after every change. A file that is away for a moment, while an editor saves it, is waited for. */
async function watch(given: Given, io: Io): Promise<ExitCode> {
  if (given.has('--accept'))
    throw new WrongUse('--accept and --watch do not go together: look at each change before you keep it.');
  if (given.paths.includes('-')) throw new WrongUse('--watch looks at files: stdin is none.');
  let shown = '';
  let code: ExitCode = exitCodes.good;
  do {
    try {
      const now = JSON.stringify((await filesOf(given.paths, io)).map(({ path, text }) => [path, text]));
      if (now === shown) continue;
      if (shown !== '' && !given.has('--json')) io.out('');
      code = report(await tests(given, io), given, io, []);
      if (!given.has('--json')) io.out('Watching for changes. Ctrl-C ends it.');
      shown = now;
    } catch (error) {
      if (shown === '' || !(error instanceof WrongUse)) throw error;
    }
  } while (await io.again());
  return code;
}

function report(tested: readonly Tested[], given: Given, io: Io, changed: readonly File[]): ExitCode {
  const count = counted(tested);
  const ok = count.failed === 0 && tested.every(({ problems }) => !problems.some(isError));
  if (given.has('--json'))
    io.out(JSON.stringify({ ok, ...count, accepted: changed.map(({ path }) => path), files: tested.map(asJson) }, null, 2));
  else {
    for (const file of changed) io.out(`accepted  ${file.path}: look at the change before you keep it`);
    for (const file of tested) say(file, io);
    io.out(summary(tested, count));
  }
  return ok ? exitCodes.good : exitCodes.problems;
}

const counted = (tested: readonly Tested[]) => {
  const results = tested.flatMap(file => file.results);
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed };
};

const asJson = ({ file, problems, results, rule, policy }: Tested) => ({
  path: file.path,
  kind: file.kind,
  id: (rule ?? policy)?.id,
  examples: results.map(({ refused: _, ...result }) => result),
  problems,
});

function say({ file, problems, results }: Tested, io: Io): void {
  const errors = problems.filter(isError);
  for (const problem of errors) io.out(`${showProblem(problem, file.text)}\n`);
  if (errors.length > 0 || (file.kind !== 'rule' && file.kind !== 'policy')) return;
  const failed = results.filter(({ ok }) => !ok);
  const many = `${results.length} example${results.length === 1 ? '' : 's'}`;
  io.out(failed.length === 0 ? `passed  ${file.path}: ${many}` : `FAILED  ${file.path}: ${failed.length} of ${many}`);
  for (const { name, says, got } of failed) {
    io.out(`          “${name}”`);
    io.out(`            ${says}`);
    io.out(`            What happened: ${got.length === 0 ? 'nothing' : got.map(inWords).join('; ')}.`);
  }
}

function inWords(change: { readonly at: string; readonly state?: string; readonly pages?: readonly string[] }): string {
  return change.pages ? `${change.pages.join(', ')} at ${change.at}` : `${change.state} at ${change.at}`;
}

function summary(tested: readonly Tested[], { passed, failed }: { passed: number; failed: number }): string {
  const bad = tested.filter(({ problems }) => problems.some(isError)).length;
  const unread = bad === 0 ? '' : ` ${bad} file${bad === 1 ? '' : 's'} could not be tested.`;
  return `${passed} example${passed === 1 ? '' : 's'} passed, ${failed} failed.${unread}`;
}
