import type { Facts } from './facts.ts';
import { livesOf } from './rounds.ts';

const unreached = ['failed', 'no-contact', 'withdrawn'];

export interface Waiting {
  /** Who has it already; the others have not answered. */
  readonly joined: readonly string[];
  /** Of all who were paged since the last answer or rise, those who can still answer; empty: this answer is the last one needed. */
  readonly waitsFor: readonly string[];
}

/** For whom the alarm waits when this person has it. `undefined`: one answer is enough. */
export function stillToAnswer(facts: Facts, by: string, now: number): Waiting | undefined {
  const life = livesOf(facts, now).at(-1);
  if (life?.round.policy.document.acknowledge?.everyoneMustAnswer !== true) return undefined;
  const { movers, round } = life;
  const joined = [...new Set(movers.joint.filter(({ from, to }) => from <= now && now < to).map(one => one.by))];
  const reached = facts.deliveries.filter(
    ({ kind, dueAt, state }) => kind !== 'over' && dueAt >= round.since && !unreached.includes(state),
  );
  const gone = [by, ...joined, ...movers.cannots.filter(({ withdrawn }) => !withdrawn).map(cannot => cannot.by)];
  return { joined, waitsFor: [...new Set(reached.map(({ person }) => person))].filter(person => !gone.includes(person)) };
}
