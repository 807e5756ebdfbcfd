import { expect } from 'vitest';
import { freezer7, freezerIsClosed, freezerIsLeftOpen, night, warm } from './night.ts';

night('Lena has it and forgets it: after three quarters of an hour she is paged again, and can answer again', {}, async plant => {
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it/);
  await plant.wait('44m');
  plant.nothingElse();

  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: false, next: { pages: ['lena.vik'] } });
  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: true, answeredBy: 'lena.vik' });
  await plant.wait('20m');
  plant.person('ingrid').hasReceivedNothing();

  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
  expect(plant.events().map(({ subject }) => subject)).toEqual([
    'tocsin.alarm.raised',
    'tocsin.alarm.acknowledged',
    'tocsin.alarm.unacknowledged',
    'tocsin.alarm.acknowledged',
    'tocsin.alarm.over',
  ]);
});

night('It gets worse after the answer: the answer no longer counts, and a new round begins at once', {}, async plant => {
  const device = plant.device('frz-7', freezer7);
  device.reports({ temperature: -12, defrosting: false }).every('1m').onAndOn();
  await plant.wait('16m');
  plant.person('lena').isTold(/MAJOR/);
  await plant.mailbox('lena').answers();
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ severity: 'major', answeredBy: 'lena.vik' });

  device.reports(warm).every('1m').onAndOn();
  await plant.wait('9m');
  plant.person('lena').isTold(/CRITICAL.*was MAJOR/s);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ severity: 'critical', acknowledged: false });
  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it.*at -8 C, limit -10 C/);
  expect(plant.events().map(({ subject }) => subject)).toEqual([
    'tocsin.alarm.raised',
    'tocsin.alarm.acknowledged',
    'tocsin.alarm.severity',
    'tocsin.alarm.unacknowledged',
    'tocsin.alarm.acknowledged',
  ]);

  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
});

night('Lena cannot come: Ingrid is paged at once, Lena no more, and the managers at their time', {}, async plant => {
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.phone('lena').answers('cannot');
  plant.phone('lena').hasReceived(/next person is paged/);
  plant.person('ingrid').isTold(/CRITICAL/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: false });

  await plant.wait('19m');
  plant.person('ingrid').isTold(/CRITICAL/, { times: 6 });
  plant.person('marit').hasReceivedNothing();
  await plant.wait('1m');
  plant.person('marit').isTold(/CRITICAL/);
  plant.person('pavel').isTold(/CRITICAL/);
  await plant.phone('marit').answers();
  plant.phone('marit').hasReceived(/You have it/);

  await freezerIsClosed(plant, device);
  for (const name of ['lena', 'ingrid', 'marit', 'pavel']) plant.mailbox(name).hasReceived(/OVER/);
});

night(
  'Lena has it and finds a quarter of an hour later that she cannot: Ingrid is paged at once, Lena no more',
  {},
  async plant => {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('1m');
    plant.person('lena').isTold(/CRITICAL/);
    await plant.phone('lena').answers();
    plant.phone('lena').hasReceived(/You have it/);
    await plant.wait('15m');
    plant.nothingElse();

    await plant.phone('lena').answers('cannot');
    plant.phone('lena').hasReceived(/next person is paged/);
    plant.person('ingrid').isTold(/CRITICAL/);
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: false });
    await plant.phone('ingrid').answers();
    plant.phone('ingrid').hasReceived(/You have it/);

    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
    plant.mailbox('ingrid').hasReceived(/OVER/);
  },
);

night('Lena takes her answer back after five minutes: she is paged at once, and the others that much later', {}, async plant => {
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.mailbox('lena').answers();
  await plant.wait('5m');
  plant.nothingElse();

  await plant.mailbox('lena').answers('withdraw');
  plant.person('lena').isTold(/CRITICAL/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: false });
  await plant.wait('8m');
  plant.person('lena').isTold(/CRITICAL/, { times: 2 });
  plant.person('ingrid').hasReceivedNothing();
  await plant.wait('1m');
  plant.person('ingrid').isTold(/CRITICAL/);
  const { id } = await plant.alarm('freezer-too-warm');
  expect(await plant.api('POST', `/api/alarms/${id}/acknowledge`, { by: 'ingrid.dahl', answer: 'have-it' })).toMatchObject({
    status: 200,
    body: { acknowledged: true, answeredBy: 'ingrid.dahl' },
  });

  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
  plant.mailbox('ingrid').hasReceived(/OVER/);
});
