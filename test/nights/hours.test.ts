import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { doorRule, file, kindsOf, night, notifies } from './night.ts';

const policy = {
  path: 'policies/facilities-duty.policy.json',
  text: readFileSync(join(import.meta.dirname, '..', 'samples', 'policy-facilities-duty.json'), 'utf8'),
};
const backDoor = { deviceType: 'door', name: 'Back door', site: 'oslo' };
const door = (severity: string) => ({ ...doorRule, text: doorRule.text.replace('"major"', `"${severity}"`) });

night(
  'A minor alarm on Saturday afternoon waits for Monday seven o’clock, and for whoever has the phone then',
  { rules: [door('minor'), policy], startsAt: '2026-03-07T14:00:00+01:00' },
  async plant => {
    const device = plant.device('door-1', backDoor);
    await plant.wait('1h');
    await device.reports('door', 'open').once();
    await plant.wait('0s');
    expect(await plant.alarm('door-open')).toMatchObject({ next: { at: '2026-03-09T06:00:00.000Z', pages: ['eva.holm'] } });
    await plant.wait('1d15h59m');
    plant.nothingElse();

    await plant.wait('1m');
    plant.mailbox('eva').hasReceived(/MINOR/);
    expect(kindsOf(await plant.alarm('door-open'))).toContain('not-there-yet');
    await plant.mailbox('eva').answers();
    await device.reports('door', 'closed').once();
    await plant.wait('1m');
    plant.mailbox('eva').hasReceived(/OVER/);
  },
);

night(
  'A critical alarm at night is for the guard desk, and is still when the day has begun',
  { rules: [door('critical'), policy], startsAt: '2026-03-03T06:45:00+01:00' },
  async plant => {
    const device = plant.device('door-1', backDoor);
    await device.reports('door', 'open').once();
    await plant.wait('1m');
    plant.person('guard').isTold(/CRITICAL/);
    await plant.wait('5m');
    plant.person('guard').isTold(/CRITICAL/);
    plant.phone('tor').hasReceived(/CRITICAL/);
    await plant.wait('10m');
    plant.phone('tor').hasReceived(/CRITICAL/);
    await plant.wait('4m59s');
    // At seven the phone has changed hands.
    plant.phone('mina').hasReceived(/CRITICAL/);
    await plant.phone('mina').answers();
    plant.phone('mina').hasReceived(/You have it/);
    await device.reports('door', 'closed').once();
    await plant.wait('1m');
    // By e-mail, says the policy, and nobody e-mailed her.
    plant.mailbox('mina').hasReceivedNothing();
  },
);

const everyone = file('policies/both.policy.json', {
  ...{ id: 'both', name: 'Both leads', timeZone: 'Europe/Oslo', acknowledge: { everyoneMustAnswer: true, quietFor: '1h' } },
  steps: [{ after: '0s', page: ['team:facilities-leads'], via: ['sms'], repeatEvery: '5m' }],
});

night(
  'Everyone must answer: one has it, the other is paged on until she has it too',
  { rules: [notifies(doorRule, 'both'), everyone] },
  async plant => {
    const device = plant.device('door-1', backDoor);
    await device.reports('door', 'open').once();
    await plant.wait('0s');
    for (const name of ['kari', 'sven']) plant.phone(name).hasReceived(/MAJOR/);
    await plant.phone('sven').answers();
    plant.phone('sven').hasReceived(/You have it.*Everyone must answer; 1 still to/s);
    expect(await plant.alarm('door-open')).toMatchObject({ acknowledged: false, next: { pages: ['kari.moen'] } });

    await plant.wait('5m');
    plant.phone('kari').hasReceived(/MAJOR/);
    plant.phone('sven').hasReceivedNothing();
    await plant.phone('sven').answers();
    plant.phone('sven').hasReceived(/You have it already/);
    await plant.phone('kari').answers();
    plant.phone('kari').hasReceived(/You have it/);
    expect(await plant.alarm('door-open')).toMatchObject({ acknowledged: true, answeredBy: 'kari.moen' });
    await plant.wait('59m');
    plant.nothingElse();

    await plant.wait('1m');
    for (const name of ['kari', 'sven']) plant.phone(name).hasReceived(/MAJOR/);
    await device.reports('door', 'closed').once();
    await plant.wait('1m');
    for (const name of ['kari', 'sven']) plant.phone(name).hasReceived(/OVER/);
  },
);
