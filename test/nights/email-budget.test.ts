import { expect } from 'vitest';
import { doorRule, file, freezerIsClosed, freezerIsLeftOpen, night, notifies, shippedRules } from './night.ts';

const minute = 60_000;
const byMail = [
  notifies(doorRule, 'by-mail'),
  file('policies/by-mail.policy.json', {
    ...{ id: 'by-mail', name: 'By mail', owner: 'facilities', timeZone: 'Europe/Oslo' },
    steps: [{ after: '1m', page: ['person:tor.berg'], via: ['email'] }],
  }),
];

night(
  'A new sender may write ten mails an hour: nine doors wait for their turn, the freezer does not',
  { rules: [...byMail, ...shippedRules()], env: { TOCSIN_EMAIL_FROM: 'donotreply@plant.azurecomm.net' } },
  async plant => {
    const doors = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(number =>
      plant.device(`door-${number}`, { deviceType: 'door', name: `Door ${number}`, site: 'oslo' }),
    );
    for (const door of doors) await door.reports('door', 'open').once();
    await plant.wait('1m');
    plant.mailbox('tor').hasReceived(/MAJOR/, { times: 5 });
    const freezer = await freezerIsLeftOpen(plant);
    plant.mailbox('tor').hasReceived(/MAJOR/, { times: 2 });

    await plant.wait('20s');
    plant.person('lena').isTold(/CRITICAL/);
    await plant.phone('lena').answers();
    plant.phone('lena').hasReceived(/You have it/);
    await freezerIsClosed(plant, freezer);
    plant.mailbox('lena').hasReceived(/OVER/);

    await plant.wait('20m');
    plant.nothingElse();
    await plant.wait('20m');
    plant.mailbox('tor').hasReceived(/MAJOR/, { times: 2 });

    const mails = [...plant.mailbox('lena').received(), ...plant.mailbox('tor').received()].map(({ at }) => at);
    const within = (span: number) => Math.max(...mails.map(from => mails.filter(at => from <= at && at < from + span).length));
    expect(within(minute)).toBeLessThanOrEqual(5);
    expect(within(60 * minute)).toBeLessThanOrEqual(10);
  },
);
