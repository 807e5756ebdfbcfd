/** What is wrong with a document that a person wrote: where, what, why, and what to do about it. */
export interface Problem {
  /** Stable: `rule/unknown-word`. */
  readonly code: string;
  /** A warning keeps nothing from counting; default `error`. */
  readonly severity?: 'error' | 'warning';
  /** The file as its reader knows it. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** How much of that line is meant, in UTF-16 code units; default 1. */
  readonly length?: number;
  /** JSON pointer of the place: `/raise/0/when/above`. */
  readonly pointer: string;
  readonly says: string;
  readonly why?: string;
  readonly fix?: string;
  /** The fix as changes of the text, when it is mechanical: all of them, or none. Empty: it can be made once the fixes of others are. */
  readonly edit?: readonly Edit[];
}

/** `length` UTF-16 units of the text, from `offset` on, become `text`. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export const isError = ({ severity }: Problem): boolean => severity !== 'warning';

/** In the order of the text. */
export const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column);

/** The page that tells more of a code, with a bad and a good sample. */
export const pageOf = (code: string): string => `docs/problems/${code.replaceAll('/', '-')}.md`;

/** The problem as text for a terminal: file:line:column, the line with the place marked, what is wrong, why, the fix, the page. */
export function showProblem(problem: Problem, text: string): string {
  const line = text.split(/\r\n|\r|\n/)[problem.line - 1] ?? '';
  const { start, shown } = excerpt(line, problem.column);
  const gutter = String(problem.line).padStart(5);
  const before = problem.column - 1 - start;
  const marked = Math.max(1, Math.min(problem.length ?? 1, shown.length - before));
  return [
    `${problem.path}:${problem.line}:${problem.column} ${isError(problem) ? '' : 'warning '}${problem.code}`,
    `${gutter} | ${shown}`,
    `${' '.repeat(gutter.length)} | ${' '.repeat(before)}${'^'.repeat(marked)}`,
    `  ${problem.says}`,
    ...(problem.why === undefined ? [] : [`  Why: ${problem.why}`]),
    ...(problem.fix === undefined ? [] : [`  Fix: ${problem.fix}${problem.edit ? ' (--fix does it)' : ''}`]),
    `  More: ${pageOf(problem.code)}`,
  ].join('\n');
}

const widest = 160;

/** A long line is cut around the place, so that the caret stays on the screen. Control characters would move it, or worse. */
function excerpt(line: string, column: number): { start: number; shown: string } {
  const start = column <= widest ? 0 : column - widest / 2;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
  const shown = line.slice(start, start + widest).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ');
  return { start, shown };
}

/** JSON pointer (RFC 6901) of a path. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
