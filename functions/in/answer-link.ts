/** The page behind the link of a message: GET and HEAD show, POST with the code answers. No log-in, no script. */
import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { HttpDurableClientHandler } from 'durable-functions';
import type { Answer } from '../../engine/alarms/alarm.ts';
import { currentLevel, standingAnswer } from '../../engine/alarms/occurrence.ts';
import {
  type AnswerProblem,
  answerPage,
  answerPageHeaders,
  type Standing,
  unknownLinkPage,
} from '../../engine/messages/answer-page.ts';
import { isToken, readCode } from '../../engine/messages/codes.ts';
import { type Facts, plan } from '../../engine/policies/plan.ts';
import { stillToAnswer } from '../../engine/policies/still-to-answer.ts';
import type { Ports } from '../../engine/ports.ts';
import { changeInvitation, type Invitation, readStory, type Story } from '../store/alarms.ts';
import { whoseToken } from '../store/answers.ts';
import { factsOf } from '../store/facts.ts';
import { giveAnswer, withdrawForMs } from './answer.ts';
import { driverVia } from './driver.ts';
import { mayPost } from './same-site.ts';

/** A link shows how things stand for so long after its last message but for an hour. */
const linkLifeMs = 24 * 3_600_000;
const triesPerHour = 5;
const hourMs = 3_600_000;

interface Guest {
  readonly story: Story;
  readonly invitation: Invitation;
}

export const answerLink =
  (ports: Ports): HttpDurableClientHandler =>
  async (request, client) => {
    const guest = await whoIs(ports, request.params.token ?? '');
    if (!guest) return page(404, unknownLinkPage());
    if (request.method !== 'POST') return page(200, await view(ports, guest));
    if (ports.clock.now() - guest.invitation.at > linkLifeMs) return page(410, await view(ports, guest));
    const form = await readForm(request);
    if (!mayPost(request, ports.settings.publicUrl) || form.get('t') !== formToken(guest.invitation)) {
      return page(403, await view(ports, guest, { kind: 'stale-form' }));
    }
    const problem = await checkCode(ports, guest.invitation, form.get('code') ?? '');
    if (problem) return page(problem.kind === 'locked' ? 429 : 403, await view(ports, await again(ports, guest), problem));
    const answer = form.get('answer');
    if (answer !== 'have-it' && answer !== 'cannot' && answer !== 'withdraw')
      return page(400, await view(ports, guest, { kind: 'stale-form' }));
    const { alarmId, person } = guest.invitation;
    const result = await giveAnswer(ports, driverVia(client), { alarmId, by: person, answer, via: 'link' });
    return page(
      result.kind === 'taken' || result.kind === 'answered-before' ? 200 : 409,
      await view(ports, await again(ports, guest)),
    );
  };

/** A genuine token leads to an invitation; everything else is unknown, and looks the same from outside. */
async function whoIs(ports: Ports, token: string): Promise<Guest | undefined> {
  if (!isToken(token)) return undefined;
  const pointer = await whoseToken(ports.tables, token);
  const story = pointer && (await readStory(ports.tables, pointer.alarmId));
  const invitation = story?.invitations.find(one => one.person === pointer?.person && one.token === token);
  return story && invitation && { story, invitation };
}

const again = async (ports: Ports, guest: Guest): Promise<Guest> => (await whoIs(ports, guest.invitation.token)) ?? guest;

/** Wrong codes are counted before anything is said: five an hour, then the form is closed and the escalation goes on. */
async function checkCode(ports: Ports, invitation: Invitation, typed: string): Promise<AnswerProblem | undefined> {
  const now = ports.clock.now();
  let problem: AnswerProblem | undefined;
  await changeInvitation(ports.tables, invitation.alarmId, invitation.person, row => {
    const wrong = row.wrong.filter(at => now - at < hourMs);
    problem = undefined;
    if (wrong.length >= triesPerHour) problem = { kind: 'locked', until: (wrong[0] as number) + hourMs };
    else if (readCode(typed) !== row.code) problem = { kind: 'wrong-code', triesLeft: triesPerHour - wrong.length - 1 };
    return problem?.kind === 'wrong-code' ? { value: { ...row, wrong: [...wrong, now] } } : undefined;
  });
  return problem;
}

/** Ties the form to the page that showed it; the code is what proves the human. */
const formToken = ({ token }: Invitation): string =>
  createHash('sha256').update(`answer form of ${token}`).digest('hex').slice(0, 32);

async function readForm(request: HttpRequest): Promise<URLSearchParams> {
  const text = await request.text();
  return new URLSearchParams(text.slice(0, 2_000));
}

async function view(ports: Ports, { story, invitation }: Guest, problem?: AnswerProblem): Promise<string> {
  const facts = await factsOf(ports, story);
  const now = ports.clock.now();
  const { next } = plan(facts, now);
  const nameOf = (id: string) => facts.people.find(person => person.id === id)?.name ?? id;
  return answerPage({
    alarm: story.alarm,
    personName: nameOf(invitation.person),
    severity: currentLevel(story.alarm).severity,
    standing: now - invitation.at > linkLifeMs ? { kind: 'expired' } : standing(facts, invitation, now, nameOf),
    problem,
    antiForgery: formToken(invitation),
    now,
    timeZone: story.alarm.device.tags.timeZone ?? 'UTC',
    next: next && { at: next.at, names: next.pages.map(nameOf) },
  });
}

function standing(facts: Facts, { person }: Invitation, now: number, nameOf: (id: string) => string): Standing {
  const { alarm } = facts;
  const answer = standingAnswer(alarm, now);
  if (alarm.over) return { kind: 'over', answeredBy: answer && { name: nameOf(answer.by), at: answer.at } };
  if (!answer) {
    const joint = alarm.answers.findLast(one => one.joint && one.by === person && one.withdrawnAt === undefined);
    const waiting = joint && stillToAnswer(facts, person, now);
    if (joint && waiting?.joined.includes(person)) return youAnswered(joint, now, waiting.waitsFor.map(nameOf));
    const cannot = alarm.answers.findLast(one => one.by === person && one.answer === 'cannot');
    return { kind: 'open', youCannotSince: cannot?.at };
  }
  if (answer.by !== person) return { kind: 'answered', by: nameOf(answer.by), since: answer.at };
  return youAnswered(answer, now);
}

function youAnswered({ at, quietUntil }: Answer, now: number, waitsFor?: readonly string[]): Standing {
  const until = at + withdrawForMs;
  return { kind: 'you-answered', since: at, quietUntil, withdrawUntil: now < until ? until : undefined, waitsFor };
}

const page = (status: number, html: string): HttpResponseInit => ({ status, body: html, headers: answerPageHeaders });
