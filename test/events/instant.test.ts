import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '../../engine/events/instant.ts';

const noon = Date.UTC(2026, 10, 18, 12);

test.each([
  ['2026-11-18T12:00:00Z', noon],
  ['2026-11-18T12:00:00', noon],
  ['2026-11-18T12:00Z', noon],
  ['2026-11-18t12:00:00z', noon],
  ['2026-11-18 12:00:00Z', noon],
  ['2026-11-18T12:00:00.1Z', noon + 100],
  ['2026-11-18T12:00:00.12Z', noon + 120],
  ['2026-11-18T12:00:00.1239999Z', noon + 123],
  ['2026-11-18T12:00:00.0000000+00:00', noon],
  ['2026-11-18T13:30:00+01:30', noon],
  ['2026-11-18T10:00:00-02', noon],
  ['2026-11-18T07:30:00.5-0430', noon + 500],
  ['1970-01-01T00:00:00Z', 0],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
])('%s is a time', (text, at) => expect(instantOf(text)).toBe(at));

test.each([
  '',
  'yesterday',
  '2026-11-18',
  '12:00:00',
  '2026-11-18T12Z',
  '2026-11-18T12:00:00.Z',
  '2026-11-18T12:00:00.1234567890Z',
  '2026-13-18T12:00:00Z',
  '2026-00-18T12:00:00Z',
  '2026-06-31T12:00:00Z',
  '2026-06-00T12:00:00Z',
  '2025-02-29T12:00:00Z',
  '1900-02-29T12:00:00Z',
  '2026-11-18T24:00:00Z',
  '2026-11-18T12:60:00Z',
  '2026-11-18T12:00:60Z',
  '2026-11-18T12:00:00+24:00',
  '2026-11-18T12:00:00+01:60',
  '0001-01-01T00:00:00',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:30:00+01:00',
  '+12026-11-18T12:00:00Z',
  ' 2026-11-18T12:00:00Z',
  '2026-11-18T12:00:00Z ',
  '1763451730000',
])('%j is none', text => expect(instantOf(text)).toBeUndefined());

test('every instant reads back from its ISO text', () => {
  const anyTime = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
  fc.assert(fc.property(anyTime, date => instantOf(date.toISOString()) === date.getTime()));
});
