/** What becomes of each element of a batch when some are bad, and when we are: nothing is thrown away, nothing is in the way. */
import { expect, test } from 'vitest';
import type { Ports, Tables } from '../../engine/ports.ts';
import { listParked } from '../../functions/store/parked.ts';
import { deliverBatch } from '../../local/host/event-hub-trigger.ts';
import type { Plant } from '../../local/scenario.ts';
import { night, runNight } from '../nights/night.ts';

const routes = { telemetry: 'eventHubs' } as const;
const properties = { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo' };
const good = (id: string, device = 'frz-7') => ({
  device,
  body: { temperature: -20, defrosting: false },
  properties,
  system: { 'message-id': id },
});

const events = async (plant: Plant) => (await plant.api('GET', '/health')).body.events;
const parked = (plant: Plant) => listParked(plant.house.ports, 'telemetry-hub');

night(
  'A batch of everything: readings count, what is bad is parked, what is no telemetry is filtered',
  { routes },
  async plant => {
    const cbor = Uint8Array.of(0xa1, 0x61, 0x74, 0xf9, 0xc8, 0x40, 0xff);
    await plant.hub.batch([
      good('1'),
      { device: 'frz-7', body: cbor },
      { device: 'frz-7', body: [1, 2] },
      { device: 'frz-7', body: { version: 10 }, system: { 'iothub-message-source': 'twinChangeEvents' } },
      { device: 'frz-7', body: { temperature: 1 }, system: { 'iothub-connection-device-id': undefined } },
      good('2'),
      good('2', 'frz-9'),
    ]);
    expect(await events(plant)).toEqual({ applied: 3, late: 0, duplicate: 0, filtered: 1, parked: 3 });
    const rows = await parked(plant);
    expect(rows.map(({ code, attempts }) => `${code} ${attempts}`).sort()).toEqual([
      'event/no-device 1',
      'telemetry/bad-utf8 1',
      'telemetry/not-an-object 1',
    ]);
    const bytes = await plant.house.ports.blobs.read('parked', rows.find(({ code }) => code === 'telemetry/bad-utf8')!.hash);
    const kept = JSON.parse(new TextDecoder().decode(bytes));
    expect(Buffer.from(kept.body, kept.bodyIs)).toEqual(Buffer.from(cbor));

    await plant.hub.redelivers();
    expect(await events(plant)).toEqual({ applied: 3, late: 0, duplicate: 3, filtered: 2, parked: 6 });
  },
);

night('Readings of a device are applied in the order in which they were sent, also of one instant', { routes }, async plant => {
  const at = { 'iothub-creation-time-utc': new Date(plant.now()).toISOString() };
  const sent = Array.from({ length: 12 }, (_, i) => ({
    device: 'frz-7',
    body: { temperature: i },
    properties: { ...properties, ...at },
  }));
  await plant.hub.batch(sent);
  const { body } = await plant.api('GET', '/api/devices/frz-7');
  expect(body.signals).toEqual({ temperature: 11 });
});

/** The store as the functions see it, with writes that fail as long as `fails` says so. */
const failing =
  (fails: (table: string) => Error | undefined) =>
  (ports: Ports): Ports => {
    const write: Tables['write'] = async (table, partition, changes) => {
      const error = fails(table);
      if (error) throw error;
      return ports.tables.write(table, partition, changes);
    };
    return { ...ports, tables: { ...ports.tables, write } };
  };
const away = () => Object.assign(new Error('the store is away'), { code: 'store/unavailable' });

test.each([
  { table: 'parked', name: 'a bad message that cannot be parked' },
  { table: 'counts', name: 'a filtered message that cannot be counted' },
  { table: 'devices', name: 'a reading that cannot be written' },
])('$name fails its batch once all elements were tried, and the batch comes again', async ({ table }) => {
  let left = 3;
  const wrap = failing(wanted => (wanted === table && left-- > 0 ? away() : undefined));
  await runNight({ routes, wrap }, async plant => {
    const twin = { device: 'frz-7', body: { version: 10 }, system: { 'iothub-message-source': 'twinChangeEvents' } };
    await plant.hub.batch([{ device: 'frz-7', body: 'warm' }, twin, good('1'), good('1', 'frz-9')]);
    expect(left).toBeLessThan(0);
    const counted = (await events(plant)) as Record<string, number>;
    expect(counted).toMatchObject({ applied: 2, late: 0 });
    expect((await parked(plant)).map(({ code }) => code)).toEqual(['telemetry/not-an-object']);
  });
});

test('a store that stays away gives the batch back every time: nothing is parked, nothing passes the checkpoint', async () => {
  await runNight({ routes, wrap: failing(table => (table === 'devices' ? away() : undefined)) }, async plant => {
    await expect(plant.hub.batch([good('1'), good('2')])).rejects.toThrow(/door\/failed: 2 of 2 messages.*the store is away/);
    await expect(last(plant, [good('1')], 500)).rejects.toThrow('door/failed: 1 of 1');
    expect(await parked(plant)).toEqual([]);
  });
});

test('a message that fails by itself holds up its partition for twenty attempts, then it is parked', async () => {
  let reads = 0;
  const wrap = (ports: Ports): Ports => {
    const read: Tables['read'] = async (table, partition, row) => {
      if (table === 'devices' && JSON.stringify([partition, row]).includes('frz-bad')) {
        reads += 1;
        throw new TypeError('a defect');
      }
      return ports.tables.read(table, partition, row);
    };
    return { ...ports, tables: { ...ports.tables, read } };
  };
  await runNight({ routes, wrap }, async plant => {
    const batch = [good('1', 'frz-bad'), good('2', 'frz-9')];
    await expect(last(plant, batch, 18)).rejects.toThrow('door/failed: 1 of 2 messages: TypeError: a defect');
    expect(await parked(plant)).toEqual([]);
    await last(plant, batch, 19);
    expect(reads).toBe(2);
    expect(await parked(plant)).toMatchObject([{ code: 'event/failed', why: expect.stringContaining('TypeError: a defect') }]);
    expect(await events(plant)).toEqual({ applied: 1, late: 0, duplicate: 1, filtered: 0, parked: 1 });
  });
});

/** An attempt after so many others, straight at the function. */
function last(plant: Plant, batch: readonly ReturnType<typeof good>[], count: number): Promise<void> {
  const { invoker } = plant.house.host;
  const entry = invoker.functions().find(({ name }) => name === 'telemetry-hub')!;
  const messages = batch.map(({ device, body, system, properties: told }, i) => ({
    body: new TextEncoder().encode(JSON.stringify(body)),
    properties: told,
    systemProperties: { 'iothub-connection-device-id': device, ...system },
    sequenceNumber: i,
    offset: String(i),
    enqueuedAt: plant.now(),
  }));
  return deliverBatch(entry, invoker, { partition: '0', messages, retry: { count, most: -1, error: new Error('before') } });
}
