/** Places in a text: offsets in UTF-16 units, as programs count, and lines and columns from 1, as people do. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Both directions over one text, its lines looked up once. What lies beyond the text is its end. */
export function positionsIn(text: string): { at(offset: number): Position; offsetOf(position: Position): number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(found => found.index + found[0].length)];
  return {
    at: offset => {
      const line = lastAtMost(starts, offset);
      return { line: line + 1, column: offset - starts[line]! + 1 };
    },
    offsetOf: ({ line, column }) => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length),
  };
}

/** Index of the last number that is not greater; the list is sorted and begins with 0. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (sorted[half]! <= value) low = half;
    else high = half - 1;
  }
  return low;
}
