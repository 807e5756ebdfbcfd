/**
 * What must be so when a night has run out, held against the providers' own log. Each check answers what is wrong, in sentences.
 * The names in brackets are those of the promises: what is accepted, what is told, what is answered, what is counted.
 */
import type { Alarm, Answer, Delivery } from '../../engine/alarms/alarm.ts';
import type { Facts } from '../../engine/policies/facts.ts';
import { livesOf } from '../../engine/policies/rounds.ts';
import { draftsOf } from '../../engine/policies/schedule.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import type { Story } from '../../functions/store/alarms.ts';
import type { LogEntry } from '../../local/stand-ins/inbox.ts';
import type { TakenAnswer } from './night-people.ts';

export interface Ended {
  readonly story: Story;
  readonly facts: Facts;
  readonly now: number;
  /** An end may have been known a good while before the store took it. */
  readonly storeFailed: boolean;
  /** What the providers accepted in all the night. */
  readonly log: readonly LogEntry[];
}

type Check = (ended: Ended) => string[];

const isMessage = ({ channel }: LogEntry) => channel === 'sms' || channel === 'email';
const acceptedOf = ({ log }: Ended, key: string) => log.filter(entry => isMessage(entry) && entry.operationId === uuidV5(key));
const when = (at: number | undefined) => (at === undefined ? 'never' : new Date(at).toISOString().slice(11, 23));

/** Ledger and provider agree on every page: what was accepted has one record, what was not has none, unless nobody could know. */
export const ledgerAgrees: Check = ended =>
  ended.story.deliveries.flatMap(({ key, state, ambiguous, attempts }) => {
    const records = acceptedOf(ended, key).length;
    const wrong: string[] = [];
    if (state === 'intent' || state === 'sending' || state === 'unknown') wrong.push(`${key} is still ${state}`);
    if (records > 1) wrong.push(`${key} was accepted ${records} times`);
    if (state === 'accepted' && records === 0) wrong.push(`${key} is said to be accepted; the provider has never seen it`);
    if (state !== 'accepted' && records > 0 && ambiguous === 0)
      wrong.push(`${key} is ${state} after ${attempts} attempts; the provider has accepted it`);
    return wrong;
  });

/** Nobody is paged who need not be: somebody has it, it is over, or they cannot come. */
export const noPageAfterAnswer: Check = ended => {
  const { alarm, deliveries } = ended.story;
  return deliveries
    .filter(({ kind, toldOnce }) => kind !== 'over' && !toldOnce)
    .flatMap(({ key, person }) => {
      const at = acceptedOf(ended, key)[0]?.at;
      if (at === undefined) return [];
      const has = alarm.answers.find(
        answer => stands(answer, at) && (!answer.joint || (answer.by === person && !ranOut(answer, alarm, at))),
      );
      if (has) return [`${key} went out at ${when(at)}; ${has.by} has it since ${when(has.at)}`];
      return alarm.over && at > alarm.over.knownAt && !ended.storeFailed ? [`${key} went out at ${when(at)}, after the end`] : [];
    });
};

/** What waited for others counts until the quiet of the last one is over. */
const ranOut = (joint: Answer, { answers }: Alarm, at: number) =>
  answers.some(answer => !answer.joint && answer.at >= joint.at && (answer.quietUntil ?? Number.POSITIVE_INFINITY) <= at);

const stands = ({ answer, at: from, withdrawnAt, quietUntil }: Answer, at: number) =>
  answer === 'have-it' &&
  from < at &&
  at < (withdrawnAt ?? Number.POSITIVE_INFINITY) &&
  at < (quietUntil ?? Number.POSITIVE_INFINITY);

/** Every step of every round ran, or carries its reason. */
export const stepsRan: Check = ({ story, facts, now }) =>
  livesOf(facts, now).flatMap(({ round, ended }) => {
    const rows = story.deliveries.filter(row => row.round === round.number && row.kind === round.kind);
    const excused = story.timeline.filter(({ kind, data }) => kind === 'steps-not-run' && data.round === round.number);
    const noted = rows.length > 0 || story.timeline.some(({ data, kind }) => data.round === round.number && kind !== 'told');
    if (!noted && ended?.at === round.begins) return [];
    if (rows.some(({ toldOnce }) => toldOnce)) return [];
    const missing = draftsOf(round)
      .map(({ step }) => step)
      .filter(step => !rows.some(row => row.step === step))
      .filter(step => !excused.some(({ data }) => (data.steps as unknown[]).includes(step)));
    return missing.map(step => `step ${step} of round ${round.number} of ${story.alarm.id} neither ran nor has a reason`);
  });

/** A page that failed brought the person's next channel, unless nobody need be paged any more. */
export const failuresWentOn: Check = ({ story, facts }) =>
  story.deliveries
    .filter(({ kind, state, receipt }) => kind !== 'over' && (state === 'failed' || receipt?.delivered === false))
    .flatMap(row => {
      const person = facts.people.find(({ id }) => id === row.person);
      const other = row.channel === 'sms' ? person?.email : person?.phone;
      const told = story.deliveries.some(one => isSamePage(one, row) && one.channel !== row.channel);
      const late = Math.max(row.endedAt ?? 0, row.receipt?.at ?? 0);
      return told || other === undefined || stoppedSince(story.alarm, row.dueAt, late)
        ? []
        : [`${row.key} failed and nothing followed`];
    });

const isSamePage = (a: Delivery, b: Delivery) =>
  a.person === b.person && a.round === b.round && a.step === b.step && a.repeat === b.repeat && a.kind === b.kind;

function stoppedSince({ answers, levels, over }: Alarm, dueAt: number, until: number): boolean {
  const moments = [...answers.map(({ at }) => at), ...levels.slice(1).map(({ knownAt }) => knownAt), over?.knownAt ?? Number.NaN];
  return moments.some(at => at >= dueAt) || (over !== undefined && over.knownAt <= until);
}

/** Whoever was told of it was told of the end, as the policy narrows it. What counts is what the provider accepted. */
export const overWasTold: Check = ended => {
  const { alarm, deliveries } = ended.story;
  const words = livesOf(ended.facts, ended.now).at(-1)?.round.policy.document.whenCleared;
  const tell = words?.tell ?? 'everyone-paged';
  const told = deliveries.filter(({ key, kind, toldOnce }) => kind !== 'over' && !toldOnce && acceptedOf(ended, key).length > 0);
  const overs = deliveries.filter(({ kind }) => kind === 'over');
  if (!alarm.over) return [`${alarm.id} is not over`];
  if (tell !== 'everyone-paged') return [];
  return told
    .filter(({ channel }) => words?.via?.includes(channel) ?? true)
    .filter(({ person, channel }) => !overs.some(over => over.person === person && over.channel === channel))
    .map(({ key }) => `${key} was told, its end was not`);
};

/** One case, opened once and closed once; none without a row. */
export const oneCase: Check = ({ story, log }) => {
  const cases = log.filter(({ channel, alarmId }) => channel === 'case' && alarmId === story.alarm.id);
  const opened = cases.filter(({ operationId }) => !operationId.endsWith('/closed')).length;
  const closed = cases.length - opened;
  const expected = story.case ? 1 : 0;
  if (opened === expected && closed === expected && (!story.case || story.case.state === 'closed')) return [];
  return [`the case of ${story.alarm.id} is ${story.case?.state}, opened ${opened} times and closed ${closed} times`];
};

/** Every change was published, each under one id. */
export const changesPublished: Check = ({ story, log }) => {
  const published = new Set(log.filter(({ channel }) => channel === 'event').map(({ operationId }) => operationId));
  const { alarm, events } = story;
  const missing = events
    .filter(({ id, state }) => state !== 'published' || !published.has(id))
    .map(({ id, state }) => `${id} is ${state}`);
  const changes = alarm.levels.length + alarm.answers.filter(({ answer, joint }) => answer === 'have-it' && !joint).length + 1;
  return events.length >= changes ? missing : [...missing, `${alarm.id} has ${changes} changes and ${events.length} events`];
};

/** What people were told to be taken is in the row. */
export const answersKept =
  (taken: readonly TakenAnswer[]): Check =>
  ({ story: { alarm } }) =>
    taken
      .filter(({ alarmId }) => alarmId === alarm.id)
      .filter(({ by, at, answer }) =>
        answer === 'withdraw'
          ? !alarm.answers.some(one => one.by === by && one.withdrawnAt !== undefined && one.withdrawnAt <= at)
          : !alarm.answers.some(one => one.by === by && one.answer === answer && one.at <= at),
      )
      .map(({ by, at, answer }) => `${by} was told at ${when(at)} that "${answer}" to ${alarm.id} is taken; it is not there`);

const began = ({ raisedAt, revised }: Alarm): number => revised?.began ?? raisedAt;

/** Occurrences of one rule on one device follow each other, by their true times; those that late readings took back left out. */
export function oneAtATime(all: readonly Alarm[]): string[] {
  const alarms = all.filter(({ over }) => over?.because !== 'corrected');
  const lives = Map.groupBy(alarms, ({ rule, device }) => `${rule.id} on ${device.id}`);
  return [...lives].flatMap(([what, those]) => {
    const ordered = those.toSorted((a, b) => began(a) - began(b));
    return ordered.slice(1).flatMap((alarm, index) => {
      const before = ordered[index] as Alarm;
      return (before.revised?.ended ?? before.over?.at ?? Number.POSITIVE_INFINITY) <= began(alarm)
        ? []
        : [`two at once: ${what}, ${before.id} and ${alarm.id}`];
    });
  });
}

/** Each message that a provider accepted comes from one ledger row, or is a reply. */
export function nothingFromNowhere(stories: readonly Story[], log: readonly LogEntry[]): string[] {
  const known = new Set(stories.flatMap(({ deliveries }) => deliveries.map(({ key }) => uuidV5(key))));
  const strange = log.filter(entry => isMessage(entry) && entry.alarmId !== 'reply' && entry.alarmId !== null);
  return strange.filter(({ operationId }) => !known.has(operationId)).map(({ to, text }) => `nobody planned "${text}" to ${to}`);
}

export const checks: readonly Check[] = [
  ledgerAgrees,
  noPageAfterAnswer,
  stepsRan,
  failuresWentOn,
  overWasTold,
  oneCase,
  changesPublished,
];

const minute = 60_000;
const isLong = ({ raisedAt, over }: Alarm) => (over?.at ?? Number.POSITIVE_INFINITY) - raisedAt >= 15 * minute;

/** No alarm lost, none made up: each life of some length meets one of the same rule and device, give or take five minutes. */
export function sameLives(expected: readonly Alarm[], got: readonly Alarm[]): string[] {
  const meets = (a: Alarm, b: Alarm) =>
    a.rule.id === b.rule.id &&
    a.device.id === b.device.id &&
    a.raisedAt - 5 * minute <= (b.over?.at ?? Number.POSITIVE_INFINITY) &&
    b.raisedAt - 5 * minute <= (a.over?.at ?? Number.POSITIVE_INFINITY);
  const missing = expected.filter(alarm => isLong(alarm) && !got.some(one => meets(alarm, one)));
  const strange = got.filter(alarm => !expected.some(one => meets(alarm, one)));
  return [
    ...missing.map(({ id, raisedAt }) => `${id}, raised at ${when(raisedAt)}, was lost`),
    ...strange.map(({ id, raisedAt }) => `${id}, raised at ${when(raisedAt)}, should not have been`),
  ];
}
