/** The mechanical fixes of problems, and what stands behind problems that can be fixed. */
import { visit } from 'jsonc-parser';
import { positionsIn } from '../positions.ts';
import { type Edit, inOrder, type Problem } from '../problems.ts';

const roundsMax = 10;

/** Their fixes move text about: what stands in it could not be found again, so they are not thought through. */
const moving = ['rule/levels-order', 'rule/two-subjects'];

/**
 * The text with all mechanical fixes made, and the problems that were fixed so. Fixes that overlap wait for the next round;
 * `again` reads the fixed text anew, until nothing is left to fix (10 rounds at most). Without it there is one round.
 * What is JSON stays JSON. Nothing fixed: the text as it was.
 */
export function fixProblems(
  text: string,
  problems: readonly Problem[],
  again: (text: string) => readonly Problem[] = () => [],
): { readonly text: string; readonly fixed: readonly Problem[] } {
  const fixed: Problem[] = [];
  let current = text;
  let left = problems;
  for (let round = 0; round < roundsMax; round += 1) {
    const made = fixesFor(current, left);
    if (made.length === 0) break;
    fixed.push(...made);
    current = edited(current, editsIn(made));
    left = again(current);
  }
  return { text: current, fixed };
}

/**
 * All problems of a text, those included that hide behind others: what can be fixed is fixed in thought, and the rest is read on.
 * Places are those of the text as it stands.
 */
export function seenThrough(text: string, problemsOf: (text: string) => readonly Problem[]): readonly Problem[] {
  const all: Problem[] = [];
  const told = new Set<string>();
  const rounds: (readonly Edit[])[] = [];
  let current = text;
  for (let round = 0; round < roundsMax; round += 1) {
    const found = problemsOf(current);
    const inPlace = found.filter(({ code }) => !moving.includes(code));
    const made = round + 1 < roundsMax ? fixesFor(current, inPlace) : [];
    // What another fix makes go away was a consequence; what is left is told in the last round.
    for (const problem of made.length > 0 ? made : found) {
      const asWritten = movedBack(problem, current, text, rounds);
      const key = `${problem.code} ${asWritten.line}:${asWritten.column} ${problem.says}`;
      if (!told.has(key)) all.push(asWritten);
      told.add(key);
    }
    if (made.length === 0) break;
    rounds.push(editsIn(made));
    current = edited(current, editsIn(made));
  }
  return inOrder(all);
}

/** The problems whose edits can be made together, one by one as long as JSON stays JSON. */
function fixesFor(text: string, problems: readonly Problem[]): readonly Problem[] {
  const apart: Problem[] = [];
  for (const problem of problems)
    if (problem.edit && problem.edit.length > 0 && !apart.some(other => overlap(other.edit ?? [], problem.edit ?? [])))
      apart.push(problem);
  const names = namesTwice(text);
  const harmless = (made: readonly Problem[]) => names === undefined || namesTwice(edited(text, editsIn(made))) === names;
  if (harmless(apart)) return apart;
  const made: Problem[] = [];
  for (const next of apart) if (harmless([...made, next])) made.push(next);
  return made;
}

const editsIn = (problems: readonly Problem[]): readonly Edit[] =>
  problems.flatMap(({ edit }) => edit ?? []).sort((a, b) => a.offset - b.offset);

/** Two that begin at the same place, or touch, could still mean the same comma: those wait, too. */
const overlap = (some: readonly Edit[], others: readonly Edit[]): boolean =>
  some.some(a => others.some(b => a.offset <= b.offset + b.length && b.offset <= a.offset + a.length));

/** `edits` are apart and in order. */
function edited(text: string, edits: readonly Edit[]): string {
  let [result, from] = ['', 0];
  for (const edit of edits) {
    result += text.slice(from, edit.offset) + edit.text;
    from = edit.offset + edit.length;
  }
  return result + text.slice(from);
}

/** How many members of its objects have the name of another one; undefined: the text is not JSON. Two fixes must not write one name twice. */
function namesTwice(text: string): number | undefined {
  let members = 0;
  try {
    JSON.parse(text, (_key, value) => {
      members += typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : 0;
      return value;
    });
  } catch {
    return undefined;
  }
  let written = 0;
  visit(text, {
    onObjectProperty: () => {
      written += 1;
    },
  });
  return written - members;
}

/** The problem of a text that came about by rounds of edits, as a problem of the text before them. */
function movedBack(problem: Problem, now: string, before: string, rounds: readonly (readonly Edit[])[]): Problem {
  if (rounds.length === 0) return problem;
  const back = (offset: number) => rounds.reduceRight((at, edits) => offsetBefore(at, edits), offset);
  const { edit, length = 1, ...rest } = problem;
  const start = positionsIn(now).offsetOf(problem);
  const [from, to] = [back(start), back(start + length)];
  const kept = edit?.map(each => ({ ...each, offset: back(each.offset) }));
  // Only what was there before can still be changed there.
  const same = kept?.every((each, index) => {
    const { offset, length: size } = edit![index]!;
    return (
      now.slice(offset, offset + size) === before.slice(each.offset, each.offset + size) && touchesNone(offset, size, rounds)
    );
  });
  const place = { ...positionsIn(before).at(from), length: Math.max(1, to - from) };
  return { ...rest, ...place, ...(kept ? { edit: same ? kept : [] } : {}) };
}

function touchesNone(offset: number, length: number, rounds: readonly (readonly Edit[])[]): boolean {
  let [start, end] = [offset, offset + length];
  for (const edits of [...rounds].reverse()) {
    const moved = [offsetBefore(start, edits), offsetBefore(end, edits)] as const;
    if (moved[1] - moved[0] !== length) return false;
    [start, end] = moved;
  }
  return true;
}

/** Where an offset of the edited text was; inside of what an edit wrote, it is where that edit began. */
function offsetBefore(offset: number, edits: readonly Edit[]): number {
  let grown = 0;
  for (const edit of edits) {
    const start = edit.offset + grown;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.offset + Math.min(offset - start, Math.max(0, edit.length - 1));
    grown += edit.text.length - edit.length;
  }
  return offset - grown;
}
