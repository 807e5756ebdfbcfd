import df, { type OrchestrationContext, type OrchestrationHandler } from 'durable-functions';
import { beforeAll, expect, test } from 'vitest';
import { Event, type HistoryEvent } from '../../local/durable/protocol.ts';
import { newApp } from '../../local/host/core.ts';
import { createInvoker } from '../../local/host/invoker.ts';
import type { Invoker } from '../../local/host/types.ts';
import type { Activities } from '../../orchestrations/activities.ts';
import { escalateAlarm } from '../../orchestrations/escalate-alarm.ts';
import { openNews, perform, performAll, type Steps } from '../../orchestrations/steps.ts';
import { goldens, replayed } from './golden.ts';

/** Only their names count: a replay calls none of them. */
const activities: Readonly<Record<keyof Activities, true>> = {
  ...{ 'plan-next': true, relay: true, 'send-sms': true, 'send-email': true },
  ...{ 'open-case': true, 'close-case': true, 'publish-event': true },
};

async function driverOf(orchestrator: OrchestrationHandler): Promise<Invoker> {
  const app = await newApp(() => {
    df.app.orchestration('escalate-alarm', orchestrator);
    for (const name of Object.keys(activities)) df.app.activity(name, { handler: () => ({}) });
  });
  return createInvoker(app);
}

const all = goldens();
const golden = (name: string) => {
  const found = all.find(one => one.name === `${name}.json`);
  if (!found) throw new Error(`There is no history ${name}.json: npm run record-replays`);
  return found.history;
};
let today: Invoker;
beforeAll(async () => {
  today = await driverOf(escalateAlarm);
});

test.each(all)("$name: today's driver decides as it did. $about", async ({ history }) => {
  expect(await replayed(today, history)).toBeUndefined();
});

test('what is kept has every kind of step in it, and every activity', () => {
  const events = all.flatMap(({ history }) => history);
  for (const [name, number] of Object.entries(Event))
    expect(
      events.some(event => event.EventType === number),
      name,
    ).toBe(true);
  for (const name of Object.keys(activities))
    expect(
      events.some(event => event.Name === name),
      name,
    ).toBe(true);
  expect(golden('long-life.0').at(-2)).toMatchObject({ Result: expect.stringContaining('goes on as generation 1') });
});

/** The history with each event of this kind (or only the `which`th) as `change` makes it. */
const changed = (name: string, type: number, which: number, change: (event: HistoryEvent) => Partial<HistoryEvent>) => {
  let seen = 0;
  return golden(name).map(event => (event.EventType === type && seen++ === which ? { ...event, ...change(event) } : event));
};

test.each([
  {
    name: 'another activity',
    history: () => changed('answered', Event.taskScheduled, 2, () => ({ Name: 'open-case' })),
    says: /^Episode \d+ at 2026-\S+ decided to call "open-case" with .*; today it decides to call "(?!open-case)/,
  },
  {
    name: 'another order',
    history: () => changed('answered', Event.taskScheduled, 0, () => ({ Input: '[{"alarmId":"other","look":1}]' })),
    says: /decided to call "plan-next" with \[{"alarmId":"other","look":1}\] \(call 0\); today it decides to call "plan-next" with/,
  },
  {
    name: 'another time',
    history: () => changed('answered', Event.timerCreated, 0, () => ({ FireAt: '2026-03-03T09:00:00.000Z' })),
    says: /decided to sleep until 2026-03-03T09:00:00.000Z .*; today it decides to sleep until 2026-03-03T0[12]/,
  },
  {
    name: 'another outcome',
    history: () => changed('answered', Event.executionCompleted, 0, () => ({ Result: '{"outcome":"lost"}' })),
    says: /decided to end with {"outcome":"lost"}; today it decides to end with {"outcome":"answered and over"}/,
  },
  {
    name: 'other news from an activity',
    history: () => changed('answered', Event.taskCompleted, 0, () => ({ Result: '{"kind":"over","outcome":"over"}' })),
    says: /today it decides to end with {"outcome":"over"}/,
  },
])('a history with $name is refused', async ({ history, says }) => {
  expect(await replayed(today, history())).toMatch(says);
});

type Loop = (of: { alarmId: string }, look: number, context: OrchestrationContext) => Steps<'on' | { outcome: string }>;

/** The driver with another body of its loop. */
const driving = (turn: Loop): OrchestrationHandler =>
  function* (context: OrchestrationContext) {
    const of = context.df.getInput<{ alarmId: string }>();
    for (let look = 1; ; look++) {
      const next = yield* turn(of, look, context);
      if (next !== 'on') return next;
    }
  } as OrchestrationHandler;

/** As it is, but for what `with_` puts in a place. */
function changedDriver(with_: { first?: 'open-case'; orders?: false; lateMs?: number; cancels?: false }): OrchestrationHandler {
  let news: ReturnType<typeof openNews> | undefined;
  return driving(function* (of, look, context) {
    if (look === 1) news = openNews(context);
    if (with_.first) yield* perform(context, with_.first, { ...of, key: 'k' });
    const next = yield* perform(context, 'plan-next', { ...of, look });
    if (next.kind === 'over') return { outcome: next.outcome };
    if (next.kind === 'relay') return { outcome: 'relay' };
    const orders = with_.orders === false ? [] : next.orders;
    const at = yield* performAll(context, of, orders, new Date(next.lookAgainAt));
    if (with_.cancels === false) yield context.df.Task.any([context.df.waitForExternalEvent('news'), context.df.createTimer(at)]);
    else yield* news!.until(new Date(at.getTime() + (with_.lateMs ?? 0)));
    return 'on';
  });
}

test.each([
  { name: 'as it is', driver: changedDriver({}), says: undefined },
  {
    name: 'that does something first',
    driver: changedDriver({ first: 'open-case' }),
    says: /^Episode 1 .*decided to call "plan-next" .*; today it decides to call "open-case" with/,
  },
  {
    name: 'that leaves out what was ordered',
    driver: changedDriver({ orders: false }),
    says: /^Episode 2 .*decided to call "(publish-event|send-sms|send-email)" with .*; today it decides to sleep until/,
  },
  {
    name: 'that sleeps a second longer',
    driver: changedDriver({ lateMs: 1_000 }),
    says: /decided to sleep until \S+ .*; today it decides to sleep until/,
  },
  {
    name: 'that cancels no timer and opens a wait for each race',
    driver: changedDriver({ cancels: false }),
    says: /decided .*; today it decides/,
  },
])('a driver $name: refused, unless it is the same', async ({ driver, says }) => {
  const differs = await replayed(await driverOf(driver), golden('answered'));
  if (says === undefined) expect(differs).toBeUndefined();
  else expect(differs).toMatch(says);
});

test('an activity may be given more than it was: running drivers do not mind', async () => {
  const more = driving(function* (of, look, context) {
    const next = yield* perform(context, 'plan-next', { ...of, look, more: true } as Activities['plan-next']['in']);
    return next.kind === 'over' ? { outcome: next.outcome } : { outcome: 'stopped here' };
  });
  expect(await replayed(await driverOf(more), golden('answered'))).toMatch(/^Episode 2 .*today it decides to end with/);
});
