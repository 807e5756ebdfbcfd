/** The engine says what is true: of random rules and nights, in order, and in whatever order and however often events arrive. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches, comparedAnyhow, comparedInOrder, deliveries } from './agreement.ts';
import { pairs } from './random-pairs.ts';

const pairsToTry = Number(process.env.TOCSIN_ORACLE_PAIRS ?? 1_500);
// The same nights in every run of the suite; more of them, and others, by TOCSIN_ORACLE_PAIRS and TOCSIN_SEED.
const seed = Number(process.env.TOCSIN_SEED ?? 1);
const patience = { timeout: Math.max(60_000, pairsToTry * 200) };
const options = {
  seed,
  numRuns: Math.ceil(pairsToTry / 2),
  interruptAfterTimeLimit: patience.timeout - 10_000,
  markInterruptAsFailure: true,
};

test(`in order, one by one and in batches, from stored states: every decision (TOCSIN_SEED=${seed})`, patience, () => {
  fc.assert(
    fc.property(pairs, batches, (pair, together) => {
      const { truth, engine } = comparedInOrder(pair, together);
      expect(engine).toEqual(truth);
    }),
    options,
  );
});

test(`late, again and again, due times fired in between: the alarms that are left (TOCSIN_SEED=${seed})`, patience, () => {
  fc.assert(
    fc.property(pairs, deliveries, ({ rule, events }, delivery) => {
      const dated = events.filter(({ kind }) => kind !== 'created');
      fc.pre(dated.length > 0);
      const { truth, engine } = comparedAnyhow({ rule, events: dated }, delivery);
      expect(engine).toEqual(truth);
    }),
    options,
  );
});
