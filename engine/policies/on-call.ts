import { Temporal } from 'temporal-polyfill';
import type { Person } from '../people.ts';
import type { Policy, Rotation } from './policy.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Who has the phone of this rotation at this moment (ms): a person id. At the instant of handover it is the new person; before the
 * rotation starts, its first one. Where clocks change, a local time that does not exist counts as the moment one hour later, one
 * that comes twice as its first. Throws on a rotation that the policy does not have: `readPolicy` refuses such a policy.
 */
export const onCall = (policy: Policy, rotationId: string, at: number): string => dutyAt(policy, rotationId, at).person;

type Cover = NonNullable<Rotation['cover']>[number];

/** The same, and the cover that counts then, if there is one. */
export function dutyAt(policy: Policy, rotationId: string, at: number): { readonly person: string; readonly cover?: Cover } {
  const rotation = policy.rotations?.[rotationId];
  if (!rotation) throw new Error(`policy ${policy.id} has no rotation ${rotationId}`);
  const zone = rotation.timeZone ?? policy.timeZone;
  const cover = covering(rotation, zone, at);
  if (cover) return { person: cover.person, cover };
  return { person: rotation.people[handoversBefore(rotation, zone, at) % rotation.people.length]! };
}

/** Of covers that overlap, the one written last counts: a swap of a swap is added at the end. */
const covering = ({ cover = [] }: Rotation, zone: string, at: number): Cover | undefined =>
  cover.findLast(({ from, to }) => instantOf(from, zone) <= at && at < instantOf(to, zone));

/** How often the phone changed hands since the first handover on or after `startsOn`. */
function handoversBefore(rotation: Rotation, zone: string, at: number): number {
  const { handover } = rotation;
  const days = daysBetween(rotation);
  const first = firstHandover(rotation);
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const passed = Math.floor(first.until(today, { largestUnit: 'days' }).days / days);
  const last = first.add({ days: passed * days });
  const handedOver = instantOf(`${last.toString()}T${handover.at}`, zone) <= at;
  return Math.max(0, handedOver ? passed : passed - 1);
}

const daysBetween = ({ handover }: Rotation): number => (handover.every === 'week' ? 7 : 1);

function firstHandover({ handover, startsOn }: Rotation): Temporal.PlainDate {
  const start = Temporal.PlainDate.from(startsOn);
  if (handover.every === 'day') return start;
  const day = weekdays.indexOf(handover.on ?? 'mon') + 1;
  return start.add({ days: (day - start.dayOfWeek + 7) % 7 });
}

/** The moments (ms) after `from` and before `to` at which the phone changes hands, covers included, in their order. */
export function changesOfHands(policy: Policy, rotationId: string, from: number, to: number): number[] {
  const rotation = policy.rotations?.[rotationId];
  if (!rotation) return [];
  const zone = rotation.timeZone ?? policy.timeZone;
  const days = daysBetween(rotation);
  const count = handoversBefore(rotation, zone, from);
  const covers = (rotation.cover ?? []).flatMap(cover => [instantOf(cover.from, zone), instantOf(cover.to, zone)]);
  const moments = covers.filter(at => from < at && at < to);
  for (let k = count; ; k += 1) {
    const date = firstHandover(rotation).add({ days: k * days });
    const at = instantOf(`${date.toString()}T${rotation.handover.at}`, zone);
    if (at >= to) break;
    if (at > from) moments.push(at);
  }
  return [...new Set(moments)].sort((a, b) => a - b);
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
