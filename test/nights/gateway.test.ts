import { expect } from 'vitest';
import { night } from './night.ts';

const gateway = { deviceType: 'gateway', name: 'GW-2', site: 'bergen' };

night('A gateway goes dark without a word, flaps for a while, and comes back', {}, async plant => {
  const device = plant.device('gw-2', gateway);
  await device.connects();
  device.reports('heartbeat', 1).every('1m').onAndOn();
  await plant.wait('10m');
  device.fallsSilent();
  await plant.wait('15m');
  plant.person('tor').hasReceivedNothing();
  expect(await plant.alarm('gateway-offline')).toMatchObject({ severity: 'major', active: true });
  await plant.wait('1m');
  plant.person('tor').isTold(/MAJOR.*GW-2/s);
  await plant.phone('tor').answers();
  plant.phone('tor').hasReceived(/You have it/);

  for (const _ of [1, 2, 3]) {
    await device.disconnects();
    await plant.wait('2m');
    await device.connects();
    await plant.wait('3m');
  }
  expect(await plant.alarm('gateway-offline')).toMatchObject({ active: true });

  device.reports('heartbeat', 1).every('1m').onAndOn();
  await plant.wait('5m');
  device.fallsSilent();
  plant.mailbox('tor').hasReceived(/OVER/);
  expect(await plant.alarm('gateway-offline')).toMatchObject({ active: false, overBecause: 'cleared' });
});

night('A router restarts three times in an hour: nobody is told', {}, async plant => {
  const device = plant.device('gw-2', gateway);
  device.reports('heartbeat', 1).every('1m').onAndOn();
  for (const _ of [1, 2, 3]) {
    await device.connects();
    await plant.wait('12m');
    await device.disconnects();
    await plant.wait('8m');
  }
  await device.connects();
  await plant.wait('14m');
  expect((await plant.api('GET', '/api/alarms')).body.items).toEqual([]);
});
