import { expect, test } from 'vitest';
import { crmViaDataverse } from '../../adapters/dataverse.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import type { Fault } from '../../local/stand-ins/faults.ts';
import { alarmId, openPlant } from './plant.ts';

const id = uuidV5(`${alarmId}/case`);
const card = {
  id,
  title: 'f-7 is too warm',
  description: `Check the stock.\nAlarm ${alarmId}`,
  priority: 'urgent',
  queue: 'cold-chain',
} as const;
const resolution = { subject: 'Over', description: 'Below the limit for five minutes.' };
const done = { kind: 'done', reference: id };

test('a case is opened once and closed once, however often it is asked for', async () => {
  const { crm, inbox } = await openPlant();
  expect([await crm.open(card), await crm.open(card), await crm.open({ ...card, title: 'again' })]).toEqual([done, done, done]);
  expect([await crm.close(id, resolution), await crm.close(id, resolution)]).toEqual([done, done]);
  expect(await crm.open(card)).toEqual(done);
  expect(inbox.items()).toMatchObject([
    { channel: 'case', subject: 'f-7 is too warm', alarmId, text: expect.stringContaining('Queue: cold-chain') },
    { channel: 'case', subject: 'Closed: f-7 is too warm', alarmId, text: expect.stringContaining('Below the limit') },
  ]);
});

test('a case names the account that it belongs to, where there is one', async () => {
  const { crm, reach, inbox } = await openPlant();
  const customerAccount = '0a1b2c3d-0000-4000-8000-00000000000c';
  const named = crmViaDataverse({ baseUrl: reach.crmUrl, token: async () => 'any', customerAccount });
  await named.open(card);
  await crm.open({ ...card, id: uuidV5('another') });
  const bound = inbox.log().map(({ raw }) => (raw as Record<string, unknown>)['customerid_account@odata.bind']);
  expect(bound).toEqual([`/accounts(${customerAccount})`, undefined]);
});

test('a case that is not there cannot be closed', async () => {
  const { crm } = await openPlant();
  expect(await crm.close(id, resolution)).toMatchObject({ kind: 'refused', why: expect.stringContaining('404') });
});

test.each<{ name: string; fault: Fault; want: object }>([
  { name: '429', fault: { status: 429, retryAfterSeconds: 7 }, want: { kind: 'busy', retryAfterMs: 7_000 } },
  { name: '500', fault: { status: 500 }, want: { kind: 'busy' } },
  { name: '401', fault: { status: 401 }, want: { kind: 'busy' } },
  { name: '403', fault: { status: 403 }, want: { kind: 'busy' } },
  { name: '400', fault: { status: 400 }, want: { kind: 'refused' } },
  { name: 'a hang', fault: { hang: true }, want: { kind: 'busy' } },
  { name: 'opened, and the answer lost', fault: { timeoutButAccepted: true }, want: { kind: 'busy' } },
])('$name, and the next attempt opens one case', async ({ fault, want }) => {
  const { crm, inbox, faults } = await openPlant({ timeoutMs: 250 });
  faults.fails('crm', fault);
  expect(await crm.open(card)).toMatchObject(want);
  expect(await crm.open(card)).toEqual(done);
  expect(inbox.log()).toHaveLength(1);
});

test('closed, and the answer lost: the next attempt sees that it is closed', async () => {
  const { crm, inbox, faults } = await openPlant();
  await crm.open(card);
  faults.fails('crm', { acceptedNeverDelivered: true }); // the question for its state passes unharmed
  faults.fails('crm', { timeoutButAccepted: true });
  expect(await crm.close(id, resolution)).toMatchObject({ kind: 'busy' });
  expect(await crm.close(id, resolution)).toEqual(done);
  expect(inbox.log()).toHaveLength(2);
});

test('no token to be had is busy', async () => {
  const { reach } = await openPlant();
  const crm = crmViaDataverse({ baseUrl: reach.crmUrl, token: () => Promise.reject(new Error('no identity')) });
  expect(await crm.open(card)).toMatchObject({ kind: 'busy', why: 'no identity' });
});
