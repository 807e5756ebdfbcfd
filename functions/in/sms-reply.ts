/** An SMS that somebody sent us: an answer when it comes from a number that was paged and bears the message's code. */

import { standingAnswer } from '../../engine/alarms/occurrence.ts';
import type { MessageEvent } from '../../engine/events/event.ts';
import { codesIn } from '../../engine/messages/codes.ts';
import { cutToParts, toGsm7 } from '../../engine/messages/gsm7.ts';
import { headlineOf } from '../../engine/messages/headline.ts';
import type { Person } from '../../engine/people.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import { listAlarms, readStory, type Story } from '../store/alarms.ts';
import { giveBack, isLocked, take, whoseCode } from '../store/answers.ts';
import { peopleWithNumber, setStopped } from '../store/people.ts';
import { traced, within } from '../trace.ts';
import { type AnswerResult, giveAnswer } from './answer.ts';

type Sms = Extract<MessageEvent, { kind: 'sms-received' }>;

const wrongPerHour = 5;
const passiveReplies = 5;
/** A bare "ack" looks through so many open alarms. */
const openAlarms = 200;

export async function smsReply(ports: Ports, driver: Driver, sms: Sms): Promise<'applied' | 'filtered'> {
  const people = await peopleWithNumber(ports.tables, sms.from);
  // A number that nobody of ours has gets no answer: whoever it is learns nothing.
  if (people.length === 0) return 'filtered';
  const said = codesIn(sms.text);
  if (said.stop || said.start) {
    await setStopped(ports.tables, sms.from, said.stop);
    ports.log.info('sms.opt-out', { people: people.map(({ id }) => id), stopped: said.stop });
    return 'applied';
  }
  const found = await meant(ports, people, sms, said);
  if ('says' in found) await passive(ports, sms, found.says);
  else {
    const { alarmId, person } = found;
    const answer = said.cannot ? 'cannot' : 'have-it';
    const result = await giveAnswer(ports, driver, { alarmId, by: person.id, answer, via: 'sms' });
    const parent = 'alarm' in result ? result.alarm.traceparent : undefined;
    await traced(ports.trace, { name: 'sms-reply', parent, attributes: { 'tocsin.alarm': alarmId } }, traceparent =>
      reply(within(ports, traceparent), sms, inWords(result, person, answer)),
    );
  }
  return 'applied';
}

type Meant = { readonly alarmId: string; readonly person: Person } | { readonly says: string };

const lockedWords = 'Too many wrong codes from this number. Answer by the link in the message.';

/** Which alarm is answered, or what to tell the sender instead. */
async function meant(ports: Ports, people: readonly Person[], sms: Sms, said: ReturnType<typeof codesIn>): Promise<Meant> {
  if (said.codes.length > 0) return byCode(ports, people, sms, said.codes);
  if (!said.bareAck && !said.cannot) return { says: 'Reply with the 4-character code of the message.' };
  if (await isLocked(ports.tables, sms.from, ports.clock.now(), wrongPerHour)) return { says: lockedWords };
  return onlyOne(ports, people);
}

/** Every code in an SMS is a try, counted as wrong until it is found right. */
async function byCode(ports: Ports, people: readonly Person[], sms: Sms, codes: readonly string[]): Promise<Meant> {
  const now = ports.clock.now();
  const tries = await take(ports.tables, sms.from, 'wrong', { wanted: codes.length, most: wrongPerHour, now });
  for (const code of codes.slice(0, tries.taken)) {
    const pointer = await whoseCode(ports.tables, code, now);
    const person = people.find(({ id }) => id === pointer?.person);
    if (!pointer || !person) continue;
    await giveBack(ports.tables, sms.from, 'wrong', tries.taken, now);
    return { alarmId: pointer.alarmId, person };
  }
  return {
    says: tries.left === 0 ? lockedWords : 'That code is not one of yours. Reply with the 4-character code of the message.',
  };
}

/** "ok" without a code acts only when there is nothing to mix up. */
async function onlyOne(ports: Ports, people: readonly Person[]): Promise<Meant> {
  const { ids, continuation } = await listAlarms(ports.tables, 'open', { top: openAlarms });
  if (continuation !== undefined) return { says: 'Many alarms are open. Reply with the 4-character code of the message.' };
  const stories = (await Promise.all(ids.map(id => readStory(ports.tables, id)))).filter(
    (story): story is Story => story !== undefined,
  );
  const now = ports.clock.now();
  const asked = stories.flatMap(({ alarm, invitations }) => {
    const invitation = standingAnswer(alarm, now)
      ? undefined
      : invitations.find(({ person }) => people.some(({ id }) => id === person));
    const person = people.find(({ id }) => id === invitation?.person);
    return invitation && person ? [{ alarm, invitation, person }] : [];
  });
  const [first] = asked;
  if (first && asked.length === 1) return { alarmId: first.alarm.id, person: first.person };
  if (!first) return { says: 'No open alarm waits for your answer.' };
  const list = asked.slice(0, 6).map(({ alarm, invitation }) => `${invitation.code} ${headlineOf(alarm)}`);
  return { says: `${asked.length} alarms wait for you. Reply with a code: ${list.join('; ')}` };
}

function inWords(result: AnswerResult, person: Person, answer: 'have-it' | 'cannot'): string {
  switch (result.kind) {
    case 'taken':
      if (answer === 'have-it' && result.waitsFor)
        return `You have it: ${headlineOf(result.alarm)}. Everyone must answer; ${result.waitsFor.length} still to.`;
      return answer === 'have-it'
        ? `You have it: ${headlineOf(result.alarm)}. No more pages while you are on it.`
        : `Noted: the next person is paged. ${headlineOf(result.alarm)}`;
    case 'answered-before':
      return result.answer.by === person.id
        ? `You have it already: ${headlineOf(result.alarm)}`
        : `Somebody else has it already: ${headlineOf(result.alarm)}`;
    case 'over':
      return `It is over already: ${headlineOf(result.alarm)}`;
    case 'too-late':
    case 'unknown':
      return 'That alarm is not known any more.';
    default:
      return result satisfies never;
  }
}

async function passive(ports: Ports, sms: Sms, text: string): Promise<void> {
  const now = ports.clock.now();
  const { taken } = await take(ports.tables, sms.from, 'replies', { wanted: 1, most: passiveReplies, now });
  if (taken > 0) await reply(ports, sms, text);
}

/** The word to the human. The answer is written by now: a reply that fails is a line in the log, never an answer lost. */
async function reply(ports: Ports, sms: Sms, text: string): Promise<void> {
  const key = `reply/${sms.id}`;
  const sent = await ports.sms?.send({
    repeatabilityId: uuidV5(key),
    firstSentAt: ports.clock.machine(),
    to: sms.from,
    text: cutToParts(toGsm7(text), 2),
    tag: key,
  });
  if (sent && sent.kind !== 'accepted') ports.log.warn('sms.reply-failed', { key, why: sent.why });
}
