/** The pages of the current round that are due, and those that come next. */
import type { Delivery } from '../alarms/alarm.ts';
import { ledgerChannel } from './channels.ts';
import type { Facts, PlannedPage } from './facts.ts';
import { isOut } from './movers.ts';
import { askedChannels, missedIn, resolveAll } from './reach.ts';
import { type Life, nextOf } from './rounds.ts';
import { draftsOf, type Round, type Slot } from './schedule.ts';

/** Looked at so late, ms, a step's first page counts from then on: those it wakes have their time to answer. */
const graceMs = 120_000;
/** Repeats of one step, at most. */
const mostRepeats = 1_000;

/** Whether somebody has the alarm. */
export const isPaused = ({ movers }: Life, now: number): boolean => movers.pauses.some(({ from, to }) => from <= now && now < to);

/** Pages that are due now, those that belong together in one list. Of missed repeats only the newest is due. */
export function duePages(life: Life, before: Life | undefined, facts: Facts, now: number): PlannedPage[][] {
  if (life.ended || isPaused(life, now)) return [];
  let latest = 0;
  return life.slots.flatMap((slot, index) => {
    if (slot.at > now) return [];
    if (slot.rows.length > 0) {
      const repeat = repeatAt(life, index, now).due;
      latest = Math.max(latest, slot.at);
      return [...elsewhere(life, slot, facts, now), ...(repeat ? [pagesOf(life, before, slot, repeat, facts, now)] : [])];
    }
    latest = Math.max(latest, now - slot.at > graceMs ? now : slot.at);
    return [pagesOf(life, before, slot, { number: 0, at: latest }, facts, now)];
  });
}

/** When the repeats of a slot end: with the next step, or with the round. */
const endOf = ({ slots, restart }: Life, index: number): number =>
  slots[index + 1]?.at ?? (restart?.because === 'unanswered' ? restart.at : Number.POSITIVE_INFINITY);

interface Repeat {
  readonly number: number;
  readonly at: number;
}

/** The newest repeat that is due and has no row, and when the one after it will be. */
function repeatAt(life: Life, index: number, now: number): { due?: Repeat; nextAt?: number } {
  const slot = life.slots[index]!;
  const end = endOf(life, index);
  if (now >= end) return {};
  const start = startsOf(life, slot, end).findLast(({ at }) => at <= now) ?? { at: slot.at, number: 0 };
  const passed = slot.repeatMs === undefined ? 0 : Math.floor((now - start.at) / slot.repeatMs);
  const due = { number: start.number + passed, at: start.at + passed * (slot.repeatMs ?? 0) };
  const nextAt = due.at + (slot.repeatMs ?? Number.POSITIVE_INFINITY);
  const known = due.number > mostRepeats || slot.rows.some(({ repeat }) => repeat >= due.number);
  return { ...(!known && { due }), ...(nextAt < end && due.number < mostRepeats && { nextAt }) };
}

/**
 * The moments from which the repeats of a slot are counted: its first page, and the end of each pause that it was the reached step of.
 * A first page within a pause was planned before the answer was seen, and withdrawn.
 */
function startsOf({ movers }: Life, { at, repeatMs, rows }: Slot, end: number): Repeat[] {
  const starts: Repeat[] = [{ number: 0, at }];
  const taken = movers.again.filter(moment => movers.pauses.every(({ from, to }) => moment < from || to < moment));
  const breaks = [...movers.pauses, ...taken.map(moment => ({ from: moment, to: moment }))].sort((a, b) => a.from - b.from);
  for (const { from, to } of breaks.filter(pause => pause.to > at && pause.from < end && pause.to < end)) {
    const last = starts.at(-1)!;
    const before = repeatMs === undefined ? 0 : Math.max(0, Math.ceil((from - last.at) / repeatMs) - 1);
    const known = rows.filter(({ dueAt }) => dueAt < to).map(({ repeat }) => repeat);
    starts.push({ number: 1 + Math.max(last.number + before, ...known), at: to });
  }
  return starts;
}

/** Somebody whom a page could not reach is told on their next channel, at once. */
function elsewhere({ round, movers }: Life, { rows, via }: Slot, facts: Facts, now: number): PlannedPage[][] {
  return missedIn(rows, via, facts)
    .filter(({ row }) => !isOut(row.person, movers, now))
    .flatMap(({ row, at, next }) => (next ? [[nextChannel(row, next, Math.min(at, now), round, facts)]] : []));
}

export function nextChannel(row: Delivery, channel: PlannedPage['channel'], at: number, round: Round, facts: Facts): PlannedPage {
  const { kind, step, repeat, person, toldOnce } = row;
  const severity = facts.alarm.levels.at(-1)?.severity ?? round.severity;
  const why = `${row.channel} failed: next channel`;
  return { kind, round: row.round, step, repeat, person, channel, dueAt: at, severity, why, ...(toldOnce && { toldOnce }) };
}

function pagesOf(life: Life, before: Life | undefined, slot: Slot, repeat: Repeat, facts: Facts, now: number): PlannedPage[] {
  const { round, movers } = life;
  const base = {
    ...{ kind: round.kind, round: round.number, step: slot.step, repeat: repeat.number, dueAt: repeat.at },
    severity: facts.alarm.levels.at(-1)?.severity ?? round.severity,
  };
  if (slot.heard) return [];
  const people = resolveAll(slot.page, round.policy.document, facts.people, now);
  const able = people.filter(person => !isOut(person, movers, now));
  const from = escalatedFrom(life, before, slot, able);
  const why = whyNow(life, slot);
  const more = { ...(why !== undefined && { why }), ...(from.length > 0 && { escalatedFrom: from }) };
  const pages = able.flatMap(person => messages(person, slot, facts).map(to => ({ ...base, ...more, ...to })));
  if (repeat.number > 0)
    return pages.filter(page => !('noContact' in page) || !slot.rows.some(row => row.person === page.person));
  if (pages.length > 0) return pages;
  const nobody = people.length > 0 ? people : [...new Set(slot.page)];
  const because = people.length > 0 ? 'cannot come' : 'nobody is behind this name';
  return nobody.map(person => ({ ...base, person, channel: ledgerChannel(slot.via), noContact: true, why: because }));
}

export function messages(
  person: string,
  { via }: Pick<Slot, 'via'>,
  facts: Facts,
): Pick<PlannedPage, 'person' | 'channel' | 'noContact' | 'why'>[] {
  const channels = askedChannels(person, via, facts);
  if (channels.length > 0) return channels.map(channel => ({ person, channel }));
  return [{ person, channel: ledgerChannel(via), noContact: true, why: 'no contact on any channel' }];
}

/** Who was paged before, and is not now: of the steps before, and of the round before when nobody answered it. */
function escalatedFrom({ round, slots }: Life, before: Life | undefined, slot: Slot, now: readonly string[]): string[] {
  const earlier = slots.slice(0, slots.indexOf(slot)).flatMap(({ rows }) => rows);
  const last = round.because === 'unanswered' ? (before?.slots.flatMap(({ rows }) => rows) ?? []) : [];
  const paged = [...last, ...earlier].filter(({ state }) => state !== 'no-contact').map(({ person }) => person);
  return [...new Set(paged)].filter(person => !now.includes(person));
}

function whyNow({ round, movers }: Life, { step, forward }: Slot): string | undefined {
  if (forward === 'cannot') return `${movers.cannots.map(({ by }) => by).join(', ')} cannot come`;
  if (forward === 'no contact') return 'the step before reached nobody';
  if (step === 'then') return 'nobody answered any round';
  if (round.because === 'quiet') return 'still active after the answer';
  return round.because === 'unanswered' ? 'nobody answered the round before' : undefined;
}

/** What comes by itself after `now`: moments and whom they page. */
export interface Coming {
  readonly at: number;
  readonly pages: readonly string[];
}

export function comingPages(life: Life, facts: Facts, now: number): Coming[] {
  if (life.ended) return [];
  const { document } = life.round.policy;
  const people = (targets: readonly string[], at: number) =>
    resolveAll(targets, document, facts.people, at).filter(person => !isOut(person, life.movers, at));
  const steps = life.slots
    .filter(({ at }) => at > now && at < Number.POSITIVE_INFINITY)
    .map(({ at, page }) => ({ at, pages: people(page, at) }));
  const repeats = life.slots.flatMap((slot, index) => {
    const nextAt = slot.at <= now && !isPaused(life, now) ? repeatAt(life, index, now).nextAt : undefined;
    return nextAt === undefined ? [] : [{ at: nextAt, pages: people(slot.page, nextAt) }];
  });
  return [...steps, ...repeats, ...nextRound(life, facts)].sort((a, b) => a.at - b.at);
}

/** The first page of the round that begins if nothing happens, and the moment it begins. */
function nextRound(life: Life, facts: Facts): Coming[] {
  const next = life.restart && nextOf({ ...life, ended: life.restart }, life.round.number + 1);
  const first = next && draftsOf(next)[0];
  if (!life.restart || !next || !first) return life.restart ? [{ at: life.restart.at, pages: [] }] : [];
  const at = first.nominal;
  return [
    { at: life.restart.at, pages: [] },
    { at, pages: resolveAll(first.page, next.policy.document, facts.people, at) },
  ];
}
