/** The bytes of a page, made once when it is planned: a repeated send is the same message. */
import type { Delivery } from '../../engine/alarms/alarm.ts';
import { lastAnswer, ledgerKey } from '../../engine/alarms/occurrence.ts';
import { emailOf, type PageFacts, smsText } from '../../engine/messages/page.ts';
import type { Person } from '../../engine/people.ts';
import type { Facts, Plan, PlannedPage } from '../../engine/policies/plan.ts';
import type { Ports } from '../../engine/ports.ts';
import type { Invitation, Story } from '../store/alarms.ts';
import { invitationFor } from './invite.ts';

export async function renderPages(ports: Ports, story: Story, facts: Facts, due: Plan): Promise<readonly Delivery[]> {
  const rendered: Delivery[] = [];
  const known = new Map(story.invitations.map(invitation => [invitation.person, invitation]));
  for (const page of due.pages) {
    const person = facts.people.find(({ id }) => id === page.person) ?? { id: page.person, name: page.person };
    const asks = page.kind !== 'over' && !page.toldOnce && !page.noContact;
    const invitation = asks ? await invitationFor(ports, story.alarm, person.id, known.get(person.id)) : undefined;
    if (invitation) known.set(person.id, invitation);
    rendered.push(row(facts, page, textsOf(ports, facts, due, page, person, invitation)));
  }
  return rendered;
}

function row(facts: Facts, page: PlannedPage, texts: Pick<Delivery, 'subject' | 'text' | 'html'>): Delivery {
  const { alarm } = facts;
  const { kind, round, step, repeat, person, channel, dueAt, severity } = page;
  return {
    ...{ key: ledgerKey(alarm.id, page), kind, round, step, repeat, person, channel, dueAt, severity },
    attempts: 0,
    ambiguous: 0,
    seen: { answers: alarm.answers.length, levels: alarm.levels.length },
    ...(page.toldOnce && { toldOnce: true as const }),
    ...texts,
    ...stateOf(facts, page),
  };
}

/** A repeat is not sent after a page of the same step that still waits for its turn or its provider: people are told once, not thrice. */
function stateOf({ deliveries }: Facts, page: PlannedPage): Pick<Delivery, 'state' | 'why'> {
  const before = deliveries.find(
    row =>
      row.round === page.round &&
      row.step === page.step &&
      row.person === page.person &&
      row.channel === page.channel &&
      isOpen(row),
  );
  if (page.repeat > 0 && before) return { state: 'withdrawn', why: `the page before it (${before.repeat}) is still to go out` };
  return { state: page.noContact ? 'no-contact' : 'intent', ...(page.why !== undefined && { why: page.why }) };
}

const isOpen = ({ state }: Delivery): boolean => state === 'intent' || state === 'sending' || state === 'unknown';

function textsOf(ports: Ports, facts: Facts, due: Plan, page: PlannedPage, person: Person, invitation: Invitation | undefined) {
  if (page.noContact) return { text: '' };
  const { alarm } = facts;
  const answer = lastAnswer(alarm);
  const nameOf = (id: string) => facts.people.find(one => one.id === id)?.name ?? id;
  const pageFacts: PageFacts = {
    ...{ alarm, person, kind: page.kind, severity: page.severity, step: page.step, round: page.round },
    now: ports.clock.now(),
    timeZone: alarm.device.tags.timeZone ?? 'UTC',
    canReply: ports.settings.smsFrom !== undefined,
    ...(page.toldOnce && { toldOnce: true }),
    ...(page.escalatedFrom && { escalatedFrom: page.escalatedFrom.map(nameOf) }),
    ...(invitation && { code: invitation.code, link: `${ports.settings.publicUrl}/a/${invitation.token}` }),
    ...(answer && { answeredBy: { name: nameOf(answer.by), at: answer.at } }),
    ...(due.next && { next: { at: due.next.at, names: due.next.pages.map(nameOf) } }),
  };
  return page.channel === 'sms' ? { text: smsText(pageFacts) } : emailOf(pageFacts);
}
