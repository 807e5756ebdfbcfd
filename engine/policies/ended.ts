/** What people are told of the end. */
import { type Delivery, severities } from '../alarms/alarm.ts';
import { lastAnswer } from '../alarms/occurrence.ts';
import type { Channel } from '../people.ts';
import { ledgerChannel } from './channels.ts';
import { messages, nextChannel } from './due.ts';
import type { Facts, PlannedPage } from './facts.ts';
import { missedIn, resolveAll } from './reach.ts';
import { type Life, policyFor, raisedOf, startOf } from './rounds.ts';
import { draftsOf } from './schedule.ts';

/** The alarm had ended before Tocsin learned of it, and nobody was paged as if it were still there. */
export const wasOverBefore = ({ alarm, deliveries }: Facts): boolean =>
  alarm.over !== undefined && alarm.over.at <= alarm.knownAt && deliveries.every(({ toldOnce }) => toldOnce === true);

/** The first step of the worst level is told once, at its time, from when to when it was. `at`: when, if that is still to come. */
export function toldOnce(facts: Facts, now: number): { pages: PlannedPage[][]; at?: number } {
  const { alarm, deliveries } = facts;
  const severity = severities.find(word => alarm.levels.some(level => level.severity === word)) ?? 'info';
  const policy = policyFor(facts, severity);
  if (!policy) return { pages: [] };
  const round = startOf(policy, { severity, raised: raisedOf(facts), begins: alarm.knownAt, first: true }, 1);
  const slot = draftsOf(round)[0];
  if (!slot) return { pages: [] };
  if (deliveries.length > 0)
    return {
      pages: missedIn(deliveries, slot.via, facts).flatMap(({ row, at, next }) =>
        next ? [[nextChannel(row, next, Math.min(at, now), round, facts)]] : [],
      ),
    };
  if (slot.nominal > now) return { pages: [], at: slot.nominal };
  const base = { kind: 'raised', round: 1, step: slot.step, repeat: 0, dueAt: slot.nominal, severity, toldOnce: true } as const;
  const people = resolveAll(slot.page, policy.document, facts.people, now);
  if (people.length > 0)
    return { pages: [people.flatMap(person => messages(person, slot, facts).map(to => ({ ...base, ...to })))] };
  const nobody = { channel: ledgerChannel(slot.via), noContact: true, why: 'nobody is behind this name' } as const;
  return { pages: [slot.page.map(person => ({ ...base, ...nobody, person }))] };
}

/** An attempt whose end nobody saw may have reached them, whatever became of the page then. */
const mayKnow = ({ state, ambiguous }: Delivery): boolean => state === 'accepted' || state === 'unknown' || ambiguous > 0;

/** "Over" goes to whoever was told of the alarm, on the channels that were used for them, as the policy narrows it. */
export function overPages(facts: Facts, life: Life | undefined): PlannedPage[][] {
  const { alarm, deliveries } = facts;
  const words = life?.round.policy.document.whenCleared;
  if (!alarm.over || words?.tell === 'nobody') return [];
  const told = deliveries
    .filter(row => row.kind !== 'over' && mayKnow(row))
    .filter(({ person }) => words?.tell !== 'acknowledger' || haveIt(alarm).includes(person))
    .filter(({ channel }) => words?.via?.includes(channel) ?? true);
  const known = deliveries.filter(({ kind }) => kind === 'over');
  const owed = told.filter(row => !known.some(over => isSame(over, row)));
  const unique = owed.filter((row, index) => owed.findIndex(other => isSame(other, row)) === index);
  const base = { kind: 'over', round: 0, step: 0, repeat: 0, dueAt: alarm.over.knownAt } as const;
  const severity = alarm.levels.at(-1)?.severity ?? 'info';
  return unique.map(({ person, channel }) => [{ ...base, person, channel, severity }]);
}

/** Whoever has it: one person, or, where everyone must answer, all who did. */
function haveIt(alarm: Facts['alarm']): string[] {
  const joint = alarm.answers.filter(answer => answer.joint && answer.withdrawnAt === undefined).map(({ by }) => by);
  const last = lastAnswer(alarm);
  return last ? [...joint, last.by] : joint;
}

const isSame = (a: { person: string; channel: Channel }, b: { person: string; channel: Channel }): boolean =>
  a.person === b.person && a.channel === b.channel;
