/** The least-squares line through the readings of a window. */
import { addExactly, type Partials, totalOf } from './exact-sum.ts';
import { countOf, type Samples, sumOf } from './samples.ts';

/** `undefined` members: not observed for so long yet, or fewer than three readings. */
export interface Line {
  /** Value of the line at the instant that was asked for. */
  readonly value?: number;
  /** Change per ms. */
  readonly slope?: number;
  readonly dueAt?: number;
}

const leastReadings = 3;

/**
 * Four exact sums, over times that count from the last whole number of windows before the instant: so small that nothing is lost,
 * and the same whether the window was moved there or built there.
 */
export function lineOver(samples: Samples, spanMs: number): (at: number) => Line {
  let sums = newSums(0);
  let head = 0;
  let tail = 0;
  return at => {
    if (at - samples.heldFrom < spanMs) return { dueAt: samples.heldFrom + spanMs };
    const origin = Math.floor(at / spanMs) * spanMs;
    if (origin !== sums.origin) {
      sums = newSums(origin);
      tail = head;
    }
    for (; head < tail && samples.at[head]! <= at - spanMs; head += 1) include(sums, samples, head, -1);
    for (; tail < samples.at.length; tail += 1) {
      if (samples.at[tail]! <= at - spanMs) head = tail + 1;
      else include(sums, samples, tail, 1);
    }
    return head === tail ? {} : { ...lineOf(sums, at), dueAt: samples.at[head]! + spanMs };
  };
}

interface Sums {
  readonly origin: number;
  n: number;
  readonly t: Partials;
  readonly v: Partials;
  readonly tt: Partials;
  readonly tv: Partials;
}

const newSums = (origin: number): Sums => ({ origin, n: 0, t: [], v: [], tt: [], tv: [] });

function include(sums: Sums, samples: Samples, index: number, sign: 1 | -1): void {
  const t = (samples.at[index]! - sums.origin) / 1_000;
  const n = countOf(samples, index);
  const v = sumOf(samples, index);
  sums.n += sign * n;
  addExactly(sums.t, sign * t * n);
  addExactly(sums.v, sign * v);
  addExactly(sums.tt, sign * t * t * n);
  addExactly(sums.tv, sign * t * v);
}

function lineOf({ origin, n, ...sums }: Sums, at: number): Line {
  if (n < leastReadings) return {};
  const [t, v, tt, tv] = [totalOf(sums.t), totalOf(sums.v), totalOf(sums.tt), totalOf(sums.tv)];
  const spread = n * tt - t * t;
  if (spread <= 0) return {};
  const rise = n * tv - t * v;
  const now = (at - origin) / 1_000;
  // Divided last: where the line meets 0 there is no dust left that would count as a value.
  return { slope: rise / spread / 1_000, value: (v * spread + rise * (n * now - t)) / (n * spread) };
}
