import { createScanner, findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Problem, pointerOf } from './problems.ts';

export type Path = readonly (string | number)[];

/** A document that keeps its limits, and where each of its places stands in the text. */
export type Document =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Where a value, or the name of a member, stands; of what is not there, where its nearest parent stands. Both from 1. */
      place(path: Path, of?: 'value' | 'name'): { line: number; column: number };
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const limits = { bytes: 65_536, depth: 16, nodes: 2_000, items: 500, textBytes: 2_048 } as const;

/** Reads strict JSON that a person wrote. Never throws; all that breaks a limit is told at once, except what makes the rest unreadable. */
export function readDocument(text: string, path: string): Document {
  const problem = reporter(text, path);
  const unreadable = tooLarge(text, problem) ?? beforeParsing(text, problem);
  if (unreadable) return { ok: false, problems: [unreadable] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first) return { ok: false, problems: [syntax(text, first, problem)] };
  const problems: Problem[] = [];
  if (root) walk(root, problem, problems);
  const value = problems.length === 0 ? parsed(text) : undefined;
  if (problems.length === 0 && value === undefined) problems.push(problem(0, [], 'document/not-json', 'This is not JSON.'));
  if (!root || problems.length > 0) return { ok: false, problems };
  return { ok: true, value, place: (at, of = 'value') => positionAt(text, offsetOf(root, at, of)) };
}

type Report = (offset: number, at: Path, code: string, says: string, more?: { why?: string; fix?: string }) => Problem;

const reporter =
  (text: string, path: string): Report =>
  (offset, at, code, says, more = {}) => ({ code, path, ...positionAt(text, offset), pointer: pointerOf(at), says, ...more });

function tooLarge(text: string, problem: Report): Problem | undefined {
  const bytes = text.length > limits.bytes ? text.length : utf8Length(text);
  if (bytes <= limits.bytes) return undefined;
  return problem(0, [], 'document/too-large', `This document is larger than ${limits.bytes / 1024} KB.`, {
    fix: 'Split it: one rule or policy per file.',
  });
}

/** Found by the scanner, which does not recurse: a document of 100,000 brackets never reaches the parser. */
function beforeParsing(text: string, problem: Report): Problem | undefined {
  if (text.charCodeAt(0) === 0xfeff)
    return problem(0, [], 'document/byte-order-mark', 'The file starts with a byte order mark.', {
      fix: 'Save it as “UTF-8”, without BOM.',
    });
  if (text.trim() === '') return problem(0, [], 'document/empty', 'The file is empty.');
  const scanner = createScanner(text, false);
  let depth = 0;
  for (let token = scanner.scan(); token !== 17; token = scanner.scan()) {
    const at = scanner.getTokenOffset();
    if (token === 1 || token === 3) depth += 1;
    if (token === 2 || token === 4) depth -= 1;
    if (depth > limits.depth)
      return problem(at, [], 'document/too-deep', `This is nested more than ${limits.depth} levels deep.`);
    if (token === 12 || token === 13)
      return problem(at, [], 'document/comment', 'JSON has no comments.', {
        fix: 'Write it as "note": "…", which is kept, or delete it.',
      });
  }
  return undefined;
}

function syntax(text: string, error: ParseError, problem: Report): Problem {
  const before = text.slice(0, error.offset).trimEnd();
  if (before.endsWith(',') && /[}\]]/.test(text.charAt(error.offset)))
    return problem(before.length - 1, [], 'document/trailing-comma', 'There is a comma after the last item.', {
      fix: 'Delete this comma.',
    });
  return problem(Math.min(error.offset, text.length), [], 'document/not-json', sentences[error.error] ?? 'This is not JSON.');
}

/** By number, as the parser gives them: its names are compile-time constants that plain Node cannot see. */
const sentences: Readonly<Record<number, string>> = {
  1: 'This is not JSON: a text needs "quotes"; true, false and null are written small.',
  2: 'This number is not written as JSON wants it.',
  3: 'Here a "name" in double quotes is expected.',
  4: 'Here a value is expected.',
  5: 'Here a colon is missing, after the name.',
  6: 'Here a comma is missing, after the item before.',
  7: 'A closing } is missing.',
  8: 'A closing ] is missing.',
  9: 'There is more text after the end of the document.',
  12: 'This text has no closing quote on its line.',
  13: 'This number stops in the middle.',
  14: 'After \\u four hexadecimal digits are expected.',
  15: 'This is no escape that JSON knows.',
  16: 'This character cannot stand in a text as it is.',
};

/** Collects what breaks a limit. Bounded: the depth was checked, the text is small. */
function walk(root: Node, problem: Report, problems: Problem[]): void {
  let nodes = 0;
  const visit = (node: Node, at: Path): void => {
    nodes += 1;
    if (nodes === limits.nodes + 1)
      problems.push(problem(node.offset, at, 'document/too-many-nodes', `The document has more than ${limits.nodes} values.`));
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
    problems.push(problem(node.offset, at, 'document/long-list', `This list has more than ${limits.items} items.`));
}

function checkScalar(node: Node, at: Path, problem: Report, problems: Problem[]): void {
  if (typeof node.value === 'number' && !Number.isFinite(node.value))
    problems.push(problem(node.offset, at, 'document/number-too-large', 'This number is too large to be kept.'));
  if (typeof node.value !== 'string') return;
  if (utf8Length(node.value) > limits.textBytes)
    problems.push(problem(node.offset, at, 'document/long-text', `This text is longer than ${limits.textBytes / 1024} KB.`));
  if (!node.value.isWellFormed())
    problems.push(problem(node.offset, at, 'document/broken-text', 'This text holds half of a character (a lone surrogate).'));
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
      problems.push(problem(key.offset, place, 'document/forbidden-name', `“${name}” is not allowed as a name.`));
    else if (seen.has(name))
      problems.push(
        problem(key.offset, place, 'document/duplicate-name', `“${name}” is there twice.`, {
          why: 'Only the last one would count.',
          fix: 'Keep one.',
        }),
      );
    seen.add(name);
  }
}

/** The engine's own reader has the last word on what JSON is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function offsetOf(root: Node, at: Path, of: 'value' | 'name'): number {
  for (let length = at.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, at.slice(0, length) as (string | number)[]);
    if (!node) continue;
    const member = node.parent?.type === 'property' ? node.parent : undefined;
    return of === 'name' && length === at.length && member ? member.offset : node.offset;
  }
  return root.offset;
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
