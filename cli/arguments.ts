/** What was typed, read against what a verb takes. */
import { nearest } from '../engine/policies/words.ts';
import { WrongUse } from './io.ts';

export interface Takes {
  /** The least and the most of what is not an option. */
  readonly paths: readonly [number, number];
  /** `--fix` */
  readonly switches?: readonly string[];
  /** `--format text`: each with the words that it may have, or with one that shows what is meant. */
  readonly values?: Readonly<Record<string, { readonly oneOf: readonly string[] } | { readonly like: string }>>;
}

export interface Given {
  readonly paths: readonly string[];
  has(name: string): boolean;
  value(name: string): string | undefined;
}

const everywhere = ['--json', '--help'];

/** Throws `WrongUse` with the first thing that is wrong. After `--` everything is a path. */
export function readArguments(verb: string, takes: Takes, args: readonly string[]): Given {
  const paths: string[] = [];
  const given = new Map<string, string>();
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') paths.push(...rest.splice(0));
    else if (word === '-h') given.set('--help', '');
    else if (word === '-' || !word.startsWith('-')) paths.push(word);
    else readOption(verb, takes, word, rest, given);
  }
  if (!given.has('--help')) checkPaths(verb, takes.paths, paths);
  return { paths, has: name => given.has(name), value: name => given.get(name) };
}

function readOption(verb: string, takes: Takes, word: string, rest: string[], given: Map<string, string>): void {
  const [name = '', ...inline] = word.split('=');
  const switches = [...everywhere, ...(takes.switches ?? [])];
  const value = takes.values?.[name];
  if (given.has(name)) throw new WrongUse(`${name} is given twice.`);
  if (switches.includes(name)) {
    if (inline.length > 0) throw new WrongUse(`${name} takes no value, it has “${inline.join('=')}”.`);
    given.set(name, '');
  } else if (value) given.set(name, readValue(name, value, inline.length > 0 ? inline.join('=') : rest.shift()));
  else throw new WrongUse(unknownOption(verb, name, [...switches, ...Object.keys(takes.values ?? {})]));
}

function readValue(name: string, takes: NonNullable<Takes['values']>[string], value: string | undefined): string {
  const sample = 'oneOf' in takes ? takes.oneOf[0] : takes.like;
  if (value === undefined || value === '') throw new WrongUse(`${name} needs a value: ${name} ${sample}`);
  if ('oneOf' in takes && !takes.oneOf.includes(value))
    throw new WrongUse(`${name} is one of: ${takes.oneOf.join(', ')}. It is not “${value}”.`);
  return value;
}

function unknownOption(verb: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const rather = meant === undefined ? `It has ${known.join(', ')}.` : `Did you mean ${meant}?`;
  return `“tocsin ${verb}” has no option ${name}. ${rather}`;
}

function checkPaths(verb: string, [least, most]: Takes['paths'], paths: readonly string[]): void {
  if (paths.length < least) throw new WrongUse(`“tocsin ${verb}” needs to be told of what. See: tocsin ${verb} --help`);
  if (paths.length > most) throw new WrongUse(`“tocsin ${verb}” does not know what to do with “${paths[most]}”.`);
}
