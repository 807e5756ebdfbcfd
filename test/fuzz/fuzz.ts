/**
 * `npm run test:fuzz [documents] [readings] [seed]`: a million random documents and a hundred thousand random readings. A failure prints its
 * seed and what it was, made small.
 */
import fc from 'fast-check';
import { documents, readSafely } from './documents.ts';

const [documentCount = 1_000_000, , seed = 1] = process.argv.slice(2).map(Number);
const part = 10_000;

/** In parts, so that something is seen of it. */
function all(what: string, count: number, check: (numRuns: number, seed: number) => void): void {
  for (let done = 0; done < count; done += part) {
    const runs = Math.min(part, count - done);
    check(runs, seed + done);
    console.log(`${done + runs} ${what}`);
  }
}

all('documents', documentCount, (numRuns, seed) => fc.assert(fc.property(documents, readSafely), { numRuns, seed }));
