import { Temporal } from 'temporal-polyfill';
import { weekdays } from '../calendars/calendar-document.ts';
import { own } from '../own.ts';
import type { Person } from '../people.ts';
import type { Policy, Rotation } from './policy.ts';

/**
 * Who has the phone of this rotation at this moment (ms): a person id. At the instant of handover it is the new person; before the
 * rotation starts, its first one. Where clocks change, a local time that does not exist counts as the moment one hour later, one
 * that comes twice as its first. Throws on a rotation that the policy does not have: `readPolicy` refuses such a policy.
 */
export function onCall(policy: Policy, rotationId: string, at: number): string {
  const rotation = own(policy.rotations ?? {}, rotationId);
  if (!rotation) throw new Error(`policy ${policy.id} has no rotation ${rotationId}`);
  const zone = rotation.timeZone ?? policy.timeZone;
  return covering(rotation, zone, at)?.person ?? rotation.people[handoversBefore(rotation, zone, at) % rotation.people.length]!;
}

type Cover = NonNullable<Rotation['cover']>[number];

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

export interface Turn {
  readonly from: number;
  readonly to: number;
  readonly person: string;
  /** They stand in for somebody. */
  readonly cover?: Cover;
}

/** Who has the phone from `from` to `to` (ms), turn by turn. It is what `onCall` says at each moment. */
export function turnsOf(policy: Policy, rotationId: string, from: number, to: number): Turn[] {
  const rotation = own(policy.rotations ?? {}, rotationId);
  if (!rotation) return [];
  const zone = rotation.timeZone ?? policy.timeZone;
  const handovers = handoversOf(rotation, zone, from, to);
  const covers = (rotation.cover ?? []).map(cover => ({
    cover,
    begins: instantOf(cover.from, zone),
    ends: instantOf(cover.to, zone),
  }));
  const moments = [...handovers.map(({ at }) => at), ...covers.flatMap(({ begins, ends }) => [begins, ends])];
  const edges = [...new Set([from, ...moments.filter(at => from < at && at < to)])].sort((a, b) => a - b);
  return edges.map((at, index) => {
    const turn = { from: at, to: edges[index + 1] ?? to };
    const cover = covers.findLast(({ begins, ends }) => begins <= at && at < ends)?.cover;
    if (cover) return { ...turn, person: cover.person, cover };
    const passed = handovers.findLast(handover => handover.at <= at)?.passed ?? 0;
    return { ...turn, person: rotation.people[passed % rotation.people.length]! };
  });
}

/** The last handover up to `from`, and those before `to`. */
function handoversOf(rotation: Rotation, zone: string, from: number, to: number): { at: number; passed: number }[] {
  const first = firstHandover(rotation);
  const days = daysBetween(rotation);
  const handovers: { at: number; passed: number }[] = [];
  for (let passed = handoversBefore(rotation, zone, from); ; passed += 1) {
    const date = first.add({ days: passed * days });
    const at = instantOf(`${date.toString()}T${rotation.handover.at}`, zone);
    if (at >= to) return handovers;
    handovers.push({ at, passed });
  }
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
