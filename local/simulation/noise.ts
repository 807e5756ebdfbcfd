/** Noise that is the same for the same seed, name and tick: a restart goes on as if there had been none. */

/** Evenly spread over 0 … 1 (1 not included). */
export function evenNoise(seed: number, name: string, tick: number): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ tick, 2654435761);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** About normal, mean 0, standard deviation 1, within ±3.5: a sum of four even ones. */
export function normalNoise(seed: number, name: string, tick: number): number {
  const sum = [0, 1, 2, 3].reduce((total, part) => total + evenNoise(seed, `${name}/${part}`, tick), 0);
  return (sum - 2) * Math.sqrt(3);
}

/** A few digits are what a sensor sends. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
