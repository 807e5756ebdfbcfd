import { expect } from 'vitest';
import type { RuleFile } from '../../engine/rules/rule-set.ts';
import { facilities, file, night } from './night.ts';

const ovenRule = (limit: number, clear: number) =>
  file('oven-hot.rule.json', {
    ...{ id: 'oven-hot', name: 'Oven hot', why: 'Bread burns.', owner: 'bakery', status: 'active' },
    appliesTo: { type: 'oven' },
    raise: [{ severity: 'major', when: { signal: 'temperature', above: limit, unit: '°C' } }],
    clearWhen: { signal: 'temperature', below: clear, unit: '°C' },
    notify: 'facilities-duty',
    message: { title: '{{device.name}} is at {{value}}, limit {{limit}}' },
  });

const torn: RuleFile = { path: 'oven-hot.rule.json', text: '{ "id": "oven-hot", "raise": [' };

night(
  'A rule is edited while its alarm is open: the old version counts until it is over, the new one afterwards',
  { rules: [ovenRule(250, 240), facilities] },
  async plant => {
    const oven = plant.device('oven-1', { deviceType: 'oven', name: 'Oven 1', site: 'oslo' });
    await oven.reports('temperature', 260).once();
    await plant.wait('1m');
    plant.person('tor').isTold(/MAJOR.*limit 250/s);
    await plant.phone('tor').answers();
    plant.phone('tor').hasReceived(/You have it/);

    await plant.saves([ovenRule(280, 270), facilities]);
    await oven.reports('temperature', 255).once();
    await plant.wait('10m');
    expect(await plant.alarm('oven-hot')).toMatchObject({ active: true });
    await oven.reports('temperature', 235).once();
    plant.mailbox('tor').hasReceived(/OVER/);

    await oven.reports('temperature', 260).once();
    await plant.wait('10m');
    expect(await plant.alarm('oven-hot')).toMatchObject({ active: false });

    await plant.saves([torn, facilities]);
    await oven.reports('temperature', 290).once();
    await plant.wait('1m');
    plant.person('tor').isTold(/MAJOR.*limit 280/s);
    await plant.phone('tor').answers();
    plant.phone('tor').hasReceived(/You have it/);
  },
);

night(
  'A rule and its policy are deleted while the alarm is open: both count until it is over, and never again',
  { rules: [ovenRule(250, 240), facilities] },
  async plant => {
    const oven = plant.device('oven-1', { deviceType: 'oven', name: 'Oven 1', site: 'oslo' });
    await oven.reports('temperature', 260).once();
    await plant.wait('1m');
    plant.person('tor').isTold(/MAJOR/);

    await plant.saves([]);
    await plant.wait('5m');
    plant.person('tor').isTold(/MAJOR/);
    await plant.wait('15m');
    plant.person('tor').isTold(/MAJOR/, { times: 2 });
    plant.person('kari').isTold(/MAJOR.*You are next/s);
    plant.person('sven').isTold(/MAJOR.*You are next/s);
    await plant.mailbox('sven').answers();
    await oven.reports('temperature', 235).once();
    plant.mailbox('sven').hasReceived(/OVER/);

    await oven.reports('temperature', 260).once();
    await plant.wait('1h');
  },
);

night(
  'A rule on trial is watched and recorded, and tells nobody',
  { rules: [{ ...ovenRule(250, 240), text: ovenRule(250, 240).text.replace('"active"', '"shadow"') }, facilities] },
  async plant => {
    const oven = plant.device('oven-1', { deviceType: 'oven', name: 'Oven 1', site: 'oslo' });
    await oven.reports('temperature', 260).once();
    await plant.wait('2h');
    expect(await plant.alarm('oven-hot')).toMatchObject({ active: true, next: null, deliveries: [] });
    await oven.reports('temperature', 235).once();
    expect(await plant.alarm('oven-hot')).toMatchObject({ active: false });
  },
);
