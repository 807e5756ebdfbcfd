import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addExactly, type Partials, totalOf } from '../../engine/rules/exact-sum.ts';
import { addSample, type Over, type Samples, windowOver } from '../../engine/rules/windows.ts';

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

const naive = (samples: Samples, over: Over, at: number, span: number): number | undefined => {
  const inside = samples.value.filter((_, i) => samples.at[i]! > at - span && samples.at[i]! <= at);
  if (at - samples.heldFrom < span || inside.length === 0) return undefined;
  return over === 'average' ? sumOf(inside) / inside.length : over === 'min' ? Math.min(...inside) : Math.max(...inside);
};

const steps = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 9 }),
    value: fc.integer({ min: -9, max: 9 }),
    idle: fc.integer({ min: 0, max: 12 }),
  }),
  {
    maxLength: 60,
  },
);

test.each<Over>(['average', 'min', 'max'])('%s moves forward as if recomputed, and says when it changes by itself', over => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 15 }), (readings, span) => {
      const samples: Samples = { at: [], value: [], start: 0, heldFrom: 1 };
      const all: Samples = { at: [], value: [], start: 0, heldFrom: 1 };
      const window = windowOver(samples, over, span);
      let at = 0;
      for (const { gap, value, idle } of readings) {
        at += gap;
        addSample(samples, at, value, span);
        all.at.push(at);
        all.value.push(value);
        let look = window(at);
        for (const end = at + idle; ; at += 1) {
          if (look.dueAt === undefined || at >= look.dueAt) look = window(at);
          expect(look.value).toBe(naive(all, over, at, span));
          if (at >= end) break;
        }
      }
    }),
  );
});

test('of more than 10,000 readings the oldest are dropped', () => {
  const samples: Samples = { at: [], value: [], start: 0, heldFrom: 0 };
  const window = windowOver(samples, 'average', 1e9);
  for (let i = 1; i <= 10_000; i += 1) addSample(samples, i, 1, 1e9);
  expect(window(1e9).value).toBe(1);
  for (let i = 10_001; i <= 20_000; i += 1) addSample(samples, i, 3, 1e9);
  expect(window(1e9).value).toBe(3);
});
