/** What is wrong with a document that a person wrote: where, what, why, and what to do about it. */
export interface Problem {
  /** Stable: `rule/unknown-word`. */
  readonly code: string;
  /** The file as its reader knows it. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** JSON pointer of the place: `/raise/0/when/above`. */
  readonly pointer: string;
  readonly says: string;
  readonly why?: string;
  readonly fix?: string;
}

/** The problem as text for a terminal: file:line:column, the line with a caret under the place, what is wrong, why, the fix. */
export function showProblem(problem: Problem, text: string): string {
  const { start, shown } = excerpt(text.split(/\r\n|\r|\n/)[problem.line - 1] ?? '', problem.column);
  const gutter = String(problem.line).padStart(5);
  return [
    `${problem.path}:${problem.line}:${problem.column} ${problem.code}`,
    `${gutter} | ${shown}`,
    `${' '.repeat(gutter.length)} | ${' '.repeat(problem.column - 1 - start)}^`,
    `  ${problem.says}`,
    ...(problem.why === undefined ? [] : [`  Why: ${problem.why}`]),
    ...(problem.fix === undefined ? [] : [`  Fix: ${problem.fix}`]),
  ].join('\n');
}

const widest = 160;

/** A long line is cut around the place, so that the caret stays on the screen. Control characters would move it, or worse. */
function excerpt(line: string, column: number): { start: number; shown: string } {
  const start = column <= widest ? 0 : column - widest / 2;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
  const shown = line.slice(start, start + widest).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return { start, shown };
}

/** JSON pointer (RFC 6901) of a path. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
