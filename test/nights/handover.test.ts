import { expect } from 'vitest';
import { freezerIsClosed, freezerIsLeftOpen, night } from './night.ts';

night(
  'The phone changes hands at nine, between the first page and its repeat: the new person is paged',
  { startsAt: '2026-03-30T08:48:00+02:00' },
  async plant => {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('1m');
    plant.person('lena').isTold(/CRITICAL/);
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ next: { pages: ['ingrid.dahl'] } });

    await plant.wait('3m');
    plant.person('ingrid').isTold(/CRITICAL/);
    plant.person('lena').hasReceivedNothing();
    await plant.phone('ingrid').answers();
    plant.phone('ingrid').hasReceived(/You have it/);

    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
    plant.mailbox('ingrid').hasReceived(/OVER/);
  },
);
