import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bases } from './bases.ts';
import { documents, monsters, readSafely } from './documents.ts';

test.each(bases.map((each, index) => ({ ...each, index })))('base $index, of which random ones are made: read safely', each => {
  readSafely(each);
});

test('whatever a document holds: no throw, no touched prototype, every problem complete', () => {
  fc.assert(fc.property(documents, readSafely), { numRuns: 3_000, seed: 20260303 });
});

test.each(monsters.map((text, index) => ({ text, index })))('monster $index is refused or read, and nothing else', ({ text }) => {
  for (const kind of ['rule', 'policy', 'signals', 'calendars'] as const) readSafely({ kind, text });
  expect.assertions(0);
});
