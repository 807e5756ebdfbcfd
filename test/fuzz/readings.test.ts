import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nights, playSafely } from './readings.ts';

test('whatever devices send: no throw, no touched prototype, and a state that stays small and is JSON', () => {
  let readings = 0;
  const check = (night: Parameters<typeof playSafely>[0]) => {
    readings += playSafely(night);
  };
  fc.assert(fc.property(nights, check), { numRuns: 100, seed: 20260303 });
  expect(readings).toBeGreaterThan(1_000);
});
