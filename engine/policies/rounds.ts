/** The rounds of an alarm's life so far, worked out from its row, its policies and the ledger. */
import type { Alarm, Severity } from '../alarms/alarm.ts';
import { isWorse } from '../alarms/occurrence.ts';
import type { Facts } from './facts.ts';
import type { Raised } from './hours.ts';
import { allHadIt, jointly, type Movers } from './movers.ts';
import { moved, type Pause, pausesOf } from './pauses.ts';
import type { LoadedPolicy } from './read-policy.ts';
import { draftsOf, durationMs, placed, type Round, rowsOf, type Slot } from './schedule.ts';

/** A round and what became of it. */
export interface Life {
  readonly round: Round;
  readonly slots: readonly Slot[];
  readonly movers: Movers;
  /** When and why it ended; absent: it is the current one. */
  readonly ended?: { readonly at: number; readonly because: 'unanswered' | 'quiet' | 'severity' | 'over' };
  /** When the next round begins if nothing happens. */
  readonly restart?: { readonly at: number; readonly because: 'unanswered' | 'quiet' };
  /** From here on the alarm is "nobody answered": all rounds were run. */
  readonly givenUpAt?: number;
}

/** A life of more rounds than this is at the end of what a ledger should hold: it stays with its last one. */
const mostRounds = 1_000;

/** All rounds up to `now`; none while no level had a policy. The last one is current unless it ended by a rise or by the end. */
export function livesOf(facts: Facts, now: number): Life[] {
  const lives: Life[] = [];
  for (const { severity, from, until, first } of stretchesOf(facts.alarm)) {
    const policy = policyFor(facts, severity);
    if (!policy) continue;
    const about = { severity, raised: raisedOf(facts), begins: from, first };
    let round: Round | undefined = startOf(policy, about, numberOf(lives, facts, from));
    while (round) {
      const life = lifeOf(round, until, facts, now);
      lives.push(life);
      round = nextOf(life, numberOf(lives, facts, life.ended?.at ?? now));
    }
  }
  return lives;
}

export const raisedOf = ({ alarm }: Facts): Raised => ({ at: alarm.raisedAt, timeZone: alarm.device.tags.timeZone });

/** How long an answer given now keeps the alarm quiet, ms; `undefined`: for as long as it stands. */
export function quietForMs(facts: Facts, now: number): number | undefined {
  const quietFor = livesOf(facts, now).at(-1)?.round.policy.document.acknowledge?.quietFor;
  return quietFor === undefined ? undefined : durationMs(quietFor);
}

/** Where the alarm rose (the raise is the first rise), and until when the level it rose to was the worst. */
function stretchesOf({ levels, over }: Alarm) {
  const rises = levels.filter(({ severity }, index) => index === 0 || isWorse(severity, levels[index - 1]!.severity));
  return rises.map(({ severity, knownAt }, index) => ({
    severity,
    from: knownAt,
    first: index === 0,
    until: rises[index + 1]
      ? { at: rises[index + 1]!.knownAt, because: 'severity' as const }
      : over && { at: over.knownAt, because: 'over' as const },
  }));
}

/** The policy that this level was bound to. Should its version be lost, another one of the alarm is better than silence. */
export function policyFor({ alarm, policies }: Facts, severity: Severity): LoadedPolicy | undefined {
  const bound = alarm.policies[severity];
  if (!bound || severity === 'info') return undefined;
  const others = Object.values(alarm.policies).map(other => other && policies.get(other.version));
  return policies.get(bound.version) ?? others.find(policy => policy !== undefined && policy !== null) ?? undefined;
}

/** Counts on from the rounds before, and from any that the ledger knows of: a page is never taken for one of an older round. */
function numberOf(lives: readonly Life[], { deliveries }: Facts, begins: number): number {
  const before = deliveries.filter(({ kind, dueAt }) => kind !== 'over' && dueAt < begins).map(({ round }) => round);
  return 1 + Math.max(0, lives.at(-1)?.round.number ?? 0, ...before);
}

/** What begins a round of a level: `first`, the raise itself, waits for what may be bundled with it. */
interface Rise {
  readonly severity: Severity;
  readonly raised: Raised;
  readonly begins: number;
  readonly first: boolean;
}

/** The round that a level begins. */
export function startOf(policy: LoadedPolicy, { first, ...rise }: Rise, number: number): Round {
  const { begins } = rise;
  const base = { ...rise, number, policy, from: 1, again: 0, since: begins };
  if (first) return { ...base, kind: 'raised', because: 'raised', origin: begins + durationMs(policy.document.grouping?.wait) };
  const kind = number === 1 ? 'raised' : 'severity'; // what was only recorded before is news to everybody
  return { ...base, kind, because: 'severity', origin: originOf(policy, 1, begins) };
}

const originOf = (policy: LoadedPolicy, from: number, begins: number): number =>
  begins - durationMs(policy.document.steps[from - 1]?.after);

/** The round that a restart begins; `undefined` when the life did not end in one. */
export function nextOf({ round, ended, movers }: Pick<Life, 'round' | 'ended' | 'movers'>, number: number): Round | undefined {
  if (ended?.because !== 'unanswered' && ended?.because !== 'quiet') return undefined;
  const { ifUnanswered, acknowledge } = round.policy.document;
  const from = (ended.because === 'quiet' ? acknowledge?.thenRestartFromStep : ifUnanswered?.restartFromStep) ?? 1;
  const again = ended.because === 'quiet' ? 0 : usedBefore(round, movers.pauses, ended.at) + 1;
  const { policy, severity, raised } = round;
  const since = ended.because === 'quiet' ? ended.at : round.since;
  const begun = { begins: ended.at, again, since };
  const base = { number, kind: 'raised', because: ended.because, policy, severity, raised, ...begun } as const;
  const next = { ...base, from, origin: originOf(policy, from, ended.at) };
  // From there on no step may be for this severity: better the whole round than none.
  return draftsOf(next).length > 0 ? next : { ...base, from: 1, origin: originOf(policy, 1, ended.at) };
}

/** An answer sets the count of rounds back, even one that was withdrawn. */
const usedBefore = ({ again }: Round, pauses: readonly Pause[], at: number): number =>
  pauses.some(({ from }) => from < at) ? 0 : again;

type Until = Life['ended'];

function lifeOf(round: Round, until: Until, facts: Facts, now: number): Life {
  const { answers } = facts.alarm;
  const end = until?.at ?? Number.POSITIVE_INFINITY;
  const quietFor = round.policy.document.acknowledge?.quietFor;
  const heard = answers.filter(({ at }) => at < end);
  const pauses = pausesOf(heard, round.begins, quietFor === undefined ? undefined : durationMs(quietFor));
  const movers = { pauses, cannots: cannotsOf(heard, round.begins), ...jointly(heard, round, pauses) };
  const slots = before(placed(round, movers, facts, now), end);
  return withEnd({ round, slots, movers }, until, facts, now);
}

/** The first "I cannot" of each person in this round. Withdrawing it lets them be paged again; what it began goes on. */
function cannotsOf(answers: Alarm['answers'], begins: number): Movers['cannots'] {
  const said = answers.filter(({ answer, at, withdrawnAt }) => answer === 'cannot' && at >= begins && withdrawnAt !== at);
  return said
    .filter(({ by }, index) => said.findIndex(other => other.by === by) === index)
    .map(({ by, at }) => ({ by, at, withdrawn: said.every(other => other.by !== by || other.withdrawnAt !== undefined) }))
    .sort((a, b) => a.at - b.at);
}

type Draft = Pick<Life, 'round' | 'slots' | 'movers'>;

/** Decides how the round ends. A timer that comes at the same moment as news counts as the earlier of the two: it may have acted already. */
function withEnd(life: Draft, until: Until, facts: Facts, now: number): Life {
  const { round, movers } = life;
  const quietAt = movers.pauses.find(({ quietUntil }) => quietUntil !== undefined)?.quietUntil;
  const quiet = quietAt === undefined ? undefined : { at: quietAt, because: 'quiet' as const };
  const at = unansweredAt(life);
  if (at === undefined) return ending(life, quiet, until, now);
  const times = round.policy.document.ifUnanswered?.times ?? 0;
  if (usedBefore(round, movers.pauses, at) >= times) return gaveUp(life, at, until, quiet, facts, now);
  const slots = before(life.slots, at);
  const timer = hasRun(slots, now) ? { at, because: 'unanswered' as const } : quiet;
  return ending({ ...life, slots }, timer, until, now);
}

function ending(life: Life, restart: Life['restart'], until: Until, now: number): Life {
  const allowed =
    restart && life.round.number < mostRounds && restart.at <= (until?.at ?? Number.POSITIVE_INFINITY) ? restart : undefined;
  if (allowed && allowed.at <= now) return { ...life, ended: allowed };
  if (until && until.at <= now) return { ...life, ended: until };
  return allowed ? { ...life, restart: allowed } : life;
}

/** When the round is over because nobody answered: counted from its first page, standing still while somebody has the alarm. */
function unansweredAt({ round, slots, movers }: Draft): number | undefined {
  const first = slots[0];
  const { ifUnanswered } = round.policy.document;
  if (!first || !ifUnanswered || first.at === Number.POSITIVE_INFINITY) return undefined;
  const later = movers.pauses.filter(({ to }) => to > first.at).map(({ from, to }) => ({ from: Math.max(from, first.at), to }));
  const at = moved(first.at + durationMs(ifUnanswered.after), later, 'moment first');
  return at === Number.POSITIVE_INFINITY ? undefined : at;
}

/** All rounds were run: once each of its steps has run, the last resort is paged once, and the alarm stays open. */
function gaveUp(life: Draft, at: number, until: Until, quiet: Life['restart'], facts: Facts, now: number): Life {
  const { round, movers } = life;
  const slots = before(life.slots, at);
  const targets = round.policy.document.ifUnanswered?.then ?? [];
  const rows = rowsOf(round, 'then', facts);
  const due = rows.length > 0 ? Math.min(...rows.map(({ dueAt }) => dueAt)) : at;
  const heard = rows.length === 0 && due <= now && allHadIt(targets, round.policy.document, facts.people, movers, due, now);
  const via = slots.at(-1)?.via ?? ['sms', 'email'];
  const resort: Slot = { step: 'then', at: due, page: targets, via, rows, ...(heard && { heard }) };
  const ready = targets.length > 0 && (rows.length > 0 || hasRun(slots, now));
  return { ...ending({ round, movers, slots: ready ? [...slots, resort] : slots }, quiet, until, now), givenUpAt: at };
}

/** Slots that begin before this moment, or have begun. */
const before = (slots: readonly Slot[], end: number): Slot[] =>
  slots.filter(({ at, rows }) => rows.length > 0 || at < end || at === Number.POSITIVE_INFINITY);

const hasRun = (slots: readonly Slot[], now: number): boolean =>
  slots.every(({ at, rows, heard }) => rows.length > 0 || at > now || heard === true);
