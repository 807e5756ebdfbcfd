import type { PlantClock } from '../host/types.ts';

export interface Hold {
  /** The clock, held from now on. */
  readonly over: (free: PlantClock) => PlantClock;
  /** Goes no further than `at`, until it is told another time; `undefined`: it runs free. */
  at(limit: number | undefined): void;
}

/**
 * Lets a clock wait for what is played back. Where the machine is too slow for the speed that was asked for, plant time stands
 * still at the next row: running ahead, it would judge minutes as over whose readings have not been heard. It does not catch up.
 */
export function newHold(first: number | undefined): Hold {
  let limit = first ?? Number.POSITIVE_INFINITY;
  return {
    at(next) {
      limit = next ?? Number.POSITIVE_INFINITY;
    },
    over(free) {
      let stood = 0;
      const now = () => {
        const at = free.now() - stood;
        stood += Math.max(0, at - limit);
        return Math.min(at, limit);
      };
      return { ...free, now };
    },
  };
}
