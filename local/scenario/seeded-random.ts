import { createHash } from 'node:crypto';
import type { Random } from '../../engine/ports.ts';

/** The same bytes for the same seed, so that a night can be had again. Fit for tests only. */
export function seededRandom(seed: number): Random {
  let count = 0;
  return {
    bytes(length) {
      const blocks: Buffer[] = [];
      for (let have = 0; have < length; have += 32) blocks.push(createHash('sha256').update(`${seed}/${count++}`).digest());
      return Buffer.concat(blocks).subarray(0, length);
    },
  };
}
