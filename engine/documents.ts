import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { checkLimits, limits, type Report, utf8Length } from './document-limits.ts';
import { type Position, positionsIn } from './positions.ts';
import { type Change, editsOf } from './problems/change.ts';
import { type Edit, type Problem, pointerOf } from './problems.ts';
import { type Comment, strayMarks } from './stray-marks.ts';

export type Path = readonly (string | number)[];

/** A place as an editor marks it: from where, and how much of that line. */
export interface Span extends Position {
  readonly length: number;
}

/** A document that keeps its limits, and where each of its places stands in the text. */
export interface ReadDocument {
  readonly ok: true;
  readonly value: unknown;
  /** Where a value, or the name of a member, stands; of what is not there, where its nearest parent stands. */
  place(path: Path, of?: 'value' | 'name'): Span;
  /** The changes as edits of the text; empty when they cannot be made. */
  edits(changes: readonly Change[]): readonly Edit[];
}

export type Document = ReadDocument | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads strict JSON that a person wrote. Never throws; all that breaks a limit is told at once, except what makes the rest unreadable.
 * `mayNote`: whether the object at a path may have a member `note`, so that a comment can be kept as one.
 */
export function readDocument(text: string, path: string, mayNote: (path: Path) => boolean = () => false): Document {
  const problem = reporter(text, path);
  const unreadable = tooLarge(text, problem) ?? beforeParsing(text, problem, mayNote);
  if (unreadable.length > 0) return { ok: false, problems: unreadable };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first) return { ok: false, problems: [syntax(text, first, problem)] };
  const problems: Problem[] = [];
  if (root) checkLimits(root, problem, problems);
  const value = problems.length === 0 ? parsed(text) : undefined;
  if (problems.length === 0 && value === undefined) problems.push(problem(0, [], 'document/not-json', 'This is not JSON.'));
  if (!root || problems.length > 0) return { ok: false, problems };
  const positions = positionsIn(text);
  return {
    ok: true,
    value,
    place: (at, of = 'value') => {
      const { offset, length } = nodeAt(root, at, of);
      const seen = /^[^\r\n]*/.exec(text.slice(offset, offset + length))?.[0].length ?? 1;
      return { ...positions.at(offset), length: Math.max(1, seen) };
    },
    edits: changes => editsOf(text, root, changes),
  };
}

function reporter(text: string, path: string): Report {
  const positions = positionsIn(text);
  return (offset, at, code, says, more = {}) => ({ code, path, ...positions.at(offset), pointer: pointerOf(at), says, ...more });
}

function tooLarge(text: string, problem: Report): Problem[] | undefined {
  const bytes = text.length > limits.bytes ? text.length : utf8Length(text);
  if (bytes <= limits.bytes) return undefined;
  return [
    problem(0, [], 'document/too-large', `This document is larger than ${limits.bytes / 1024} KB.`, {
      fix: 'Split it: one rule or policy per file.',
    }),
  ];
}

/** A list of comments longer than this is told in part; mended round by round it gets shorter. */
const marksMax = 100;

function beforeParsing(text: string, problem: Report, mayNote: (path: Path) => boolean): Problem[] {
  if (text.charCodeAt(0) === 0xfeff)
    return [
      problem(0, [], 'document/byte-order-mark', 'The file starts with a byte order mark.', {
        why: 'It is invisible, and no part of JSON.',
        fix: 'Save it as “UTF-8”, without BOM.',
        edit: [{ offset: 0, length: 1, text: '' }],
      }),
    ];
  if (text.trim() === '')
    return [
      problem(0, [], 'document/empty', 'The file is empty.', {
        fix: 'Copy a rule that is near to what you want, and change it.',
      }),
    ];
  const lost = text.indexOf('\ufffd');
  if (lost >= 0)
    return [
      problem(lost, [], 'document/not-utf8', 'Here stands a character that could not be read.', {
        why: 'The file was saved in another encoding than UTF-8, most often by an older editor: ° and å are what it loses first.',
        fix: 'Write the character anew, and save the file as “UTF-8”.',
      }),
    ];
  const { comments, trailingCommas, tooDeepAt } = strayMarks(text, limits.depth, mayNote);
  if (tooDeepAt !== undefined)
    return [
      problem(tooDeepAt, [], 'document/too-deep', `This is nested more than ${limits.depth} levels deep.`, {
        fix: 'Say it flatter: one { "all": [ … ] } can hold many conditions.',
      }),
    ];
  return [
    ...comments.slice(0, marksMax).map(comment => strayComment(comment, problem)),
    ...trailingCommas.slice(0, marksMax).map(offset => trailingComma(offset, problem)),
  ];
}

const strayComment = ({ offset, length, kept, edit }: Comment, problem: Report): Problem =>
  problem(offset, [], 'document/comment', 'JSON has no comments.', {
    length,
    why: 'Programs that read and write the file would refuse it, or drop the comment.',
    fix: kept ? 'Write it as "note": "…", which is kept.' : 'Write it as "note": "…", which is kept, or delete it.',
    edit,
  });

const trailingComma = (offset: number, problem: Report): Problem =>
  problem(offset, [], 'document/trailing-comma', 'There is a comma after the last item.', {
    fix: 'Delete this comma.',
    edit: [{ offset, length: 1, text: '' }],
  });

function syntax(text: string, error: ParseError, problem: Report): Problem {
  const [says, fix] = sentences[error.error] ?? ['This is not JSON.', undefined];
  const edit = error.error === 6 ? missingComma(text, error.offset) : undefined;
  const offset = Math.min(error.offset, text.length);
  return problem(offset, [], 'document/not-json', says, { ...(fix ? { fix } : {}), ...(edit ? { edit } : {}) });
}

/** Behind the item before, when that makes JSON of it. */
function missingComma(text: string, offset: number): readonly Edit[] | undefined {
  const at = text.slice(0, offset).trimEnd().length;
  return parsed(`${text.slice(0, at)},${text.slice(at)}`) === undefined ? undefined : [{ offset: at, length: 0, text: ',' }];
}

/** By number, as the parser gives them: its names are compile-time constants that plain Node cannot see. */
const sentences: Readonly<Record<number, readonly [string, string | undefined]>> = {
  1: ['This is not JSON.', 'A text needs "double quotes"; true, false and null are written small.'],
  2: ['This number is not written as JSON wants it.', 'Like -9.5, with a point, without spaces or a leading zero.'],
  3: ['Here a "name" in double quotes is expected.', 'Names of members stand in "double quotes".'],
  4: ['Here a value is expected.', 'A "text", a number, true, false, null, { … } or [ … ].'],
  5: ['Here a colon is missing, after the name.', 'Write "name": value.'],
  6: ['Here a comma is missing, after the item before.', 'Put a comma between the two.'],
  7: ['A closing } is missing.', 'Look for the { that is not closed: indentation shows it.'],
  8: ['A closing ] is missing.', 'Look for the [ that is not closed: indentation shows it.'],
  9: ['There is more text after the end of the document.', 'One rule or policy per file; look for one } too many.'],
  12: ['This text has no closing quote on its line.', 'End it with ". A quote inside of a text is written \\".'],
  13: ['This number stops in the middle.', undefined],
  14: ['After \\u four hexadecimal digits are expected.', 'A backslash itself is written \\\\.'],
  15: ['This is no escape that JSON knows.', 'A backslash itself is written \\\\.'],
  16: ['This character cannot stand in a text as it is.', 'A new line is written \\n, a tab \\t.'],
};

/** The engine's own reader has the last word on what JSON is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a parent that stands in for what is not there, only the first character. */
function nodeAt(root: Node, at: Path, of: 'value' | 'name'): { offset: number; length: number } {
  for (let length = at.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, at.slice(0, length) as (string | number)[]);
    if (!node) continue;
    if (length < at.length) return { offset: node.offset, length: 1 };
    const name = node.parent?.type === 'property' && of === 'name' ? node.parent.children?.[0] : undefined;
    return name ?? node;
  }
  return { offset: root.offset, length: 1 };
}
