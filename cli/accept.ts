/** Writes what happened into `expect` of the examples that say otherwise; the rest of the text stays as it is. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { valueLaidOut } from './layout.ts';

/** An example by its number, and what happened in it: times with states, or with pages. */
export interface Happened {
  readonly index: number;
  readonly got: readonly { readonly at: string }[];
}

export function accepted(text: string, examples: readonly Happened[]): string {
  let result = text;
  // From the last to the first, so that earlier places stay where they are.
  for (const example of examples.toSorted((a, b) => b.index - a.index)) result = withExpected(result, example);
  return result;
}

/** Where only times differ, only times are written; else the whole list. */
function withExpected(text: string, { index, got }: Happened): string {
  const root = parseTree(text);
  const list = root && findNodeAtLocation(root, ['examples', index, 'expect']);
  if (!root || !list) return text;
  const times = got.map((each, number) => newTime(text, root, [index, number], each, list.children?.length === got.length));
  if (times.some(time => time === undefined))
    return replaced(text, list, valueLaidOut(got, 'expect', indentAt(text, list.offset)));
  return times.toReversed().reduce((edited: string, time) => (time ? replaced(edited, time, time.text) : edited), text);
}

type Place = { readonly offset: number; readonly length: number };

/** The place of a time and what belongs there; `null`: it is right already; undefined: it is not the time that differs. */
function newTime(
  text: string,
  root: NonNullable<ReturnType<typeof parseTree>>,
  [index, number]: readonly [number, number],
  got: { at: string },
  sameCount: boolean,
) {
  const node = findNodeAtLocation(root, ['examples', index, 'expect', number]);
  if (!node || !sameCount) return undefined;
  const { at, by, ...written } = JSON.parse(text.slice(node.offset, node.offset + node.length)) as Record<string, unknown>;
  const { at: happened, ...what } = got;
  if (!same(written, what)) return undefined;
  const time = findNodeAtLocation(node, [at === undefined ? 'by' : 'at']);
  if (!time) return undefined;
  return at === happened || (at === undefined && by === happened)
    ? null
    : { offset: time.offset, length: time.length, text: JSON.stringify(happened) };
}

/** As JSON, whatever the order of the members. */
const same = (a: object, b: object): boolean => sorted(a) === sorted(b);
const sorted = (value: object): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const replaced = (text: string, { offset, length }: Place, by: string): string =>
  text.slice(0, offset) + by + text.slice(offset + length);

/** The blanks that the line of this place begins with. */
const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
