/** A test page: a row of the ledger for each channel, sent as the pages of alarms are. It has no driver: who asks again goes on. */
import type { Delivery } from '../../engine/alarms/alarm.ts';
import { ledgerKey } from '../../engine/alarms/occurrence.ts';
import { type ChannelReport, reportOf, testPageId } from '../../engine/alarms/test-page.ts';
import { type BudgetRow, takeSlot } from '../../engine/budget.ts';
import { rowKey } from '../../engine/keys.ts';
import { type TestPageFacts, testEmail, testSms } from '../../engine/messages/test-page.ts';
import type { Channel, Person } from '../../engine/people.ts';
import type { Ports } from '../../engine/ports.ts';
import { deliveryRow, readDelivery, writeStory } from '../store/alarms.ts';
import { asJson, update } from '../store/rows.ts';
import type { UnderWay } from './send.ts';
import { sendEmail } from './send-email.ts';
import { sendSms } from './send-sms.ts';

export interface TestPage {
  readonly person: Person;
  /** Their number wrote STOP. */
  readonly stopped: boolean;
  /** See `isTestPageKey`. */
  readonly key: string;
  readonly via: readonly Channel[];
}

/** What became of it on each channel; or when the person may be sent a new one, having had enough for now. */
export type SendTestPage = (
  page: TestPage,
) => Promise<{ readonly channels: readonly ChannelReport[] } | { readonly tooManyUntil: number }>;

/** A phone that rings for nothing is switched off: new test pages to one person. Of an hour's ten, three are kept back, as from anybody. */
const limits = { perMinute: 3, perHour: 10 };

export const testPages =
  (ports: Ports, underWay: UnderWay): SendTestPage =>
  async page => {
    const rows = await Promise.all(page.via.map(channel => rowOf(ports, page, channel)));
    const isNew = rows.some((row, n) => row === undefined && !missing(ports, page, page.via[n] as Channel));
    const tooManyUntil = isNew ? await slotAt(ports, page) : undefined;
    if (tooManyUntil !== undefined) return { tooManyUntil };
    return { channels: await Promise.all(page.via.map((channel, n) => onChannel(ports, underWay, page, channel, rows[n]))) };
  };

async function onChannel(
  ports: Ports,
  underWay: UnderWay,
  page: TestPage,
  channel: Channel,
  known: Delivery | undefined,
): Promise<ChannelReport> {
  // Without a row: once the channel or the contact is there, the same key sends.
  const lack = known ? undefined : missing(ports, page, channel);
  if (lack) return lack;
  const row = known ?? (await intend(ports, page, channel));
  const before = reportOf(row, ports.clock.now());
  if (before.state !== 'waiting' || (row.notBefore ?? 0) > ports.clock.now()) return before;
  const send = channel === 'sms' ? sendSms(ports, underWay) : sendEmail(ports, underWay);
  await send({ alarmId: testPageId(page.key), key: row.key });
  return reportOf((await rowOf(ports, page, channel)) ?? row, ports.clock.now());
}

const keyOf = ({ key, person }: TestPage, channel: Channel): string =>
  ledgerKey(testPageId(key), { kind: 'test', round: 0, step: 0, repeat: 0, person: person.id, channel });

const rowOf = (ports: Ports, page: TestPage, channel: Channel): Promise<Delivery | undefined> =>
  readDelivery(ports.tables, testPageId(page.key), keyOf(page, channel));

/** Writes the row unless somebody else just did: then theirs counts. */
async function intend(ports: Ports, page: TestPage, channel: Channel): Promise<Delivery> {
  const { person, key } = page;
  const facts: TestPageFacts = { person, key, now: ports.clock.now(), publicUrl: ports.settings.publicUrl };
  const row: Delivery = {
    ...{ key: keyOf(page, channel), kind: 'test', round: 0, step: 0, repeat: 0, person: person.id, channel },
    ...{ dueAt: facts.now, severity: 'info', state: 'intent', attempts: 0, ambiguous: 0, seen: { answers: 0, levels: 0 } },
    ...(channel === 'sms' ? { text: testSms(facts) } : testEmail(facts)),
  };
  const change = { kind: 'insert', row: deliveryRow(row.key), value: asJson(row) } as const;
  return (await writeStory(ports.tables, testPageId(key), [change])) ? row : ((await rowOf(ports, page, channel)) ?? row);
}

/** Why there is nothing to be tried on this channel. */
function missing(ports: Ports, { person, stopped }: TestPage, channel: Channel): ChannelReport | undefined {
  const [there, setting] =
    channel === 'sms' ? ([ports.sms, 'TOCSIN_SMS_FROM'] as const) : ([ports.email, 'TOCSIN_EMAIL_FROM'] as const);
  if (!there) {
    const why = 'this channel is not configured';
    return { channel, state: 'not-configured', why, fix: `Set ${setting} to what messages come from.` };
  }
  const contact = channel === 'sms' ? 'phone' : 'email';
  if (person[contact] === undefined) {
    const what = channel === 'sms' ? 'no number' : 'no e-mail address';
    return { channel, state: 'no-contact', why: `${person.id} has ${what}`, fix: `Enter it as "${contact}" of this person.` };
  }
  if (channel === 'email' || !stopped) return undefined;
  return { channel, state: 'no-contact', why: `the number of ${person.id} wrote STOP`, fix: 'Send START from that phone.' };
}

async function slotAt(ports: Ports, { person, key }: TestPage): Promise<number | undefined> {
  let wait: number | undefined;
  await update<BudgetRow>(ports.tables, { table: 'budgets', partition: 'test-pages', row: rowKey(person.id) }, row => {
    const slot = takeSlot(row, { key, severity: 'info' }, ports.clock.now(), limits);
    wait = slot.kind === 'later' ? slot.at : undefined;
    return { value: slot.row };
  });
  return wait;
}
