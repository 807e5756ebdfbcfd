import type { Delivery } from '../../engine/alarms/alarm.ts';
import { type BudgetRow, emailLimits, takeSlot } from '../../engine/budget.ts';
import { rowKey } from '../../engine/keys.ts';
import type { EmailSender, Ports } from '../../engine/ports.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import { pointProviderId } from '../store/answers.ts';
import { readPeople } from '../store/people.ts';
import { update } from '../store/rows.ts';
import { type Channel, sendPage, type UnderWay } from './send.ts';

/** One e-mail of the ledger. The sender's domain has a budget: what is over it goes later, critical first. */
export const sendEmail =
  (ports: Ports, underWay: UnderWay) =>
  ({ alarmId, key }: { alarmId: string; key: string }) => {
    const email = ports.email;
    return sendPage(ports, underWay, email ? emailChannel(ports, email, alarmId) : notConfigured, alarmId, key);
  };

export const notConfigured: Channel = {
  send: async () => ({ kind: 'refused', why: 'this channel is not configured' }),
};

const emailChannel = (ports: Ports, email: EmailSender, alarmId: string): Channel => ({
  admit: page => slotAt(ports, page),
  ask: page => email.ask(uuidV5(page.key)),
  async send(page) {
    const person = (await readPeople(ports.tables)).find(({ id }) => id === page.person);
    if (!person?.email) return { kind: 'refused', why: `${page.person} has no e-mail address` };
    const operationId = uuidV5(page.key);
    await pointProviderId(ports.tables, operationId, alarmId, page.key);
    const { subject = '', text, html = '' } = page;
    return email.send({ operationId, to: person.email, toName: person.name, subject, text, html, tag: page.key });
  },
});

/** When the sender may send this mail, if not now. The slot is taken before the send: a crash in between costs one. */
async function slotAt(ports: Ports, page: Delivery): Promise<number | undefined> {
  const from = ports.settings.emailFrom ?? '';
  let wait: number | undefined;
  await update<BudgetRow>(ports.tables, { table: 'budgets', partition: 'email', row: rowKey(from || 'default') }, row => {
    const slot = takeSlot(row, { key: page.key, severity: page.severity }, ports.clock.now(), emailLimits(from));
    wait = slot.kind === 'later' ? slot.at : undefined;
    return { value: slot.row };
  });
  return wait;
}
