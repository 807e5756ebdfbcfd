/** Sums and straight lines in whole numbers of any length, so that no rounding of the machine decides a verdict. */

interface Ratio {
  readonly over: bigint;
  /** Greater than 0. */
  readonly under: bigint;
}

export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** Slope per ms, and the line's value at the instant that was asked for. */
export interface Line {
  readonly slope: Ratio;
  readonly value: Ratio;
}

const ratio = (over: bigint, under: bigint): Ratio => (under < 0n ? { over: -over, under: -under } : { over, under });

/** Every number of the machine is a whole number divided by a power of two. */
export function ratioOf(value: number): Ratio {
  let [over, under] = [value, 1n];
  for (; !Number.isInteger(over); under *= 2n) over *= 2;
  return ratio(BigInt(over), under);
}

const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under + b.over * a.under, a.under * b.under);
const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under);
const minus = (a: Ratio, b: Ratio): Ratio => plus(a, ratio(-b.over, b.under));
const divided = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under, a.under * b.over);
const total = (all: readonly Ratio[]): Ratio => all.reduce(plus, ratio(0n, 1n));

/** The exact sum, rounded once. */
export function sumOf(values: readonly number[]): number {
  const { over, under } = total(values.map(ratioOf));
  return Number(over) / Number(under);
}

/** The least-squares line through at least two samples of different instants. */
export function lineThrough(samples: readonly Sample[], at: number): Line {
  const points = samples.map(sample => ({ x: ratioOf(sample.at - at), y: ratioOf(sample.value) }));
  const count = ratioOf(points.length);
  const x = total(points.map(point => point.x));
  const y = total(points.map(point => point.y));
  const xy = total(points.map(point => times(point.x, point.y)));
  const xx = total(points.map(point => times(point.x, point.x)));
  const slope = divided(minus(times(count, xy), times(x, y)), minus(times(count, xx), times(x, x)));
  return { slope, value: divided(minus(y, times(slope, x)), count) };
}

/** Rounded to 12 significant digits. */
export function rounded({ over, under }: Ratio, factor = 1): number {
  const size = (over < 0n ? -over : over) * BigInt(factor);
  if (size === 0n) return 0;
  let shift = 13 - (`${size}`.length - `${under}`.length);
  let digits = 10n ** 12n;
  for (; digits >= 10n ** 12n; shift -= 1) digits = scaled(size, under, shift);
  return Number(`${over < 0n ? '-' : ''}${digits}e${-(shift + 1)}`);
}

const scaled = (over: bigint, under: bigint, shift: number): bigint => {
  const up = shift > 0 ? 10n ** BigInt(shift) : 1n;
  const down = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  return (2n * over * up + under * down) / (2n * under * down);
};

export const tidy = (value: number): number => Number(value.toPrecision(12));
