import { expect } from 'vitest';
import { byPhoneOnly, doorRule, facilities, night, notifies } from './night.ts';

night(
  'A door is closed again before the first page: nobody is told, but the systems that listen are',
  { rules: [doorRule, facilities] },
  async plant => {
    const door = plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' });
    await door.reports('door', 'open').once();
    expect(await plant.alarm('door-open')).toMatchObject({ active: true, next: { pages: ['tor.berg'] } });
    await plant.wait('50s');
    await door.reports('door', 'closed').once();
    await plant.wait('2h');

    expect(await plant.alarm('door-open')).toMatchObject({ active: false, next: null, deliveries: [] });
    expect(plant.events().map(({ subject }) => subject)).toEqual(['tocsin.alarm.raised', 'tocsin.alarm.over']);
  },
);

night(
  'A door is opened twice in a night: two alarms, each told and each over by itself',
  { rules: [notifies(doorRule, 'by-phone'), byPhoneOnly] },
  async plant => {
    const door = plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' });
    for (const time of [1, 2]) {
      await door.reports('door', 'open').once();
      plant.phone('lena').hasReceived(/MAJOR/);
      await plant.wait('5m');
      await door.reports('door', 'closed').once();
      plant.phone('lena').hasReceived(/OVER.*was out 5 min/s);
      expect(await plant.alarm('door-open')).toMatchObject({ id: `door-open~door-1~${time}`, active: false });
      await plant.wait('1h');
    }
    expect((await plant.api('GET', '/api/alarms')).body.items).toHaveLength(2);
  },
);
