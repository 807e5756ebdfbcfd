/** Who is there, and what it is about: the people, the policy and the alarm of a night. */
import type { Alarm, Severity } from '../../engine/alarms/alarm.ts';
import { parseDuration } from '../../engine/duration.ts';
import type { Person } from '../../engine/people.ts';
import { type LoadedPolicy, readPolicy } from '../../engine/policies/read-policy.ts';

/** Tuesday noon in Oslo, far from any handover. */
export const raisedAt = Date.parse('2026-03-03T12:00:00+01:00');

export const people: readonly Person[] = [
  { id: 'anna', name: 'Anna', email: 'anna@example.org', phone: '+4711111111', teams: ['leads'] },
  { id: 'bo', name: 'Bo', email: 'bo@example.org', phone: '+4722222222', teams: ['leads'], roles: ['guard'] },
  { id: 'mail-only', name: 'Mo', email: 'mo@example.org' },
  { id: 'unreachable', name: 'Una' },
  { id: 'chief', name: 'Chief', phone: '+4733333333', email: 'chief@example.org' },
];

export const ms = (text: string): number => {
  const found = parseDuration(text);
  if (found === undefined) throw new Error(`no duration: ${text}`);
  return found;
};

export function policyOf(words: Readonly<Record<string, unknown>>): LoadedPolicy {
  const read = readPolicy(JSON.stringify({ id: 'p', name: 'P', timeZone: 'Europe/Oslo', ...words }), 'p.policy.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
}

/** `ago`: how long before it was known the alarm was raised. */
export function alarmOf(
  severity: Severity,
  ago: string | undefined,
  loaded: Partial<Record<Severity, LoadedPolicy | null>>,
): Alarm {
  const at = ago === undefined ? raisedAt : raisedAt - ms(ago);
  const bind = (policy: LoadedPolicy | null | undefined) => (policy ? { id: policy.id, version: policy.version } : null);
  return {
    id: 'warm~f-7~1',
    rule: { id: 'warm', name: 'Warm', version: 'v' },
    device: { id: 'f-7', name: 'Freezer 7', tags: {} },
    message: { title: 'Freezer 7 is warm', firstSteps: [] },
    why: 'because',
    raisedAt: at,
    knownAt: raisedAt,
    levels: [{ decision: 1, at, knownAt: raisedAt, severity, shown: {} }],
    answers: [],
    policies: Object.fromEntries(Object.entries(loaded).map(([word, policy]) => [word, bind(policy)])),
    generation: 0,
    traceparent: '00-0',
    explanation: null,
  };
}
