/** Random documents, and what reading one must never do. */
import fc from 'fast-check';
import { readCalendars } from '../../engine/calendars/read-calendars.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';
import { fixProblems } from '../../engine/problems/fix.ts';
import { type Problem, showProblem } from '../../engine/problems.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { bases, type Kind } from './bases.ts';
import { edit } from './edits.ts';
import { textOf, treeOf } from './tree.ts';

export interface Written {
  readonly kind: Kind;
  readonly text: string;
}

const right = bases.map(({ kind, text }) => ({ kind, text, tree: treeOf(JSON.parse(text)) }));

const edited: fc.Arbitrary<Written> = fc
  .tuple(fc.nat(right.length - 1), fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([index, edits]) => {
    const { kind, tree } = right[index]!;
    return { kind, text: textOf(edits.reduce((changed, each) => each(changed), tree)) };
  });

const marks = [
  '\ufeff',
  '// c\n',
  '/* c',
  '*/',
  ',',
  ',]',
  '}',
  '{',
  '[',
  ']',
  '"',
  ':',
  '\\',
  '\u0000',
  '\ud800',
  '\r',
  '\u2028',
  'é',
  '\u202e',
  '1e999',
  'NaN',
];

/** A text into which something was typed, or out of which something fell. */
const typed: fc.Arbitrary<Written> = fc
  .record({
    from: fc.nat(right.length - 1),
    typos: fc.array(fc.tuple(fc.nat(100_000), fc.nat(8), fc.oneof(fc.constantFrom(...marks), fc.string({ maxLength: 5 }))), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ from, typos }) => {
    const { kind, text } = right[from]!;
    const changed = typos.reduce((now, [place, gone, fresh]) => {
      const offset = place % (now.length + 1);
      return now.slice(0, offset) + fresh + now.slice(offset + (gone > 4 ? gone - 4 : 0));
    }, text);
    return { kind, text: changed };
  });

const kinds = fc.constantFrom<Kind>('rule', 'policy', 'signals', 'calendars');
const any: fc.Arbitrary<Written> = fc.record({
  kind: kinds,
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.jsonValue({ maxDepth: 6 }).map(value => JSON.stringify(value)),
  ),
});

export const documents: fc.Arbitrary<Written> = fc.oneof(
  { weight: 6, arbitrary: edited },
  { weight: 3, arbitrary: typed },
  { weight: 1, arbitrary: any },
);

/** Too large to come often. */
export const monsters: readonly string[] = [
  '['.repeat(100_000),
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  '{"not":'.repeat(100_000),
  `{"raise":${'{"all":['.repeat(8_000)}`,
  '/*'.repeat(32_000),
  '// x\n'.repeat(13_000),
  `[${'1,'.repeat(32_000)}]`,
  `{${Array.from({ length: 5_000 }, (_, i) => `"k${i}":1`).join()}}`,
  `{"name":"${'a'.repeat(65_537)}"}`,
  ' '.repeat(65_537),
  `{"id":"a"}${' '.repeat(65_536 - 10)}`,
  `{"id":"a"}${' '.repeat(65_537 - 10)}`,
  '"'.repeat(65_536),
  '\\'.repeat(65_536),
  '\ud800'.repeat(20_000),
];

const readers: Readonly<Record<Kind, (text: string) => readonly Problem[]>> = {
  rule: text => told(readRule(text, 'x.rule.json')),
  policy: text => told(readPolicy(text, 'x.policy.json')),
  signals: text => told(readSignals(text, 'signals.json')),
  calendars: text => told(readCalendars(text, 'calendars.json')),
};

const told = (read: { ok: boolean; problems?: readonly Problem[]; warnings?: readonly Problem[] }): readonly Problem[] => {
  const found = [...(read.problems ?? []), ...(read.warnings ?? [])];
  if (!read.ok && !found.some(({ severity }) => severity !== 'warning')) throw new Error('refused without an error');
  return found;
};

/** Throws when reading this document does what it must never do. */
export function readSafely({ kind, text }: Written): void {
  const before = untouched();
  const problems = readers[kind](text);
  for (const problem of problems) {
    complete(problem, text);
    showProblem(problem, text);
  }
  if (problems.some(({ edit }) => edit)) fixProblems(text, problems);
  if (untouched() !== before) throw new Error('a prototype was touched');
}

/** Where what is wrong stands is in the text, and every part of the problem is there. */
function complete({ code, path, line, column, pointer, says }: Problem, text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  const isPlace = line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1;
  const isSaid = /^[a-z]+\/[a-z0-9-]+$/.test(code) && path !== '' && typeof pointer === 'string' && says.trim() !== '';
  if (!isPlace || !isSaid)
    throw new Error(`an incomplete problem: ${JSON.stringify({ code, path, line, column, pointer, says })}`);
}

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype];

/** What the objects are that all others come from. */
export const untouched = (): string => prototypes.map(each => Reflect.ownKeys(each).map(String).join()).join('\n');
