import { expect, test } from 'vitest';
import { base64Event, telemetryEvent } from '../events/telemetry-event.ts';
import { type Fields, visiting } from './visit.ts';

test('a device of unknown type, or of none, is kept and shown; no rule applies to it', async () => {
  await visiting({}, async visit => {
    await visit.plant.device('odd-1', { deviceType: 'teapot', site: 'oslo' }).reports({ door: 'open', temperature: 99 }).once();
    await visit.deliver('telemetry', JSON.stringify(base64Event('{"door":"open"}', { 'message-id': 'b' })));
    const odd = (await visit.api('GET', '/api/devices/odd-1')).body;
    expect(odd).toMatchObject({ id: 'odd-1', type: 'teapot', rules: [], alarms: [], signals: { door: 'open', temperature: 99 } });
    expect((await visit.api('GET', '/api/devices/f-7')).body).toMatchObject({
      type: null,
      name: 'f-7',
      rules: [],
      signals: { door: 'open' },
    });
    expect((await visit.api('GET', '/api/devices')).body.items).toHaveLength(2);
    expect((await visit.api('GET', '/api/alarms')).body.items).toEqual([]);
  });
});

/** Every sign that a hub allows in an id. */
const ids = [
  'a%b#c?d',
  '100%',
  '%2F',
  '%41',
  "a'b(c)!*,:=@$_-.+",
  '#',
  '?',
  '.',
  '..',
  'd'.repeat(128),
  '%'.repeat(128),
  'A',
  'a',
];

test.each(ids)('a device called %j: alarm, page, answer and over, under all its addresses', async device => {
  await visiting({}, async visit => {
    const event = (door: string, at: string) =>
      JSON.stringify(
        telemetryEvent({
          ...{ body: { door }, properties: { deviceType: 'door' }, envelope: { id: door } },
          system: { 'iothub-connection-device-id': device, 'iothub-enqueuedtime': at },
        }),
      );
    expect((await visit.deliver('telemetry', event('open', new Date(visit.plant.now()).toISOString()))).status).toBe(202);
    const { body } = await visit.api(
      'GET',
      `/api/devices/${encodeURIComponent(device).replace(/^\.+$/, dots => dots.replaceAll('.', '%2e'))}`,
    );
    expect(body).toMatchObject({ id: device, type: 'door', rules: ['door-open'] });
    const id = body.alarms[0].alarm;
    expect(id).toMatch(/^door-open~[A-Za-z0-9._-]{1,40}~1$/);
    const sms = visit.plant.phone('lena').hasReceived(/MAJOR/);
    const page = await visit.ask('GET', /\/a\/[0-9a-z]{26}/.exec(sms.text)?.[0] ?? '');
    expect(page.status).toBe(200);
    await visit.plant.phone('lena').answers();
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ device, answeredBy: 'lena.vik' });
    await visit.plant.wait('1m');
    await visit.deliver('telemetry', event('closed', new Date(visit.plant.now()).toISOString()));
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ active: false });
  });
});

test('ids that differ in case, or only after they were made safe, are different devices', async () => {
  await visiting({}, async visit => {
    const names = ['A', 'a', '#', '!23', '%23', '!', '!!', 'x'.repeat(41), 'x'.repeat(42)];
    for (const name of names) await visit.plant.device(name, { deviceType: 'door' }).reports('door', 'open').once();
    const alarms = (await visit.api('GET', '/api/alarms')).body.items;
    expect(new Set(alarms.map(({ id }: Fields) => id)).size).toBe(names.length);
    expect(alarms.map(({ device }: Fields) => device).sort()).toEqual([...names].sort());
  });
});

test.each(['a b', 'Tür', '~', 'a/b', '', 'd'.repeat(129), '<b>', 'a\r\nb', '\u202ed'])(
  'no hub stamps %j: such an event is parked',
  async device => {
    await visiting({}, async visit => {
      const event = telemetryEvent({ system: { 'iothub-connection-device-id': device } });
      expect((await visit.deliver('telemetry', JSON.stringify(event))).status).toBe(202);
      expect((await visit.api('GET', '/health')).body).toMatchObject({
        events: { parked: 1, applied: 0 },
        devices: { known: 0 },
      });
    });
  },
);
