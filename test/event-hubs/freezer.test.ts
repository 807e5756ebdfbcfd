import { expect } from 'vitest';
import { telemetryEvent } from '../../local/scenario/device-words.ts';
import type { Plant } from '../../local/scenario.ts';
import { night } from '../nights/night.ts';

const properties = { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo', timeZone: 'Europe/Oslo' };

/** Minute by minute, as a gateway sends that was slow to be heard. */
const minutes = (plant: Plant, from: number, to: number, temperature: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    device: 'frz-7',
    body: { temperature, defrosting: false },
    properties: { ...properties, 'iothub-creation-time-utc': new Date(plant.now() - (to - from - i) * 60_000).toISOString() },
    system: { 'message-id': `frz-7-${from + i}` },
  }));

const counters = async (plant: Plant) => (await plant.api('GET', '/api/devices/frz-7')).body.counters;

night('The freezer story through an event hub: duplicates, a batch that comes again, one alarm, one page', hub(), async plant => {
  await plant.wait('30m');
  const cold = minutes(plant, 1, 11, -20);
  await plant.hub.batch([...cold, ...cold.slice(3, 6)]);
  await plant.hub.redelivers();
  plant.person('lena').hasReceivedNothing();

  await plant.wait('10m');
  const warm = minutes(plant, 12, 21, -8);
  await plant.hub.batch([...warm.slice(0, 5), ...warm, ...warm.slice(8)]);
  await plant.wait('1m');
  plant.person('lena').isTold(/CRITICAL/);
  await plant.hub.redelivers();
  plant.person('lena').hasReceivedNothing();
  expect((await plant.api('GET', '/api/alarms')).body.items).toHaveLength(1);
  // 14 + 14 and 17 + 17 elements were delivered.
  expect(await counters(plant)).toEqual({ applied: 21, late: 0, duplicate: 41, stale: 0 });

  await plant.phone('lena').answers();
  plant.phone('lena').hasReceived(/You have it/);
  await plant.wait('20m');
  await plant.hub.batch(minutes(plant, 22, 41, -22));
  await plant.wait('1m');
  plant.mailbox('lena').hasReceived(/OVER/);
  expect(await plant.alarm('freezer-too-warm')).toMatchObject({ active: false, acknowledged: true, answeredBy: 'lena.vik' });
});

night('Device words go through the hub; a message that comes by Event Grid as well counts once', hub(), async plant => {
  const device = plant.device('frz-7', properties);
  await device.reports({ temperature: -20, defrosting: false }).every('1m').for('5m');
  expect(await counters(plant)).toEqual({ applied: 5, late: 0, duplicate: 0, stale: 0 });
  const signals = { temperature: -20, defrosting: false };
  const at = plant.now() - 60_000;
  await plant.house.post('telemetry', [telemetryEvent({ id: 'frz-7', told: properties, seed: 1 }, signals, at, at)]);
  expect(await counters(plant)).toEqual({ applied: 5, late: 0, duplicate: 1, stale: 0 });
});

function hub() {
  return { routes: { telemetry: 'eventHubs' } } as const;
}
