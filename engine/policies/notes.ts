/** Lines of the alarm's story that only the plan can write. Each has its own time, so that writing it again changes nothing. */
import type { TimelineEntry } from '../alarms/alarm.ts';
import { isBuilt } from './channels.ts';
import { isPaused } from './due.ts';
import type { PlannedPage } from './facts.ts';
import type { Life } from './rounds.ts';
import { draftsOf } from './schedule.ts';

/** A plan stays small: of the rounds before these, the lines were written when they were played. */
const mostRounds = 6;

/** From the last round that was seen running on, and at least the last two. `pages`: those that are due now. */
export function notesOf(lives: readonly Life[], pages: readonly PlannedPage[], now: number): TimelineEntry[] {
  const seen = lives.findLastIndex(({ slots }) => slots.some(({ rows }) => rows.length > 0));
  const from = Math.max(0, Math.min(seen, lives.length - 2));
  return lives.slice(from, from + mostRounds).flatMap(life => notesOfRound(life, pages, now));
}

function notesOfRound(life: Life, pages: readonly PlannedPage[], now: number): TimelineEntry[] {
  const { round, givenUpAt, ended } = life;
  const facts = { round: round.number, because: round.because, severity: round.severity };
  return [
    ...(round.number > 1 ? [note(round.begins, 'round-began', facts)] : []),
    ...(draftsOf(round).length === 0 ? [note(round.begins, 'no-step', facts)] : []),
    ...broughtForward(life),
    ...notThereYet(life, pages),
    ...(givenUpAt !== undefined && givenUpAt <= (ended?.at ?? now)
      ? [note(givenUpAt, 'nobody-answered', { round: round.number })]
      : []),
    ...notRun(life, now),
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

/** What a step asks for and this version cannot do: said when its first page goes out. */
function notThereYet({ round, slots }: Life, pages: readonly PlannedPage[]): TimelineEntry[] {
  const firsts = pages.filter(page => page.round === round.number && page.kind === round.kind && page.repeat === 0);
  const begun = slots.flatMap(({ step, via, command, rows }) => {
    const missing = [...via.filter(channel => !isBuilt(channel)), ...(command ? [`command ${command.method}`] : [])];
    const dues = [...rows, ...firsts.filter(page => page.step === step)].map(({ dueAt }) => dueAt);
    return dues.length > 0 && missing.length > 0 ? [{ at: Math.min(...dues), step, missing }] : [];
  });
  return [...Map.groupBy(begun, ({ at }) => at)].map(([at, together]) =>
    note(at, 'not-there-yet', {
      round: round.number,
      steps: together.map(({ step }) => step),
      missing: [...new Set(together.flatMap(({ missing }) => missing))],
    }),
  );
}

/** A step that did not run has its reason: people have the alarm, it rose, it is over, or the step was held longer than the round. */
function notRun(life: Life, now: number): TimelineEntry[] {
  const { round, slots, ended, givenUpAt } = life;
  const done = new Set(slots.filter(({ rows, heard }) => rows.length > 0 || heard).map(({ step }) => step));
  const missing = draftsOf(round).filter(({ step }) => !done.has(step));
  const givenUp = givenUpAt !== undefined && givenUpAt <= now ? { at: givenUpAt, because: 'unanswered' as const } : undefined;
  const end = ended?.because === 'unanswered' ? ended : (givenUp ?? ended);
  const reasons = [
    ...slots.filter(({ heard }) => heard).map(({ step, at }) => ({ at, step, because: 'answered' })),
    ...(end ? missing.map(({ step }) => ({ at: end.at, step, because: reasonOf(life, end) })) : []),
  ];
  return [...Map.groupBy(reasons, ({ at }) => at)].map(([at, together]) =>
    note(at, 'steps-not-run', {
      round: round.number,
      steps: together.map(({ step }) => step),
      because: [...new Set(together.map(({ because }) => because))].join(', '),
    }),
  );
}

function reasonOf(life: Life, { at, because }: NonNullable<Life['ended']>): string {
  if (because === 'unanswered') return 'held';
  return because === 'quiet' || isPaused(life, at) ? 'answered' : because;
}
