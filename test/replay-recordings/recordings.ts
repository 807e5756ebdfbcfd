/** Recordings that are too large, or not ours, to be part of the project: beside it, where somebody has put them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const recordingsFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** Said loudly: what is skipped is not proven. */
export function sayWhetherSkipped(): boolean {
  const missing = !existsSync(recordingsFolder);
  if (missing) console.warn(`SKIPPED: there are no recordings in ${recordingsFolder}; the small one of the project is played.`);
  return missing;
}
