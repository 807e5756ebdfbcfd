import { expect, test } from 'vitest';
import type { Fault } from '../../local/stand-ins/faults.ts';
import { mail, openPlant, sms } from './plant.ts';

const timeoutMs = 250;
const rows: { name: string; fault: Fault; want: object; accepted: number }[] = [
  {
    name: '429 says when to come again',
    fault: { status: 429, retryAfterSeconds: 30 },
    want: { kind: 'busy', retryAfterMs: 30_000 },
    accepted: 0,
  },
  { name: '503 is busy', fault: { status: 503 }, want: { kind: 'busy' }, accepted: 0 },
  { name: '500 may have done it', fault: { status: 500 }, want: { kind: 'unknown' }, accepted: 0 },
  { name: '403 is final', fault: { status: 403 }, want: { kind: 'refused' }, accepted: 0 },
  { name: 'a hang is given up', fault: { hang: true }, want: { kind: 'unknown' }, accepted: 0 },
  { name: 'accepted, then cut off', fault: { timeoutButAccepted: true }, want: { kind: 'unknown' }, accepted: 1 },
  { name: 'accepted, never delivered', fault: { acceptedNeverDelivered: true }, want: { kind: 'accepted' }, accepted: 1 },
];

test.each(rows)('e-mail: $name', async ({ fault, want, accepted }) => {
  const plant = await openPlant({ timeoutMs });
  plant.faults.fails('email', fault);
  expect(await plant.email.send(mail())).toMatchObject(want);
  expect(plant.inbox.log()).toHaveLength(accepted);
  expect(await plant.email.send(mail())).toMatchObject({ kind: 'accepted' });
  expect(plant.inbox.log()).toHaveLength(1);
});

test.each(rows)('SMS: $name', async ({ fault, want, accepted }) => {
  const plant = await openPlant({ timeoutMs });
  const once = sms();
  plant.faults.fails('sms', fault);
  expect(await plant.sms.send(once)).toMatchObject(want);
  expect(plant.inbox.log()).toHaveLength(accepted);
  expect(await plant.sms.send(once)).toMatchObject({ kind: 'accepted' });
  expect(plant.inbox.log()).toHaveLength(1);
});

test('nobody listening is busy: nothing can have gone out', async () => {
  const plant = await openPlant({ timeoutMs });
  const { emailViaAcs } = await import('../../adapters/acs-email.ts');
  const nowhere = { connectionString: 'endpoint=http://127.0.0.1:9/;accesskey=eA==', allowInsecure: true, from: 'a@b.example' };
  expect(await emailViaAcs(nowhere).send(mail())).toMatchObject({ kind: 'busy' });
  expect(plant.inbox.log()).toEqual([]);
});

test('a fault lasts for so many calls, or so long, or once, each provider for itself', async () => {
  const { faults, clock } = await openPlant();
  faults.fails('sms', { status: 500, times: 2 });
  faults.fails('sms', { status: 503, forMs: 60_000 });
  expect([faults.take('sms'), faults.take('sms'), faults.take('sms')].map(fault => fault?.status)).toEqual([500, 500, 503]);
  expect(faults.take('email')).toBeUndefined();
  clock.set(clock.now() + 59_999);
  expect(faults.take('sms')?.status).toBe(503);
  clock.set(clock.now() + 1);
  expect(faults.take('sms')).toBeUndefined();
});

test('a provider that is down for a time does not answer questions either; one that fails once does', async () => {
  const plant = await openPlant({ timeoutMs });
  await plant.email.send(mail());
  plant.faults.fails('email', { status: 500 });
  expect(await plant.email.ask(mail().operationId)).toMatchObject({ kind: 'accepted' });
  plant.faults.heals('email');
  plant.faults.fails('email', { hang: true, forMs: 60_000 });
  expect(await plant.email.ask(mail().operationId)).toMatchObject({ kind: 'unknown' });
});
