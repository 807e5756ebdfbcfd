import { expect, test } from 'vitest';
import type { Change, Ports, Tables } from '../../engine/ports.ts';
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
  const wrap = forgetting(changes => forgets && changes.some(({ row }) => row === 'alarm'));
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

test('a failed delivery that the store noted and did not confirm brings the next channel when it is reported again', async () => {
  let forgets = false;
  const isReceipt = (change: Change) => 'value' in change && Boolean((change.value as { receipt?: unknown }).receipt);
  const wrap = forgetting(changes => {
    const now = forgets && changes.some(isReceipt);
    forgets &&= !now;
    return now;
  });
  const plant = await chaosPlant({ seed: 1, rules, people, wrap });
  const { house, until } = plant;
  try {
    reports(plant, startsAt, 150);
    await until(startsAt + 130_000);
    forgets = true;
    house.standIns.faults.fails('sms', { receiptFailed: true });
    // The second step is an SMS to Bo alone, and is repeated a minute later.
    await until(startsAt + 140_000 + 30_000);
    expect(forgets).toBe(false);
    const toBo = house.standIns.inbox.log().filter(({ to }) => to === people[1]?.phone || to === people[1]?.email);
    expect(toBo.map(({ channel }) => channel)).toEqual(['sms', 'email']);
  } finally {
    await plant.close();
  }
});

/** Writes what it is given, and at times fails to say so. */
const forgetting =
  (forgets: (changes: readonly Change[]) => boolean) =>
  (ports: Ports): Ports => {
    const write: Tables['write'] = async (table, partition, changes) => {
      const written = await ports.tables.write(table, partition, changes);
      if (forgets(changes)) throw new StoreError('store/unavailable', 'The answer was lost.');
      return written;
    };
    return { ...ports, tables: { ...ports.tables, write } };
  };
