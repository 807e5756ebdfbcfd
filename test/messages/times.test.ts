import { expect, test } from 'vitest';
import { cityOf, howLong, whenOf } from '../../engine/messages/times.ts';

const at = (text: string) => Date.parse(text);

test.each([
  { name: 'today is a time', when: '2026-03-03T02:10Z', now: '2026-03-03T02:15Z', zone: 'Europe/Oslo', want: '03:10' },
  { name: 'midnight is 00:00', when: '2026-03-02T23:00Z', now: '2026-03-03T02:15Z', zone: 'Europe/Oslo', want: '00:00' },
  {
    name: 'yesterday has a date',
    when: '2026-03-02T22:59Z',
    now: '2026-03-03T02:15Z',
    zone: 'Europe/Oslo',
    want: 'Mon 2 Mar 23:59',
  },
  {
    name: 'last year has a year',
    when: '2025-12-31T22:59Z',
    now: '2026-01-01T02:15Z',
    zone: 'Europe/Oslo',
    want: 'Wed 31 Dec 2025 23:59',
  },
  { name: 'the zone is the site’s', when: '2026-03-03T02:10Z', now: '2026-03-03T02:15Z', zone: 'Asia/Kolkata', want: '07:40' },
  { name: 'an unknown zone is UTC', when: '2026-03-03T02:10Z', now: '2026-03-03T02:15Z', zone: 'Mars/Base', want: '02:10' },
])('$name', ({ when, now, zone, want }) => expect(whenOf(at(when), at(now), zone)).toBe(want));

test.each([
  { ms: 0, want: '1 min' },
  { ms: 5 * 60_000, want: '5 min' },
  { ms: 60 * 60_000, want: '1 h' },
  { ms: 65 * 60_000, want: '1 h 5 min' },
  { ms: 51 * 3_600_000, want: '2 d 3 h' },
])('$want', ({ ms, want }) => expect(howLong(ms)).toBe(want));

test('a zone is called by its city', () => {
  expect(['Europe/Oslo', 'America/New_York', 'UTC', 'nowhere'].map(cityOf)).toEqual(['Oslo', 'New York', 'UTC', 'UTC']);
});

test('a time that no calendar holds does not stop a page', () => {
  expect(whenOf(Number.NaN, 8.7e15, 'Europe/Oslo')).toMatch(/\d\d:\d\d$/);
});
