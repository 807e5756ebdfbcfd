/** The story that everything began with, for whatever the house stands on. */
import { expect } from 'vitest';
import type { Plant } from '../../local/scenario.ts';

const freezer = { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo' };

export const freezerTitle =
  'A freezer door is left open: the first person sleeps, the second has it, everybody hears when it is over';

export async function freezerStory(plant: Plant): Promise<void> {
  const device = plant.device('frz-7', freezer);
  await device.reports({ temperature: -20, defrosting: false }).every('1m').for('11m');
  await device.reports({ temperature: -8, defrosting: false }).every('1m').for('10m');
  plant.phone('lena').hasReceived(/CRITICAL/);
  plant.mailbox('lena').hasReceived(/CRITICAL/);
  device.reports({ temperature: -8, defrosting: false }).every('1m').meanwhile('12m');
  await plant.wait('9m');
  plant.phone('lena').hasReceived(/CRITICAL/, { times: 2 });
  plant.mailbox('lena').hasReceived(/CRITICAL/, { times: 2 });
  plant.phone('ingrid').hasReceived(/CRITICAL.*You are next/s);
  plant.mailbox('ingrid').hasReceived(/CRITICAL/);
  await plant.phone('ingrid').answers();
  plant.phone('ingrid').hasReceived(/You have it/);
  await device.reports({ temperature: -22, defrosting: false }).every('1m').for('20m');
  plant.mailbox('lena').hasReceived(/OVER/);
  plant.mailbox('ingrid').hasReceived(/OVER/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ active: false, acknowledged: true, answeredBy: 'ingrid.dahl' });
}
