/** "Everyone must answer": answers that wait for those of others. */
import type { Answer } from '../alarms/alarm.ts';
import { withdrawn } from '../alarms/occurrence.ts';
import type { Movers, Round } from './schedule.ts';

/** What the answers that wait for others do to a round: those people are left alone, and once taken back, the step pages again. */
export function jointly(answers: readonly Answer[], { begins, since }: Round, now: number): Pick<Movers, 'joined' | 'again'> {
  const joint = answers.filter(answer => answer.joint && answer.at >= since && answer.at <= now);
  const standing = joint.filter(({ withdrawnAt }) => withdrawnAt === undefined || withdrawnAt > now);
  const taken = joint.flatMap(({ withdrawnAt }) => (withdrawnAt !== undefined && withdrawnAt >= begins ? [withdrawnAt] : []));
  return { joined: [...new Set(standing.map(({ by }) => by))], again: taken.filter(at => at <= now) };
}

/**
 * The answers after this person took theirs back. Where others had answered with them, everyone must answer again: the answer that was
 * the last one needed counted until now, and waits for others from now on.
 */
export function withoutJoint(answers: readonly Answer[], by: string, at: number): readonly Answer[] {
  if (!answers.some(answer => answer.joint && answer.by === by && answer.withdrawnAt === undefined)) return answers;
  return answers.flatMap(answer => {
    if (answer.joint && answer.by === by) return [withdrawn(answer, at, `taken back by ${by}`)];
    if (answer.answer !== 'have-it' || answer.joint || answer.withdrawnAt !== undefined) return [answer];
    const { quietUntil: _, ...kept } = answer;
    return [withdrawn(answer, at, `${by} took theirs back`), { ...kept, at, joint: true as const }];
  });
}
