import { expect, test } from 'vitest';
import { emailViaAcs } from '../../adapters/acs-email.ts';
import { smsViaAcs } from '../../adapters/acs-sms.ts';
import { alarmId, mail, openPlant, sms, start } from './plant.ts';

test('a mail that is sent three times with the same id is one mail, and knows its alarm and step', async () => {
  const plant = await openPlant();
  const results = [await plant.email.send(mail(2)), await plant.email.send(mail(2)), await plant.email.send(mail(2))];
  expect(results).toEqual(Array(3).fill({ kind: 'accepted', providerId: mail(2).operationId }));
  expect(plant.inbox.items()).toEqual([
    {
      at: new Date(start).toISOString(),
      channel: 'email',
      to: 'lena@plant.example',
      subject: 'CRITICAL: f-7 is too warm',
      text: 'Go and look.',
      html: '<p>Go and look.</p>',
      alarmId,
      step: 2,
    },
  ]);
});

test('the operation id of a mail does not serve for another mail', async () => {
  const plant = await openPlant();
  await plant.email.send(mail());
  expect(await plant.email.send({ ...mail(), text: 'Something else.' })).toMatchObject({ kind: 'refused' });
  expect(plant.inbox.log()).toHaveLength(1);
});

test('what became of a mail can be asked, and a mail that never came is not known', async () => {
  const plant = await openPlant();
  await plant.email.send(mail(1));
  expect(await plant.email.ask(mail(1).operationId)).toEqual({ kind: 'accepted', providerId: mail(1).operationId });
  expect(await plant.email.ask(mail(2).operationId)).toMatchObject({ kind: 'refused' });
});

test('an SMS that is sent three times with the same id is one SMS, and the answer is the first one', async () => {
  const plant = await openPlant();
  const once = sms('then');
  const results = [await plant.sms.send(once), await plant.sms.send(once), await plant.sms.send(once)];
  expect(results[0]).toMatchObject({ kind: 'accepted', providerId: expect.stringMatching(/^Outgoing_/) });
  expect(new Set(results.map(result => JSON.stringify(result))).size).toBe(1);
  expect(plant.inbox.items()).toMatchObject([{ channel: 'sms', to: '+4790000001', text: once.text, alarmId, step: 'then' }]);
});

test('many SMS at once keep each its own id', async () => {
  const plant = await openPlant();
  const all = Array.from({ length: 20 }, (_, i) => sms(i + 1, `text ${i + 1}`));
  await Promise.all([...all, ...all].map(one => plant.sms.send(one)));
  const seen = plant.inbox.log().map(({ operationId, text }) => `${operationId} ${text}`);
  expect(seen.sort()).toEqual(all.map(one => `${one.repeatabilityId} ${one.text}`).sort());
});

test('a number that is none is refused inside the 202', async () => {
  const plant = await openPlant();
  expect(await plant.sms.send({ ...sms(), to: '12' })).toMatchObject({ kind: 'refused', why: expect.stringContaining('E.164') });
});

test('a wrong access key is refused for both', async () => {
  const plant = await openPlant();
  const connectionString = `endpoint=${plant.url}/;accesskey=${Buffer.from('another key').toString('base64')}`;
  const acs = { connectionString, allowInsecure: true };
  const refused = { kind: 'refused', why: expect.stringContaining('Denied') };
  expect(await emailViaAcs({ ...acs, from: 'alarms@plant.example' }).send(mail())).toMatchObject(refused);
  expect(await smsViaAcs({ ...acs, from: '+15550100' }).send(sms())).toMatchObject(refused);
  expect(plant.inbox.log()).toEqual([]);
});

test('a resource needs a way to get in', () => {
  expect(() => emailViaAcs({ from: 'a@b.example' })).toThrow(TypeError);
});
