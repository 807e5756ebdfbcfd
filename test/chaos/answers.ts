/** How people answer, through the doors that they have: the page behind the link, an SMS, the API. */
import type { Person } from '../../engine/people.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import type { House } from '../../local/house.ts';
import type { LogEntry } from '../../local/stand-ins/inbox.ts';
import { smsReceived } from '../../local/stand-ins/reports.ts';

export type Said = 'have-it' | 'cannot' | 'withdraw';
/** `taken`: the house said so. `refused`: it said why not. `failed`: it failed, and whoever answered would try again. */
export type Heard = 'taken' | 'refused' | 'failed';

/** A message about this alarm that bears a code, and who has it. */
export interface Asked {
  readonly person: Person;
  readonly entry: LogEntry;
  readonly code: string;
}

/** Those who could answer now, newest message last. */
export function askedOf(house: House, people: readonly Person[], alarmId: string): Asked[] {
  return house.standIns.inbox.log().flatMap(entry => {
    const code = /(?:reply|code)\W+([2-9A-HJKMNP-Z]{4})\b/i.exec(entry.text)?.[1];
    const person = people.find(({ phone, email }) => entry.to === (entry.channel === 'sms' ? phone : email));
    return entry.alarmId === alarmId && code !== undefined && person ? [{ person, entry, code }] : [];
  });
}

export async function answerByApi(house: House, alarmId: string, by: string, answer: Said): Promise<Heard> {
  const { status } = await call(house, 'POST', `/api/alarms/${encodeURIComponent(alarmId)}/acknowledge`, {
    type: 'application/json',
    text: JSON.stringify({ by, answer }),
  });
  return heard(status);
}

/** As the provider hands it on: again and again until it is taken. The reply tells what became of it. */
export async function answerBySms(house: House, id: string, asked: Asked, answer: Said): Promise<Heard> {
  const { ports, standIns } = house;
  const text = answer === 'cannot' ? `${asked.code} cannot` : asked.code;
  const sms = { id, from: asked.person.phone ?? '', to: ports.settings.smsFrom ?? '', text };
  const event = smsReceived(sms, ports.clock.now());
  try {
    await house.post('message-events', [event]);
  } catch {
    return 'failed';
  }
  const reply = standIns.inbox.find('sms', uuidV5(`reply/${event.id}`));
  return reply && /^(You have it:|Noted)/.test(reply.text) ? 'taken' : 'refused';
}

export async function answerByLink(house: House, { entry, code }: Asked, answer: Said): Promise<Heard> {
  const link = new URL(/https?:\/\/\S+\/a\/[0-9a-z]{26}/.exec(entry.text)?.[0] ?? 'https://no.link/');
  const shown = await call(house, 'GET', link.pathname, { host: link.host });
  const token = / name="t" value="([^"]+)"/.exec(shown.text)?.[1];
  if (token === undefined) return shown.status >= 500 ? 'failed' : 'refused';
  const text = new URLSearchParams({ t: token, code, answer }).toString();
  const posted = await call(house, 'POST', link.pathname, { type: 'application/x-www-form-urlencoded', host: link.host, text });
  // The page says 200 as well when somebody else has it: only its words tell.
  const others = answer !== 'withdraw' && !(answer === 'have-it' && /You have it since/.test(posted.text));
  return posted.status === 200 && others ? 'refused' : heard(posted.status);
}

const heard = (status: number): Heard => (status < 300 ? 'taken' : status < 500 ? 'refused' : 'failed');

interface With {
  readonly type?: string;
  readonly host?: string;
  readonly text?: string;
}

export async function call(house: House, method: string, url: string, { type, host = 'localhost', text = '' }: With = {}) {
  const headers = { host, ...(type !== undefined && { 'content-type': type }) };
  const { status, body } = await house.request({ method, url, headers, body: new TextEncoder().encode(text) });
  return { status, text: typeof body === 'string' ? body : new TextDecoder().decode(body) };
}
