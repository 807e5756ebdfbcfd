/** Mechanical changes of a document, said by place, made on its text: all that is not changed stays as it was written. */
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Path } from '../documents.ts';
import type { Edit } from '../problems.ts';

export type Change =
  /** The member gets another name. */
  | { readonly at: Path; readonly rename: string }
  /** The value becomes this one. */
  | { readonly at: Path; readonly write: unknown }
  /** The object gets one more member, at its end. */
  | { readonly at: Path; readonly add: string; readonly as: unknown }
  | { readonly at: Path; readonly remove: true }
  /** The items of the list stand in this order: indexes of today. */
  | { readonly at: Path; readonly order: readonly number[] };

/** Empty when one of the places is not there: a fix is made whole or not at all. */
export function editsOf(text: string, root: Node, changes: readonly Change[]): readonly Edit[] {
  const edits = changes.map(change => {
    const node = findNodeAtLocation(root, [...change.at]);
    return node ? editOf(text, node, change) : [];
  });
  return edits.some(each => each.length === 0) ? [] : edits.flat();
}

function editOf(text: string, node: Node, change: Change): readonly Edit[] {
  if ('write' in change) return [{ ...placeOf(node), text: oneLine(change.write) }];
  if ('add' in change) return added(text, node, change.add, change.as);
  if ('order' in change) return ordered(text, node, change.order);
  const member = node.parent?.type === 'property' ? node.parent : undefined;
  const name = member?.children?.[0];
  if (!member || !name) return [];
  if (!('rename' in change)) return removed(member);
  const taken = member.parent?.children?.some(other => other.children?.[0]?.value === change.rename);
  return taken ? [] : [{ ...placeOf(name), text: JSON.stringify(change.rename) }];
}

const placeOf = ({ offset, length }: Node) => ({ offset, length });

/** As the rules are written: `{ "from": "07:00" }`, `[1, 2]`. */
export function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${oneLine(each)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Behind the last member, on a line of its own when that one has its own. */
function added(text: string, object: Node, name: string, value: unknown): readonly Edit[] {
  if (object.type !== 'object') return [];
  const member = `${JSON.stringify(name)}: ${oneLine(value)}`;
  const last = object.children?.at(-1);
  if (!last) return [{ offset: object.offset + 1, length: 0, text: ` ${member} ` }];
  const indent = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(object.offset, last.offset))?.[1];
  const gap = indent === undefined ? ' ' : `\n${indent}`;
  return [{ offset: last.offset + last.length, length: 0, text: `,${gap}${member}` }];
}

function ordered(text: string, list: Node, order: readonly number[]): readonly Edit[] {
  const items = list.type === 'array' ? (list.children ?? []) : [];
  if (items.length !== order.length) return [];
  return items.flatMap((item, index) => {
    const other = items[order[index]!];
    return !other || other === item ? [] : [{ ...placeOf(item), text: text.slice(other.offset, other.offset + other.length) }];
  });
}

/** With the comma before it, else the one behind it. */
function removed(member: Node): readonly Edit[] {
  const members = member.parent?.children ?? [];
  const index = members.indexOf(member);
  const [before, after] = [members[index - 1], members[index + 1]];
  const end = member.offset + member.length;
  if (before) return [{ offset: before.offset + before.length, length: end - before.offset - before.length, text: '' }];
  return [{ offset: member.offset, length: (after ? after.offset : end) - member.offset, text: '' }];
}
