/** A page that may have reached somebody although it did not count as sent: the process died after the provider had it. */
import { expect, test } from 'vitest';
import type { Delivery } from '../../engine/alarms/alarm.ts';
import { plan } from '../../engine/policies/plan.ts';
import { alarmOf, people, policyOf, raisedAt } from './cast.ts';

const policy = policyOf({ steps: [{ after: '0s', page: ['person:anna'], via: ['sms'] }] });
const minute = 60_000;

function row(state: Delivery['state'], ambiguous: number): Delivery {
  const at = { kind: 'raised', round: 1, step: 1, repeat: 0, person: 'anna', channel: 'sms', dueAt: raisedAt } as const;
  const seen = { answers: 0, levels: 1 };
  return { key: 'warm~f-7~1/raised/1/1/0/anna/sms', ...at, state, attempts: 1, ambiguous, text: '', severity: 'critical', seen };
}

test.each([
  { name: 'accepted', state: 'accepted', ambiguous: 0, told: ['anna'] },
  { name: 'withdrawn before it was sent', state: 'withdrawn', ambiguous: 0, told: [] },
  { name: 'withdrawn after an attempt that was cut off', state: 'withdrawn', ambiguous: 1, told: ['anna'] },
  { name: 'given up after attempts without an answer', state: 'failed', ambiguous: 3, told: ['anna'] },
  { name: 'refused', state: 'failed', ambiguous: 0, told: [] },
] as const)('a page that was $name: who is told that it is over', ({ state, ambiguous, told }) => {
  const knownAt = raisedAt + minute;
  const over = { decision: 2, at: knownAt, knownAt, because: 'cleared', shown: {} } as const;
  const facts = {
    alarm: { ...alarmOf('critical', undefined, { critical: policy }), over },
    deliveries: [row(state, ambiguous)],
    events: [],
    policies: new Map([[policy.version, policy]]),
    people,
    channels: new Set(['sms', 'email'] as const),
  };
  expect(plan(facts, knownAt).pages.map(({ kind, person }) => `${kind} ${person}`)).toEqual(told.map(person => `over ${person}`));
});
