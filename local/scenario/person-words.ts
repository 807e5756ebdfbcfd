/** What a person receives and does with it. */
import type { Person } from '../../engine/people.ts';
import type { House } from '../house.ts';
import type { LogEntry } from '../stand-ins/inbox.ts';
import { smsReceived } from '../stand-ins/reports.ts';

export interface PersonWords {
  /** So many messages (default one) that were not asked for before match; they are ticked off. Answers the newest of them. */
  hasReceived(pattern: RegExp, options?: { readonly times?: number }): LogEntry;
  /** No message but those ticked off. */
  hasReceivedNothing(): void;
  /** Answers the newest message with a code: a phone by SMS, a mailbox by the page behind the link. */
  answers(answer?: 'have-it' | 'cannot' | 'withdraw'): Promise<void>;
  /** Writes an SMS of one's own. */
  writes(text: string): Promise<void>;
  /** All messages so far. */
  received(): readonly LogEntry[];
}

/** Somebody with both, phone and mailbox. */
export interface BothWords {
  /** So many times (default one) by SMS and by e-mail. */
  isTold(pattern: RegExp, options?: { readonly times?: number }): void;
  hasReceivedNothing(): void;
}

export const bothWords = (phone: PersonWords, mailbox: PersonWords): BothWords => ({
  isTold(pattern, options) {
    phone.hasReceived(pattern, options);
    mailbox.hasReceived(pattern, options);
  },
  hasReceivedNothing() {
    phone.hasReceivedNothing();
    mailbox.hasReceivedNothing();
  },
});

interface Of {
  readonly house: House;
  readonly channel: 'sms' | 'email';
  readonly person: Person;
  /** Sequence numbers of messages that were asked for. */
  readonly expected: Set<number>;
  readonly settle: () => Promise<void>;
  /** An id for the next SMS that is written: by the seed, so that a night can be had again. */
  readonly nextId: () => string;
}

export function personWords(of: Of): PersonWords {
  const { house, channel, person, expected } = of;
  const address = channel === 'sms' ? person.phone : person.email;
  const received = () => house.standIns.inbox.log().filter(entry => entry.channel === channel && entry.to === address);
  const open = () => received().filter(({ sequence }) => !expected.has(sequence));
  return {
    hasReceived(pattern, { times = 1 } = {}) {
      const found = open()
        .filter(entry => pattern.test(`${entry.subject ?? ''}\n${entry.text}`))
        .slice(0, times);
      const last = found.at(-1);
      if (found.length < times || !last)
        throw new Error(
          `${person.name} received ${found.length} of ${times} ${channel} like ${pattern}. Open: ${listed(open())}`,
        );
      for (const { sequence } of found) expected.add(sequence);
      return last;
    },
    hasReceivedNothing() {
      if (open().length > 0) throw new Error(`${person.name} received ${listed(open())}`);
    },
    async answers(answer = 'have-it') {
      const last = received().findLast(({ text }) => codeIn(text) !== undefined);
      if (!last) throw new Error(`${person.name} has no message with a code to answer.`);
      await (channel === 'sms' ? bySms(of, codeIn(last.text) as string, answer) : byLink(of, last, answer));
      await of.settle();
    },
    async writes(text) {
      await sendSms(of, text);
      await of.settle();
    },
    received,
  };
}

const listed = (entries: readonly LogEntry[]): string =>
  entries.length === 0 ? 'nothing' : entries.map(({ subject, text }) => `"${subject ?? text}"`).join(', ');

/** The code as the messages print it: after "reply" or "code". */
const codeIn = (text: string): string | undefined => /(?:reply|code)\W+([2-9A-HJKMNP-Z]{4})\b/i.exec(text)?.[1];

async function bySms(of: Of, code: string, answer: string): Promise<void> {
  await sendSms(of, answer === 'cannot' ? `${code} cannot` : code);
}

/** As the provider hands it on. */
async function sendSms({ house, person, nextId }: Of, text: string): Promise<void> {
  const sms = { id: nextId(), from: person.phone ?? '', to: house.ports.settings.smsFrom ?? '', text };
  await house.post('message-events', [smsReceived(sms, house.ports.clock.now())]);
}

async function byLink({ house }: Of, { text }: LogEntry, answer: string): Promise<void> {
  const link = /https?:\/\/\S+\/a\/[0-9a-z]{26}/.exec(text)?.[0] ?? '';
  const { pathname } = new URL(link);
  const headers = { host: new URL(link).host };
  const shown = await house.request({ method: 'GET', url: pathname, headers, body: new Uint8Array() });
  const token = / name="t" value="([^"]+)"/.exec(
    String(shown.body instanceof Uint8Array ? new TextDecoder().decode(shown.body) : shown.body),
  )?.[1];
  const form = new URLSearchParams({ t: token ?? '', code: codeIn(text) ?? '', answer });
  const posted = await house.request({
    ...{ method: 'POST', url: pathname },
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(form.toString()),
  });
  if (posted.status !== 200) throw new Error(`The page did not take the answer: ${posted.status}`);
}
