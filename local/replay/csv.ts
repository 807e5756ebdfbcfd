/** Comma-separated values, as spreadsheets and loggers write them. */

/** Rows of cells, without empty lines. A quoted cell may hold separators, line ends and doubled quotes. */
export function readCsv(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at + 1) : plain(text, at, separator);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length && !isLineEnd(text[at])) continue;
      row.push(''); // a separator at the end of a line has an empty cell behind it
    }
    while (at < text.length && isLineEnd(text[at])) at += 1;
    if (row.some(one => one !== '')) rows.push(row);
    row = [];
  }
  return rows;
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

interface Cell {
  readonly text: string;
  /** Index of the character behind it. */
  readonly end: number;
}

function plain(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end += 1;
  return { text: text.slice(from, end).trim(), end };
}

/** A quote that is never closed takes all the rest. */
function quoted(text: string, from: number): Cell {
  let at = from;
  let value = '';
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return { text: value + text.slice(at), end: text.length };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { text: value.trim(), end: close + 1 };
    value += '"';
    at = close + 2;
  }
}

const separators = [',', ';', '\t'] as const;

/** The one that the first line has most of; a comma when it has none. */
export function guessSeparator(text: string): string {
  const head = (text.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = separators.map(separator => ({ separator, many: head.split(separator).length }));
  return counted.reduce((most, one) => (one.many > most.many ? one : most)).separator;
}
