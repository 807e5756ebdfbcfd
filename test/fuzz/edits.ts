/** Random edits of a document: what people, editors, merges and attackers do to one. */
import fc from 'fast-check';
import { words } from '../../engine/rules/words.ts';
import { at, changed, pathsIn, type Tree, treeOf } from './tree.ts';

export type Edit = (tree: Tree) => Tree;

const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '$ref',
  '\ud800',
  'a\u0000b',
  '🧊',
  'x'.repeat(300),
];
const knownWords = [...new Set(Object.values(words).flatMap(({ known }) => [...known]))];
const otherWords = [
  'gt',
  'mean',
  'threshold',
  'operator',
  'value',
  'rotations',
  'steps',
  'per',
  'acrossDevices',
  'normalFor',
  'temperature',
];

const name = fc.oneof(
  fc.constantFrom(...knownWords),
  fc.constantFrom(...hostileNames),
  fc.constantFrom(...otherWords),
  fc.string({ maxLength: 12 }),
);

const nearlyRight = [
  '10m',
  '0s',
  '99999d',
  'PT5M',
  'P10M',
  '10 m',
  '1.5h',
  '-5m',
  'critical',
  'manual',
  'freezer',
  '°C',
  'K',
  'temperature',
];
const dates = [
  '2026-03-03T02:00:00+01:00',
  '2026-02-30T25:61:00Z',
  '24:00',
  '25:00',
  'mon',
  'holidays:NO',
  'Europe/Oslo',
  'site',
];
const odd = [
  '',
  ' ',
  '\u0000',
  '{{device.name}}',
  '{{',
  '{{constructor}}',
  '{{tags.__proto__}}',
  '../../etc/passwd',
  'rotation:x',
  'holidays:__proto__',
];
const numbers = [
  '0',
  '-0',
  '1',
  '-1',
  '1e308',
  '1e999',
  '-1e999',
  '1e-400',
  '0.1',
  '9007199254740993',
  'NaN',
  'Infinity',
  '01',
  '1.',
  '0x10',
];

const scalar: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom(...[...nearlyRight, ...dates, ...odd]).map(text => ({ raw: JSON.stringify(text) })),
  fc
    .constantFrom(
      ...numbers,
      'true',
      'false',
      'null',
      'undefined',
      "'x'",
      '"\ud800"',
      '"\\ud800"',
      '"\t"',
      `"${'y'.repeat(2_049)}"`,
    )
    .map(raw => ({ raw })),
  fc.double().map(number => ({ raw: String(number) })),
  fc.string().map(text => ({ raw: JSON.stringify(text) })),
);

const value: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map(treeOf) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }).map(items => ({ items })) },
  { weight: 1, arbitrary: fc.array(fc.tuple(name, scalar), { maxLength: 3 }).map(members => ({ members })) },
);

/** Somewhere in the document; the same number means the same place of the same document. */
const somewhere = fc.nat(100_000);
const pick = (tree: Tree, number: number): readonly number[] => {
  const paths = pathsIn(tree);
  return paths[number % paths.length] ?? [];
};

const edits = {
  retype: fc.tuple(somewhere, value).map(
    ([place, fresh]): Edit =>
      tree =>
        changed(tree, pick(tree, place), () => fresh),
  ),
  remove: somewhere.map(
    (place): Edit =>
      tree =>
        inHolder(tree, pick(tree, place), (all, index) => all.toSpliced(index, 1)),
  ),
  double: somewhere.map(
    (place): Edit =>
      tree =>
        inHolder(tree, pick(tree, place), (all, index) => all.toSpliced(index, 0, all[index]!)),
  ),
  swap: fc.tuple(somewhere, somewhere).map(
    ([a, b]): Edit =>
      tree =>
        swapped(tree, pick(tree, a), pick(tree, b)),
  ),
  rename: fc.tuple(somewhere, name).map(
    ([place, word]): Edit =>
      tree =>
        inHolder(tree, pick(tree, place), (all, index) => {
          const part = all[index];
          return Array.isArray(part) ? all.with(index, [word, part[1]]) : all;
        }),
  ),
  add: fc.tuple(somewhere, name, value).map(
    ([place, word, fresh]): Edit =>
      tree =>
        changed(tree, pick(tree, place), inner =>
          'members' in inner
            ? { members: [...inner.members, [word, fresh]] }
            : 'items' in inner
              ? { items: [...inner.items, fresh] }
              : inner,
        ),
  ),
  copy: fc.tuple(somewhere, somewhere).map(
    ([from, to]): Edit =>
      tree =>
        changed(tree, pick(tree, to), () => at(tree, pick(tree, from))),
  ),
  wrap: fc.tuple(somewhere, fc.integer({ min: 1, max: 20 }), fc.boolean()).map(
    ([place, depth, isList]): Edit =>
      tree =>
        changed(tree, pick(tree, place), inner =>
          Array.from({ length: depth }).reduce<Tree>(deep => (isList ? { items: [deep] } : { members: [['not', deep]] }), inner),
        ),
  ),
};

export const edit: fc.Arbitrary<Edit> = fc.oneof(...Object.values(edits));

/** Edits after which JSON is still JSON: only words and values move. */
export const quietEdit: fc.Arbitrary<Edit> = fc.oneof(
  edits.remove,
  edits.swap,
  edits.copy,
  edits.retype,
  edits.rename,
  edits.add,
);

type Part = Tree | readonly [string, Tree];

function inHolder(tree: Tree, path: readonly number[], change: (all: readonly Part[], index: number) => readonly Part[]): Tree {
  const index = path.at(-1);
  if (index === undefined) return tree;
  return changed(tree, path.slice(0, -1), holder => {
    if ('items' in holder) return { items: change(holder.items, index) as readonly Tree[] };
    return 'members' in holder ? { members: change(holder.members, index) as (readonly [string, Tree])[] } : holder;
  });
}

function swapped(tree: Tree, a: readonly number[], b: readonly number[]): Tree {
  const [one, other] = [at(tree, a), at(tree, b)];
  return changed(
    changed(tree, a, () => other),
    b,
    () => one,
  );
}
