import type { Alarm, Delivery } from '../alarms/alarm.ts';
import { comingPages, duePages } from './due.ts';
import { overPages, toldOnce, wasOverBefore } from './ended.ts';
import type { Facts, Plan, PlannedPage } from './facts.ts';
import { notesOf } from './notes.ts';
import { caseOwed, eventsOwed } from './owed.ts';
import { type Life, livesOf } from './rounds.ts';

export type { Facts, Plan, PlannedPage } from './facts.ts';

/** Pages of one plan; the rest is due at the next look. Pages that belong together are never parted. */
const mostPages = 20;
/** What was given out just now may have failed: look soon, ms. What waits in the ledger is somebody's work already. */
const soonMs = { work: 1_000, retry: 5_000 };

/**
 * What is due now, what comes next, and whether anything is owed at all: a function of the facts alone, so that it may be asked
 * late, twice, or after a crash. The alarm's row may be younger than the caller's clock: then its time counts.
 */
export function plan(facts: Facts, clock: number): Plan {
  const now = Math.max(clock, youngest(facts.alarm));
  const early = wasOverBefore(facts);
  const lives = early ? [] : livesOf(facts, now);
  const told = early ? toldOnce(facts, now) : { pages: pagesDue(facts, lives, now) };
  const pages = bounded(told.pages);
  const coming = facts.alarm.over ? [] : lives.at(-1) ? comingPages(lives.at(-1)!, facts, now) : [];
  const ledger = waitingIn(facts.deliveries, now);
  const { settled, waitsUntil, ...card } = caseOwed(facts, lives, now);
  const { waitsUntil: eventsWait, ...events } = eventsOwed(facts, now);
  const work = pages.length > 0 || Object.keys(card).length > 0 || events.events.length > 0;
  const retry = ledger.retry.length > 0 || events.retryEvents.length > 0;
  const moments = [
    ...coming.map(({ at }) => at),
    ...ledger.waitsUntil,
    ...eventsWait,
    ...[told.at, waitsUntil].filter(at => at !== undefined),
    ...(work ? [now + soonMs.work] : retry ? [now + soonMs.retry] : []),
  ];
  const next = coming.find(({ pages: people }) => people.length > 0);
  return {
    ...{ pages, retry: ledger.retry, ...card, ...events, notes: notesOf(lives, pages, now) },
    ...(moments.length > 0 && { lookAgainAt: Math.min(...moments) }),
    finished: facts.alarm.over !== undefined && settled && moments.length === 0,
    ...(next && { next }),
  };
}

const youngest = ({ levels, answers, over }: Alarm): number =>
  Math.max(
    ...levels.map(({ knownAt }) => knownAt),
    ...answers.map(({ at, withdrawnAt }) => withdrawnAt ?? at),
    over?.knownAt ?? 0,
  );

function pagesDue(facts: Facts, lives: readonly Life[], now: number): PlannedPage[][] {
  const life = lives.at(-1);
  if (facts.alarm.over) return overPages(facts, life);
  return life ? duePages(life, lives.at(-2), facts, now) : [];
}

function bounded(groups: readonly (readonly PlannedPage[])[]): PlannedPage[] {
  const pages: PlannedPage[] = [];
  for (const group of groups) {
    if (pages.length > 0 && pages.length + group.length > mostPages) break;
    pages.push(...group);
  }
  return pages;
}

/** Rows that were written and not settled: to be worked on, or waiting for their time. */
function waitingIn(deliveries: readonly Delivery[], now: number): { retry: string[]; waitsUntil: number[] } {
  const open = deliveries.filter(({ state }) => state === 'intent' || state === 'sending' || state === 'unknown');
  const waits = open.filter(({ notBefore }) => notBefore !== undefined && notBefore > now);
  return {
    retry: open.filter(row => !waits.includes(row)).map(({ key }) => key),
    waitsUntil: waits.map(({ notBefore }) => notBefore!),
  };
}
