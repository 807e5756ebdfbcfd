/** House rules that no linter knows. Each check answers what is wrong, a line per place; nothing is well. */
import type { Code } from './code.ts';
import type { SourceFile } from './sources.ts';

const fileLinesMax = 250;
const functionLinesMax = 60;

export function sizes(code: readonly Code[]): readonly string[] {
  return code.flatMap(({ path, text, functions }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return [
      ...(lines > fileLinesMax ? [`${path}: ${lines} lines, at most ${fileLinesMax}`] : []),
      ...functions
        .filter(one => one.lines > functionLinesMax)
        .map(one => `${path}:${one.line}: a function of ${one.lines} lines, at most ${functionLinesMax}`),
    ];
  });
}

const clocks = 'Date\\.now|new Date\\(\\)|performance\\.now|Temporal\\.Now';
const chance = 'Math\\.random|randomBytes|randomUUID|getRandomValues';
const timers = 'setTimeout|setInterval|setImmediate';
const outside = 'process\\.|fetch\\(';

/** The first room that a file is in counts. */
const rooms: readonly { readonly path: RegExp; readonly banned: string; readonly why: string }[] = [
  {
    path: /^orchestrations\//,
    banned: `${clocks}|${chance}|${timers}|${outside}|async |await `,
    why: 'it is replayed, and must do the same again',
  },
  {
    path: /^(engine|console)\//,
    banned: `${clocks}|${chance}|${timers}|${outside}`,
    why: 'it is pure: time and chance are arguments',
  },
  { path: /^functions\/(settings|index)\.ts$/, banned: `${clocks}|${chance}`, why: 'time and chance come through ports' },
  {
    path: /^functions\//,
    // A turn of the event loop (`setImmediate`) is no time: it lets the events of one delivery meet.
    banned: `${clocks}|${chance}|setTimeout|setInterval|${outside}`,
    why: 'time, chance and settings come through ports',
  },
  {
    path: /^adapters\//,
    banned: 'Math\\.random|process\\.env',
    why: 'chance comes from a source fit for secrets, settings are arguments',
  },
  { path: /^(local|cli)\//, banned: 'Math\\.random', why: 'chance comes from a seed, or from a source fit for secrets' },
];

export function bannedWords(code: readonly Code[]): readonly string[] {
  return code.flatMap(({ path, bare }) => {
    const room = rooms.find(one => one.path.test(path));
    if (!room) return [];
    const word = new RegExp(`(?<![.\\w])(${room.banned})`);
    return numbered(bare).flatMap(([line, text]) => {
      const found = word.exec(text)?.[1];
      return found ? [`${path}:${line}: ${found.trim()} has no place here: ${room.why}`] : [];
    });
  });
}

export function defaultExports(code: readonly Code[]): readonly string[] {
  return code
    .filter(({ path }) => path !== 'vitest.config.ts')
    .flatMap(({ path, bare }) => places(path, bare, /\bexport default\b|\bas default\b/, 'exports by name only'));
}

/** Folders whose name says nothing of what is in them. */
export function namelessFolders(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => /(^|\/)(utils?|helpers?|common|types|misc|shared)\//.test(path))
    .map(({ path }) => `${path}: name the folder after its subject`);
}

/** Written in two halves here, so that this file may be checked as well. */
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
const machine = new RegExp(
  ['(?<![\\w.~@-])/(home|root|Users|work)/[\\w.-]', '\\b[A-Z]:\\\\Users', 'registry' + '\\.npmjs'].join('|'),
);

export function leftovers(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => [
    ...places(path, text, unfinished, 'finish it, or leave it out'),
    ...places(path, text, machine, 'a path or host of one machine'),
    ...(path === '.npmrc' ? places(path, text, /registry\s*=/, 'which registry is used is for each machine to say') : []),
    ...(path === 'package-lock.json'
      ? places(path, text, /"resolved": "http/, 'download addresses are for each machine to know')
      : []),
  ]);
}

export const codeAmongRules = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ path }) => path.startsWith('rules/') && !/\.(json|md)$/.test(path))
    .map(({ path }) => `${path}: rules are JSON, without code`);

/** Runtime dependencies stay few: each is named, with its reason, in a decision. */
export function unreasonedDependencies(files: readonly SourceFile[]): readonly string[] {
  const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}') as {
    dependencies?: Record<string, string>;
  };
  const decisions = files.filter(({ path }) => path.startsWith('docs/decisions/'));
  return Object.keys(manifest.dependencies ?? {})
    .filter(name => !decisions.some(({ text }) => text.includes(`\`${name}\``)))
    .map(name => `${name}: a runtime dependency that no file of docs/decisions/ gives a reason for`);
}

const places = (path: string, text: string, wrong: RegExp, why: string): readonly string[] =>
  numbered(text).flatMap(([line, content]) => (wrong.test(content) ? [`${path}:${line}: ${why}`] : []));

const numbered = (text: string): readonly (readonly [number, string])[] => text.split('\n').map((line, i) => [i + 1, line]);
