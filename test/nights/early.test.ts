import { expect } from 'vitest';
import { doorRule, facilities, night } from './night.ts';

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
