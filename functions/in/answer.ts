/** What an answer does, by whichever door it came: the row first, then the word to the human, then news to the driver. */
import type { Alarm, Answer } from '../../engine/alarms/alarm.ts';
import { lastAnswer, standingAnswer, withdrawn } from '../../engine/alarms/occurrence.ts';
import type { Facts } from '../../engine/policies/facts.ts';
import { withoutJoint } from '../../engine/policies/joint.ts';
import { quietForMs } from '../../engine/policies/rounds.ts';
import { stillToAnswer } from '../../engine/policies/still-to-answer.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import { changeAlarm, line, readStory } from '../store/alarms.ts';
import { factsOf } from '../store/facts.ts';
import { traced, within } from '../trace.ts';
import { report } from './dispatch.ts';

/** An answer can be taken back for so long. */
export const withdrawForMs = 10 * 60_000;

/** The row of an alarm holds its answers: beyond so many nobody can say "cannot" or take back any more. "I have it" is always heard. */
const mostAnswers = 200;

export interface Given {
  readonly alarmId: string;
  readonly by: string;
  readonly answer: 'have-it' | 'cannot' | 'withdraw';
  readonly via: Answer['via'];
}

/** `taken`: it is written. The others changed nothing, and say how things stand. */
export type AnswerResult =
  | {
      readonly kind: 'taken';
      readonly alarm: Alarm;
      /** Everyone who was paged must answer, and these have not. */
      readonly waitsFor?: readonly string[];
    }
  | { readonly kind: 'answered-before'; readonly alarm: Alarm; readonly answer: Answer }
  | { readonly kind: 'too-late'; readonly alarm: Alarm }
  | { readonly kind: 'over'; readonly alarm: Alarm }
  | { readonly kind: 'unknown' };

/** Once this answers `taken`, the answer is in the row that every page reads before it starts. */
export async function giveAnswer(ports: Ports, driver: Driver, given: Given): Promise<AnswerResult> {
  const since = ports.clock.machine();
  const result = await write(ports, given);
  if (result.kind === 'unknown') return result;
  const { alarm, kind } = result;
  const { by, via, answer } = given;
  const attributes = { 'tocsin.alarm': alarm.id, 'tocsin.via': via, 'tocsin.answer': answer, 'tocsin.result': kind };
  const of = { name: 'answer', kind: 'door', parent: alarm.traceparent, since, attributes } as const;
  return traced(ports.trace, of, async traceparent => {
    const own = within(ports, traceparent);
    if (kind === 'taken') report(own, 'alarm.answered', alarm, { by, answer, via });
    if (kind === 'taken' || saidBefore(alarm, by)) await tellDriver(own, driver, alarm);
    return result;
  });
}

/** The store may have taken it and failed to say so: then nobody has told the driver, and whoever answered tries again. */
const saidBefore = ({ answers, over }: Alarm, by: string): boolean => !over && answers.some(answer => answer.by === by);

async function write(ports: Ports, given: Given): Promise<AnswerResult> {
  let refused: AnswerResult | undefined;
  let waitsFor: readonly string[] | undefined;
  const at = ports.clock.now();
  const facts = given.answer === 'have-it' ? await factsAbout(ports, given.alarmId) : undefined;
  const alarm = await changeAlarm(ports.tables, given.alarmId, row => {
    const told = facts && whatFollows({ ...facts, alarm: row }, given.by, at);
    refused = refusal(row, given, at) ?? (told?.twice ? answeredBefore(row, given.by) : undefined);
    if (refused) return undefined;
    const answers = answersWith(row, given, at, told);
    waitsFor = told?.waitsFor;
    const data = { answer: given.answer, via: given.via, ...(waitsFor && { waitsFor }) };
    return {
      value: { ...row, answers },
      also: [line({ at, kind: 'answered', by: given.by, data }, `${given.by}~${answers.length}`)],
    };
  });
  if (!alarm) return { kind: 'unknown' };
  return refused ?? { kind: 'taken', alarm, ...(waitsFor && { waitsFor }) };
}

async function factsAbout(ports: Ports, alarmId: string): Promise<Facts | undefined> {
  const story = await readStory(ports.tables, alarmId);
  return story && factsOf(ports, story);
}

interface Following {
  /** From then on it keeps nobody quiet: what is still active is paged, and can be answered, again. */
  readonly quietUntil?: number;
  /** Others must answer as well. */
  readonly waitsFor?: readonly string[];
  /** They are waited for still, and this person has answered before. */
  readonly twice?: boolean;
}

/** What the policy that the alarm was raised with makes of "I have it". */
function whatFollows(facts: Facts, by: string, at: number): Following {
  const waiting = stillToAnswer(facts, by, at);
  if (waiting && waiting.waitsFor.length > 0) return { waitsFor: waiting.waitsFor, twice: waiting.joined.includes(by) };
  const quietMs = quietForMs(facts, at);
  return quietMs === undefined ? {} : { quietUntil: at + quietMs };
}

/** Their own answer, which waits for others. */
const jointOf = (alarm: Alarm, by: string): Answer | undefined =>
  alarm.answers.findLast(answer => answer.joint && answer.by === by && answer.withdrawnAt === undefined);

function answeredBefore(alarm: Alarm, by: string): AnswerResult | undefined {
  const answer = jointOf(alarm, by);
  return answer && { kind: 'answered-before', alarm, answer };
}

function refusal(alarm: Alarm, { by, answer }: Given, at: number): AnswerResult | undefined {
  if (alarm.over) return { kind: 'over', alarm };
  if (answer !== 'have-it' && alarm.answers.length >= mostAnswers) return { kind: 'too-late', alarm };
  const joint = jointOf(alarm, by);
  if (answer === 'withdraw') {
    const mine = [lastAnswer(alarm), joint].some(one => one?.by === by && at - one.at <= withdrawForMs);
    return mine ? undefined : { kind: 'too-late', alarm };
  }
  const standing = standingAnswer(alarm, at);
  // Who has it and finds that they cannot must not be left alone with it.
  if (answer === 'cannot' && (standing?.by === by || joint)) return undefined;
  return standing ? { kind: 'answered-before', alarm, answer: standing } : undefined;
}

function answersWith(alarm: Alarm, given: Given, at: number, told: Following | undefined): readonly Answer[] {
  const mine = standingAnswer(alarm, at)?.by === given.by;
  const last = given.answer === 'withdraw' || mine ? takenBack(alarm, given.by, at) : alarm.answers;
  const before = given.answer === 'have-it' ? last : withoutJoint(last, given.by, at);
  return given.answer === 'withdraw' ? before : [...before, asAnswer(given, at, told)];
}

const asAnswer = ({ by, answer, via }: Given, at: number, told: Following = {}): Answer => ({
  at,
  by,
  answer: answer === 'cannot' ? 'cannot' : 'have-it',
  via,
  ...(told.quietUntil !== undefined && { quietUntil: told.quietUntil }),
  ...(told.waitsFor && { joint: true as const }),
});

function takenBack(alarm: Alarm, by: string, at: number): readonly Answer[] {
  const last = lastAnswer(alarm);
  return alarm.answers.map(answer =>
    answer === last && answer.by === by ? withdrawn(answer, at, `taken back by ${by}`) : answer,
  );
}

/**
 * News is a hint: the answer counts without it, as every page reads the row before it starts. A driver that cannot be reached
 * must not turn an answer that was taken into an error for the human.
 */
async function tellDriver(ports: Ports, driver: Driver, alarm: Alarm): Promise<void> {
  try {
    await driver.news(alarm);
  } catch (error) {
    report(ports, 'alarm.news-lost', alarm, { error: String(error) });
  }
}
