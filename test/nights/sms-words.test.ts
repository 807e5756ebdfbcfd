import { expect } from 'vitest';
import type { Plant } from '../../local/scenario.ts';
import { freezerIsClosed, freezerIsLeftOpen, night } from './night.ts';

const leak = (plant: Plant, place: string) =>
  plant.device(`leak-${place}`, { deviceType: 'leak-sensor', name: 'Leak sensor', site: 'oslo', place });

night('Tor writes just "ok": with one open alarm he has it, with two he is asked which', {}, async plant => {
  await leak(plant, 'cellar').reports('leak', true).once();
  await plant.wait('2m');
  plant.person('tor').isTold(/CRITICAL.*cellar/s);
  await plant.phone('tor').writes('ok');
  plant.phone('tor').hasReceived(/You have it.*cellar/);
  expect(await plant.alarm('water-leak', 'leak-cellar')).toMatchObject({ answeredBy: 'tor.berg' });

  await leak(plant, 'kitchen').reports('leak', true).once();
  await leak(plant, 'loading-bay').reports('leak', true).once();
  await plant.wait('2m');
  plant.person('tor').isTold(/CRITICAL.*kitchen/s);
  plant.person('tor').isTold(/CRITICAL.*loading-bay/s);
  await plant.phone('tor').writes('ok');
  const list = plant.phone('tor').hasReceived(/2 alarms wait for you.*kitchen.*loading-bay/);
  expect(await plant.alarm('water-leak', 'leak-kitchen')).toMatchObject({ acknowledged: false });

  const code = /([0-9A-Z]{4}) [^;]*kitchen/.exec(list.text)?.[1] ?? '';
  await plant.phone('tor').writes(code.toLowerCase());
  plant.phone('tor').hasReceived(/You have it.*kitchen/);
  expect(await plant.alarm('water-leak', 'leak-kitchen')).toMatchObject({ answeredBy: 'tor.berg' });
  expect(await plant.alarm('water-leak', 'leak-loading-bay')).toMatchObject({ acknowledged: false });
});

night('Lena writes STOP and is told by e-mail alone, until she writes START', {}, async plant => {
  await plant.phone('lena').writes('STOP');
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.phone('lena').hasReceivedNothing();
  plant.mailbox('lena').hasReceived(/CRITICAL/);

  await plant.phone('lena').writes('start');
  await plant.wait('3m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it/);
  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
});

night(
  'Somebody guesses codes on a phone of ours: nothing is answered, the phone falls silent, the link still works',
  {},
  async plant => {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('1m');
    plant.person('lena').isTold(/CRITICAL/);
    for (const guess of ['2222', '3333', '4444', '5555', '6666', '7777', '8888']) await plant.phone('lena').writes(guess);
    plant.phone('lena').hasReceived(/not one of yours/, { times: 4 });
    plant.phone('lena').hasReceived(/Too many wrong codes/);
    await plant.phone('lena').answers();
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: false });

    await plant.mailbox('lena').answers();
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ acknowledged: true, answeredBy: 'lena.vik' });
    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
  },
);
