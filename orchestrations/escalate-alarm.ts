import type { OrchestrationContext } from 'durable-functions';
import type { DriverInput } from './activities.ts';
import { openNews, perform, performAll, type Steps } from './steps.ts';

/**
 * Drives one alarm from its first page to its end. What is due is decided by `plan-next` from the alarm row and the ledger,
 * so that code and policies may change under a sleeping alarm. A long life goes on in the next generation (`relay`).
 */
export function* escalateAlarm(context: OrchestrationContext): Steps<{ outcome: string }> {
  const of = context.df.getInput<DriverInput>();
  const news = openNews(context);
  for (let look = 1; ; look++) {
    const next = yield* perform(context, 'plan-next', { ...of, look });
    if (next.kind === 'over') return { outcome: next.outcome };
    if (next.kind === 'relay') return yield* perform(context, 'relay', { ...of, instanceId: context.df.instanceId });
    const lookAgainAt = yield* performAll(context, of, next.orders, new Date(next.lookAgainAt));
    yield* news.until(lookAgainAt);
  }
}
