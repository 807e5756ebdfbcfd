/** The options of `npm start -- …`. */

export interface Options {
  /** 0: any free port. */
  readonly port: number;
  /** Folder of everything that must outlive a restart. */
  readonly data: string;
  /** Plant seconds per machine second. */
  readonly speed: number;
  readonly simulation: boolean;
  /** Function keys are asked for, as in Azure. */
  readonly enableAuth: boolean;
  readonly help: boolean;
}

export type ReadOptions = { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly says: string };

/** What a process ends with when it was called wrongly. */
export const exitCodeOfBadUsage = 2;

export const usage = `npm start -- [options]

  --port N          port of everything there is to see (default 4280)
  --data DIR        where the store lies (default .tocsin/simulation, without simulation .tocsin/live)
  --speed N         N plant seconds in one second, 1 is real time (default 60, without simulation 1)
  --no-simulation   no simulated devices and people
  --enable-auth     ask for function keys, as in Azure
  --help            this text`;

const withValue = ['--port', '--data', '--speed'] as const;
const switches = ['--no-simulation', '--enable-auth', '--help'] as const;
type Given = Readonly<Record<string, string>>;

/** `argv` without program and script. The first thing that is wrong is said, with what would be right. */
export function readOptions(argv: readonly string[]): ReadOptions {
  const given = pairs(argv);
  if (typeof given === 'string') return { ok: false, says: given };
  const port = wholeNumber(given['--port'] ?? '4280', 0, 65_535);
  if (port === undefined) return wrong(given, '--port', 'a whole number from 0 to 65535 (0: any free port)');
  const simulation = given['--no-simulation'] === undefined;
  const speed = wholeNumber(given['--speed'] ?? (simulation ? '60' : '1'), 1, 3600);
  if (speed === undefined) return wrong(given, '--speed', 'a whole number from 1 (real time) to 3600 (a second is an hour)');
  const data = given['--data'] ?? (simulation ? '.tocsin/simulation' : '.tocsin/live');
  const enableAuth = given['--enable-auth'] !== undefined;
  return { ok: true, options: { port, data, speed, simulation, enableAuth, help: given['--help'] !== undefined } };
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
        return `${name} needs a value: npm start -- ${name} ${sample(name)}`;
      given[name] = value;
    } else return unknown(name);
  }
  return given;
}

function splitAtEquals(text: string): [string, string?] {
  const at = text.indexOf('=');
  return text.startsWith('--') && at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text];
}

const sample = (name: string): string => (name === '--data' ? '.tocsin/mine' : name === '--port' ? '4281' : '60');

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
