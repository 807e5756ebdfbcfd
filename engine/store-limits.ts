/** The limits of the ports, kept by every store: what works on a laptop works in a cloud account as well. */
import type { Change, Json, Query } from './ports.ts';
import { StoreError } from './store-error.ts';

const maxValueBytes = 512 * 1024;
/** The cloud takes 4 MB as they travel: with keys, and with every quote and backslash escaped. */
const maxWriteBytes = 1536 * 1024;
const maxTextBytes = 48 * 1024;
const maxChanges = 100;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const forbidden = /[/\\#?%\u0000-\u001f\u007f-\u009f]/;
const tableName = /^[a-z][a-z0-9]{2,62}$/;
const queueName = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const badBlobName = /[\\\u0000-\u001f\u007f-\u009f]|[./]$|^\//;

export function checkTable(name: string): void {
  if (!tableName.test(name)) refuse(`"${name}" is no name for a table`);
}

export function checkQueue(name: string): void {
  if (!queueName.test(name)) refuse(`"${name}" is no name for a queue`);
}

export function checkBlob(container: string, name: string): void {
  if (!queueName.test(container)) refuse(`"${container}" is no name for a container`);
  if (name.length < 1 || name.length > 1024 || badBlobName.test(name) || !name.isWellFormed()) {
    refuse(`"${shorten(name)}" is no name for a blob`);
  }
}

export function checkKey(key: string): void {
  if (key.length < 1 || key.length > 512 || forbidden.test(key) || !key.isWellFormed()) {
    refuse(`"${shorten(key)}" is no key for a table`);
  }
}

/** The cloud refuses two changes of one row in one write, so it is refused here too. */
export function checkChanges(changes: readonly Change[]): void {
  if (changes.length > maxChanges)
    throw new StoreError('store/too-large', `${changes.length} changes in one write; ${maxChanges} are allowed.`);
  const rows = new Set<string>();
  for (const { row } of changes) {
    checkKey(row);
    if (rows.has(row)) refuse(`row "${row}" stands twice in one write`);
    rows.add(row);
  }
}

export function checkQuery({ from, to, top = 1 }: Query): void {
  if (!Number.isInteger(top) || top < 1 || top > 1000)
    throw new StoreError('store/bad-query', `A page of ${top} rows; 1 to 1000 are allowed.`);
  if (from?.isWellFormed() === false || to?.isWellFormed() === false) refuse('half a character stands in the range of a query');
}

/** The values of the changes as they are stored, empty for a removed row. */
export function jsonsOf(changes: readonly Change[]): readonly string[] {
  const jsons = changes.map(change => (change.kind === 'remove' ? '' : jsonOf(change.value)));
  const bytes = jsons.reduce((sum, json) => sum + Buffer.byteLength(json), 0);
  if (bytes > maxWriteBytes)
    throw new StoreError('store/too-large', `${bytes} bytes in one write; ${maxWriteBytes} are allowed.`);
  return jsons;
}

function jsonOf(value: Json): string {
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  if (bytes > maxValueBytes) throw new StoreError('store/too-large', `A value of ${bytes} bytes; ${maxValueBytes} are allowed.`);
  return json;
}

export function checkText(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxTextBytes) throw new StoreError('store/too-large', `A message of ${bytes} bytes; ${maxTextBytes} are allowed.`);
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

function refuse(what: string): never {
  throw new StoreError('store/bad-key', `${what.charAt(0).toUpperCase()}${what.slice(1)}.`);
}
