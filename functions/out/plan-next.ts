/** Asks the plan what is due, writes it down, and orders it. Everything that is ordered has its row first. */
import type { Alarm, Delivery } from '../../engine/alarms/alarm.ts';
import { lastAnswer } from '../../engine/alarms/occurrence.ts';
import { type Facts, type Plan, plan } from '../../engine/policies/plan.ts';
import type { Change, Ports } from '../../engine/ports.ts';
import type { NextStep, Order } from '../../orchestrations/activities.ts';
import { deliveryRow, eventRow, line, readStory, type Story, writeStory } from '../store/alarms.ts';
import { factsOf } from '../store/facts.ts';
import { asJson } from '../store/rows.ts';
import { renderPages } from './render.ts';

/** Looks of one driver before a new generation takes over: a history stays under 1,000 events. */
const looksPerGeneration = 60;
/** A driver looks at its alarm at least so often, ms of plant time, whatever it believes. */
const longestSleepMs = 24 * 3_600_000;

export const planNext =
  (ports: Ports) =>
  async ({ alarmId, look }: { alarmId: string; look: number }): Promise<NextStep> => {
    const story = await readStory(ports.tables, alarmId);
    // The row is written before a driver is started: without it there is nothing to drive.
    if (!story) return { kind: 'over', outcome: 'no such alarm' };
    const facts = await factsOf(ports, story);
    const now = ports.clock.now();
    const due = plan(facts, now);
    if (due.finished) return { kind: 'over', outcome: outcomeOf(story.alarm) };
    if (look > looksPerGeneration) return { kind: 'relay' };
    const pages = await renderPages(ports, story, facts, due);
    const rows = rowsOf(story, due, pages);
    if (rows.length > 0 && !(await writeStory(ports.tables, alarmId, rows))) return soon(now); // somebody else planned meanwhile
    const lookAgainAt = Math.min(due.lookAgainAt ?? Number.POSITIVE_INFINITY, now + longestSleepMs);
    return { kind: 'go', orders: ordersOf(facts, due, pages), lookAgainAt: new Date(lookAgainAt).toISOString() };
  };

const soon = (now: number): NextStep => ({ kind: 'go', orders: [], lookAgainAt: new Date(now).toISOString() });

const outcomeOf = (alarm: Alarm): string => (lastAnswer(alarm) ? 'answered and over' : alarm.over ? 'over' : 'nothing is owed');

/** Rows of what the plan wants: ledger, case, events, and lines that say why. */
function rowsOf(story: Story, due: Plan, rendered: readonly Delivery[]): readonly Change[] {
  const { id } = story.alarm;
  const pages = rendered.map(page => insert(deliveryRow(page.key), page));
  const events = due.events.map(event => insert(eventRow(event.id), { ...event, state: 'intent', attempts: 0 }));
  const notes = due.notes.map((note, i) => line(note, String(note.data.round ?? note.data.step ?? i)));
  const card = due.openCase && insert('case', { ...due.openCase, id: `${id}/case`, state: 'intent', attempts: 0 });
  return [...pages, ...events, ...notes, ...(card ? [card] : [])];
}

const insert = (row: string, value: unknown): Change => ({ kind: 'insert', row, value: asJson(value) });

function ordersOf({ alarm }: Facts, due: Plan, pages: readonly Delivery[]): readonly Order[] {
  const activity = (channel: string) => (channel === 'sms' ? 'send-sms' : 'send-email');
  const fresh = pages
    .filter(({ state }) => state === 'intent')
    .map(({ channel, key }) => ({ activity: activity(channel), key }) as const);
  const retried = due.retry.map(key => ({ activity: activity(key.slice(key.lastIndexOf('/') + 1)), key }) as const);
  const events = [...due.events.map(({ id }) => id), ...due.retryEvents].map(
    key => ({ activity: 'publish-event', key }) as const,
  );
  const cases = [
    ...(due.openCase || due.retryCase ? [{ activity: 'open-case', key: `${alarm.id}/case` } as const] : []),
    ...(due.closeCase ? [{ activity: 'close-case', key: `${alarm.id}/case` } as const] : []),
  ];
  return [...fresh, ...retried, ...cases, ...events];
}
