/** What a person needs to answer an alarm: the secret in the link, the code in the message. */
import type { Alarm } from '../../engine/alarms/alarm.ts';
import { codeFrom, codesIn, tokenFrom } from '../../engine/messages/codes.ts';
import type { Ports } from '../../engine/ports.ts';
import { changeInvitation, type Invitation, invitationRow, writeStory } from '../store/alarms.ts';
import { pointCode, pointToken } from '../store/answers.ts';
import { asJson } from '../store/rows.ts';

/** Link and code live for 24 h; a message that is sent later than this after the last renewal renews them. */
const renewAfterMs = 3_600_000;

/** Made at the first page to a person and the same in all later ones. An alarm that lasts for days is answered by its newest message too. */
export async function invitationFor(
  ports: Ports,
  alarm: Alarm,
  person: string,
  known: Invitation | undefined,
): Promise<Invitation> {
  if (!known) return invite(ports, alarm, person);
  return ports.clock.now() - known.at < renewAfterMs ? known : renew(ports, known);
}

/**
 * The pointers are written before the invitation: one that leads nowhere harms nobody, a message whose code is not known would.
 * Whoever finds that somebody else was faster takes theirs.
 */
async function invite(ports: Ports, alarm: Alarm, person: string): Promise<Invitation> {
  const to = { alarmId: alarm.id, person, at: ports.clock.now() };
  const code = await freeCode(ports, to);
  const invitation: Invitation = { ...to, token: tokenFrom(ports.random.bytes(16)), code, wrong: [] };
  await pointToken(ports.tables, invitation);
  const first = await writeStory(ports.tables, alarm.id, [
    { kind: 'insert', row: invitationRow(person), value: asJson(invitation) },
  ]);
  return first ? invitation : await stored(ports, invitation);
}

/** The same link and code for another day; a code that somebody else has got since is replaced. */
async function renew(ports: Ports, known: Invitation): Promise<Invitation> {
  const to = { alarmId: known.alarmId, person: known.person, at: ports.clock.now() };
  const code = (await pointCode(ports.tables, known.code, to)) ? known.code : await freeCode(ports, to);
  const renewed = await changeInvitation(ports.tables, known.alarmId, known.person, row => ({
    value: { ...row, code, at: to.at },
  }));
  return renewed ?? known;
}

const stored = async (ports: Ports, mine: Invitation): Promise<Invitation> =>
  (await changeInvitation(ports.tables, mine.alarmId, mine.person, () => undefined)) ?? mine;

async function freeCode(ports: Ports, to: Pick<Invitation, 'alarmId' | 'person' | 'at'>): Promise<string> {
  for (let attempt = 1; attempt <= 50; attempt++) {
    const code = codeFrom(ports.random.bytes(16));
    // A code that reads as a word of a reply ("HAVE") would not be seen in one.
    if (codesIn(code).codes.includes(code) && (await pointCode(ports.tables, code, to))) return code;
  }
  throw new Error(`No free answer code for ${to.alarmId}.`);
}
