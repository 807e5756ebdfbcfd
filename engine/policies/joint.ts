/** "Everyone must answer": answers that wait for those of others. */
import type { Answer } from '../alarms/alarm.ts';
import { withdrawn } from '../alarms/occurrence.ts';

/**
 * The answers after this person took theirs back. Where others had answered with them, everyone must answer again: the answer that was
 * the last one needed counted until now, and waits for others from now on.
 */
export function withoutJoint(answers: readonly Answer[], by: string, at: number): readonly Answer[] {
  if (!answers.some(answer => answer.joint && answer.by === by && answer.withdrawnAt === undefined)) return answers;
  return answers.flatMap(answer => {
    if (answer.joint && answer.by === by) return [withdrawn(answer, at, `taken back by ${by}`)];
    const { quietUntil = Number.POSITIVE_INFINITY, ...kept } = answer;
    const counts = answer.answer === 'have-it' && !answer.joint && answer.withdrawnAt === undefined && at < quietUntil;
    if (!counts) return [answer];
    return [withdrawn(answer, at, `${by} took theirs back`), { ...kept, at, joint: true as const }];
  });
}
