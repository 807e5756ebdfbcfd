import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usualOver } from '../../engine/rules/deviations.ts';
import { addExactly, type Partials, totalOf } from '../../engine/rules/exact-sum.ts';
import { lineOver } from '../../engine/rules/line.ts';
import { packSamples, unpackSamples } from '../../engine/rules/pack.ts';
import { countOf, pruned, type Samples } from '../../engine/rules/samples.ts';
import { type Over, windowOver } from '../../engine/rules/windows.ts';

const sumOf = (numbers: readonly number[]): number => {
  const partials: Partials = [];
  for (const number of numbers) addExactly(partials, number);
  return totalOf(partials);
};

test.each([
  { name: 'nothing', numbers: [], want: 0 },
  { name: 'what plain adding loses', numbers: [1e100, 1, -1e100], want: 1 },
  { name: 'ten tenths', numbers: Array(10).fill(0.1), want: 1 },
  { name: 'a tie that a small rest decides', numbers: [1e-16, 1, 1e16], want: 10000000000000002 },
])('exact sum: $name', ({ numbers, want }) => expect(sumOf(numbers)).toBe(want));

const numbers = fc.array(fc.double({ min: -1e200, max: 1e200, noNaN: true }), { maxLength: 30 });

test('a sum does not depend on the order, nor on what came and went', () => {
  fc.assert(
    fc.property(numbers, numbers, (stay, leave) => {
      const want = sumOf(stay);
      expect(sumOf([...stay].reverse())).toBe(want);
      const partials: Partials = [];
      for (const number of [...leave, ...stay]) addExactly(partials, number);
      for (const number of leave) addExactly(partials, -number);
      expect(totalOf(partials) + 0).toBe(want + 0);
    }),
  );
});

const insideOf = (samples: Samples, from: number, to: number): [number, number][] =>
  samples.value.flatMap((value, i): [number, number][] =>
    samples.at[i]! > from && samples.at[i]! <= to ? [[samples.at[i]!, value]] : [],
  );

const naive: Readonly<Record<Over, (values: readonly number[]) => number>> = {
  average: values => sumOf(values) / values.length,
  sum: sumOf,
  min: values => Math.min(...values),
  max: values => Math.max(...values),
  range: values => Math.max(...values) - Math.min(...values),
  change: values => values.at(-1)! - values[0]!,
};

const steps = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 9 }),
    value: fc.integer({ min: -9, max: 9 }),
    idle: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 60 },
);

const empty = (): Samples => ({ at: [], value: [], bucket: new Map(), heldFrom: 1 });

/** Readings one by one, and every instant in between at which the window says that it changes. */
function walk<Seen extends { readonly dueAt?: number }>(
  readings: readonly { gap: number; value: number; idle: number }[],
  make: (samples: Samples) => (at: number) => Seen,
  check: (seen: Seen, samples: Samples, at: number) => void,
): void {
  const samples = empty();
  const window = make(samples);
  let at = 0;
  for (const { gap, value, idle } of readings) {
    at += gap;
    samples.at.push(at);
    samples.value.push(value);
    let look = window(at);
    for (const end = at + idle; ; at += 1) {
      if (look.dueAt === undefined || at >= look.dueAt) look = window(at);
      check(look, samples, at);
      if (at >= end) break;
    }
  }
}

const span = fc.integer({ min: 1, max: 15 });

test.each(Object.keys(naive) as Over[])('%s moves forward as if recomputed, and says when it changes by itself', over => {
  fc.assert(
    fc.property(steps, span, (readings, span) =>
      walk(
        readings,
        samples => windowOver(samples, over, span),
        ({ value }, samples, at) => {
          const inside = insideOf(samples, at - span, at).map(([, each]) => each);
          const isKnown = at - samples.heldFrom >= span && inside.length > 0;
          expect(value).toBe(isKnown ? naive[over](inside) : undefined);
        },
      ),
    ),
  );
});

test('a line moves forward as if recomputed', () => {
  fc.assert(
    fc.property(steps, span, (readings, span) => {
      const samples = empty();
      const window = lineOver(samples, span);
      let at = 0;
      for (const { gap, value } of readings) {
        at += gap;
        samples.at.push(at);
        samples.value.push(value);
        const { slope, value: now } = window(at);
        const inside = insideOf(samples, at - span, at);
        if (at - samples.heldFrom < span || inside.length < 3) {
          expect(slope).toBeUndefined();
          continue;
        }
        const n = inside.length;
        const [t, v] = [0, 1].map(i => inside.reduce((sum, each) => sum + each[i]!, 0) / n) as [number, number];
        const want =
          inside.reduce((sum, each) => sum + (each[0] - t) * (each[1] - v), 0) /
          inside.reduce((sum, [x]) => sum + (x - t) ** 2, 0);
        expect(slope).toBeCloseTo(want, 9);
        expect(now).toBeCloseTo(v + want * (at - t), 9);
        expect(lineOver(samples, span)(at)).toEqual(window(at));
      }
    }),
  );
});

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

test('the usual: median and median deviation of the baseline, as if recomputed', () => {
  fc.assert(
    fc.property(steps, span, fc.integer({ min: 0, max: 5 }), (readings, longer, gap) => {
      const baseline = gap + longer;
      walk(
        readings,
        samples => usualOver(samples, baseline, gap),
        ({ median, mad }, samples, at) => {
          const inside = insideOf(samples, at - baseline, at - gap).map(([, each]) => each);
          const isKnown = at - samples.heldFrom >= baseline && inside.length > 0;
          const middle = isKnown ? medianOf(inside) : undefined;
          expect(median).toBe(middle);
          expect(mad).toBe(middle === undefined ? undefined : medianOf(inside.map(each => Math.abs(each - middle))));
        },
      );
    }),
  );
});

const sample = fc.tuple(
  fc.integer({ min: 1, max: 1e7 }),
  fc.oneof(
    fc.integer({ min: -5000, max: 5000 }).map(n => n / 100),
    fc.double({ noNaN: true, min: -1e299, max: 1e299 }),
  ),
);

test('packed samples come back bit by bit', () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 50 }), fc.boolean(), (pairs, plain) => {
      let time = 1_700_000_000_000;
      const samples = empty();
      for (const [gap, value] of pairs) {
        time += gap;
        samples.at.push(time);
        samples.value.push(plain ? Math.round(value % 1e6) + 0 : value);
      }
      expect(unpackSamples(packSamples(samples))).toEqual(samples);
    }),
  );
});

test('10,000 readings a second apart, with two decimals, take at most 32 KB; a longer past is gathered in buckets', () => {
  let samples: Samples = { ...empty(), heldFrom: 0 };
  const all: number[] = [];
  const day = 86_400_000;
  for (let i = 1; i <= 86_400; i += 1) {
    const value = Math.round(2000 * Math.sin(i / 5000) + 100 * Math.sin(i * i)) / 100;
    all.push(value);
    samples.at.push(i * 1_000);
    samples.value.push(value);
    if (i === 10_000) expect(Buffer.from(packSamples(samples).packed, 'base64').length).toBeLessThanOrEqual(32_768);
    if (i % 1_000 === 0) samples = pruned(samples, day, i * 1_000);
    if (i === 10_000) expect(samples.bucket.size).toBe(0);
  }
  expect(samples.at.length).toBeLessThanOrEqual(10_000);
  expect(samples.at.reduce((sum, _, i) => sum + countOf(samples, i), 0)).toBe(86_400);
  const back = unpackSamples(packSamples(samples));
  expect(back).toEqual(samples);
  expect(windowOver(back, 'average', day)(day).value).toBeCloseTo(sumOf(all) / all.length, 9);
  expect(windowOver(back, 'max', day)(day).value).toBe(Math.max(...all));
  expect(windowOver(back, 'change', day)(day).value).toBeCloseTo(all.at(-1)! - all[0]!, 9);
});
