import type { Answer } from '../alarms/alarm.ts';

/** A time during which somebody has the alarm: `from` is included, `to` is not. */
export interface Pause {
  readonly from: number;
  /** When the answer was withdrawn; `Infinity` while it stands. */
  readonly to: number;
  /** The alarm was quiet long enough: at this moment a new round begins, whatever becomes of the answer. */
  readonly quietUntil?: number;
}

/** The pauses of a round that began at `begins`, up to the first that ends in a new round. Answers that overlap are one pause. */
export function pausesOf(answers: readonly Answer[], begins: number, quietFor: number | undefined): Pause[] {
  const standing = answers
    .filter(({ answer, joint }) => answer === 'have-it' && !joint)
    .map(({ at, withdrawnAt }) => ({ from: at, to: withdrawnAt ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from >= begins && to > from)
    .sort((a, b) => a.from - b.from);
  const pauses: Pause[] = [];
  while (standing.length > 0) {
    const pause = longest(standing, quietFor);
    pauses.push(pause);
    if (pause.quietUntil !== undefined) break;
    while (standing[0] && standing[0].from <= pause.to) standing.shift();
  }
  return pauses;
}

/** From the first answer on: until no answer stands, or the last that stands has been quiet for long enough. */
function longest(standing: readonly { from: number; to: number }[], quietFor = Number.POSITIVE_INFINITY): Pause {
  const from = standing[0]!.from;
  let quietUntil = from;
  let to = from;
  for (const answer of standing) {
    // Quiet that ran out as the next answer comes has ended: a timer that comes at the same moment counts as the earlier of the two.
    const ranOut = quietUntil < to;
    if (answer.from > quietUntil || (answer.from === quietUntil && ranOut)) break;
    to = Math.max(to, answer.to);
    quietUntil = Math.max(quietUntil, Math.min(answer.from + quietFor, answer.to));
  }
  return quietUntil < to ? { from, to: Number.POSITIVE_INFINITY, quietUntil } : { from, to };
}

/** A moment of a plan that stands still during pauses, moved by those that began before it (or at it, unless it comes first). */
export function moved(at: number, pauses: readonly Pause[], first: 'pause first' | 'moment first' = 'pause first'): number {
  let moment = at;
  for (const { from, to } of pauses) if (moment > from || (moment === from && first === 'pause first')) moment += to - from;
  return moment;
}

/** A moment that was fixed by what happened, not by the plan: during a pause it waits for its end. */
export function afterPause(at: number, pauses: readonly Pause[]): number {
  return pauses.find(({ from, to }) => from <= at && at < to)?.to ?? at;
}
