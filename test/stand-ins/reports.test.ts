import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alarmId, mail, openPlant, sms, start } from './plant.ts';

test('reports come two to four seconds later, once, and name what was sent', async () => {
  const plant = await openPlant();
  const once = sms();
  const accepted = await plant.sms.send(once);
  await plant.sms.send(once);
  await plant.email.send(mail());
  await plant.pass(1_999);
  expect(plant.delivered).toEqual([]);
  await plant.pass(2_001);
  expect(plant.delivered.map(({ name }) => name)).toEqual(['message-events', 'message-events']);
  const byType = Object.fromEntries(plant.delivered.map(({ event }) => [event.eventType.split('.')[2], event.data]));
  expect(byType.SMSDeliveryReportReceived).toMatchObject({
    messageId: accepted.kind === 'accepted' && accepted.providerId,
    to: '4790000001',
    deliveryStatus: 'Delivered',
    tag: once.tag,
  });
  expect(byType.EmailDeliveryReportReceived).toMatchObject({ messageId: mail().operationId, status: 'Delivered' });
  expect(plant.worker.nextDue()).toBeUndefined();
});

test('reports have the fields of the genuine ones', async () => {
  const plant = await openPlant();
  await plant.sms.send(sms());
  await plant.email.send(mail());
  await plant.pass(4_000);
  for (const { event } of plant.delivered) {
    const kind = event.eventType.endsWith('SMSDeliveryReportReceived') ? 'sms' : 'email';
    const sample = `../events/samples/acs.${kind}-delivery-report.delivered.eventgrid.json`;
    const [genuine] = JSON.parse(readFileSync(new URL(sample, import.meta.url), 'utf8'));
    expect(Object.keys(event).sort()).toEqual(Object.keys(genuine).sort());
    expect(Object.keys(event.data).sort()).toEqual(Object.keys(genuine.data).sort());
    expect(event.eventType).toBe(genuine.eventType);
  }
});

test('a failed receipt says so, and what is never delivered is never reported', async () => {
  const plant = await openPlant();
  plant.faults.fails('sms', { receiptFailed: true });
  plant.faults.fails('email', { receiptFailed: true });
  plant.faults.fails('email', { acceptedNeverDelivered: true });
  await plant.sms.send(sms());
  await plant.email.send(mail(1));
  await plant.email.send(mail(2));
  await plant.pass(4_000);
  expect(plant.delivered.map(({ event }) => event.data.deliveryStatus ?? event.data.status).sort()).toEqual([
    'Bounced',
    'Failed',
  ]);
});

test('a report that the app could not take comes again', async () => {
  const plant = await openPlant();
  await plant.sms.send(sms());
  plant.app.down = true;
  await plant.pass(4_000);
  plant.app.down = false;
  await plant.pass(9_999);
  expect(plant.delivered).toEqual([]);
  await plant.pass(1);
  expect(plant.delivered).toMatchObject([{ at: start + 14_000 }]);
});

test('a reply from the phone comes in as the service would bring it', async () => {
  const plant = await openPlant();
  const reply = await fetch(`${plant.url}/inbox/sms-reply`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '+47 900 00 001', text: '4K7Q' }),
  });
  expect(reply.status).toBe(202);
  expect(plant.delivered).toMatchObject([
    {
      name: 'message-events',
      event: {
        eventType: 'Microsoft.Communication.SMSReceived',
        eventTime: new Date(start).toISOString(),
        data: { from: '4790000001', to: '15550100', message: '4K7Q' },
      },
    },
  ]);
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

test.each([
  { name: 'a form goes back to the inbox', headers: form, body: 'from=%2B4790000001&text=4K7Q', status: 303, replies: 1 },
  {
    name: 'the same text twice is two replies',
    headers: json,
    body: '{"from":"4790000001","text":"4K7Q"}',
    status: 202,
    replies: 2,
  },
  { name: 'no number', headers: json, body: '{"from":"lena","text":"4K7Q"}', status: 400, replies: 0 },
  { name: 'no text', headers: form, body: 'from=%2B4790000001', status: 400, replies: 0 },
  { name: 'not JSON', headers: json, body: '[', status: 400, replies: 0 },
  {
    name: 'a page of another site',
    headers: { ...form, 'sec-fetch-site': 'cross-site' },
    body: 'from=%2B4790000001&text=x',
    status: 403,
    replies: 0,
  },
])('reply: $name', async ({ headers, body, status, replies }) => {
  const plant = await openPlant();
  for (let i = 0; i < Math.max(1, replies); i++) {
    const response = await fetch(`${plant.url}/inbox/sms-reply`, { method: 'POST', headers, body, redirect: 'manual' });
    expect(response.status).toBe(status);
  }
  expect(new Set(plant.delivered.map(({ event }) => event.id)).size).toBe(replies);
});

test('a reply that the app cannot take can be sent again', async () => {
  const plant = await openPlant();
  plant.app.down = true;
  const body = JSON.stringify({ from: '+4790000001', text: '4K7Q' });
  const response = await fetch(`${plant.url}/inbox/sms-reply`, { method: 'POST', headers: json, body });
  expect(response.status).toBe(503);
});

test('the inbox shows itself as JSON and as a page', async () => {
  const plant = await openPlant();
  await plant.sms.send(sms());
  expect(await (await fetch(`${plant.url}/inbox.json`)).json()).toMatchObject([
    { channel: 'sms', alarmId, step: 1, subject: null },
  ]);
  const page = await fetch(`${plant.url}/inbox`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('CRITICAL f-7 too warm');
});
