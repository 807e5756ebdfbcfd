/** What a sentence is made of before it is text: a line, remarks on it, and the points under it. */
export interface Said {
  readonly line: string;
  /** What its writer noted. */
  readonly notes?: readonly string[];
  /** Points of a list, each of which may have points of its own. */
  readonly points?: readonly Said[];
  /** `1. 2. 3.` in place of bullets, where order counts. */
  readonly numbered?: boolean;
}

/** As text: a point per line, each level further in. */
export const textOf = (paragraphs: readonly Said[]): string =>
  paragraphs.flatMap(paragraph => linesOf(paragraph, '', '')).join('\n');

function linesOf({ line, notes = [], points = [], numbered }: Said, indent: string, mark: string): string[] {
  const below = `${indent}${' '.repeat(mark.length)}  `;
  return [
    `${indent}${mark}${line}`,
    ...notes.map(note => `${below}Note: ${note}`),
    ...points.flatMap((point, index) => linesOf(point, below, numbered ? `${index + 1}. ` : '- ')),
  ];
}

/** With a remark more, where there is one. */
export const noted = (said: Said, note: string | undefined): Said =>
  note === undefined ? said : { ...said, notes: [...(said.notes ?? []), oneLine(note)] };

/** What a person wrote, on one line: a remark of several lines must not look like several points. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
