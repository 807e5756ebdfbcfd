import { expect } from 'vitest';
import { night } from './night.ts';

night('A pump ran dry: the alarm stays until somebody has looked at the seal and resets it', {}, async plant => {
  const pump = plant.device('pump-3', { deviceType: 'pump', name: 'Pump 3', site: 'oslo' });
  pump.reports({ running: true, pressure: 0.2 }).every('1m').onAndOn();
  await plant.wait('2m');
  plant.person('tor').isTold(/CRITICAL.*Pump 3/s);
  await plant.phone('tor').answers();
  plant.phone('tor').hasReceived(/You have it/);
  const { id } = await plant.alarm('pump-ran-dry');
  const tooEarly = await plant.api('POST', `/api/alarms/${id}/reset`, { by: 'tor.berg' });
  expect(tooEarly).toMatchObject({ status: 409, body: { error: { code: 'alarm/not-reset' } } });

  pump.reports({ running: true, pressure: 2.5 }).every('1m').onAndOn();
  await plant.wait('30m');
  pump.fallsSilent();
  expect(await plant.alarm('pump-ran-dry')).toMatchObject({ active: true });

  expect(await plant.api('POST', `/api/alarms/${id}/reset`, { by: 'tor.berg' })).toMatchObject({ status: 200 });
  plant.mailbox('tor').hasReceived(/OVER.*reset by/s);
  expect(await plant.alarm('pump-ran-dry')).toMatchObject({ active: false, overBecause: 'reset' });
  expect(await plant.api('POST', `/api/alarms/${id}/reset`, { by: 'tor.berg' })).toMatchObject({ status: 409 });
});
