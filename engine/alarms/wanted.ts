import type { Alarm, Delivery } from './alarm.ts';
import { isWorse } from './occurrence.ts';

/**
 * Why a page that was planned is no longer wanted, judged on the alarm row just before it would start; `undefined`: it is.
 * Only what the plan had not seen yet counts: an answer given before a new round began does not stop that round.
 */
export function noLongerWanted(alarm: Alarm, page: Delivery): string | undefined {
  if (page.kind === 'over' || page.toldOnce) return undefined;
  if (alarm.over) return 'the alarm is over';
  const fresh = alarm.answers.slice(page.seen.answers).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const taken = fresh.find(({ answer, by, joint }) => answer === 'have-it' && (!joint || by === page.person));
  if (taken) return `${taken.by} has it`;
  if (fresh.some(({ answer, by }) => answer === 'cannot' && by === page.person)) return `${page.person} cannot`;
  const worse = alarm.levels.slice(page.seen.levels).some(({ severity }) => isWorse(severity, page.severity));
  return worse ? 'severity rose: a new round began' : undefined;
}
