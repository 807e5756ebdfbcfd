/** From what was typed to the verb that does it. */
import { nearest } from '../engine/policies/words.ts';
import { readArguments } from './arguments.ts';
import { type ExitCode, exitCodes, type Io, WrongUse } from './io.ts';
import { type Verb, verbs } from './verbs.ts';

/** `argv` without program and script. Answers the exit code: 0 good, 1 problems, 2 wrong use. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  try {
    return await choose(argv, io, version);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    io.err(error.message);
    return exitCodes.wrongUse;
  }
}

async function choose([name = '', ...args]: readonly string[], io: Io, version: string): Promise<ExitCode> {
  if (name === '--version') return said(io, version);
  if (name === '--help' || name === '-h') return said(io, overview());
  if (name === 'help') return said(io, args[0] === undefined ? overview() : verbOf(args[0]).help);
  if (name === '') throw new WrongUse(overview());
  const verb = verbOf(name);
  const given = readArguments(name, verb.takes, args);
  if (given.has('--help')) return said(io, verb.help);
  return (await verb.load())(given, io);
}

function said(io: Io, text: string): ExitCode {
  io.out(text);
  return exitCodes.good;
}

function verbOf(name: string): Verb {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb;
  const meant = nearest(name, Object.keys(verbs));
  throw new WrongUse(
    `There is no “tocsin ${name}”. ${meant === undefined ? `There is ${Object.keys(verbs).join(', ')}.` : `Did you mean “tocsin ${meant}”?`}`,
  );
}

const overview = (): string =>
  [
    'tocsin <verb> …',
    '',
    ...Object.entries(verbs).map(([name, { does }]) => `  ${name.padEnd(10)} ${does}`),
    '',
    'Each verb has --help, with an example, and --json. A path may be -, which is stdin. Exit code 0: good, 1: problems, 2: wrong use.',
  ].join('\n');
