/** How many messages may go out: sliding windows over plant time, with a reserve for what is critical. */
import type { Severity } from './alarms/alarm.ts';

/** As stored. `sent`: who took a slot, and when; `waiting`: who was told to come again, and when. */
export interface BudgetRow {
  readonly sent: readonly { readonly key: string; readonly at: number }[];
  readonly waiting: readonly {
    readonly key: string;
    readonly severity: Severity;
    readonly since: number;
    readonly comesAt: number;
  }[];
}

export interface BudgetLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

export type Slot =
  | { readonly kind: 'go'; readonly row: BudgetRow }
  | { readonly kind: 'later'; readonly at: number; readonly row: BudgetRow };

interface Wish {
  readonly key: string;
  readonly severity: Severity;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Whoever has not come again so long after the time they were given has lost their place, ms. */
const patienceMs = 120_000;
const mostWaiting = 200;

/**
 * Takes a slot for a message, or says when to ask again (always later than `now`). A slot that becomes free goes to critical messages
 * first, then in the order of waiting; of an hour's slots 30 % (rounded up) are left to critical ones. Asking again for a message that
 * has its slot (a repeated attempt) costs nothing. A message told "later" keeps its place if it comes again within two minutes of then.
 */
export function takeSlot(row: BudgetRow | undefined, wish: Wish, now: number, limits: BudgetLimits): Slot {
  const sent = (row?.sent ?? []).filter(({ at }) => at > now - hourMs);
  const waiting = (row?.waiting ?? []).filter(({ comesAt }) => comesAt >= now - patienceMs);
  const others = waiting.filter(({ key }) => key !== wish.key);
  if (sent.some(({ key }) => key === wish.key)) return { kind: 'go', row: { sent, waiting: others } };
  const since = waiting.find(({ key }) => key === wish.key)?.since ?? now;
  const at = freeAt(sent, aheadOf(others, wish, since), wish, now, limits);
  if (at <= now) return { kind: 'go', row: { sent: [...sent, { key: wish.key, at: now }], waiting: others } };
  return { kind: 'later', at, row: { sent, waiting: queued(others, { ...wish, since, comesAt: at }) } };
}

const isCritical = ({ severity }: { severity: Severity }): boolean => severity === 'critical';

/** How many of those that wait come first. */
function aheadOf(others: BudgetRow['waiting'], wish: Wish, since: number): number {
  return others.filter(other => (isCritical(other) === isCritical(wish) ? other.since < since : isCritical(other))).length;
}

/** The first moment at which both windows have room for those ahead and for this one. */
function freeAt(sent: BudgetRow['sent'], ahead: number, wish: Wish, now: number, { perMinute, perHour }: BudgetLimits): number {
  const reserve = isCritical(wish) ? 0 : Math.ceil(perHour * 0.3);
  const lastMinute = sent.filter(({ at }) => at > now - minuteMs);
  return Math.max(roomAt(lastMinute, ahead, perMinute, minuteMs, now), roomAt(sent, ahead, perHour - reserve, hourMs, now));
}

function roomAt(sent: BudgetRow['sent'], ahead: number, limit: number, windowMs: number, now: number): number {
  const leaving = sent.length + ahead + 1 - limit;
  if (leaving <= 0) return now;
  const times = sent.map(({ at }) => at).sort((a, b) => a - b);
  return (times[Math.min(leaving, times.length) - 1] ?? now) + windowMs;
}

/** The waiting list is bounded: when it is full, the last one that is not critical gives way to a critical one; else there is no place. */
function queued(others: BudgetRow['waiting'], newcomer: BudgetRow['waiting'][number]): BudgetRow['waiting'] {
  if (others.length < mostWaiting) return [...others, newcomer];
  const last = others.findLastIndex(other => !isCritical(other));
  if (!isCritical(newcomer) || last < 0) return others;
  return [...others.filter((_, index) => index !== last), newcomer];
}

/** What Azure lets a new sender send: an Azure-managed domain far less than one's own. */
export const emailLimits = (from: string): BudgetLimits =>
  /@[^@]*\.azurecomm\.net$/i.test(from.trim()) ? { perMinute: 5, perHour: 10 } : { perMinute: 30, perHour: 100 };
