/**
 * A running sum that never loses a bit, so that a window gives the same average however it came about: reading by reading,
 * or from a stored state. Shewchuk's non-overlapping partials ("Adaptive precision floating-point arithmetic", 1997); few in practice.
 */
export type Partials = number[];

/** Adding `-x` takes `x` out again, exactly. Finite numbers below 1e300 only. */
export function addExactly(partials: Partials, number: number): void {
  let x = number;
  let kept = 0;
  for (let i = 0; i < partials.length; i += 1) {
    const y = partials[i]!;
    const [big, small] = Math.abs(x) < Math.abs(y) ? [y, x] : [x, y];
    const high = big + small;
    const low = small - (high - big);
    if (low !== 0) {
      partials[kept] = low;
      kept += 1;
    }
    x = high;
  }
  partials[kept] = x;
  partials.length = kept + 1;
}

/** The sum, correctly rounded: what lies below the last bit decides a tie. */
export function totalOf(partials: Partials): number {
  let high = partials.at(-1) ?? 0;
  let i = partials.length - 2;
  let low = 0;
  for (; i >= 0 && low === 0; i -= 1) {
    const x = high;
    high = x + partials[i]!;
    low = partials[i]! - (high - x);
  }
  const rest = partials[i];
  if (rest !== undefined && low !== 0 && low > 0 === rest > 0 && rest !== 0) {
    const doubled = low * 2;
    const up = high + doubled;
    if (doubled === up - high) high = up;
  }
  return high;
}
