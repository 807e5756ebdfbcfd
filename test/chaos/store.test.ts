import { expect, test } from 'vitest';
import { failingStore, hasBrownOut, ratesOf } from './failing-store.ts';
import { wrongInNight } from './night.ts';

/** A few with every `npm test`; `TOCSIN_CHAOS=500 npm test -- test/chaos` for a long look. */
const nights = Number(process.env.TOCSIN_CHAOS ?? 6);
const firstSeed = Number(process.env.TOCSIN_SEED ?? 1);

test.each(Array.from({ length: nights }, (_, index) => ({ seed: firstSeed + index })))(
  'a store that fails, forgets to answer and lets others in loses and doubles nothing (seed $seed)',
  async ({ seed }) => {
    const rates = ratesOf(seed);
    const store = (now: () => number) => failingStore(seed, () => rates(now()));
    expect(await wrongInNight({ seed, faults: seed % 3 === 0, store, brownOut: hasBrownOut(seed) })).toEqual([]);
  },
  180_000,
);
