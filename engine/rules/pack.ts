/**
 * Samples as they are stored: times as differences of differences, values as differences of whole numbers where they have few
 * decimals. A reading a minute with two decimals takes about three bytes.
 */
import type { Bucket, Samples } from './samples.ts';

export interface PackedSamples {
  /** Base64 of the bytes below. */
  readonly packed: string;
  readonly heldFrom: number;
  /** Of the first samples: n, sum, min, max, first, last, in turns. */
  readonly buckets?: readonly number[];
}

const mostDecimals = 6;

export function packSamples({ at, value, bucket, heldFrom }: Samples): PackedSamples {
  const decimals = decimalsOf(value);
  const bytes = new Bytes();
  bytes.whole(at.length);
  bytes.whole(decimals ?? mostDecimals + 1);
  let time = 0;
  let step = 0;
  let before = 0;
  for (const [index, each] of at.entries()) {
    const gap = each - time;
    bytes.signed(gap - step);
    step = index === 0 ? 0 : gap;
    time = each;
    if (decimals === undefined) bytes.double(value[index]!);
    else {
      const whole = Math.round(value[index]! * 10 ** decimals);
      bytes.signed(whole - before);
      before = whole;
    }
  }
  const first = Array.from({ length: bucket.size }, (_, index) => bucket.get(index)!);
  const buckets = first.flatMap(({ n, sum, min, max, first: f, last }) => [n, sum, min, max, f, last]);
  return { packed: bytes.base64(), heldFrom, ...(buckets.length > 0 && { buckets }) };
}

export function unpackSamples({ packed, heldFrom, buckets = [] }: PackedSamples): Samples {
  const bytes = new Unread(Buffer.from(packed, 'base64'));
  const length = bytes.whole();
  const decimals = bytes.whole();
  const samples: Samples = { at: [], value: [], bucket: bucketsOf(buckets), heldFrom };
  let time = 0;
  let step = 0;
  let before = 0;
  for (let index = 0; index < length; index += 1) {
    const gap = bytes.signed() + step;
    step = index === 0 ? 0 : gap;
    time += gap;
    samples.at.push(time);
    if (decimals > mostDecimals) samples.value.push(bytes.double());
    else {
      before += bytes.signed();
      samples.value.push(before / 10 ** decimals);
    }
  }
  return samples;
}

/** Buckets are the oldest samples, so their indexes begin at 0 and leave none out. */
function bucketsOf(flat: readonly number[]): Map<number, Bucket> {
  const buckets = new Map<number, Bucket>();
  for (let i = 0; i + 5 < flat.length; i += 6) {
    const [n, sum, min, max, first, last] = flat.slice(i, i + 6) as [number, number, number, number, number, number];
    buckets.set(i / 6, { n, sum, min, max, first, last });
  }
  return buckets;
}

/** The fewest decimals with which every value comes back bit by bit; undefined when there are none. */
function decimalsOf(values: readonly number[]): number | undefined {
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1)
    if (values.every(value => isWhole(value, 10 ** decimals))) return decimals;
  return undefined;
}

function isWhole(value: number, scale: number): boolean {
  const whole = Math.round(value * scale);
  return Math.abs(whole) < 2 ** 51 && whole / scale === value && !Object.is(value, -0);
}

class Bytes {
  #bytes = new Uint8Array(1024);
  #length = 0;

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** Seven bits a byte, lowest first; the eighth says that more follow. */
  whole(number: number): void {
    this.#room(8);
    let rest = number;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes[this.#length++] = (rest % 128) + 128;
    this.#bytes[this.#length++] = rest;
  }

  signed(number: number): void {
    this.whole(number < 0 ? -number * 2 - 1 : number * 2);
  }

  double(number: number): void {
    this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, number);
    this.#length += 8;
  }

  base64(): string {
    return Buffer.from(this.#bytes.buffer, 0, this.#length).toString('base64');
  }
}

class Unread {
  readonly #bytes: Buffer;
  #next = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  whole(): number {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#next++] ?? 0;
      number += (byte % 128) * scale;
      if (byte < 128) return number;
    }
  }

  signed(): number {
    const number = this.whole();
    return number % 2 === 1 ? -(number + 1) / 2 : number / 2;
  }

  double(): number {
    this.#next += 8;
    return this.#bytes.readDoubleBE(this.#next - 8);
  }
}
