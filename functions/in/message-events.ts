/** What Communication Services tells us: whether a message arrived, and what people wrote back. */
import type { EventGridDurableClientHandler } from 'durable-functions';
import { decodeMessageEvent } from '../../engine/events/decode-message-event.ts';
import type { MessageEvent } from '../../engine/events/event.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import { changeDelivery, line, readAlarm } from '../store/alarms.ts';
import { markTaken, wasTaken, whoseProviderId } from '../store/answers.ts';
import { count } from '../store/counts.ts';
import { park } from '../store/parked.ts';
import { traced, within } from '../trace.ts';
import { driverVia } from './driver.ts';
import { smsReply } from './sms-reply.ts';

const door = 'message-events';

export function messageEvents(ports: Ports): EventGridDurableClientHandler {
  const underWay = new Map<string, Promise<void>>();
  return async (raw, client) => {
    const decoded = decodeMessageEvent(raw);
    if (decoded.ok) return oneAtATime(underWay, decoded.event.id, () => once(ports, driverVia(client), decoded.event));
    if (decoded.kind === 'bad') await park(ports, door, raw, decoded);
    else await count(ports.tables, door, 'filtered');
  };
}

/** An event that comes twice at once waits for itself, and then is found taken. */
async function oneAtATime(underWay: Map<string, Promise<void>>, id: string, work: () => Promise<void>): Promise<void> {
  const before = underWay.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  underWay.set(id, mine);
  try {
    await mine;
  } finally {
    if (underWay.get(id) === mine) underWay.delete(id);
  }
}

async function once(ports: Ports, driver: Driver, event: MessageEvent): Promise<void> {
  if (await wasTaken(ports.tables, event.id)) return count(ports.tables, door, 'duplicate');
  const fate = await take(ports, driver, event);
  // Marked last: a crash before this takes the event again, which finds everything done.
  const first = await markTaken(ports.tables, event.id, ports.clock.now());
  await count(ports.tables, door, first ? fate : 'duplicate');
}

function take(ports: Ports, driver: Driver, event: MessageEvent): Promise<'applied' | 'filtered'> {
  return event.kind === 'sms-received' ? smsReply(ports, driver, event) : report(ports, driver, event);
}

type Report = Exclude<MessageEvent, { kind: 'sms-received' }>;

/** A failed delivery is news: the person is told on the next channel at once. */
async function report(ports: Ports, driver: Driver, event: Report): Promise<'applied' | 'filtered'> {
  const key = await keyOf(ports, event);
  if (key === undefined) return 'filtered';
  const alarmId = key.slice(0, key.indexOf('/'));
  const since = ports.clock.machine();
  const receipt = { delivered: event.delivered, at: ports.clock.now(), details: event.details.slice(0, 200) };
  let changed = false;
  const page = await changeDelivery(ports.tables, alarmId, key, row => {
    // By rank, not by arrival: a failure that was reported stays one.
    changed = row.receipt === undefined || (row.receipt.delivered && !event.delivered);
    if (!changed) return undefined;
    const kind = event.delivered ? 'delivered' : 'not-delivered';
    const data = { key, person: row.person, channel: row.channel, details: receipt.details };
    return { value: { ...row, receipt }, also: [line({ at: receipt.at, kind, by: 'provider', data }, key)] };
  });
  if (!page) return 'filtered';
  const alarm = await readAlarm(ports.tables, alarmId);
  // A failure that is known already is news again: the news of it may have been lost after the row was written.
  if (!alarm || (!changed && event.delivered)) return 'applied';
  const attributes = { 'tocsin.alarm': alarmId, 'tocsin.channel': page.channel, 'tocsin.delivered': event.delivered };
  const of = { name: 'delivery-report', kind: 'door', parent: alarm.traceparent, since, attributes } as const;
  await traced(ports.trace, of, async traceparent => {
    const fields = { alarmId, traceId: alarm.traceparent.split('-')[1], key };
    within(ports, traceparent).log.info(event.delivered ? 'page.delivered' : 'page.not-delivered', fields);
    if (!event.delivered) await driver.news(alarm);
  });
  return 'applied';
}

/** An SMS report echoes our tag, the ledger key; an e-mail report names the operation, which was made from it. */
async function keyOf(ports: Ports, event: Report): Promise<string | undefined> {
  if (event.kind === 'sms-report' && event.tag !== undefined) return event.tag;
  return (await whoseProviderId(ports.tables, event.messageId))?.key;
}
