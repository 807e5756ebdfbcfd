/** One round: when its steps begin, moved by what people answered and by what could not be delivered. */
import type { Delivery, Severity } from '../alarms/alarm.ts';
import { parseDuration } from '../duration.ts';
import type { AskedChannel } from './channels.ts';
import type { Facts } from './facts.ts';
import { heldUntil, isForRaise, type Raised } from './hours.ts';
import { allHadIt, isOut, type Movers } from './movers.ts';
import { afterPause, moved, type Pause } from './pauses.ts';
import type { Policy, Step } from './policy.ts';
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
  readonly raised: Raised;
  /** 1-based number of its first step. */
  readonly from: number;
  readonly begins: number;
  /** The moment from which `after` counts. */
  readonly origin: number;
  /** Rounds already begun because nobody answered, since the last answer or rise. */
  readonly again: number;
  /** When the first of these rounds began: what people have said since then counts in this one too. */
  readonly since: number;
}

/** A step of a round, in its time. */
export interface Slot {
  readonly step: number | 'then';
  /** When its first page was, or will be, due; `Infinity` while somebody has the alarm. */
  readonly at: number;
  readonly page: readonly string[];
  readonly via: readonly AskedChannel[];
  readonly repeatMs?: number;
  readonly openCase?: Step['openCase'];
  readonly command?: Step['command'];
  /** Hours in which its first page may go. */
  readonly holdUntil?: string;
  /** What the ledger has of it. */
  readonly rows: readonly Delivery[];
  /** Why it began before its time. */
  readonly forward?: 'no contact' | 'cannot';
  /** Nobody is left to be paged: all whom it means have it already. */
  readonly heard?: true;
}

/** `counted`: what `after` gives; `nominal`: when the hours that hold its page allow it. */
type Draft = Omit<Slot, 'at' | 'rows' | 'forward' | 'heard'> & { readonly counted: number; readonly nominal: number };

export const durationMs = (text: string | undefined): number => (text === undefined ? 0 : (parseDuration(text) ?? 0));

/** The steps that count for this round, in the order of their times. */
export function draftsOf({ policy, severity, raised, from, begins, origin }: Round): Draft[] {
  const { document } = policy;
  return document.steps
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step, number }) => number >= from && isFor(step, document, severity, raised))
    .map(({ step, number }) => draftOf(step, number, Math.max(begins, origin + durationMs(step.after)), document, raised))
    .sort((a, b) => a.nominal - b.nominal || a.counted - b.counted || a.step - b.step);
}

const isFor = (step: Step, policy: Policy, severity: Severity, raised: Raised): boolean =>
  (step.severities?.includes(severity) ?? true) && isForRaise(step, policy, raised);

const draftOf = (step: Step, number: number, counted: number, policy: Policy, raised: Raised): Draft & { step: number } => ({
  step: number,
  counted,
  nominal: heldUntil(step, policy, counted, raised),
  page: step.page,
  via: step.via,
  ...(step.repeatEvery !== undefined && { repeatMs: durationMs(step.repeatEvery) }),
  ...(step.openCase && { openCase: step.openCase }),
  ...(step.command && { command: step.command }),
  ...(step.holdUntil !== undefined && { holdUntil: step.holdUntil }),
});

/**
 * Places the steps one after the other: the ledger says when a step was due that has rows; else its time is moved by pauses, and
 * brought forward when the step before reaches nobody or somebody of this round cannot come. Each "cannot" brings one step forward.
 * Hours that hold a page hold it whatever moved it.
 */
export function placed(round: Round, movers: Movers, facts: Facts, now: number): Slot[] {
  const { pauses, cannots } = movers;
  const slots: Slot[] = [];
  const unused = cannots.filter(({ at }) => afterPause(at, pauses) === at);
  for (const { planned, draft } of inTheirTime(round, pauses)) {
    const before = slots.at(-1);
    const lost = before && afterPause(lostAt(before, round, movers, facts, now), pauses);
    const spent = before ? unused.findIndex(({ at }) => before.at <= at && at < Math.min(planned, lost ?? planned)) : -1;
    const cannot = spent < 0 ? undefined : unused.splice(spent, 1)[0]?.at;
    const early = Math.min(planned, lost ?? planned, cannot ?? planned);
    const at = early === planned ? planned : held(draft, round, early, pauses);
    const rows = rowsOf(round, draft.step, facts);
    const forward = at === planned ? undefined : early === cannot ? 'cannot' : 'no contact';
    const first = rows.length > 0 ? Math.min(...rows.map(({ dueAt }) => dueAt)) : at;
    const heard =
      rows.length === 0 && first <= now && allHadIt(draft.page, round.policy.document, facts.people, movers, first, now);
    slots.push({ ...draft, at: first, rows, ...(forward && { forward }), ...(heard && { heard }) });
  }
  return slots;
}

/** Each step with the time that the pauses leave it, in that order. */
function inTheirTime(round: Round, pauses: readonly Pause[]) {
  const steps = draftsOf(round).map(({ counted, nominal: _, ...draft }) => ({
    draft,
    planned: held(draft, round, moved(counted, pauses), pauses),
  }));
  return steps.sort((a, b) => a.planned - b.planned || 0);
}

/** The first moment from `at` on that is in the hours of the step and in no pause. */
function held(step: Pick<Slot, 'holdUntil'>, round: Round, at: number, pauses: readonly Pause[]): number {
  const due = heldUntil(step, round.policy.document, at, round.raised);
  const free = due === at ? at : afterPause(due, pauses);
  return free === due ? due : held(step, round, free, pauses);
}

export const rowsOf = (round: Round, step: number | 'then', facts: Facts): Delivery[] =>
  facts.deliveries.filter(row => row.kind === round.kind && row.round === round.number && row.step === step);

/** When the slot is known to reach nobody: by its rows, or, when it is due and has none yet, because nobody has a channel or can come. */
function lostAt({ at, rows, page, via, heard }: Slot, { policy }: Round, movers: Movers, facts: Facts, now: number): number {
  if (rows.length > 0) return unreachedAt(rows, via, facts) ?? Number.POSITIVE_INFINITY;
  if (at > now || heard) return Number.POSITIVE_INFINITY;
  const people = resolveAll(page, policy.document, facts.people, now).filter(person => !isOut(person, movers, now));
  return people.some(person => askedChannels(person, via, facts).length > 0) ? Number.POSITIVE_INFINITY : at;
}
