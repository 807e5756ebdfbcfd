/** A recording: the rows of a file as readings of one device, each at its time. */
import { instantOf } from '../../engine/events/instant.ts';
import { guessSeparator, readCsv } from './csv.ts';

export interface Row {
  /** Plant time, ms. */
  readonly at: number;
  readonly signals: Readonly<Record<string, number>>;
}

export interface Recording {
  readonly timeColumn: string;
  /** Names of the numeric columns, in the order of the file. */
  readonly signals: readonly string[];
  /** At least one, by time; rows of one time in the order of the file. */
  readonly rows: readonly Row[];
  /** Rows that could not be used, and why, so many each. */
  readonly leftOut: Readonly<Record<'no time' | 'no number' | 'other cells than columns', number>>;
  /** Rows that stood behind a later one. */
  readonly outOfOrder: number;
}

export interface Reading {
  readonly timeColumn?: string;
  readonly separator?: string;
}

export type ReadRecording =
  | { readonly ok: true; readonly recording: Recording }
  /** Goes on after "The file x ". */
  | { readonly ok: false; readonly says: string };

/** Reads a table whose first line names its columns. Times without an offset are UTC. A row that is bad is counted and left out. */
export function readRecording(text: string, given: Reading = {}): ReadRecording {
  const separator = given.separator ?? guessSeparator(text);
  const [head = [], ...lines] = readCsv(text, separator);
  const columns = head.map((name, i) => name || `column ${i + 1}`);
  const wrong = wrongHead(columns, lines, separator);
  if (wrong !== undefined) return { ok: false, says: wrong };
  const whole = lines.filter(({ length }) => length === columns.length);
  const time = timeColumnOf(columns, whole, given.timeColumn);
  if (typeof time === 'string') return { ok: false, says: time };
  const numeric = columns.map((_, i) => i).filter(i => i !== time.index && isMostly(whole, i, numberOf));
  if (numeric.length === 0) return { ok: false, says: `has no column of numbers beside "${columns[time.index]}".` };
  return collected({ columns, lines, whole, time, numeric });
}

function wrongHead(columns: readonly string[], lines: readonly unknown[], separator: string): string | undefined {
  const shown = separator === '\t' ? 'a tab' : `"${separator}"`;
  if (columns.length === 0) return 'is empty.';
  if (columns.length === 1)
    return `has only one column when it is cut at ${shown}: say what stands between columns with --separator.`;
  if (columns.every(name => numberOf(name) !== undefined || instantOf(name) !== undefined))
    return 'begins with values: its first line must name the columns.';
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) return `has two columns named "${twice}".`;
  return lines.length === 0 ? 'has no line below the names of its columns.' : undefined;
}

interface TimeColumn {
  readonly index: number;
  readonly read: (cell: string) => number | undefined;
}

/** The one that is named, or the first that holds times; what is wrong, otherwise. */
function timeColumnOf(columns: readonly string[], lines: readonly (readonly string[])[], named?: string): TimeColumn | string {
  const all = columns.map(name => `"${name}"`).join(', ');
  if (named === undefined) {
    const index = columns.findIndex((_, i) => isMostly(lines, i, instantOf));
    if (index >= 0) return { index, read: instantOf };
    return `has no column of times as 2026-11-18 07:42:10. If one of ${all} holds them in another way, name it with --time-column.`;
  }
  const index = columns.indexOf(named);
  if (index < 0) return `has no column "${named}". It has ${all}.`;
  const read = [instantOf, epochOf].find(one => isMostly(lines, index, one));
  return read ? { index, read } : `holds no times in its column "${named}": ${sampleOf(lines, index)}.`;
}

const sampleOf = (lines: readonly (readonly string[])[], index: number): string =>
  `it begins with "${(lines[0]?.[index] ?? '').slice(0, 40)}", and times look like 2026-11-18 07:42:10 or 1795000000`;

/** Seconds or ms since the epoch, only where somebody says that they are times: any column of numbers may look like that. */
function epochOf(cell: string): number | undefined {
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return Math.round(Number(cell) * 1000);
  return /^\d{12,13}$/.test(cell) ? Number(cell) : undefined;
}

/** As `-1.5e3`, or with the comma of half of Europe. */
function numberOf(cell: string): number | undefined {
  const text = /^[+-]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** More than half of the cells that are not empty can be read so. */
function isMostly(lines: readonly (readonly string[])[], index: number, read: (cell: string) => number | undefined): boolean {
  const filled = lines.filter(cells => cells[index] !== '');
  return filled.filter(cells => read(cells[index] ?? '') !== undefined).length * 2 > filled.length;
}

interface Table {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly whole: readonly (readonly string[])[];
  readonly time: TimeColumn;
  readonly numeric: readonly number[];
}

function collected({ columns, lines, whole, time, numeric }: Table): ReadRecording {
  const timed = whole.flatMap(cells => {
    const at = time.read(cells[time.index] ?? '');
    return at === undefined ? [] : [{ at, signals: signalsOf(columns, cells, numeric) }];
  });
  const used = timed.filter(({ signals }) => Object.keys(signals).length > 0);
  const rows = used.toSorted((a, b) => a.at - b.at);
  const recording: Recording = {
    timeColumn: columns[time.index] ?? '',
    signals: numeric.map(i => columns[i] ?? ''),
    rows,
    leftOut: {
      'other cells than columns': lines.length - whole.length,
      'no time': whole.length - timed.length,
      'no number': timed.length - used.length,
    },
    outOfOrder: outOfOrder(used),
  };
  return rows.length > 0 ? { ok: true, recording } : { ok: false, says: 'has no row with both a time and a number.' };
}

const signalsOf = (columns: readonly string[], cells: readonly string[], numeric: readonly number[]): Row['signals'] =>
  Object.fromEntries(
    numeric.flatMap(i => {
      const value = numberOf(cells[i] ?? '');
      return value === undefined ? [] : [[columns[i] ?? '', value]];
    }),
  );

function outOfOrder(rows: readonly Row[]): number {
  let newest = Number.NEGATIVE_INFINITY;
  let behind = 0;
  for (const { at } of rows) {
    if (at < newest) behind += 1;
    newest = Math.max(newest, at);
  }
  return behind;
}
