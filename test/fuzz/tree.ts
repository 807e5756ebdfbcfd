/** JSON as somebody may write it, right or wrong: names can come twice, and a value can be any text. */

export interface Raw {
  readonly raw: string;
}
export interface List {
  readonly items: readonly Tree[];
}
export interface Members {
  readonly members: readonly (readonly [name: string, value: Tree])[];
}
export type Tree = Raw | List | Members;

export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { items: value.map(treeOf) };
  if (typeof value !== 'object' || value === null) return { raw: JSON.stringify(value) };
  return { members: Object.entries(value).map(([name, inner]) => [name, treeOf(inner)]) };
}

export function textOf(tree: Tree, indent = '\n'): string {
  if ('raw' in tree) return tree.raw;
  const deeper = `${indent}  `;
  if ('items' in tree)
    return tree.items.length === 0
      ? '[]'
      : `[${deeper}${tree.items.map(item => textOf(item, deeper)).join(`,${deeper}`)}${indent}]`;
  const members = tree.members.map(([name, value]) => `${nameText(name)}: ${textOf(value, deeper)}`);
  return members.length === 0 ? '{}' : `{${deeper}${members.join(`,${deeper}`)}${indent}}`;
}

/** Half characters are written as they are; JSON.stringify would escape them. */
const nameText = (name: string): string => (name.isWellFormed() ? JSON.stringify(name) : `"${name}"`);

/** Paths to all values inside, the whole among them. */
export function pathsIn(tree: Tree, path: readonly number[] = []): readonly (readonly number[])[] {
  return [path, ...childrenOf(tree).flatMap((child, index) => pathsIn(child, [...path, index]))];
}

const childrenOf = (tree: Tree): readonly Tree[] =>
  'items' in tree ? tree.items : 'members' in tree ? tree.members.map(([, value]) => value) : [];

export const at = (tree: Tree, path: readonly number[]): Tree =>
  path.reduce<Tree>((inner, index) => childrenOf(inner)[index] ?? inner, tree);

/** The tree with what stands at `path` changed. */
export function changed(tree: Tree, [index, ...rest]: readonly number[], change: (inner: Tree) => Tree): Tree {
  if (index === undefined) return change(tree);
  const inner = (each: Tree, i: number) => (i === index ? changed(each, rest, change) : each);
  if ('items' in tree) return { items: tree.items.map(inner) };
  if ('members' in tree) return { members: tree.members.map(([name, value], i) => [name, inner(value, i)] as const) };
  return tree;
}
