import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonText } from '../../engine/events/json-text.ts';
import { listParked } from '../../functions/store/parked.ts';
import { malformed } from '../events/malformed.ts';
import { connectedEvent, eventGridEvent, telemetryEvent } from '../events/telemetry-event.ts';
import { counted, sum, type Visit, visiting } from './visit.ts';

const folder = join(import.meta.dirname, '..', 'events', 'samples');
const samples = readdirSync(folder).map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const notices = samples.filter(({ name }) => /^(iot|acs)\./.test(name));

const doorOf = (name: string) =>
  name.startsWith('acs.') ? 'message-events' : name.includes('telemetry') ? 'telemetry' : 'device-events';

test('every sample in both schemas is taken, and each of its events is counted once', async () => {
  await visiting({}, async visit => {
    let delivered = 0;
    for (const { name, text } of notices) {
      expect((await visit.deliver(doorOf(name), text)).status, name).toBe(202);
      delivered += [JSON.parse(text)].flat().length;
    }
    expect(delivered).toBe(34);
    // Each sample is there in two schemas with the same id: the second one is a duplicate. The two readings are of before the
    // deletion, the body of two is no JSON, modules and engagement are of no interest, reports and reply are about nobody's message.
    expect(await counted(visit)).toEqual({ applied: 5, late: 2, duplicate: 13, filtered: 12, parked: 2 });
  });
});

test('all samples of a door in one delivery, and all again: the same devices, and nothing counted twice as new', async () => {
  await visiting({}, async visit => {
    for (const door of ['telemetry', 'device-events', 'message-events']) {
      const events = notices.filter(({ name }) => doorOf(name) === door).flatMap(({ text }) => JSON.parse(text));
      for (const _ of [1, 2]) expect((await visit.deliver(door, JSON.stringify(events))).status).toBe(202);
    }
    const counts = await counted(visit);
    expect(sum(counts)).toBe(68);
    const { body } = await visit.api('GET', '/api/devices');
    expect(new Set(body.items.map(({ id }: { id: string }) => id)).size).toBe(body.items.length);
  });
});

test('both handshakes', async () => {
  await visiting({}, async ({ ask }) => {
    const url = '/runtime/webhooks/eventgrid?functionName=telemetry';
    const { text } = samples.find(({ name }) => name.includes('validation.eventgrid')) ?? { text: '' };
    const code = JSON.parse(text)[0].data.validationCode;
    const validated = await ask('POST', url, { 'aeg-event-type': 'SubscriptionValidation' }, text);
    expect([validated.status, JSON.parse(validated.text)]).toEqual([200, { validationResponse: code }]);
    const asked = await ask('OPTIONS', url, { 'webhook-request-origin': 'eventgrid.azure.net' });
    expect([asked.status, asked.headers['webhook-allowed-origin']]).toEqual([200, 'eventgrid.azure.net']);
  });
});

test('every malformed event, alone and all at once: parked with reason, hash, attempts and times; its bytes can be read', async () => {
  await visiting({}, async visit => {
    for (const { door, event, name } of malformed)
      expect((await visit.deliver(door, `[${jsonText(event, 3_000_000)}]`)).status, name).toBe(202);
    const firstAt = visit.plant.now();
    await visit.plant.wait('1m');
    // Once more, in deliveries of at most a megabyte, each with a good event in the middle.
    const again = malformed.filter(({ event }) => jsonText(event, 3_000_000).length < 300_000);
    for (const door of ['telemetry', 'device-events', 'message-events'] as const) {
      const bad = again.filter(one => one.door === door).map(({ event }) => jsonText(event, 3_000_000));
      const good = JSON.stringify(
        door === 'telemetry' ? telemetryEvent() : door === 'device-events' ? connectedEvent({}, { id: 'e-2' }) : report(),
      );
      const half = Math.floor(bad.length / 2);
      expect((await visit.deliver(door, `[${[...bad.slice(0, half), good, ...bad.slice(half)].join(',')}]`)).status).toBe(202);
    }
    const counts = await counted(visit);
    expect(counts.parked).toBe(malformed.length + again.length);
    expect(sum(counts)).toBe(malformed.length + again.length + 3);
    expect((await visit.api('GET', '/api/devices/f-7')).body).toMatchObject({
      signals: { temperature: -8.5 },
      connection: 'connected',
    });
    await expectParked(visit, firstAt);
  });
});

async function expectParked({ plant }: Visit, firstAt: number): Promise<void> {
  const { ports } = plant.house;
  for (const { door, event, code, name } of malformed) {
    const text = jsonText(event, 2_000_000);
    const rows = await listParked(ports, door);
    const bytes = new TextEncoder().encode(text);
    const row = rows.find(one => one.bytes === bytes.length && one.code === code);
    expect(row, name).toMatchObject({ door, code, firstAt });
    expect(row?.attempts === 1 ? row.lastAt === firstAt : (row?.lastAt ?? 0) > firstAt, name).toBe(true);
    expect(row?.why).toMatch(/\.$/);
    expect(row?.at).toMatch(/^\$/);
  }
  for (const door of ['telemetry', 'device-events', 'message-events']) {
    for (const { hash, bytes } of await listParked(ports, door)) {
      const kept = await ports.blobs.read('parked', hash);
      expect(kept?.length).toBe(bytes);
      expect(Buffer.from(await crypto.subtle.digest('SHA-256', kept ?? new Uint8Array())).toString('hex')).toBe(hash);
    }
  }
}

const report = (id = 'r-1', tag = 'nobody') =>
  eventGridEvent(
    'Microsoft.Communication.SMSDeliveryReportReceived',
    { messageId: `m-${id}`, from: '18335550142', to: '14255550123', deliveryStatus: 'Delivered', tag },
    { id },
  );

const big = (bytes: number) => JSON.stringify([telemetryEvent({ body: { log: 'x'.repeat(bytes) } })]);

test.each([
  { name: 'not JSON', body: 'temperature=4', status: 500 },
  { name: 'nothing', body: '', status: 500 },
  { name: 'JSON cut short', body: '[{"id":"1"},{"id"', status: 500 },
  { name: 'an empty array', body: '[]', status: 202 },
  { name: '1.6 MB', body: big(1_600_000), status: 413 },
  { name: '2.5 MB', body: big(2_500_000), status: 413 },
  { name: 'bytes that are no text', body: Uint8Array.of(0x5b, 0xff, 0xfe, 0x5d), status: 500 },
  { name: 'a byte-order mark before the array', body: '\ufeff[]', status: 202 },
  { name: 'a million brackets', body: '['.repeat(1_000_000), status: 500 },
])('a body that is $name: $status, and nothing is counted', async ({ body, status }) => {
  await visiting({}, async visit => {
    expect((await visit.deliver('telemetry', body)).status).toBe(status);
    expect(sum(await counted(visit))).toBe(0);
    expect((await visit.deliver('telemetry', JSON.stringify(telemetryEvent()))).status).toBe(202);
  });
});

test('a body that is broken inside a text is taken as it can be read', async () => {
  await visiting({}, async visit => {
    const [before, after] = JSON.stringify([telemetryEvent({ properties: { name: 'HERE' } })]).split('HERE');
    const body = Buffer.concat([Buffer.from(before ?? ''), Uint8Array.of(0xff), Buffer.from(after ?? '')]);
    expect((await visit.deliver('telemetry', body)).status).toBe(202);
    expect((await visit.api('GET', '/api/devices/f-7')).body.name).toBe('\ufffd');
  });
});

test('an unknown function is 404, an unknown kind of delivery 400', async () => {
  await visiting({}, async visit => {
    const json = JSON.stringify([telemetryEvent()]);
    for (const door of ['nobody', 'Telemetry', 'health', 'escalate-alarm', ''])
      expect((await visit.deliver(door, json)).status, door).toBe(404);
    const url = '/runtime/webhooks/eventgrid?functionName=telemetry';
    expect((await visit.ask('POST', url, {}, json)).status).toBe(400);
    expect((await visit.ask('POST', url, { 'aeg-event-type': 'Party' }, json)).status).toBe(400);
    expect(sum(await counted(visit))).toBe(0);
  });
});

test('a hundred events that count in one row, in one delivery: all are counted', async () => {
  await visiting({}, async visit => {
    const click = JSON.parse(notices.find(({ name }) => name.includes('click.eventgrid'))?.text ?? '')[0];
    const clicks = Array.from({ length: 100 }, (_, n) => ({ ...click, id: `c-${n}` }));
    expect((await visit.deliver('message-events', JSON.stringify(clicks))).status).toBe(202);
    const same = Array.from({ length: 100 }, () => telemetryEvent({ body: 7 }));
    expect((await visit.deliver('telemetry', JSON.stringify(same))).status).toBe(202);
    expect(await counted(visit)).toMatchObject({ filtered: 100, parked: 100 });
    expect(await listParked(visit.plant.house.ports, 'telemetry')).toMatchObject([{ attempts: 100 }]);
  });
});

test.each(['/', '#', '%', '?', '\\', '\u0000', '\ud800', '€', ' '])(
  'ids full of %j lead nowhere, and block nothing',
  async sign => {
    await visiting({}, async visit => {
      const id = sign.repeat(256);
      const reports = [
        report(id, `${id}/raised/1`),
        report(`${id.slice(1)}a`, id),
        report(`${id.slice(1)}b`, '/x'),
        report(`${id.slice(1)}c`, `door-open~door-1~1/${sign}`),
      ];
      const bounced = eventGridEvent(
        'Microsoft.Communication.EmailDeliveryReportReceived',
        { messageId: id, recipient: 'a@b.example', status: 'Bounced' },
        { id: `${id.slice(1)}d` },
      );
      for (const _ of [1, 2])
        expect((await visit.deliver('message-events', JSON.stringify([...reports, bounced]))).status).toBe(202);
      expect(await counted(visit)).toMatchObject({ filtered: 5, duplicate: 5 });
      const reading = telemetryEvent({ system: { 'message-id': sign.repeat(128) } });
      for (const _ of [1, 2]) expect((await visit.deliver('telemetry', JSON.stringify(reading))).status).toBe(202);
      expect(await counted(visit)).toMatchObject({ applied: 1, duplicate: 6 });
    });
  },
);
