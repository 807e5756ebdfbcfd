/** JSON in the usual layout: what fits on a line is on one, lists of events have a line to each, members stand in their order. */
import { type Node, parseTree } from 'jsonc-parser';
import type { Kind } from './kinds.ts';
import { isTall, orders, placeOf } from './member-order.ts';

const width = 150;

/** The text anew; the same again when it is laid out already. `text` is JSON without comments. Numbers stay as they are written. */
export function laidOut(text: string, kind: Kind): string {
  const root = parseTree(text);
  return root
    ? `${layout(root, { order: orders[kind], each: kind === 'calendars', source: text, indent: '', room: 0 })}\n`
    : text;
}

/** A value by itself, as it would stand behind `indent`. */
export function valueLaidOut(value: unknown, name: string, indent: string): string {
  const source = JSON.stringify(value);
  const root = parseTree(source);
  return root ? layout(root, { ...below(name), source, indent, room: width }) : source;
}

interface Place {
  /** Names of members, with blanks between them. */
  readonly order: string;
  /** The order is not that of the members, but of what they hold. */
  readonly each?: boolean | undefined;
  readonly tall?: boolean;
  readonly source: string;
  readonly indent: string;
  /** Columns left for it when it stands on one line. */
  readonly room: number;
}

function layout(node: Node, place: Place): string {
  const children = node.children ?? [];
  if (children.length === 0) return scalar(node, place.source);
  const flat = isFlat(node, place.tall) ? oneLine(node, place) : undefined;
  if (flat !== undefined && flat.length <= place.room) return flat;
  const indent = `${place.indent}  `;
  const inside = (prefix: string, last: boolean) => ({ indent, room: width - indent.length - prefix.length - (last ? 0 : 1) });
  if (node.type === 'array') {
    const items = children.map(
      (item, index) => indent + layout(item, { ...place, tall: false, ...inside('', index === children.length - 1) }),
    );
    return `[\n${items.join(',\n')}\n${place.indent}]`;
  }
  const members = inOrder(children, place).map(([name, value], index) => {
    const prefix = `${JSON.stringify(name)}: `;
    return (
      indent + prefix + layout(value, { ...place, ...memberPlace(name, place), ...inside(prefix, index === children.length - 1) })
    );
  });
  return `{\n${members.join(',\n')}\n${place.indent}}`;
}

const below = (name: string): { order: string; each: boolean; tall: boolean } => ({
  order: placeOf(name)?.order ?? '',
  each: placeOf(name)?.each ?? false,
  tall: isTall(name),
});

/** Under a name that the writer chose, what it holds has the order; what that holds is told by its own names. */
const memberPlace = (name: string, { each, order }: Place) => (each ? { order, each: false, tall: false } : below(name));

function inOrder(members: readonly Node[], { order, each }: Pick<Place, 'order' | 'each'>): (readonly [string, Node])[] {
  const known = each ? [] : order.split(' ');
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return members
    .map(({ children = [] }) => [String(children[0]?.value), children[1]!] as const)
    .sort(([a], [b]) => rank(a) - rank(b));
}

/** Whether it may stand on one line at all: nothing in it wants a line to each item. */
function isFlat(node: Node, tall = false): boolean {
  if (tall && (node.children?.length ?? 0) > 0) return false;
  if (node.type === 'array') return (node.children ?? []).every(item => isFlat(item));
  return (node.children ?? []).every(({ children = [] }) => isFlat(children[1]!, isTall(String(children[0]?.value))));
}

function oneLine(node: Node, place: Place): string {
  const children = node.children ?? [];
  if (children.length === 0) return scalar(node, place.source);
  if (node.type === 'array') return `[${children.map(item => oneLine(item, place)).join(', ')}]`;
  const members = inOrder(children, place).map(
    ([name, value]) => `${JSON.stringify(name)}: ${oneLine(value, { ...place, ...memberPlace(name, place) })}`,
  );
  return `{ ${members.join(', ')} }`;
}

function scalar(node: Node, source: string): string {
  if (node.type === 'object') return '{}';
  if (node.type === 'array') return '[]';
  return node.type === 'string' ? JSON.stringify(node.value) : source.slice(node.offset, node.offset + node.length);
}
