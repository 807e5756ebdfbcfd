/** What a document may hold at most, and what it may not hold at all. */
import type { Node } from 'jsonc-parser';
import type { Path } from './documents.ts';
import type { Edit, Problem } from './problems.ts';

export const limits = { bytes: 65_536, depth: 16, nodes: 2_000, items: 500, textBytes: 2_048 } as const;

interface More {
  readonly length?: number;
  readonly why?: string;
  readonly fix?: string;
  readonly edit?: readonly Edit[];
}

/** A problem at an offset of the text. */
export type Report = (offset: number, at: Path, code: string, says: string, more?: More) => Problem;

/** Collects what breaks a limit. Bounded: the depth was checked, the text is small. */
export function checkLimits(root: Node, problem: Report, problems: Problem[]): void {
  let nodes = 0;
  const visit = (node: Node, at: Path): void => {
    nodes += 1;
    if (nodes === limits.nodes + 1)
      problems.push(
        problem(node.offset, at, 'document/too-many-nodes', `The document has more than ${limits.nodes} values.`, {
          fix: 'Split it into several rules.',
        }),
      );
    if (node.type === 'array') checkItems(node, at, problem, problems);
    if (node.type === 'string' || node.type === 'number') checkScalar(node, at, problem, problems);
    if (node.type === 'object') checkNames(node, at, problem, problems);
    for (const [index, child] of (node.children ?? []).entries()) {
      if (child.type !== 'property') visit(child, [...at, index]);
      else if (child.children?.[1]) visit(child.children[1], [...at, String(child.children[0]?.value)]);
    }
  };
  visit(root, []);
}

function checkItems(node: Node, at: Path, problem: Report, problems: Problem[]): void {
  if ((node.children?.length ?? 0) > limits.items)
    problems.push(
      problem(node.offset, at, 'document/long-list', `This list has more than ${limits.items} items.`, {
        fix: 'Choose devices by their tags instead of by name; write readings as "from", "to", "every".',
      }),
    );
}

function checkScalar(node: Node, at: Path, problem: Report, problems: Problem[]): void {
  const { offset, length } = node;
  const tell = (code: string, says: string, fix: string) => problems.push(problem(offset, at, code, says, { length, fix }));
  if (typeof node.value === 'number' && !Number.isFinite(node.value))
    tell('document/number-too-large', 'This number is too large to be kept.', 'Write a number below 1e308.');
  if (typeof node.value !== 'string') return;
  if (utf8Length(node.value) > limits.textBytes)
    tell('document/long-text', `This text is longer than ${limits.textBytes / 1024} KB.`, 'Put it behind a link: "runbook".');
  if (!node.value.isWellFormed())
    tell('document/broken-text', 'This text holds half of a character (a lone surrogate).', 'Write the character anew.');
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function checkNames(node: Node, at: Path, problem: Report, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const member of node.children ?? []) {
    const key = member.children?.[0];
    if (!key) continue;
    const name = String(key.value);
    const place = [...at, name];
    checkScalar(key, place, problem, problems);
    if (forbidden.has(name))
      problems.push(
        problem(key.offset, place, 'document/forbidden-name', `“${name}” is not allowed as a name.`, {
          length: key.length,
          why: 'Programs take this name for a part of their own.',
          fix: 'Choose another name.',
        }),
      );
    else if (seen.has(name))
      problems.push(
        problem(key.offset, place, 'document/duplicate-name', `“${name}” is there twice.`, {
          length: key.length,
          why: 'Only the last one would count.',
          fix: 'Keep one.',
        }),
      );
    seen.add(name);
  }
}

export const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
