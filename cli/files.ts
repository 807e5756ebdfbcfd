/** The files that a verb is told of: read as text, and known by what is in them. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { limits } from '../engine/document-limits.ts';
import type { Problem } from '../engine/problems.ts';
import { type Io, WrongUse } from './io.ts';
import { type Kind, kindOf } from './kinds.ts';

export interface File {
  /** As whoever called knows it: relative as it was given, or `<stdin>`. */
  readonly path: string;
  /** Where it can be written; stdin cannot. */
  readonly absolute?: string;
  readonly text: string;
  readonly kind: Kind;
  /** It is no text, so that nothing more can be said of it. */
  readonly unreadable?: Problem;
}

const stdinName = '<stdin>';

/** The files of these paths, each once; without paths those of the usual folder. Throws `WrongUse` for what is not there, or no rule. */
export async function filesOf(paths: readonly string[], io: Io): Promise<File[]> {
  const given = paths.length > 0 ? paths : [usualFolder(io)];
  const files: File[] = [];
  for (const path of given) files.push(...(path === '-' ? [await fromStdin(io)] : atPath(path, io)));
  const seen = new Set<string>();
  return files.filter(({ absolute = stdinName }) => !seen.has(absolute) && seen.add(absolute));
}

export const usualFolder = ({ cwd }: Io): string => (isFolder(join(cwd, 'rules')) ? 'rules' : '.');

function atPath(path: string, io: Io): File[] {
  const there = statSync(resolve(io.cwd, path), { throwIfNoEntry: false });
  if (!there) throw new WrongUse(`There is no ${path}.`);
  if (!there.isDirectory()) return [named(path, io)];
  const files = inFolder(path, io);
  if (files.length === 0)
    throw new WrongUse(`There is no rule and no policy in ${path}. To begin with some: tocsin init ${path}`);
  return files;
}

/** Rules and policies of a folder and of `policies` below it, with what they refer to. An id that is not there finds none. */
export function inFolder(path: string, io: Io): File[] {
  return [path, join(path, 'policies')].flatMap(folder => {
    const absolute = resolve(io.cwd, folder);
    if (!isFolder(absolute)) return [];
    const names = readdirSync(absolute)
      .filter(name => name.endsWith('.json'))
      .sort();
    return names.flatMap(name => {
      const file = readAt(join(folder, name), io);
      return file.kind === undefined ? [] : [{ ...file, kind: file.kind }];
    });
  });
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function named(path: string, io: Io): File {
  const file = readAt(path, io);
  return { ...file, kind: known(file.kind, path) };
}

async function fromStdin(io: Io): Promise<File> {
  const read = textOf(await io.input(), stdinName);
  return { path: stdinName, ...read, kind: known(kindOf(stdinName, read.text), stdinName) };
}

function known(kind: Kind | undefined, path: string): Kind {
  if (kind !== undefined) return kind;
  throw new WrongUse(`${path} is neither a rule nor a policy: a rule has "raise", a policy has "steps".`);
}

type Unsorted = Omit<File, 'kind'> & { readonly kind: Kind | undefined };

function readAt(path: string, io: Io): Unsorted {
  const absolute = resolve(io.cwd, path);
  const read = textOf(bytesOf(absolute, path), path);
  return { path, absolute, ...read, kind: kindOf(basename(path), read.text) };
}

/** Of a file that is far too large, enough to say so. */
function bytesOf(absolute: string, path: string): Uint8Array {
  try {
    const { size } = statSync(absolute);
    if (size <= 2 * limits.bytes) return readFileSync(absolute);
    const beginning = new Uint8Array(2 * limits.bytes);
    const file = openSync(absolute, 'r');
    readSync(file, beginning);
    closeSync(file);
    return beginning;
  } catch (error) {
    throw new WrongUse(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}.`);
  }
}

/** UTF-8. Of anything else the place of the first wrong byte is said: it is most often one letter of an older encoding. */
function textOf(bytes: Uint8Array, path: string): { text: string; unreadable?: Problem } {
  if (bytes.length > limits.bytes || !wrongByte(bytes))
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const before = text.slice(0, Math.max(0, text.search(/[\ufffd\0]/))).split(/\r\n|\r|\n/);
  const unreadable: Problem = {
    code: 'document/not-utf8',
    path,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    pointer: '',
    says: 'This file is not UTF-8 text: here is a byte that cannot be read.',
    fix: 'Save it as “UTF-8”.',
  };
  return { text, unreadable };
}

function wrongByte(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return true;
  }
}
