/** The files that a verb is told of: read as text, and known by what is in them. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { limits } from '../engine/document-limits.ts';
import { type Io, WrongUse } from './io.ts';
import { type Kind, kindOf } from './kinds.ts';

export interface File {
  /** As whoever called knows it: relative as it was given, or `<stdin>`. */
  readonly path: string;
  /** Where it can be written; stdin cannot. */
  readonly absolute?: string;
  readonly text: string;
  readonly kind: Kind;
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
  const text = textOf(await io.input());
  return { path: stdinName, text, kind: known(kindOf(stdinName, text), stdinName) };
}

function known(kind: Kind | undefined, path: string): Kind {
  if (kind !== undefined) return kind;
  throw new WrongUse(`${path} is neither a rule nor a policy: a rule has "raise", a policy has "steps".`);
}

type Unsorted = Omit<File, 'kind'> & { readonly kind: Kind | undefined };

function readAt(path: string, io: Io): Unsorted {
  const absolute = resolve(io.cwd, path);
  const text = textOf(bytesOf(absolute, path));
  return { path, absolute, text, kind: kindOf(basename(path), text) };
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

/** What is no UTF-8 becomes a character that stands for it, and is told as a problem. A byte order mark is one, too. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
