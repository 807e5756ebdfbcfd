/** The readings of one signal that windows look at: oldest first, exact up to a bound, gathered in buckets beyond it. */

/** Readings that were gathered: they stay until the last of them leaves a window. */
export interface Bucket {
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly first: number;
  readonly last: number;
}

export interface Samples {
  readonly at: number[];
  /** Of a bucket: its mean. */
  readonly value: number[];
  /** By index; what has none is one reading. */
  readonly bucket: Map<number, Bucket>;
  /** Every reading later than this was kept, so far as the longest window reaches back. */
  heldFrom: number;
}

/** Readings of one signal that are kept one by one. */
export const mostSamples = 10_000;
/** So many of the newest stay exact when older ones are gathered. */
const exactSamples = 5_000;
/** The longest window is cut into so many buckets: its edge is off by at most a five-hundredth of its length. */
const buckets = 500;

export const newSamples = (at: number, value: number): Samples => ({ at: [at], value: [value], bucket: new Map(), heldFrom: at });

export const countOf = ({ bucket }: Samples, index: number): number => bucket.get(index)?.n ?? 1;
export const sumOf = ({ bucket, value }: Samples, index: number): number => bucket.get(index)?.sum ?? value[index]!;
export const minOf = ({ bucket, value }: Samples, index: number): number => bucket.get(index)?.min ?? value[index]!;
export const maxOf = ({ bucket, value }: Samples, index: number): number => bucket.get(index)?.max ?? value[index]!;
export const firstOf = ({ bucket, value }: Samples, index: number): number => bucket.get(index)?.first ?? value[index]!;
export const lastOf = ({ bucket, value }: Samples, index: number): number => bucket.get(index)?.last ?? value[index]!;

/** Those at or before `to`; a bucket is older than anything that is ever taken back. */
export function samplesUpTo(samples: Samples, to: number, heldFrom: number): Samples {
  let end = samples.at.length;
  while (end > 0 && samples.at[end - 1]! > to) end -= 1;
  return { at: samples.at.slice(0, end), value: samples.value.slice(0, end), bucket: new Map(samples.bucket), heldFrom };
}

/**
 * Drops what no window can see any more, and gathers what is too much. `floor`: the oldest instant that may be evaluated again;
 * nothing later is gathered. Answers new samples, or the same when nothing is to be done.
 */
export function pruned(samples: Samples, needMs: number, floor: number): Samples {
  let start = 0;
  while (start < samples.at.length && samples.at[start]! <= floor - needMs) start += 1;
  const kept = start === 0 ? samples : tailOf(samples, start);
  return kept.at.length > mostSamples ? gathered(kept, needMs / buckets, floor) : kept;
}

function tailOf(samples: Samples, start: number): Samples {
  const bucket = new Map([...samples.bucket].flatMap(([index, each]) => (index < start ? [] : [[index - start, each] as const])));
  return { at: samples.at.slice(start), value: samples.value.slice(start), bucket, heldFrom: samples.heldFrom };
}

function gathered(samples: Samples, widthMs: number, floor: number): Samples {
  const result: Samples = { at: [], value: [], bucket: new Map(), heldFrom: samples.heldFrom };
  const exactFrom = samples.at.length - exactSamples;
  for (let index = 0; index < samples.at.length; index += 1) {
    const at = samples.at[index]!;
    const last = result.at.length - 1;
    const joins =
      index < exactFrom && at <= floor && last >= 0 && Math.floor(result.at[last]! / widthMs) === Math.floor(at / widthMs);
    const one = bucketOf(samples, index);
    if (joins) put(result, last, at, joined(bucketOf(result, last), one));
    else put(result, last + 1, at, one);
  }
  return result;
}

function put({ at, value, bucket }: Samples, index: number, time: number, one: Bucket): void {
  at[index] = time;
  value[index] = one.n === 1 ? one.last : one.sum / one.n;
  if (one.n > 1) bucket.set(index, one);
}

const bucketOf = (samples: Samples, index: number): Bucket => ({
  n: countOf(samples, index),
  sum: sumOf(samples, index),
  min: minOf(samples, index),
  max: maxOf(samples, index),
  first: firstOf(samples, index),
  last: lastOf(samples, index),
});

const joined = (a: Bucket, b: Bucket): Bucket => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  first: a.first,
  last: b.last,
});
