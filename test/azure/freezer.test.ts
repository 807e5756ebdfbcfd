/** The house on a storage account: the same nights, told by the same words. */
import { expect } from 'vitest';
import { storesInAccount } from '../../local/store/stores.ts';
import { freezerStory, freezerTitle } from '../nights/freezer.ts';
import { night } from '../nights/night.ts';
import { emulatedAccount } from './account.ts';

const account = emulatedAccount();
const onAccount = { stores: (clock: Parameters<typeof storesInAccount>[1]) => storesInAccount(account, clock) };

night(`${freezerTitle} (in a storage account)`, onAccount, freezerStory);

night('A gateway goes dark and no reading says so: the due time comes by a queue of the account', onAccount, async plant => {
  const device = plant.device('gw-2', { deviceType: 'gateway', name: 'GW-2', site: 'bergen' });
  await device.connects();
  await device.reports('heartbeat', 1).every('1m').for('5m');
  await plant.wait('15m');
  expect(await plant.alarm('gateway-offline')).toMatchObject({ severity: 'major', active: true });
  await plant.wait('1m');
  plant.person('tor').isTold(/MAJOR.*GW-2/s);
});
