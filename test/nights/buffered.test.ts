import { expect } from 'vitest';
import { cold, freezer7, freezerIsClosed, night, warm } from './night.ts';

night('A freezer uploads two hours at once, too warm for one reading in the middle: nothing happens', {}, async plant => {
  const device = plant.device('frz-7', freezer7);
  await device.uploads([
    { from: '2h', to: '61m', every: '1m', signals: cold },
    { ago: '1h', signals: warm },
    { from: '59m', to: '0s', every: '1m', signals: cold },
  ]);
  await plant.wait('3h');
  expect((await plant.api('GET', '/api/alarms')).body.items).toEqual([]);
  expect((await plant.api('GET', '/api/devices/frz-7')).status).toBe(200);
});

night(
  'A freezer uploads two hours at once, too warm for twenty minutes in the middle: Lena is told once, from when to when',
  {},
  async plant => {
    const device = plant.device('frz-7', freezer7);
    await device.uploads([
      { from: '2h', to: '61m', every: '1m', signals: cold },
      { from: '60m', to: '41m', every: '1m', signals: warm },
      { from: '40m', to: '0s', every: '1m', signals: cold },
    ]);
    await plant.wait('20s');
    plant.person('lena').isTold(/CRITICAL.*from 01:09 to 01:33.*no answer/is);
    await plant.wait('3h');

    expect(await plant.alarm('freezer-too-warm')).toMatchObject({
      raisedAt: '2026-03-03T00:09:00.000Z',
      overAt: '2026-03-03T00:33:00.000Z',
      knownAt: '2026-03-03T01:00:00.000Z',
      active: false,
      next: null,
    });
    expect(plant.events().map(({ subject }) => subject)).toEqual(['tocsin.alarm.raised', 'tocsin.alarm.over']);
  },
);

night(
  'A freezer uploads an hour at once and is still too warm: nobody is skipped, and Lena reads for how long',
  {},
  async plant => {
    const device = plant.device('frz-7', freezer7);
    await device.uploads([{ from: '1h', to: '0s', every: '1m', signals: warm }]);
    await plant.wait('20s');
    plant.person('lena').isTold(/CRITICAL.*50 min/s);
    await plant.wait('9m');
    plant.person('lena').isTold(/CRITICAL/, { times: 2 });
    plant.person('ingrid').isTold(/CRITICAL.*You are next/s);
    await plant.phone('ingrid').answers();
    plant.phone('ingrid').hasReceived(/You have it/);

    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
    plant.mailbox('ingrid').hasReceived(/OVER/);
  },
);
