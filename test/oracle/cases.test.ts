/** Pairs of a rule and events on which the engine and the truth once disagreed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparedAnyhow, comparedInOrder, type Delivery } from './agreement.ts';
import type { Pair } from './random-pairs.ts';

interface Case extends Pair {
  readonly name: string;
  /** Which instants came in one batch with the one before. */
  readonly together?: readonly boolean[];
  /** The events came late, or more than once. */
  readonly delivery?: Delivery;
  readonly expect: readonly string[];
}

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder).map(file => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case);

test.each(cases)('$name', ({ expect: wanted, delivery, together = [], ...pair }) => {
  const { truth, engine } = delivery ? comparedAnyhow(pair, delivery) : comparedInOrder(pair, together);
  expect(truth).toEqual(wanted);
  expect(engine).toEqual(wanted);
});
