import { expect } from 'vitest';
import { freezerIsClosed, freezerIsLeftOpen, kindsOf, night } from './night.ts';

night(
  'Nobody answers at all: three rounds, then site security; the alarm stays in sight, its case is opened once and closed once',
  {},
  async plant => {
    const device = await freezerIsLeftOpen(plant);
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ next: { pages: ['lena.vik'] } });
    await plant.wait('20m');
    expect(plant.cases()).toEqual([]);

    for (const round of [1, 2, 3]) {
      await plant.wait('15m');
      plant.person('lena').isTold(/CRITICAL/, { times: 3 });
      plant.person('ingrid').isTold(/CRITICAL.*You are next/s, { times: 4 });
      plant.person('marit').isTold(/CRITICAL.*You are next/s);
      plant.person('pavel').isTold(/CRITICAL.*You are next/s);
      expect(plant.cases(), `round ${round}`).toHaveLength(1);
      await plant.wait('20m');
    }

    plant.person('Site').isTold(/CRITICAL/);
    expect(await plant.alarm('freezer-too-warm')).toMatchObject({ active: true, acknowledged: false, next: null });
    await plant.wait('2h');
    plant.nothingElse();

    await freezerIsClosed(plant, device);
    for (const name of ['lena', 'ingrid', 'marit', 'pavel', 'Site']) plant.mailbox(name).hasReceived(/OVER/);
    expect(plant.cases().map(({ subject }) => subject?.slice(0, 7))).toEqual(['CRITICA', 'Closed:']);
    expect(kindsOf(await plant.alarm('freezer-too-warm'))).toContain('nobody-answered');
  },
);
