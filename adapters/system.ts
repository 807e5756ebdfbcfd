/** Time and randomness of the machine. */
import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../engine/ports.ts';

/** Where nothing is simulated the plant clock is the machine's. */
export const systemClock: Clock = { now: () => Date.now(), machine: () => Date.now() };

export const systemRandom: Random = { bytes: count => randomBytes(count) };
