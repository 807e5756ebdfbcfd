import { expect } from 'vitest';
import { freezerIsLeftOpen, night } from './night.ts';

night('A freezer is taken out of the register while Lena is being paged: its alarm ends, and says why', {}, async plant => {
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);

  device.fallsSilent();
  await device.isDeleted();
  plant.mailbox('lena').hasReceived(/OVER.*device deleted/s);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ active: false, overBecause: 'device deleted', next: null });
  await plant.wait('2h');
});
