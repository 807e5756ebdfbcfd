import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Severity } from '../../engine/alarms/alarm.ts';
import { compileCalendar } from '../../engine/calendars/calendar.ts';
import { showDuration } from '../../engine/duration.ts';
import type { PlannedPage } from '../../engine/policies/facts.ts';
import type { Policy } from '../../engine/policies/policy.ts';
import { livesOf } from '../../engine/policies/rounds.ts';
import { draftsOf } from '../../engine/policies/schedule.ts';
import { policyOf, raisedAt } from './cast.ts';
import { type Night, night } from './night.ts';

const seconds = (most: number) => fc.integer({ min: 0, max: most });
const anybody = fc.constantFrom(
  'person:anna',
  'person:bo',
  'person:mail-only',
  'person:unreachable',
  'team:leads',
  'team:ghosts',
  'role:guard',
);
const via = fc.constantFrom(['sms'], ['email'], ['sms', 'email'], ['teams'], ['teams', 'email']);
/** Around the raise, which is at noon; one of them is over before most steps come, until the next day. */
const calendars = { later: { from: '12:10', to: '13:30' }, sooner: { from: '08:00', to: '12:20' }, never: { days: ['sun'] } };
const hours = fc.constantFrom(...Object.keys(calendars));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const stepWords = fc.record({
  gap: seconds(600),
  page: fc.uniqueArray(anybody, { minLength: 1, maxLength: 2 }),
  via,
  repeatEvery: maybe(fc.constantFrom('1m', '3m', '7m')),
  severities: maybe(fc.constantFrom(['critical'], ['major', 'minor'])),
  openCase: maybe(fc.constant({ queue: 'q', priority: 'low' })),
  command: maybe(fc.constant({ method: 'off' })),
  when: fc.option(fc.record({ word: fc.constantFrom('during', 'notDuring', 'holdUntil', 'holdUntil'), hours }), { freq: 2 }),
});

const policies = fc
  .record({
    wait: maybe(fc.constantFrom('0s', '20s', '2m')),
    steps: fc.array(stepWords, { minLength: 1, maxLength: 4 }),
    unanswered: maybe(
      fc.record({
        extra: fc.integer({ min: 1, max: 900 }),
        from: fc.boolean(),
        times: fc.nat({ max: 2 }),
        lastly: maybe(fc.constant(['person:chief'])),
      }),
    ),
    quietFor: maybe(fc.constantFrom('5m', '30m')),
    tell: maybe(fc.constantFrom('everyone-paged', 'acknowledger', 'nobody')),
    closeCase: fc.boolean(),
    everyone: fc.boolean(),
  })
  .map(({ wait, steps, unanswered, quietFor, tell, closeCase, everyone }) => {
    let after = 0;
    const placed = steps.map(({ gap, when, ...words }, index) => {
      after += index === 0 ? 0 : gap;
      return { ...words, after: `${after}s`, ...(when && { [when.word]: when.hours }) };
    });
    const { from, extra, times, lastly } = unanswered ?? {};
    const ifUnanswered =
      unanswered &&
      Object.fromEntries([
        ['after', `${after + extra!}s`],
        ['times', times],
        ['restartFromStep', from ? placed.length : 1],
        ['then', lastly],
      ]);
    return policyOf({
      calendars,
      grouping: { wait },
      steps: placed,
      ifUnanswered,
      acknowledge: { quietFor, everyoneMustAnswer: everyone },
      whenCleared: { tell, closeCase },
    });
  });

const events = fc.array(
  fc.record({
    wait: seconds(1_200),
    /** Whether somebody looks meanwhile, or the driver sleeps. */
    asleep: fc.boolean(),
    what: fc.constantFrom('nothing', 'have-it', 'cannot', 'withdraw', 'critical', 'major', 'minor'),
    who: fc.constantFrom('anna', 'bo', 'chief'),
  }),
  { maxLength: 12 },
);

const fates = ['accepted', 'accepted', 'accepted', 'failed', 'undelivered', 'waiting'] as const;
/** The same page has the same fate, whenever it is sent. */
const fateOf = (seed: number) => (page: PlannedPage) => {
  const text = `${page.kind}${page.round}${page.step}${page.repeat}${page.person}${page.channel}`;
  return fates[[...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, seed) % fates.length]!;
};

test('whatever happens in a night, each page goes out once, nobody who was answered for is paged, and it comes to its end', () => {
  fc.assert(
    fc.property(
      policies,
      events,
      fc.nat(),
      fc.constantFrom<Severity>('critical', 'minor'),
      seconds(1_200),
      (policy, happenings, seed, severity, last) => {
        const alarm = night(policy, {
          severity,
          fate: fateOf(seed),
          watch: page => {
            nobodyHasIt(alarm, page, policy.document.acknowledge?.quietFor);
            withinItsHours(
              policy.document,
              page,
              happenings.some(({ asleep }) => asleep),
            );
          },
        });
        let time = 0;
        for (const { wait, asleep, what, who } of happenings) {
          time += wait;
          if (asleep) alarm.asleepUntil(showDuration(time * 1_000));
          else alarm.until(showDuration(time * 1_000));
          happens(alarm, what, who);
          sameTwice(alarm);
        }
        time += last + 1;
        alarm.until(showDuration(time * 1_000)).isOver();
        alarm.until(showDuration((time + 600) * 1_000));
        expect(alarm.finished()).toBe(true);
        everyStepRanOrHasItsReason(alarm);
        everyFailureWentOn(alarm);
        expect(alarm.case() === 'open' && policy.document.whenCleared?.closeCase).toBe(false);
        everyoneToldOfTheEnd(alarm, policy.document.whenCleared?.tell);
      },
    ),
    { numRuns: 250 },
  );
});

function happens(alarm: Night, what: string, who: string): void {
  if (what === 'have-it' || what === 'cannot') alarm.answers(who, what);
  else if (what === 'withdraw') alarm.withdraws(who);
  else if (what !== 'nothing') alarm.becomes(what as Severity);
}

function sameTwice(alarm: Night): void {
  const once = alarm.plan();
  expect(alarm.plan()).toEqual(once);
  if (once.lookAgainAt !== undefined) expect(once.lookAgainAt).toBeGreaterThan(alarm.now());
  if (once.pages.length === 0) expect(once.next?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(alarm.now());
}

/** Watched at each page: no answer stands that is younger than the quiet time. */
function nobodyHasIt(alarm: Night, page: PlannedPage, quietFor: string | undefined): void {
  if (page.kind === 'over') return;
  const quietMs = quietFor === undefined ? Number.POSITIVE_INFINITY : Number.parseInt(quietFor, 10) * 60_000;
  const { answers, over } = alarm.facts().alarm;
  const standing = answers.filter(
    ({ answer, withdrawnAt, at, joint, by }) =>
      answer === 'have-it' && withdrawnAt === undefined && alarm.now() - at < quietMs && (!joint || by === page.person),
  );
  expect(standing).toEqual([]);
  expect(over).toBeUndefined();
}

/** Its hours are those of the raise, and they hold its first page; a driver that slept, and a channel that failed, may be later. */
function withinItsHours(policy: Policy, page: PlannedPage, slept: boolean): void {
  const step = typeof page.step === 'number' ? policy.steps[page.step - 1] : undefined;
  const inside = (id: 'during' | 'notDuring' | 'holdUntil', at: number) => {
    const calendar = policy.calendars?.[step?.[id] ?? ''];
    return calendar && compileCalendar(calendar, policy.timeZone).inside(at, undefined);
  };
  expect(inside('during', raisedAt)).not.toBe(false);
  expect(inside('notDuring', raisedAt)).not.toBe(true);
  if (!slept && page.repeat === 0 && !page.why?.endsWith('next channel')) expect(inside('holdUntil', page.dueAt)).not.toBe(false);
}

function everyStepRanOrHasItsReason(alarm: Night): void {
  for (const { round } of livesOf(alarm.facts(), alarm.now())) {
    const rows = alarm.facts().deliveries.filter(row => row.round === round.number && row.kind === round.kind);
    const excused = alarm.allNotes().filter(({ kind, data }) => kind === 'steps-not-run' && data.round === round.number);
    const seen = rows.length > 0 || alarm.allNotes().some(({ data }) => data.round === round.number);
    if (!seen) continue; // it came and went while nobody looked
    for (const { step } of draftsOf(round)) {
      const ran = rows.some(row => row.step === step);
      expect(ran || excused.some(({ data }) => (data.steps as unknown[]).includes(step))).toBe(true);
    }
  }
}

/** After a failure: the person's other channel, a later page, or the reason why none was owed any more. */
function everyFailureWentOn(alarm: Night): void {
  const { deliveries } = alarm.facts();
  for (const row of deliveries.filter(
    ({ state, receipt, kind }) => kind !== 'over' && (state === 'failed' || receipt?.delivered === false),
  )) {
    const other = deliveries.some(
      one =>
        one !== row &&
        one.person === row.person &&
        one.channel !== row.channel &&
        one.round === row.round &&
        one.step === row.step &&
        one.repeat === row.repeat,
    );
    expect(other || row.person === 'mail-only' || stopped(alarm, row.dueAt)).toBe(true);
  }
}

/** Somebody answered, the level changed, or it was over, no earlier than this. */
function stopped(alarm: Night, since: number): boolean {
  const { answers, levels, over } = alarm.facts().alarm;
  return [...answers.map(({ at }) => at), ...levels.slice(1).map(({ knownAt }) => knownAt), over?.knownAt ?? 0].some(
    at => at >= since,
  );
}

function everyoneToldOfTheEnd(alarm: Night, tell: string | undefined): void {
  if (tell === 'nobody' || tell === 'acknowledger') return;
  const { deliveries } = alarm.facts();
  for (const row of deliveries.filter(({ kind, state }) => kind !== 'over' && state === 'accepted'))
    expect(
      deliveries.some(({ kind, person, channel }) => kind === 'over' && person === row.person && channel === row.channel),
    ).toBe(true);
}
