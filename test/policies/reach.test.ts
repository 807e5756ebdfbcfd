import { expect, test } from 'vitest';
import type { Person } from '../../engine/people.ts';
import { people, policyOf, raisedAt } from './cast.ts';
import { night } from './night.ts';

const step = (after: string, page: string, via: readonly string[] = ['sms']) => ({ after, page: [page], via });
const lastly = step('20m', 'person:chief');
const told = (page: string, via: readonly string[], options = {}) =>
  night(policyOf({ steps: [step('0s', page, via), step('10m', 'person:bo'), lastly] }), options)
    .until('9m')
    .told();

test.each([
  { name: 'both channels asked for', page: 'person:anna', via: ['sms', 'email'], want: ['0s sms anna', '0s email anna'] },
  { name: 'the one asked for', page: 'person:anna', via: ['email'], want: ['0s email anna'] },
  { name: 'not the one asked for: the next they have', page: 'person:mail-only', via: ['sms'], want: ['0s email mail-only'] },
  { name: 'one of the two asked for', page: 'person:mail-only', via: ['sms', 'email'], want: ['0s email mail-only'] },
  {
    name: 'no channel: the next step at once',
    page: 'person:unreachable',
    via: ['sms'],
    want: ['0s no-contact unreachable', '0s sms bo'],
  },
  { name: 'nobody of that name', page: 'person:who', via: ['sms'], want: ['0s no-contact who', '0s sms bo'] },
  { name: 'an empty team', page: 'team:ghosts', via: ['sms'], want: ['0s no-contact team:ghosts', '0s sms bo'] },
  { name: 'a team', page: 'team:leads', via: ['sms'], want: ['0s sms anna', '0s sms bo'] },
])('$name', ({ page, via, want }) => {
  expect(told(page, via).map(line => line.split(' raised')[0])).toEqual(want);
});

test('a channel that is not configured counts as not had', () => {
  expect(told('person:anna', ['sms'], { channels: ['email'] })).toEqual(['0s email anna raised/1/1/0']);
  expect(told('person:chief', ['sms', 'email'], { channels: ['email'] })).toEqual(['0s email chief raised/1/1/0']);
});

test('no channel at all: each step is recorded, and the alarm goes on', () => {
  const alarm = night(policyOf({ steps: [step('0s', 'person:anna'), lastly] }), { channels: [] }).until('1h');
  expect(alarm.told()).toEqual(['0s no-contact anna raised/1/1/0', '0s no-contact chief raised/1/2/0']);
  expect(alarm.finished()).toBe(false);
  expect(alarm.isOver().told()).toEqual([]);
  expect(alarm.finished()).toBe(true);
});

test.each(['failed', 'undelivered'] as const)('an SMS that %s: the next channel at once, and no further', fate => {
  const alarm = night(policyOf({ steps: [step('0s', 'person:anna'), lastly] }), {
    fate: ({ channel }) => (channel === 'sms' ? fate : 'accepted'),
  });
  expect(alarm.until('19m').told()).toEqual(['0s sms anna raised/1/1/0', '0s email anna raised/1/1/0']);
});

test('nobody of a step is reached on any channel: the next step at once, the ones after it at their times', () => {
  const policy = policyOf({ steps: [step('0s', 'person:anna', ['sms', 'email']), step('10m', 'person:bo'), lastly] });
  const alarm = night(policy, { fate: ({ person }) => (person === 'anna' ? 'failed' : 'accepted') });
  expect(alarm.until('20m').told()).toEqual([
    ...['0s sms anna raised/1/1/0', '0s email anna raised/1/1/0'],
    ...['0s sms bo raised/1/2/0', '20m sms chief raised/1/3/0'],
  ]);
  expect(alarm.notes()).toContain('0s step-brought-forward {"round":1,"steps":[2],"because":"no contact"}');
});

test('one of a team is reached: the next step keeps its time', () => {
  const policy = policyOf({ steps: [step('0s', 'team:leads'), lastly] });
  const alarm = night(policy, { channels: ['sms'], fate: ({ person }) => (person === 'anna' ? 'failed' : 'accepted') });
  expect(alarm.until('20m').told().at(-1)).toBe('20m sms chief raised/1/2/0');
});

test('people are looked up at each send: a repeat after the handover pages whoever has the phone then', () => {
  const rotations = { duty: { people: ['bo', 'anna'], handover: { every: 'day', at: '12:05' }, startsOn: '2026-03-02' } };
  const policy = policyOf({ rotations, steps: [{ ...step('0s', 'rotation:duty'), repeatEvery: '5m' }] });
  expect(night(policy).until('10m').told()).toEqual([
    '0s sms bo raised/1/1/0',
    '5m sms anna raised/1/1/1',
    '10m sms anna raised/1/1/2',
  ]);
  expect(night(policy).until('4m').next()).toBe('5m anna');
});

test('a step says who was paged before it', () => {
  const alarm = night(policyOf({ steps: [step('0s', 'team:leads'), lastly] }))
    .until('19m')
    .asleepUntil('20m');
  expect(alarm.plan().pages).toEqual([
    {
      kind: 'raised',
      round: 1,
      step: 2,
      repeat: 0,
      person: 'chief',
      channel: 'sms',
      dueAt: raisedAt + 1_200_000,
      severity: 'critical',
      escalatedFrom: ['anna', 'bo'],
    },
  ]);
});

test('a team of fifteen is paged as one; what does not fit into a plan is due at the next look', () => {
  const crowd: Person[] = Array.from({ length: 15 }, (_, index) => ({ ...people[0]!, id: `p${index}`, teams: ['crowd'] }));
  const steps = [step('0s', 'team:crowd', ['sms', 'email']), step('0s', 'person:bo'), lastly];
  const alarm = night(policyOf({ steps }), { directory: [...people, ...crowd] });
  expect(alarm.plan().pages).toHaveLength(30);
  expect(alarm.told()).toHaveLength(31);
});
