/** The options of `npm start -- …`. */
import type { ReplayFile } from './replay/open-replay.ts';

export interface Options {
  /** 0: any free port. */
  readonly port: number;
  /** Folder of everything that must outlive a restart. */
  readonly data: string;
  /** Plant seconds per machine second. */
  readonly speed: number;
  readonly simulation: boolean;
  /** A recording to be played back in place of the simulation. */
  readonly replay?: ReplayFile;
  /** Folder of rules and policies, when it is not the one that ships. */
  readonly rules?: string;
  /** Function keys are asked for, as in Azure. */
  readonly enableAuth: boolean;
  /** Connection string of the storage account that holds documents, messages and bytes; without one they lie in `data`. */
  readonly storage: string | undefined;
  readonly help: boolean;
}

export type ReadOptions = { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly says: string };

/** What a process ends with when it was called wrongly. */
export const exitCodeOfBadUsage = 2;

export const usage = `npm start -- [options]

  --port N          port of everything there is to see (default 4280)
  --data DIR        where the store lies (default .tocsin/simulation, without simulation .tocsin/live,
                    with a recording .tocsin/replay)
  --speed N         N plant seconds in one second, 1 is real time (default 60, without simulation 1, with a
                    recording 60, which is then the most: time waits until a row has been judged)
  --storage CONN    keep documents, messages and bytes in this storage account in place of the folder
                    (a connection string, or UseDevelopmentStorage=true)
  --rules DIR       folder of rules and policies (default rules)
  --no-simulation   no simulated devices and people
  --enable-auth     ask for function keys, as in Azure
  --help            this text

A recording in place of the simulation: each column of numbers is a signal, time begins with the first row.

  --replay FILE     comma-separated values, or what --separator says; the first line names the columns
  --device-type T   the type of the device that it is of, by which rules find it
  --time-column C   the column of times (default the first that holds times; without offset they are UTC)
  --separator S     what stands between columns: one character, or tab (default the one the first line has most of)`;

const recorded = ['--device-type', '--time-column', '--separator'] as const;
const withValue = ['--port', '--data', '--speed', '--storage', '--rules', '--replay', ...recorded] as const;
const switches = ['--no-simulation', '--enable-auth', '--help'] as const;
type Given = Readonly<Record<string, string>>;

/** `argv` without program and script. The first thing that is wrong is said, with what would be right. */
export function readOptions(argv: readonly string[]): ReadOptions {
  const given = pairs(argv);
  if (typeof given === 'string') return { ok: false, says: given };
  const port = wholeNumber(given['--port'] ?? '4280', 0, 65_535);
  if (port === undefined) return wrong(given, '--port', 'a whole number from 0 to 65535 (0: any free port)');
  const replay = replayOf(given);
  if (typeof replay === 'string') return { ok: false, says: replay };
  const simulation = given['--no-simulation'] === undefined && !replay;
  const speed = wholeNumber(given['--speed'] ?? (simulation || replay ? '60' : '1'), 1, 3600);
  if (speed === undefined) return wrong(given, '--speed', 'a whole number from 1 (real time) to 3600 (a second is an hour)');
  const storage = given['--storage'];
  if (storage !== undefined && !isConnectionString(storage))
    return { ok: false, says: '--storage must be the connection string of a storage account, or UseDevelopmentStorage=true.' };
  const mode = simulation ? 'simulation' : replay ? 'replay' : 'live';
  const data = given['--data'] ?? `.tocsin/${mode}${storage === undefined ? '' : '-account'}`;
  const enableAuth = given['--enable-auth'] !== undefined;
  const help = given['--help'] !== undefined;
  const rules = given['--rules'];
  const asked = { ...(replay && { replay }), ...(rules !== undefined && { rules }) };
  return { ok: true, options: { port, data, speed, simulation, enableAuth, storage, help, ...asked } };
}

/** Undefined without `--replay`; or the sentence that says what is wrong. */
function replayOf(given: Given): ReplayFile | string | undefined {
  const file = given['--replay'];
  const lone = recorded.find(name => given[name] !== undefined);
  if (file === undefined) return lone && `${lone} tells how to read a recording: name it with --replay FILE.`;
  const deviceType = given['--device-type'];
  if (deviceType === undefined) return '--replay needs --device-type: rules find a device by its type.';
  const timeColumn = given['--time-column'];
  const separator = given['--separator'] === 'tab' ? '\t' : given['--separator'];
  if (separator !== undefined && separator.length !== 1)
    return `--separator is "${separator}", it must be one character, or tab.`;
  return { file, deviceType, ...(timeColumn !== undefined && { timeColumn }), ...(separator !== undefined && { separator }) };
}

/** Every option with its value, a switch with an empty one; or the sentence that says what is wrong. */
function pairs(argv: readonly string[]): Given | string {
  const given: Record<string, string> = {};
  for (let i = 0; i < argv.length; i++) {
    const [name = '', inline] = splitAtEquals(argv[i] ?? '');
    if (name in given) return `${name} is given twice.`;
    if ((switches as readonly string[]).includes(name)) {
      if (inline !== undefined) return `${name} takes no value, it has "${inline}".`;
      given[name] = '';
    } else if ((withValue as readonly string[]).includes(name)) {
      const value = inline ?? argv[++i];
      if (!value || (inline === undefined && value.startsWith('--')))
        return `${name} needs a value: npm start -- ${name} ${samples[name as keyof typeof samples]}`;
      given[name] = value;
    } else return unknown(name);
  }
  return given;
}

function splitAtEquals(text: string): [string, string?] {
  const at = text.indexOf('=');
  return text.startsWith('--') && at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text];
}

const samples: Readonly<Record<(typeof withValue)[number], string>> = {
  '--port': '4281',
  '--data': '.tocsin/mine',
  '--speed': '60',
  '--storage': 'UseDevelopmentStorage=true',
  '--rules': 'my-rules',
  '--replay': 'pump.csv',
  '--device-type': 'pump',
  '--time-column': 'datetime',
  '--separator': "';'",
};

/** It may hold a key, so that it is never repeated in what we say. */
const isConnectionString = (text: string): boolean =>
  /^UseDevelopmentStorage=true/i.test(text) || /(^|;)(AccountName|TableEndpoint)=/i.test(text);

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const wrong = (given: Given, name: string, right: string): ReadOptions => ({
  ok: false,
  says: `${name} is "${given[name]}", it must be ${right}.`,
});

function unknown(name: string): string {
  const known = [...withValue, ...switches];
  const [nearest] = known.map(option => ({ option, steps: edits(name, option) })).sort((a, b) => a.steps - b.steps);
  const guess = nearest && nearest.steps <= Math.max(2, name.length / 3) ? ` Did you mean ${nearest.option}?` : '';
  return `There is no option ${name}.${guess} npm start -- --help lists them all.`;
}

/** How many letters must be put in, taken out or changed to make `b` of `a`. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
