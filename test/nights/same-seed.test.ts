import { expect, test } from 'vitest';
import type { Plant } from '../../local/scenario.ts';
import { freezerIsClosed, freezerIsLeftOpen, runNight } from './night.ts';

async function tell(plant: Plant): Promise<void> {
  plant.provider('sms').fails({ status: 503, times: 2 });
  plant.provider('email').fails({ timeoutButAccepted: true });
  const device = await freezerIsLeftOpen(plant);
  await plant.wait('22m');
  await plant.phone('marit').answers('cannot');
  await plant.mailbox('ingrid').answers();
  await freezerIsClosed(plant, device);
  for (const person of ['lena', 'ingrid', 'marit', 'pavel']) {
    plant.phone(person).hasReceived(/./, { times: plant.phone(person).received().length });
    plant.mailbox(person).hasReceived(/./, { times: plant.mailbox(person).received().length });
  }
}

/** All that the providers accepted, but for what the machine's own clock put into it. */
async function logOf(seed: number): Promise<string> {
  let log = '';
  await runNight({ seed }, async plant => {
    await tell(plant);
    const entries = plant.house.standIns.inbox.log().map(({ machineAt: _, ...entry }) => entry);
    log = JSON.stringify(entries).replaceAll(/"repeatabilityFirstSent":"[^"]*"/g, '');
  });
  return log;
}

test('The same night twice is the same to the last byte; another seed gives other codes', async () => {
  const [first, second, other] = [await logOf(7), await logOf(7), await logOf(8)];
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
