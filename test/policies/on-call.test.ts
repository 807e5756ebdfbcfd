import { expect, test } from 'vitest';
import { onCall, resolve } from '../../engine/policies/on-call.ts';
import type { Rotation } from '../../engine/policies/policy.ts';
import { people, policyOf } from './cast.ts';

const names = ['one', 'two', 'three'];
const weekly: Rotation = { people: names, handover: { every: 'week', on: 'mon', at: '09:00' }, startsOn: '2026-01-05' };
const daily: Rotation = { people: names, handover: { every: 'day', at: '07:00' }, startsOn: '2026-01-05' };
const nightly: Rotation = { ...daily, handover: { every: 'day', at: '02:30' } };
const tokyo: Rotation = { ...daily, timeZone: 'Asia/Tokyo' };
const midweek: Rotation = { ...weekly, startsOn: '2026-01-07' };
const cover = { from: '2026-03-14T09:00', to: '2026-03-15T21:00', person: 'cover' };
const covered: Rotation = { ...weekly, cover: [cover] };
const springCover: Rotation = { ...weekly, cover: [{ from: '2026-03-28T12:00', to: '2026-03-29T12:00', person: 'cover' }] };
const swapped: Rotation = { ...weekly, cover: [cover, { from: '2026-03-15T12:00', to: '2026-03-15T13:00', person: 'swap' }] };
const page = [{ after: '0s', page: ['person:x'], via: ['sms'] }];

test.each([
  // weekly, and where it starts
  { name: 'long before it starts: the first', rotation: weekly, at: '2020-06-01T12:00:00+02:00', who: 'one' },
  { name: 'one second before the first handover: the first', rotation: weekly, at: '2026-01-05T08:59:59+01:00', who: 'one' },
  { name: 'the first week', rotation: weekly, at: '2026-01-12T08:59:59+01:00', who: 'one' },
  { name: 'at the instant of handover, the new person', rotation: weekly, at: '2026-01-12T09:00:00+01:00', who: 'two' },
  { name: 'round and round', rotation: weekly, at: '2026-01-26T09:00:00+01:00', who: 'one' },
  {
    name: 'a start in the middle of a week: the first until the second handover day',
    rotation: midweek,
    at: '2026-01-19T08:59:59+01:00',
    who: 'one',
  },
  { name: 'and the second from it on', rotation: midweek, at: '2026-01-19T09:00:00+01:00', who: 'two' },
  // clocks go forward on 29 March, at 02:00
  { name: 'before the handover after spring forward', rotation: weekly, at: '2026-03-30T08:59:59+02:00', who: 'three' },
  { name: 'the handover after spring forward is at 09:00 local', rotation: weekly, at: '2026-03-30T09:00:00+02:00', who: 'one' },
  { name: 'daily, on the day itself, before', rotation: daily, at: '2026-03-29T06:59:59+02:00', who: 'two' },
  { name: 'daily, on the day itself', rotation: daily, at: '2026-03-29T07:00:00+02:00', who: 'three' },
  {
    name: '02:30 does not exist that night: not yet at 03:29:59',
    rotation: nightly,
    at: '2026-03-29T03:29:59+02:00',
    who: 'two',
  },
  { name: '02:30 does not exist that night: it is 03:30', rotation: nightly, at: '2026-03-29T03:30:00+02:00', who: 'three' },
  // clocks go back on 25 October, at 03:00
  { name: 'before the handover after falling back', rotation: weekly, at: '2026-10-26T08:59:59+01:00', who: 'three' },
  { name: 'the handover after falling back is at 09:00 local', rotation: weekly, at: '2026-10-26T09:00:00+01:00', who: 'one' },
  { name: '02:30 comes twice: before the first', rotation: nightly, at: '2026-10-25T02:29:59+02:00', who: 'two' },
  { name: '02:30 comes twice: the first counts', rotation: nightly, at: '2026-10-25T02:30:00+02:00', who: 'three' },
  { name: '02:30 comes twice: at the second nothing happens', rotation: nightly, at: '2026-10-25T02:30:00+01:00', who: 'three' },
  // its own time zone
  { name: 'own time zone, before 07:00 there', rotation: tokyo, at: '2026-01-06T06:59:59+09:00', who: 'one' },
  { name: 'own time zone, at 07:00 there', rotation: tokyo, at: '2026-01-06T07:00:00+09:00', who: 'two' },
  // cover
  { name: 'before the cover', rotation: covered, at: '2026-03-14T08:59:59+01:00', who: 'one' },
  { name: 'from the cover’s first instant', rotation: covered, at: '2026-03-14T09:00:00+01:00', who: 'cover' },
  { name: 'to its last second', rotation: covered, at: '2026-03-15T20:59:59+01:00', who: 'cover' },
  { name: 'and at its end the rotation again', rotation: covered, at: '2026-03-15T21:00:00+01:00', who: 'one' },
  {
    name: 'a cover over the night the clocks change, in local time',
    rotation: springCover,
    at: '2026-03-29T11:59:59+02:00',
    who: 'cover',
  },
  { name: 'ends in local time', rotation: springCover, at: '2026-03-29T12:00:00+02:00', who: 'three' },
  { name: 'of two covers the later written one', rotation: swapped, at: '2026-03-15T12:30:00+01:00', who: 'swap' },
])('$name', ({ rotation, at, who }) => {
  const { document } = policyOf({ rotations: { duty: rotation }, steps: page });
  expect(onCall(document, 'duty', Date.parse(at))).toBe(who);
});

test.each([
  { target: 'rotation:duty', want: ['one'] },
  { target: 'person:chief', want: ['chief'] },
  { target: 'person:not-in-the-directory', want: ['not-in-the-directory'] },
  { target: 'team:leads', want: ['anna', 'bo'] },
  { target: 'role:guard', want: ['bo'] },
  { target: 'role:leads', want: [] },
])('$target means $want', ({ target, want }) => {
  const { document } = policyOf({ rotations: { duty: weekly }, steps: page });
  expect(resolve(target, document, people, Date.parse('2026-01-05T12:00:00+01:00'))).toEqual(want);
});
