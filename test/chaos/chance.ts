/** Chance from a seed: the same seed rolls the same dice, so that a night that failed can be had again. */
export interface Chance {
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True so often out of one. */
  hits(rate: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** Dice of their own: what they roll does not depend on how often these were rolled. */
  apart(name: string): Chance;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    hits: rate => next() < rate,
    pick: values => values[whole(0, values.length - 1)] as (typeof values)[number],
    apart: name => chance([...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed + 1)),
  };
}
