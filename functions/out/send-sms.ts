import type { Ports, SmsSender } from '../../engine/ports.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import { readPeople } from '../store/people.ts';
import { type Channel, sendPage, type UnderWay } from './send.ts';
import { notConfigured } from './send-email.ts';

/** One SMS of the ledger. The repeatability id is made from its key: a repeated attempt is the same SMS for the provider. */
export const sendSms =
  (ports: Ports, underWay: UnderWay) =>
  ({ alarmId, key }: { alarmId: string; key: string }) =>
    sendPage(ports, underWay, ports.sms ? smsChannel(ports, ports.sms) : notConfigured, alarmId, key);

const smsChannel = (ports: Ports, sms: SmsSender): Channel => ({
  async send(page) {
    const person = (await readPeople(ports.tables)).find(({ id }) => id === page.person);
    if (!person?.phone) return { kind: 'refused', why: `${page.person} has no number that may be texted` };
    const firstSentAt = page.firstSentAt ?? ports.clock.machine();
    return sms.send({ repeatabilityId: uuidV5(page.key), firstSentAt, to: person.phone, text: page.text, tag: page.key });
  },
});
