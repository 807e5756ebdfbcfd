/** What people write in JSON although it has no place there: comments, commas after the last item. Found by a scanner, which does not recurse. */
import { createScanner } from 'jsonc-parser';
import type { Path } from './documents.ts';
import type { Edit } from './problems.ts';

export interface Comment {
  readonly offset: number;
  readonly length: number;
  readonly edit: readonly Edit[];
  /** Its words stay, as a `note`. */
  readonly kept: boolean;
}

export interface StrayMarks {
  /** Those that follow one another are one. */
  readonly comments: readonly Comment[];
  readonly trailingCommas: readonly number[];
  /** Where the nesting goes beyond the most; nothing behind it was looked at. */
  readonly tooDeepAt?: number;
}

/** The scanner's numbers: their names are compile-time constants that plain Node cannot see. */
const kind = {
  open: 1,
  close: 2,
  openList: 3,
  closeList: 4,
  comma: 5,
  colon: 6,
  string: 10,
  line: 12,
  block: 13,
  end: 17,
} as const;
const trivia = new Set([12, 13, 14, 15]);

interface Token {
  readonly kind: number;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

interface Holder {
  readonly list: boolean;
  key?: string;
  index: number;
  readonly names: Set<string>;
  readonly path: Path;
}

/** `mayNote`: whether the object at this path may have a member `note`. */
export function strayMarks(text: string, depthMax: number, mayNote: (path: Path) => boolean): StrayMarks {
  const comments: { token: Token; holder: Holder | undefined; before: Token | undefined; after?: Token }[] = [];
  const trailingCommas: number[] = [];
  const holders: Holder[] = [];
  let before: Token | undefined;
  for (const token of tokensOf(text)) {
    if (token.kind === kind.line || token.kind === kind.block) {
      const last = comments.at(-1);
      if (last && !last.after) last.token = joined(text, last.token, token);
      else comments.push({ token, holder: holders.at(-1), before });
      continue;
    }
    const open = comments.at(-1);
    if (open && !open.after) open.after = token;
    if ((token.kind === kind.close || token.kind === kind.closeList) && before?.kind === kind.comma)
      trailingCommas.push(before.offset);
    walk(holders, token, before);
    if (holders.length > depthMax) return { comments: [], trailingCommas: [], tooDeepAt: token.offset };
    before = token;
  }
  const notes = new Set<Holder>();
  return { trailingCommas, comments: comments.map(each => commentOf(text, each, notes, mayNote)) };
}

function* tokensOf(text: string): Generator<Token> {
  const scanner = createScanner(text, false);
  for (let found: number = scanner.scan(); ; found = scanner.scan()) {
    const token = {
      kind: found,
      offset: scanner.getTokenOffset(),
      length: scanner.getTokenLength(),
      text: scanner.getTokenValue(),
    };
    if (!trivia.has(found) || found === kind.line || found === kind.block) yield token;
    if (found === kind.end) return;
  }
}

function joined(text: string, first: Token, second: Token): Token {
  const end = second.offset + second.length;
  return {
    ...first,
    length: end - first.offset,
    text: `${text.slice(first.offset, first.offset + first.length)}\n${second.text}`,
  };
}

/** Keeps account of where in the document the scanner is. */
function walk(holders: Holder[], token: Token, before: Token | undefined): void {
  const holder = holders.at(-1);
  if (token.kind === kind.open || token.kind === kind.openList) {
    const path = holder ? [...holder.path, holder.list ? holder.index : (holder.key ?? '')] : [];
    holders.push({ list: token.kind === kind.openList, index: 0, names: new Set(), path });
  } else if (token.kind === kind.close || token.kind === kind.closeList) holders.pop();
  else if (token.kind === kind.comma && holder) holder.index += 1;
  else if (token.kind === kind.string && holder && !holder.list && before?.kind !== kind.colon) {
    holder.key = token.text;
    holder.names.add(token.text);
  }
}

function commentOf(
  text: string,
  { token, holder, before, after }: { token: Token; holder: Holder | undefined; before: Token | undefined; after?: Token },
  notes: Set<Holder>,
  mayNote: (path: Path) => boolean,
): Comment {
  const { offset, length } = token;
  const says = wordsOf(token.text.slice(0, 2_000));
  const member = `"note": ${JSON.stringify(says)}`;
  const free = holder && !holder.list && !holder.names.has('note') && !notes.has(holder) && mayNote(holder.path);
  const place = free && says !== '' ? placeOf(before, after) : undefined;
  let from = offset;
  while (from > 0 && /[ \t]/.test(text.charAt(from - 1))) from -= 1;
  const whole = { offset: from, length: offset + length - from };
  if (!place || !holder) return { offset, length, kept: false, edit: [{ ...withItsLine(text, whole), text: '' }] };
  notes.add(holder);
  const edit = place === 'first' ? { offset, length, text: `${member},` } : { ...whole, text: `, ${member}` };
  return { offset, length, kept: true, edit: [edit] };
}

/** What stands alone on its line takes the line with it. */
function withItsLine(text: string, { offset, length }: { offset: number; length: number }) {
  const isFirst = offset === 0 || /[\r\n]/.test(text.charAt(offset - 1));
  const lineEnd = /^[ \t]{0,200}(\r\n|\r|\n)/.exec(text.slice(offset + length))?.[0].length ?? 0;
  return isFirst ? { offset, length: length + lineEnd } : { offset, length };
}

/** Between two members, or behind the last one: there a member can stand instead. */
function placeOf(before: Token | undefined, after: Token | undefined): 'first' | 'last' | undefined {
  const begins = before?.kind === kind.open || before?.kind === kind.comma;
  if (begins && after?.kind === kind.string) return 'first';
  const ends = after?.kind === kind.close || after?.kind === kind.comma;
  return ends && !begins && before?.kind !== kind.colon ? 'last' : undefined;
}

/** The words of a comment, or of several, in one line. */
const wordsOf = (comment: string): string =>
  comment
    .replace(/\/\*+|\*+\/|(?<=^|[\r\n])\s*(\/\/+|\*+)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500)
    .toWellFormed();
