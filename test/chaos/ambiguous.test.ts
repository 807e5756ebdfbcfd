import { expect, test } from 'vitest';
import type { Ports, Tables } from '../../engine/ports.ts';
import { StoreError } from '../../engine/store-error.ts';
import { telemetryEvent } from '../../local/scenario/device-words.ts';
import { answerByApi } from './answers.ts';
import { people, rules } from './bakery.ts';
import { type ChaosPlant, chaosPlant, startsAt } from './plant.ts';

const reports = ({ house, late }: ChaosPlant, at: number, temperature: number) =>
  late.at(at, () =>
    house.post('telemetry', [telemetryEvent({ id: 'o-1', told: { deviceType: 'oven' }, seed: 1 }, { temperature }, at, at)]),
  );

test('whoever was told and then answered for before the provider said so is told of the end as well', async () => {
  const plant = await chaosPlant({ seed: 1, rules, people });
  const { house, until } = plant;
  try {
    house.standIns.faults.fails('sms', { timeoutButAccepted: true });
    reports(plant, startsAt, 150);
    await until(startsAt + 20_500);
    expect(await answerByApi(house, 'oven~o-1~1', 'bo', 'have-it')).toBe('taken');
    reports(plant, startsAt + 60_000, 20);
    await until(startsAt + 120_000);
    const received = house.standIns.inbox.log().filter(({ channel }) => channel === 'sms');
    expect(received.map(({ to, step }) => [to, step])).toEqual([
      [people[0]?.phone, 1],
      [people[0]?.phone, 0],
    ]);
  } finally {
    await plant.close();
  }
});

test('an answer that the store took and did not confirm is acted on at once when it is given again', async () => {
  let forgets = false;
  const wrap = (ports: Ports): Ports => ({
    ...ports,
    tables: { ...ports.tables, write: forgetful(ports.tables, () => forgets) },
  });
  const plant = await chaosPlant({ seed: 1, rules, people, wrap });
  const { house, until } = plant;
  try {
    reports(plant, startsAt, 150);
    await until(startsAt + 30_000);
    forgets = true;
    expect(await answerByApi(house, 'oven~o-1~1', 'bo', 'have-it')).toBe('failed');
    forgets = false;
    expect(await answerByApi(house, 'oven~o-1~1', 'bo', 'have-it')).toBe('taken');
    await until(startsAt + 32_000);
    const published = house.standIns.inbox.log().filter(({ channel }) => channel === 'event');
    expect(published.map(({ subject }) => subject)).toEqual(['tocsin.alarm.raised', 'tocsin.alarm.acknowledged']);
  } finally {
    await plant.close();
  }
});

/** Writes the alarm's row, and fails to say so. */
const forgetful =
  (tables: Tables, forgets: () => boolean): Tables['write'] =>
  async (table, partition, changes) => {
    const written = await tables.write(table, partition, changes);
    if (forgets() && changes.some(({ row }) => row === 'alarm'))
      throw new StoreError('store/unavailable', 'The answer was lost.');
    return written;
  };
