/** A queue of a cloud goes by a clock of its own, and waits no longer than seven days: messages may come early. */
import { expect } from 'vitest';
import type { Ports } from '../../engine/ports.ts';
import { night } from './night.ts';

/** Of every wait only this share is waited, but a second at least. */
const waiting = (share: number) => ({
  wrap: (ports: Ports): Ports => ({
    ...ports,
    queues: {
      send(queue, text, visibleAt) {
        const now = ports.clock.now();
        return ports.queues.send(queue, text, Math.min(visibleAt, now + Math.max(1_000, (visibleAt - now) * share)));
      },
    },
  }),
});

for (const share of [0.999, 0.5])
  night(
    `What is due without a reading is due on time, though its message comes after ${share} of the wait`,
    waiting(share),
    async plant => {
      const device = plant.device('gw-2', { deviceType: 'gateway', name: 'GW-2', site: 'bergen' });
      await device.connects();
      await device.reports('heartbeat', 1).every('1m').for('5m');
      await plant.wait('13m');
      expect((await plant.api('GET', '/api/alarms')).body.items).toEqual([]);
      await plant.wait('1m');
      expect(await plant.alarm('gateway-offline')).toMatchObject({ severity: 'major', active: true });
      await plant.wait('1m');
      plant.person('tor').isTold(/MAJOR.*GW-2/s);
    },
  );
