/** One page, one attempt: the ledger row says what to send and absorbs our own retries; the provider's key absorbs the rest. */
import type { Delivery } from '../../engine/alarms/alarm.ts';
import { noLongerWanted } from '../../engine/alarms/wanted.ts';
import { headlineOf } from '../../engine/messages/headline.ts';
import type { Ports, SendResult } from '../../engine/ports.ts';
import type { Outcome } from '../../orchestrations/activities.ts';
import { changeDelivery, line, readAlarm, readDelivery } from '../store/alarms.ts';
import { later, pauseMs } from './effect.ts';

/** One attempt (asking, then sending: each at most 15 s) may take so long on the machine's clock before it counts as lost. */
const attemptMs = 40_000;
/** A page is tried for so long from its time (plant time), a few times in any case, and at most so often; then the next channel is. */
const patienceMs = 12 * 60_000;
const fewAttempts = 4;
const mostAttempts = 12;

const terminal = new Set<Delivery['state']>(['accepted', 'failed', 'withdrawn', 'no-contact']);

/** How a channel sends a row. `ask`: what the provider knows of an attempt whose end we did not see. */
export interface Channel {
  /** `later`: no slot in the budget before then. */
  admit?(page: Delivery): Promise<number | undefined>;
  ask?(page: Delivery): Promise<SendResult>;
  send(page: Delivery): Promise<SendResult>;
}

/** Keys of the attempts that this process has under way. */
export type UnderWay = Set<string>;

/** Never two attempts at one page in one process: the second looks again later. */
export async function sendPage(
  ports: Ports,
  underWay: UnderWay,
  channel: Channel,
  alarmId: string,
  key: string,
): Promise<Outcome> {
  if (underWay.has(key)) return later('under way', ports.clock.now() + 2_000);
  underWay.add(key);
  try {
    return await attemptPage(ports, channel, alarmId, key);
  } finally {
    underWay.delete(key);
  }
}

async function attemptPage(ports: Ports, channel: Channel, alarmId: string, key: string): Promise<Outcome> {
  const page = await readDelivery(ports.tables, alarmId, key);
  if (!page || terminal.has(page.state)) return { state: page?.state ?? 'missing' };
  if (page.state === 'sending') return takeOver(ports, channel, alarmId, page);
  const slotAt = page.attempts === 0 ? await channel.admit?.(page) : undefined;
  if (slotAt !== undefined) return postpone(ports, alarmId, page, slotAt);
  const mine = await claim(ports, alarmId, page);
  if (!mine) return later('taken by somebody else', ports.clock.now() + 2_000);
  // After an attempt whose end we did not see the provider is asked first; only what it does not know of is sent again.
  const known = page.state === 'unknown' ? await channel.ask?.(mine) : undefined;
  // A question without an answer is no second send.
  if (known?.kind === 'unknown') return settle(ports, alarmId, mine, { kind: 'busy', why: known.why });
  if (known && known.kind !== 'refused') return settle(ports, alarmId, mine, known);
  const unwanted = await whyNot(ports, alarmId, mine);
  if (unwanted !== undefined) return end(ports, alarmId, mine, { state: 'withdrawn', why: unwanted });
  return settle(ports, alarmId, mine, await channel.send(mine));
}

/**
 * An attempt whose end nobody wrote down. Another process may still be at it: then its deadline is waited for. Where there is
 * no other process, whoever began it has died, or its store failed it: what became of it is unknown.
 */
async function takeOver(ports: Ports, channel: Channel, alarmId: string, page: Delivery): Promise<Outcome> {
  const waitMs = ports.sole ? 0 : (page.sendingUntil ?? 0) - ports.clock.machine();
  if (waitMs > 0)
    return later('sending', ports.clock.now() + waitMs * (typeof ports.clock.speed === 'number' ? ports.clock.speed : 1));
  await changeDelivery(ports.tables, alarmId, page.key, row =>
    isAttemptOf(page, row)
      ? { value: { ...row, state: 'unknown', ambiguous: row.ambiguous + 1, why: 'the attempt was cut off' } }
      : undefined,
  );
  return attemptPage(ports, channel, alarmId, page.key);
}

async function claim(ports: Ports, alarmId: string, page: Delivery): Promise<Delivery | undefined> {
  let mine: Delivery | undefined;
  await changeDelivery(ports.tables, alarmId, page.key, row => {
    mine = undefined;
    if (!isAttemptOf(page, row)) return undefined;
    const machine = ports.clock.machine();
    mine = {
      ...row,
      state: 'sending',
      attempts: row.attempts + 1,
      sendingUntil: machine + attemptMs,
      firstSentAt: row.firstSentAt ?? machine,
    };
    return { value: mine };
  });
  return mine;
}

/** Read immediately before the page starts: the alarm row alone says what is so. */
async function whyNot(ports: Ports, alarmId: string, page: Delivery): Promise<string | undefined> {
  const alarm = await readAlarm(ports.tables, alarmId);
  return alarm && noLongerWanted(alarm, page);
}

function settle(ports: Ports, alarmId: string, page: Delivery, result: SendResult): Promise<Outcome> {
  const now = ports.clock.now();
  // What came late because the budget was spent has its tries all the same.
  const spent = page.attempts >= mostAttempts || (page.attempts > fewAttempts && now - page.dueAt > patienceMs);
  switch (result.kind) {
    case 'accepted':
      return end(ports, alarmId, page, { state: 'accepted', acceptedAt: now, providerId: result.providerId });
    case 'refused':
      return end(ports, alarmId, page, { state: 'failed', why: result.why });
    case 'busy':
      if (spent) return end(ports, alarmId, page, { state: 'failed', why: result.why });
      return again(ports, alarmId, page, {
        state: page.ambiguous > 0 ? 'unknown' : 'intent',
        why: result.why,
        notBefore: now + pauseMs(page.attempts, result.retryAfterMs),
      });
    case 'unknown': {
      const ambiguous = page.ambiguous + 1;
      if (ambiguous > 2 || spent) return end(ports, alarmId, page, { state: 'failed', ambiguous, why: result.why });
      return again(ports, alarmId, page, { state: 'unknown', ambiguous, why: result.why, notBefore: now + 2_000 });
    }
    default:
      return result satisfies never;
  }
}

/** Whether the row still is as this attempt left it. Another process may have taken it over meanwhile: then this one has no say. */
const isAttemptOf = (page: Delivery, row: Delivery): boolean => row.state === page.state && row.attempts === page.attempts;

async function end(
  ports: Ports,
  alarmId: string,
  page: Delivery,
  change: Partial<Delivery> & Pick<Delivery, 'state'>,
): Promise<Outcome> {
  const endedAt = ports.clock.now();
  const data = {
    key: page.key,
    kind: page.kind,
    channel: page.channel,
    person: page.person,
    step: page.step,
    ...(change.why !== undefined && { why: change.why }),
  };
  await changeDelivery(ports.tables, alarmId, page.key, row => {
    // What came late is still true when it says "accepted"; anything else it says is no longer about this row.
    if (row.state === 'accepted' || (change.state !== 'accepted' && !isAttemptOf(page, row))) return undefined;
    const kind = change.state === 'accepted' ? 'told' : change.state;
    return { value: { ...row, ...change, endedAt }, also: [line({ at: endedAt, kind, by: 'tocsin', data }, page.key)] };
  });
  await tell(ports, alarmId, change.state === 'accepted' ? 'page.accepted' : `page.${change.state}`, data);
  // A page that failed brings the person's next channel, or the next step: look at once.
  return change.state === 'failed' ? later('failed', endedAt) : { state: change.state };
}

async function again(
  ports: Ports,
  alarmId: string,
  page: Delivery,
  change: Partial<Delivery> & { readonly notBefore: number },
): Promise<Outcome> {
  await changeDelivery(ports.tables, alarmId, page.key, row =>
    isAttemptOf(page, row) ? { value: { ...row, ...change } } : undefined,
  );
  await tell(ports, alarmId, 'page.tried', { key: page.key, attempts: page.attempts, why: change.why });
  return later('to be tried again', change.notBefore);
}

async function postpone(ports: Ports, alarmId: string, page: Delivery, notBefore: number): Promise<Outcome> {
  await changeDelivery(ports.tables, alarmId, page.key, row =>
    isAttemptOf(page, row) ? { value: { ...row, notBefore, why: 'the budget of the sender is spent' } } : undefined,
  );
  await tell(ports, alarmId, 'page.postponed', { key: page.key, notBefore: new Date(notBefore).toISOString() });
  return later('postponed', notBefore);
}

async function tell(ports: Ports, alarmId: string, event: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const alarm = await readAlarm(ports.tables, alarmId);
  ports.log.info(event, {
    alarmId,
    traceId: alarm?.traceparent.split('-')[1],
    severity: alarm?.levels.at(-1)?.severity,
    title: alarm && headlineOf(alarm),
    ...fields,
  });
}
