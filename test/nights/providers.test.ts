import { expect } from 'vitest';
import type { Plant } from '../../local/scenario.ts';
import { byPhoneOnly, doorRule, freezerIsClosed, freezerIsLeftOpen, kindsOf, night, notifies } from './night.ts';

const hour = 3_600_000;

const byPhone = [notifies(doorRule, 'by-phone'), byPhoneOnly];

const door = (plant: Plant) => plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' });

night(
  'No SMS goes out: Lena is told by e-mail; when they go out again, the next one reaches her phone',
  { rules: byPhone },
  async plant => {
    plant.provider('sms').fails({ status: 503, forMs: hour / 4 });
    await door(plant).reports('door', 'open').once();
    await plant.wait('15m');
    plant.phone('lena').hasReceivedNothing();
    plant.mailbox('lena').hasReceived(/MAJOR/);
    await plant.wait('15m');
    plant.phone('lena').hasReceived(/MAJOR/);
    await plant.phone('lena').answers();
    plant.phone('lena').hasReceived(/You have it/);
    await door(plant).reports('door', 'closed').once();
    plant.person('lena').isTold(/OVER/);
  },
);

night('The network says that an SMS did not arrive: the e-mail goes out at once', { rules: byPhone }, async plant => {
  plant.provider('sms').fails({ receiptFailed: true });
  await door(plant).reports('door', 'open').once();
  plant.phone('lena').hasReceived(/MAJOR/);
  plant.mailbox('lena').hasReceivedNothing();
  await plant.wait('5s');
  plant.mailbox('lena').hasReceived(/MAJOR/);
  expect(kindsOf(await plant.alarm('door-open'))).toContain('not-delivered');
  await plant.mailbox('lena').answers();
  await door(plant).reports('door', 'closed').once();
  plant.person('lena').isTold(/OVER/);
});

night('Neither SMS nor e-mail arrives at Lena: Ingrid is paged at once, nine minutes before her time', {}, async plant => {
  plant.provider('sms').fails({ receiptFailed: true });
  plant.provider('email').fails({ receiptFailed: true });
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('30s');
  plant.person('lena').isTold(/CRITICAL/);
  plant.person('ingrid').isTold(/CRITICAL/);
  await plant.phone('ingrid').answers();
  plant.phone('ingrid').hasReceived(/You have it/);
  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
  plant.mailbox('ingrid').hasReceived(/OVER/);
});

night(
  'For two minutes nothing goes out, neither SMS nor e-mail: Lena is told as soon as it does, once on each',
  {},
  async plant => {
    const device = await freezerIsLeftOpen(plant);
    plant.provider('sms').fails({ status: 503, forMs: hour / 30 });
    plant.provider('email').fails({ status: 503, forMs: hour / 30 });
    await plant.wait('2m');
    plant.person('lena').hasReceivedNothing();
    await plant.wait('1m');
    plant.person('lena').isTold(/CRITICAL/);
    await plant.mailbox('lena').answers();
    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
  },
);

night('The CRM is down for the whole alarm and hours more: one case in the end, opened once, closed once', {}, async plant => {
  plant.provider('crm').fails({ status: 503, forMs: 4 * hour });
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('21m');
  plant.person('lena').isTold(/CRITICAL/, { times: 3 });
  plant.person('ingrid').isTold(/CRITICAL/, { times: 4 });
  plant.person('marit').isTold(/CRITICAL/);
  plant.person('pavel').isTold(/CRITICAL/);
  await plant.phone('pavel').answers();
  plant.phone('pavel').hasReceived(/You have it/);
  await freezerIsClosed(plant, device);
  for (const name of ['lena', 'ingrid', 'marit', 'pavel']) plant.mailbox(name).hasReceived(/OVER/);
  expect(plant.cases()).toEqual([]);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ active: false, case: { state: 'intent' } });

  await plant.wait('4h');
  expect(plant.cases().map(({ subject }) => subject?.split(' ')[0])).toEqual(['CRITICAL', 'Closed:']);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({
    case: { state: 'closed', queue: 'cold-chain', priority: 'urgent' },
  });
});

night('The topic is down for forty minutes: each change of the alarm is published once, when it is back', {}, async plant => {
  plant.provider('topic').fails({ status: 503, forMs: (2 / 3) * hour });
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it/);
  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
  expect(plant.events()).toEqual([]);

  await plant.wait('1h');
  const published = plant.events().map(({ subject }) => subject);
  expect(published.sort()).toEqual(['tocsin.alarm.acknowledged', 'tocsin.alarm.over', 'tocsin.alarm.raised']);
});
