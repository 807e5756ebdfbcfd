/** Calendars that a policy names: its own, else those that are shared by all. */
import type { Complaint } from '../calendars/check-calendar.ts';
import type { Calendars } from '../calendars/read-calendars.ts';
import type { Policy, Step } from './policy.ts';
import { nearest } from './words.ts';

const words = ['during', 'notDuring', 'holdUntil'] as const satisfies readonly (keyof Step)[];

const named = ({ steps }: Policy) =>
  steps.flatMap((step, index) =>
    words.flatMap(word => (step[word] === undefined ? [] : [{ id: step[word], at: ['steps', index, word] }])),
  );

const has = ({ calendars }: Policy, id: string): boolean => Object.hasOwn(calendars ?? {}, id);

export function unknownCalendars(policy: Policy, shared: Calendars): Complaint[] {
  const known = [...Object.keys(policy.calendars ?? {}), ...shared.keys()];
  return named(policy)
    .filter(({ id }) => !known.includes(id))
    .map(({ id, at }) => {
      const meant = nearest(id, known);
      return {
        at,
        code: 'policy/unknown-calendar',
        says: `There is no calendar “${id}”, neither in this policy nor in rules/calendars.json.`,
        ...(meant === undefined
          ? { fix: 'Add it under "calendars": { "days": ["mon"], "from": "07:00", "to": "17:00" }.' }
          : { fix: `Did you mean “${meant}”?`, change: [{ at, write: meant }] }),
      };
    });
}

/** The policy with the shared calendars that it names in it; the same when it names none. */
export function borrowed(policy: Policy, shared: Calendars): Policy {
  const ids = [...new Set(named(policy).map(({ id }) => id))].filter(id => !has(policy, id) && shared.has(id));
  if (ids.length === 0) return policy;
  return { ...policy, calendars: { ...policy.calendars, ...Object.fromEntries(ids.map(id => [id, shared.get(id)!])) } };
}
