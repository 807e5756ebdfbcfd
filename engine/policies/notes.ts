/** Lines of the alarm's story that only the plan can write. Each has its own time, so that writing it again changes nothing. */
import type { TimelineEntry } from '../alarms/alarm.ts';
import { isBuilt } from './channels.ts';
import { isPaused } from './due.ts';
import type { Life } from './rounds.ts';
import { draftsOf } from './schedule.ts';

/** A plan stays small: of the rounds before these, the lines were written when they were played. */
const mostRounds = 6;

/** From the last round that was seen running on, and at least the last two. */
export function notesOf(lives: readonly Life[], now: number): TimelineEntry[] {
  const seen = lives.findLastIndex(({ slots }) => slots.some(({ rows }) => rows.length > 0));
  const from = Math.max(0, Math.min(seen, lives.length - 2));
  return lives.slice(from, from + mostRounds).flatMap(life => notesOfRound(life, now));
}

function notesOfRound(life: Life, now: number): TimelineEntry[] {
  const { round, givenUpAt, ended } = life;
  const facts = { round: round.number, because: round.because, severity: round.severity };
  return [
    ...(round.number > 1 ? [note(round.begins, 'round-began', facts)] : []),
    ...(draftsOf(round).length === 0 ? [note(round.begins, 'no-step', facts)] : []),
    ...broughtForward(life),
    ...notThereYet(life),
    ...(givenUpAt !== undefined && givenUpAt <= (ended?.at ?? now)
      ? [note(givenUpAt, 'nobody-answered', { round: round.number })]
      : []),
    ...notRun(life),
  ];
}

const note = (at: number, kind: string, data: TimelineEntry['data']): TimelineEntry => ({ at, kind, by: 'tocsin', data });

function broughtForward({ round, slots }: Life): TimelineEntry[] {
  const early = slots.filter(({ forward, rows }) => forward && rows.length > 0);
  return [...Map.groupBy(early, ({ at }) => at)].map(([at, together]) =>
    note(at, 'step-brought-forward', {
      round: round.number,
      steps: together.map(({ step }) => step),
      because: together[0]!.forward,
    }),
  );
}

/** What a step asks for and this version cannot do: said when the step began. */
function notThereYet({ round, slots }: Life): TimelineEntry[] {
  const begun = slots.flatMap(({ at, step, via, command, rows }) => {
    const missing = [...via.filter(channel => !isBuilt(channel)), ...(command ? [`command ${command.method}`] : [])];
    return rows.length > 0 && missing.length > 0 ? [{ at, step, missing }] : [];
  });
  return [...Map.groupBy(begun, ({ at }) => at)].map(([at, together]) =>
    note(at, 'not-there-yet', {
      round: round.number,
      steps: together.map(({ step }) => step),
      missing: [...new Set(together.flatMap(({ missing }) => missing))],
    }),
  );
}

/** A step that did not run has its reason: somebody has the alarm, it rose, or it is over. */
function notRun(life: Life): TimelineEntry[] {
  const { round, slots, ended } = life;
  const heard = slots.filter(slot => slot.heard).map(({ step }) => step);
  if (ended?.because === 'unanswered' && heard.length > 0)
    return [note(ended.at, 'steps-not-run', { round: round.number, steps: heard, because: 'answered' })];
  if (!ended || ended.because === 'unanswered') return [];
  const ran = new Set(slots.filter(({ rows }) => rows.length > 0).map(({ step }) => step));
  const steps = draftsOf(round)
    .map(({ step }) => step)
    .filter(step => !ran.has(step));
  if (steps.length === 0) return [];
  const because = ended.because === 'quiet' || isPaused(life, ended.at) ? 'answered' : ended.because;
  return [note(ended.at, 'steps-not-run', { round: round.number, steps, because })];
}
