/** Whom a step reaches, by which channel, and what follows when it does not. */
import type { Delivery } from '../alarms/alarm.ts';
import type { Channel, Person } from '../people.ts';
import { type AskedChannel, builtChannels, isBuilt } from './channels.ts';
import type { Facts } from './facts.ts';
import { resolve } from './on-call.ts';
import type { Policy } from './policy.ts';

/** Channels by which this person can be told on this system; those that the step asks for come first. */
export function channelsOf(person: string, via: readonly AskedChannel[], facts: Facts): Channel[] {
  const contact = facts.people.find(({ id }) => id === person);
  const order = [...via.filter(isBuilt), ...builtChannels.filter(channel => !via.includes(channel))];
  return order.filter(channel => facts.channels.has(channel) && contact !== undefined && hasContact(contact, channel));
}

const hasContact = (person: Person, channel: Channel): boolean => (channel === 'sms' ? person.phone : person.email) !== undefined;

/** The channels asked for that the person has, else the next one they have; none: nobody can be told. */
export function askedChannels(person: string, via: readonly AskedChannel[], facts: Facts): Channel[] {
  const usable = channelsOf(person, via, facts);
  const asked = usable.filter(channel => via.includes(channel));
  return asked.length > 0 ? asked : usable.slice(0, 1);
}

/** All that these targets mean at this moment, each person once. */
export const resolveAll = (targets: readonly string[], policy: Policy, people: readonly Person[], at: number): string[] => [
  ...new Set(targets.flatMap(target => resolve(target, policy, people, at))),
];

/** When this attempt was found to have failed; `undefined`: it may have come through, or still may. */
function failedAt({ state, receipt, endedAt, dueAt }: Delivery): number | undefined {
  const undelivered = state === 'accepted' && receipt?.delivered === false;
  if (!undelivered && state !== 'failed' && state !== 'no-contact') return undefined;
  return Math.max(dueAt, (undelivered ? receipt.at : endedAt) ?? dueAt);
}

/** All attempts failed to reach one person with one page (a step's first page, or one of its repeats). */
export interface Missed {
  readonly row: Delivery;
  readonly at: number;
  /** The next channel that was not tried yet. */
  readonly next?: Channel;
}

/** What the pages of one step have missed, from its ledger rows: one entry per person and page. */
export function missedIn(rows: readonly Delivery[], via: readonly AskedChannel[], facts: Facts): Missed[] {
  const byPage = Map.groupBy(rows, ({ repeat, person }) => `${repeat}/${person}`);
  return [...byPage.values()].flatMap(attempts => {
    const failures = attempts.map(failedAt);
    const at = Math.max(...failures.map(failure => failure ?? Number.POSITIVE_INFINITY));
    if (at === Number.POSITIVE_INFINITY) return [];
    const row = attempts.find(attempt => failedAt(attempt) === at)!;
    const untried = channelsOf(row.person, via, facts).find(channel => attempts.every(attempt => attempt.channel !== channel));
    return [{ row, at, ...(untried !== undefined && row.state !== 'no-contact' && { next: untried }) }];
  });
}

/** The moment from which a step is known to reach nobody: one of its pages missed everybody, on every channel they have. */
export function unreachedAt(rows: readonly Delivery[], via: readonly AskedChannel[], facts: Facts): number | undefined {
  const missed = missedIn(rows, via, facts);
  const pages = Map.groupBy(rows, ({ repeat }) => repeat);
  const moments = [...pages].flatMap(([repeat, attempts]) => {
    const lost = missed.filter(({ row, next }) => row.repeat === repeat && next === undefined);
    const everybody = new Set(attempts.map(({ person }) => person)).size;
    return lost.length === everybody ? [Math.max(...lost.map(({ at }) => at))] : [];
  });
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
