/** Typed verbs for orchestrators. Every use of a durable task's details lives here. */
import df, { type OrchestrationContext, type Task } from 'durable-functions';
import type { Activities, DriverInput, Order, Outcome } from './activities.ts';

/** A part of an orchestrator: yields durable tasks, returns a value. */
// biome-ignore lint/suspicious/noExplicitAny: what a yield gives back depends on the task; the SDK types it so
export type Steps<Value> = Generator<Task, Value, any>;

/** 1 s doubling to 1 min, 90 attempts: about an hour and a half of a store that is out of reach. */
function patience(): df.RetryOptions {
  const retry = new df.RetryOptions(1_000, 90);
  retry.backoffCoefficient = 2;
  retry.maxRetryIntervalInMilliseconds = 60_000;
  return retry;
}

/** One activity, tried again while it throws. */
export function* perform<Name extends keyof Activities>(
  context: OrchestrationContext,
  name: Name,
  input: Activities[Name]['in'],
): Steps<Activities[Name]['out']> {
  return yield context.df.callActivityWithRetry(name, patience(), input);
}

/**
 * All orders at once, one activity each; the earliest time at which one of them wants the alarm looked at again, else `otherwise`.
 * Activities answer with an outcome and do not throw; one that is torn down with its host does, and the row it left says where it stood.
 */
export function* performAll(
  context: OrchestrationContext,
  of: DriverInput,
  orders: readonly Order[],
  otherwise: Date,
): Steps<Date> {
  if (orders.length === 0) return otherwise;
  try {
    const outcomes: Outcome[] = yield context.df.Task.all(
      orders.map(order => context.df.callActivity(order.activity, { ...of, key: order.key })),
    );
    const times = outcomes.flatMap(({ lookAgainAt }) => (lookAgainAt === undefined ? [] : [Date.parse(lookAgainAt)]));
    return new Date(Math.min(otherwise.getTime(), ...times));
  } catch {
    return new Date(context.df.currentUtcDateTime.getTime() + 5_000);
  }
}

/**
 * News says "look again" and carries no facts: the alarm row has them, written before the news is raised. One wait is always
 * open, and it is looked at before it is raced: a race does not see an event that came while an activity ran.
 */
export function openNews(context: OrchestrationContext) {
  let wait = context.df.waitForExternalEvent('news');
  const race = function* (at: Date): Steps<boolean> {
    const timer = context.df.createTimer(at);
    const first: Task = yield context.df.Task.any([wait, timer]);
    if (first === timer) return false;
    timer.cancel();
    return true;
  };
  return {
    *until(at: Date): Steps<void> {
      if (!wait.isCompleted && !(yield* race(at))) return;
      wait = context.df.waitForExternalEvent('news');
      // Every race that was lost left a copy of the old wait behind, and the newest waiter gets the next event: the new wait is
      // raced once, with a timer that is due, so that it stands above the copies before an activity runs.
      yield* race(context.df.currentUtcDateTime);
    },
  };
}
