import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onCall } from '../../engine/policies/on-call.ts';
import { onCallTable } from '../../engine/policies/on-call-table.ts';
import { policyOf } from './cast.ts';

const wordsOf = (words: Parameters<typeof policyOf>[0]) => policyOf(words).document;

const at = (moment: string) => Date.parse(moment);
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 16);
const step = { after: '0s', page: ['rotation:duty'], via: ['sms'] };
const weekly = { people: ['anna', 'bo', 'chief'], handover: { every: 'week', on: 'mon', at: '09:00' }, startsOn: '2026-01-05' };
const cover = [{ from: '2026-03-14T09:00', to: '2026-03-15T21:00', person: 'chief', note: 'swap' }];
const policy = wordsOf({
  rotations: { duty: { ...weekly, cover }, night: { ...weekly, handover: { every: 'day', at: '20:00' } } },
  steps: [step],
});

test('who has the phone from when to when, covers with their remarks, clocks and all', () => {
  const table = onCallTable(policy, at('2026-03-08T00:00:00Z'), at('2026-04-01T00:00:00Z')).filter(
    ({ rotation }) => rotation === 'duty',
  );
  expect(
    table.map(({ from, to, person, cover }) => `${iso(from)} ${iso(to)} ${person}${cover ? ` (${cover.note})` : ''}`),
  ).toEqual([
    '2026-03-08T00:00 2026-03-09T08:00 chief',
    '2026-03-09T08:00 2026-03-14T08:00 anna',
    '2026-03-14T08:00 2026-03-15T20:00 chief (swap)',
    '2026-03-15T20:00 2026-03-16T08:00 anna',
    '2026-03-16T08:00 2026-03-23T08:00 bo',
    '2026-03-23T08:00 2026-03-30T07:00 chief',
    '2026-03-30T07:00 2026-04-01T00:00 anna',
  ]);
});

test('there are no gaps and no overlaps, and it is what `onCall` says, at any moment', () => {
  const moment = fc
    .integer({ min: at('2025-12-01T00:00:00Z') / 1_000, max: at('2026-11-30T00:00:00Z') / 1_000 })
    .map(s => s * 1_000);
  const property = fc.property(moment, fc.integer({ min: 1, max: 60 * 86_400_000 }), moment, (from, length, asked) => {
    for (const id of ['duty', 'night']) {
      const table = onCallTable(policy, from, from + length).filter(({ rotation }) => rotation === id);
      expect(table.map(duty => duty.to)).toEqual([...table.slice(1).map(duty => duty.from), from + length]);
      expect(table[0]?.from).toBe(from);
      const now = from + (asked % length);
      expect(table.find(duty => duty.from <= now && now < duty.to)?.person).toBe(onCall(policy, id, now));
    }
  });
  fc.assert(property, { numRuns: 60 });
});

test('nothing is said of no time at all', () => {
  expect(onCallTable(policy, 5, 5)).toEqual([]);
  expect(onCallTable(wordsOf({ steps: [{ ...step, page: ['person:anna'] }] }), 0, 1_000)).toEqual([]);
});
