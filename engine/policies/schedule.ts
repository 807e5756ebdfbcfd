/** One round: when its steps begin, moved by what people answered and by what could not be delivered. */
import type { Delivery, Severity } from '../alarms/alarm.ts';
import { parseDuration } from '../duration.ts';
import type { Channel } from '../people.ts';
import type { Facts } from './facts.ts';
import { afterPause, moved, type Pause } from './pauses.ts';
import type { Step } from './policy.ts';
import { askedChannels, resolveAll, unreachedAt } from './reach.ts';
import type { LoadedPolicy } from './read-policy.ts';

/** One run through the steps of a policy. */
export interface Round {
  /** From 1, over the whole life of the alarm. */
  readonly number: number;
  readonly because: 'raised' | 'severity' | 'unanswered' | 'quiet';
  readonly kind: 'raised' | 'severity';
  readonly policy: LoadedPolicy;
  readonly severity: Severity;
  /** 1-based number of its first step. */
  readonly from: number;
  readonly begins: number;
  /** The moment from which `after` counts. */
  readonly origin: number;
  /** Rounds already begun because nobody answered, since the last answer or rise. */
  readonly again: number;
}

/** A step of a round, in its time. */
export interface Slot {
  readonly step: number | 'then';
  /** When its first page was, or will be, due; `Infinity` while somebody has the alarm. */
  readonly at: number;
  readonly page: readonly string[];
  readonly via: readonly Channel[];
  readonly repeatMs?: number;
  readonly openCase?: Step['openCase'];
  /** What the ledger has of it. */
  readonly rows: readonly Delivery[];
  /** Why it began before its time. */
  readonly forward?: 'no contact' | 'cannot';
}

type Draft = Omit<Slot, 'at' | 'rows' | 'forward'> & { readonly nominal: number };

export const durationMs = (text: string | undefined): number => (text === undefined ? 0 : (parseDuration(text) ?? 0));

/** The steps that count for this round, in the order of their times. */
export function draftsOf({ policy, severity, from, begins, origin }: Round): Draft[] {
  return policy.document.steps
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step, number }) => number >= from && (step.severities?.includes(severity) ?? true))
    .map(({ step, number }) => ({
      step: number,
      nominal: Math.max(begins, origin + durationMs(step.after)),
      page: step.page,
      via: step.via,
      ...(step.repeatEvery !== undefined && { repeatMs: durationMs(step.repeatEvery) }),
      ...(step.openCase && { openCase: step.openCase }),
    }))
    .sort((a, b) => a.nominal - b.nominal || a.step - b.step);
}

/** What moves the steps of a round. */
export interface Movers {
  readonly pauses: readonly Pause[];
  /** When people said that they cannot, one entry each. */
  readonly cannots: readonly { readonly by: string; readonly at: number; readonly withdrawn: boolean }[];
}

/**
 * Places the steps one after the other: the ledger says when a step was due that has rows; else its time is moved by pauses, and
 * brought forward when the step before reaches nobody or somebody of this round cannot come. Each "cannot" brings one step forward.
 */
export function placed(round: Round, drafts: readonly Draft[], { pauses, cannots }: Movers, facts: Facts, now: number): Slot[] {
  const slots: Slot[] = [];
  const unused = cannots.filter(({ at }) => afterPause(at, pauses) === at);
  for (const { nominal, ...draft } of drafts) {
    const before = slots.at(-1);
    const planned = moved(nominal, pauses);
    const lost = before && afterPause(lostAt(before, round, cannots, facts, now), pauses);
    const spent = before ? unused.findIndex(({ at }) => before.at <= at && at < Math.min(planned, lost ?? planned)) : -1;
    const cannot = spent < 0 ? undefined : unused.splice(spent, 1)[0]?.at;
    const at = Math.min(planned, lost ?? planned, cannot ?? planned);
    const rows = rowsOf(round, draft.step, facts);
    const forward = at === planned ? undefined : at === cannot ? 'cannot' : 'no contact';
    const first = rows.length > 0 ? Math.min(...rows.map(({ dueAt }) => dueAt)) : at;
    slots.push({ ...draft, at: first, rows, ...(forward && { forward }) });
  }
  return slots;
}

export const rowsOf = (round: Round, step: number | 'then', facts: Facts): Delivery[] =>
  facts.deliveries.filter(row => row.kind === round.kind && row.round === round.number && row.step === step);

/** When the slot is known to reach nobody: by its rows, or, when it is due and has none yet, because nobody has a channel or can come. */
function lostAt({ at, rows, page, via }: Slot, { policy }: Round, cannots: Movers['cannots'], facts: Facts, now: number): number {
  if (rows.length > 0) return unreachedAt(rows, via, facts) ?? Number.POSITIVE_INFINITY;
  if (at > now) return Number.POSITIVE_INFINITY;
  const people = resolveAll(page, policy.document, facts.people, now).filter(person => !isOut(person, cannots));
  return people.some(person => askedChannels(person, via, facts).length > 0) ? Number.POSITIVE_INFINITY : at;
}

/** Whether somebody gets no more pages in this round. */
export const isOut = (person: string, cannots: Movers['cannots']): boolean =>
  cannots.some(({ by, withdrawn }) => by === person && !withdrawn);
