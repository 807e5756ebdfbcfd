/** What is left to chance, from one seed. */
import { evenNoise } from '../../local/simulation/noise.ts';

export interface Chance {
  /** 0 … 1, 1 not included. */
  even(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  oneOf<Value>(values: readonly Value[]): Value;
}

/** One row of numbers per name, so that what one part draws does not depend on how often another drew before. */
export function chanceOf(seed: number, name: string): Chance {
  let tick = 0;
  const even = () => evenNoise(seed, name, tick++);
  const between = (least: number, most: number) => least + Math.floor(even() * (most - least + 1));
  return { even, between, oneOf: values => values[between(0, values.length - 1)]! };
}
