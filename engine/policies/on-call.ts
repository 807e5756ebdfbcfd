import { Temporal } from 'temporal-polyfill';
import type { Person } from '../people.ts';
import type { Policy, Rotation } from './policy.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Who has the phone of this rotation at this moment (ms): a person id. At the instant of handover it is the new person; before the
 * rotation starts, its first one. Where clocks change, a local time that does not exist counts as the moment one hour later, one
 * that comes twice as its first. Throws on a rotation that the policy does not have: `readPolicy` refuses such a policy.
 */
export function onCall(policy: Policy, rotationId: string, at: number): string {
  const rotation = policy.rotations?.[rotationId];
  if (!rotation) throw new Error(`policy ${policy.id} has no rotation ${rotationId}`);
  const zone = rotation.timeZone ?? policy.timeZone;
  return covering(rotation, zone, at) ?? rotation.people[handoversBefore(rotation, zone, at) % rotation.people.length]!;
}

/** Of covers that overlap, the one written last counts: a swap of a swap is added at the end. */
function covering({ cover = [] }: Rotation, zone: string, at: number): string | undefined {
  return cover.findLast(({ from, to }) => instantOf(from, zone) <= at && at < instantOf(to, zone))?.person;
}

/** How often the phone changed hands since the first handover on or after `startsOn`. */
function handoversBefore({ handover, startsOn }: Rotation, zone: string, at: number): number {
  const days = handover.every === 'week' ? 7 : 1;
  const day = weekdays.indexOf(handover.on ?? 'mon') + 1;
  const start = Temporal.PlainDate.from(startsOn);
  const first = days === 1 ? start : start.add({ days: (day - start.dayOfWeek + 7) % 7 });
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const passed = Math.floor(first.until(today, { largestUnit: 'days' }).days / days);
  const last = first.add({ days: passed * days });
  const handedOver = instantOf(`${last.toString()}T${handover.at}`, zone) <= at;
  return Math.max(0, handedOver ? passed : passed - 1);
}

const instantOf = (local: string, zone: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

/** Whom a step's word means at this moment: person ids, in their own order. A person need not be in the directory; a team may be empty. */
export function resolve(target: string, policy: Policy, people: readonly Person[], at: number): string[] {
  const [kind, id = ''] = target.split(':');
  if (kind === 'rotation') return [onCall(policy, id, at)];
  if (kind === 'person') return [id];
  const has = (person: Person) => (kind === 'team' ? person.teams : person.roles)?.includes(id) ?? false;
  return people
    .filter(has)
    .map(person => person.id)
    .sort();
}
