/** How far a value lies from what is usual: the median of a baseline, and the median absolute deviation from it. */
import { countOf, type Samples } from './samples.ts';

export interface Usual {
  readonly median?: number;
  /** Median of the distances from the median. */
  readonly mad?: number;
  readonly dueAt?: number;
}

/** The baseline is (t − baseline, t − gap]: the readings are kept in the order of their size, moved forward only. */
export function usualOver(samples: Samples, baselineMs: number, gapMs: number): (at: number) => Usual {
  const sorted: number[] = [];
  let head = 0;
  let tail = 0;
  return at => {
    if (at - samples.heldFrom < baselineMs) return { dueAt: samples.heldFrom + baselineMs };
    for (; tail < samples.at.length && samples.at[tail]! <= at - gapMs; tail += 1) insert(sorted, samples, tail);
    for (; head < tail && samples.at[head]! <= at - baselineMs; head += 1) remove(sorted, samples, head);
    const dues = [
      head < tail ? samples.at[head]! + baselineMs : undefined,
      gapMs > 0 && tail < samples.at.length ? samples.at[tail]! + gapMs : undefined,
    ];
    const dueAt = dues.reduce(
      (least, due) => (due !== undefined && (least === undefined || due < least) ? due : least),
      undefined,
    );
    const due = dueAt === undefined ? {} : { dueAt };
    if (sorted.length === 0) return due;
    const median = middleOf(sorted.length, k => sorted[k]!);
    return { median, mad: middleOf(sorted.length, k => distanceAt(sorted, median, k)), ...due };
  };
}

/** A bucket counts as often as it has readings, at their mean; beyond this, as often as this. */
const mostCopies = 50;

const copiesOf = (samples: Samples, index: number): number => Math.min(countOf(samples, index), mostCopies);

function insert(sorted: number[], samples: Samples, index: number): void {
  const value = samples.value[index]!;
  sorted.splice(placeOf(sorted, value), 0, ...new Array<number>(copiesOf(samples, index)).fill(value));
}

function remove(sorted: number[], samples: Samples, index: number): void {
  sorted.splice(placeOf(sorted, samples.value[index]!), copiesOf(samples, index));
}

/** Index of the first that is not smaller. */
function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of an even number the mean of the middle two. */
const middleOf = (length: number, at: (k: number) => number): number =>
  length % 2 === 1 ? at((length - 1) / 2) : (at(length / 2 - 1) + at(length / 2)) / 2;

/** The k-th smallest distance from `centre`: below it distances fall with the index, above it they grow; two sorted lists, searched as one. */
function distanceAt(sorted: readonly number[], centre: number, k: number): number {
  const split = placeOf(sorted, centre);
  const below = (i: number) => centre - sorted[split - 1 - i]!;
  const above = (i: number) => sorted[split + i]! - centre;
  let low = Math.max(0, k + 1 - (sorted.length - split));
  let high = Math.min(k + 1, split);
  while (low < high) {
    const fromBelow = (low + high) >> 1;
    if (below(fromBelow) < above(k - fromBelow)) low = fromBelow + 1;
    else high = fromBelow;
  }
  const candidates = [
    low > 0 ? below(low - 1) : Number.NEGATIVE_INFINITY,
    k - low >= 0 ? above(k - low) : Number.NEGATIVE_INFINITY,
  ];
  return Math.max(...candidates);
}
