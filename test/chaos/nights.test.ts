import { expect, test } from 'vitest';
import { wrongInNight } from './night.ts';

/** A few with every `npm test`; `TOCSIN_CHAOS=500 npm test -- test/chaos` for a long look. */
const nights = Number(process.env.TOCSIN_CHAOS ?? 6);
const firstSeed = Number(process.env.TOCSIN_SEED ?? 1);

test.each(Array.from({ length: nights }, (_, index) => ({ seed: firstSeed + index })))(
  'whatever fails at the providers and however events come, every promise is kept (seed $seed)',
  async ({ seed }) => expect(await wrongInNight({ seed, faults: seed % 5 !== 0 })).toEqual([]),
  180_000,
);
