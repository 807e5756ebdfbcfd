/**
 * `npm run test:fuzz [documents] [readings] [seed]`: a million random documents and a hundred thousand random readings. A failure prints
 * its seed and what it was, made small.
 */
import fc from 'fast-check';
import { documents, readSafely } from './documents.ts';
import { nights, playSafely } from './readings.ts';

const [documentCount = 1_000_000, readingCount = 100_000, seed = 1] = process.argv.slice(2).map(Number);

const part = { documents: 10_000, nights: 200 };

for (let done = 0; done < documentCount; done += part.documents) {
  const numRuns = Math.min(part.documents, documentCount - done);
  fc.assert(fc.property(documents, readSafely), { numRuns, seed: seed + done });
  console.log(`${done + numRuns} documents`);
}

for (let [done, round] = [0, 0]; done < readingCount; round += 1) {
  let readings = 0;
  const play = (night: Parameters<typeof playSafely>[0]) => {
    readings += playSafely(night);
  };
  fc.assert(fc.property(nights, play), { numRuns: part.nights, seed: seed + round });
  done += readings;
  console.log(`${done} readings`);
}
