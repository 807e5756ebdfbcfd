/** Puts right what can be put right without thinking. */
import { writeFileSync } from 'node:fs';
import { fixProblems } from '../engine/problems/fix.ts';
import type { File } from './files.ts';
import type { Io } from './io.ts';
import { readFiles } from './rule-folder.ts';

/** Writes the fixed files; the text of stdin goes to stdout, as there is nothing to write it to. */
export function fixed(files: readonly File[], io: Io): { readonly files: readonly File[]; readonly fixes: number } {
  let fixes = 0;
  const mended = files.map(file => {
    const problemsOf = (text: string) => readFiles([{ ...file, text }], io).files[0]?.problems ?? [];
    const { text, fixed: made } = fixProblems(file.text, problemsOf(file.text), problemsOf);
    fixes += made.length;
    if (file.absolute === undefined) io.out(text);
    else if (made.length > 0) writeFileSync(file.absolute, text);
    return { ...file, text };
  });
  return { files: mended, fixes };
}
