import { expect } from 'vitest';
import { byPhoneOnly, doorRule, freezerIsClosed, freezerIsLeftOpen, night, notifies } from './night.ts';

const noNumber = { env: { TOCSIN_SMS_FROM: '' } };

night('No number has been bought yet: everybody is told by e-mail, and answers on the page', noNumber, async plant => {
  expect(plant.house.notes.join()).toMatch(/No SMS is sent/);
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('10m');
  plant.mailbox('lena').hasReceived(/CRITICAL/, { times: 3 });
  const page = plant.mailbox('ingrid').hasReceived(/CRITICAL/);
  expect(page.text).not.toMatch(/reply/i);
  await plant.mailbox('ingrid').answers();
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ answeredBy: 'ingrid.dahl' });
  await freezerIsClosed(plant, device);
  plant.mailbox('lena').hasReceived(/OVER/);
  plant.mailbox('ingrid').hasReceived(/OVER/);
});

night(
  'No number has been bought yet, and a step asks for SMS alone: e-mail goes out at its time',
  { ...noNumber, rules: [notifies(doorRule, 'by-phone'), byPhoneOnly] },
  async plant => {
    const door = plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' });
    await door.reports('door', 'open').once();
    plant.mailbox('lena').hasReceived(/MAJOR/);
    await plant.wait('10m');
    await door.reports('door', 'closed').once();
    plant.mailbox('lena').hasReceived(/OVER/);
  },
);
