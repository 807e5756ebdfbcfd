/** What people said in a round, and what it does to its steps. */
import type { Answer } from '../alarms/alarm.ts';
import type { Person } from '../people.ts';
import type { Pause } from './pauses.ts';
import type { Policy } from './policy.ts';
import { resolveAll } from './reach.ts';

/** What moves the steps of a round. */
export interface Movers {
  readonly pauses: readonly Pause[];
  /** When people said that they cannot, one entry each. */
  readonly cannots: readonly { readonly by: string; readonly at: number; readonly withdrawn: boolean }[];
  /** Where everyone must answer: who has it, from when to when, while others have not answered yet. */
  readonly joint: readonly { readonly by: string; readonly from: number; readonly to: number }[];
  /** When such an answer was taken back: the reached step pages again. */
  readonly again: readonly number[];
}

/** Answers that wait for others count from the first of the rounds that nobody answered, until the quiet of an answer ran out. */
export function jointly(
  answers: readonly Answer[],
  { begins, since }: { readonly begins: number; readonly since: number },
  pauses: readonly Pause[],
): Pick<Movers, 'joint' | 'again'> {
  const quiet = pauses.at(-1)?.quietUntil ?? Number.POSITIVE_INFINITY;
  const counted = answers.filter(({ joint, at }) => joint && at >= since && at < quiet);
  const joint = counted.map(({ by, at, withdrawnAt }) => ({ by, from: at, to: withdrawnAt ?? Number.POSITIVE_INFINITY }));
  return { joint, again: joint.map(({ to }) => to).filter(to => to >= begins && to < quiet) };
}

export const hasIt = (person: string, { joint }: Movers, at: number): boolean =>
  joint.some(({ by, from, to }) => by === person && from <= at && at < to);

const cannotCome = (person: string, movers: Movers, at: number): boolean =>
  !hasIt(person, movers, at) && movers.cannots.some(({ by, withdrawn }) => by === person && !withdrawn);

/** Whether somebody gets no more pages in this round, as it is at this moment. */
export const isOut = (person: string, movers: Movers, at: number): boolean =>
  cannotCome(person, movers, at) || hasIt(person, movers, at);

/**
 * Whether, when these targets were to be paged or later, nobody was left to be paged, because all of them had it. That stays so,
 * whatever is taken back afterwards.
 */
export function allHadIt(
  targets: readonly string[],
  policy: Policy,
  people: readonly Person[],
  movers: Movers,
  due: number,
  now: number,
): boolean {
  const moments = [due, ...movers.joint.map(({ from }) => from)].filter(at => due <= at && at <= now);
  return moments.some(at => {
    const asked = resolveAll(targets, policy, people, at).filter(person => !cannotCome(person, movers, at));
    return movers.joint.length > 0 && asked.length > 0 && asked.every(person => hasIt(person, movers, at));
  });
}
