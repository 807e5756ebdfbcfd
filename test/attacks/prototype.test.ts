import { afterEach, expect, test } from 'vitest';
import { type Fields, pagedLena, type Visit, visiting } from '../doors/visit.ts';
import { eventGridEvent, telemetryEvent } from '../events/telemetry-event.ts';

const before = Object.getOwnPropertyNames(Object.prototype).sort();

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  expect(Object.getOwnPropertyNames(Array.prototype)).not.toContain('polluted');
  expect(({} as Fields).polluted).toBeUndefined();
});

const poison = [
  '"__proto__":{"polluted":true,"door":"open","deviceType":"door","by":"lena.vik"}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"prototype":{"polluted":true}',
  '"a":{"__proto__":{"polluted":true,"toString":1}}',
  '"toString":1,"valueOf":2,"hasOwnProperty":3,"toJSON":4',
];

/** JSON text with more members put first into the object that holds the mark. */
const poisoned = (event: object, more: string) => JSON.stringify(event).replaceAll('"MARK":1', more);

const at = (visit: Visit) => new Date(visit.plant.now()).toISOString();

test.each(poison)('a body, properties and system properties that hold %s are data, or nothing', async more => {
  await visiting({}, async visit => {
    const event = telemetryEvent({
      ...{ body: { MARK: 1, temperature: 4 }, properties: { MARK: 1, site: 'oslo' } },
      system: { MARK: 1, 'iothub-enqueuedtime': at(visit) },
      ...{ data: { MARK: 1 }, envelope: { MARK: 1 } },
    });
    const body = Buffer.from(poisoned({ MARK: 1, temperature: 5 }, more)).toString('base64');
    const hidden = telemetryEvent({
      body,
      system: { 'iothub-content-type': undefined, 'iothub-enqueuedtime': at(visit) },
      envelope: { id: 'e-2' },
    });
    for (const text of [poisoned(event, more), JSON.stringify(hidden)])
      expect((await visit.deliver('telemetry', text)).status).toBe(202);
    const device: Fields = (await visit.api('GET', '/api/devices/f-7')).body;
    expect(device).toMatchObject({ type: null, tags: { site: 'oslo' }, rules: [], signals: { temperature: expect.any(Number) } });
    for (const names of [device.signals, device.tags])
      for (const name of Object.keys(names)) expect(name).not.toMatch(/__proto__|^constructor|^prototype/);
    expect((await visit.api('GET', '/api/alarms')).body.items).toEqual([]);
  });
});

test.each(poison)('lifecycle and message events that hold %s', async more => {
  await visiting({}, async visit => {
    const created = eventGridEvent(
      'Microsoft.Devices.DeviceCreated',
      { MARK: 1, deviceId: 'f-7', twin: { MARK: 1 } },
      { eventTime: at(visit) },
    );
    expect((await visit.deliver('device-events', poisoned(created, more))).status).toBe(202);
    const from = { from: '4700000003', to: '4759440000', message: 'hello' };
    const sms = eventGridEvent('Microsoft.Communication.SMSReceived', { MARK: 1, ...from }, { MARK: 1 });
    expect((await visit.deliver('message-events', poisoned(sms, more))).status).toBe(202);
    expect((await visit.api('GET', '/health')).body.events).toMatchObject({ applied: 2, parked: 0 });
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
  'a device, a type, a name called %s',
  async name => {
    await visiting({}, async visit => {
      const told = { deviceType: name, name, site: name };
      await visit.plant
        .device(name, told)
        .reports({ [`${name}x`]: 1, door: 'open' })
        .once();
      const { status, body } = await visit.api('GET', `/api/devices/${name}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: name, type: name, name, rules: [] });
      expect((await visit.api('GET', `/api/alarms/${name}`)).status).toBe(404);
      expect((await visit.api('GET', `/api/alarms/door-open~${name}~1`)).status).toBe(404);
    });
  },
);

test.each([
  '{"__proto__":{"by":"lena.vik"}}',
  '{"constructor":{"prototype":{"by":"lena.vik"}}}',
  '{"status":200,"headers":{"set-cookie":"x=1","content-type":"text/html"},"body":"<script>alert(1)</script>"}',
  '{"status":200,"headers":{}}',
  '{"jsonBody":{"x":1},"by":["lena.vik"]}',
])('an API body %s is no name, and nothing of it comes back', async body => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    for (const what of ['acknowledge', 'reset']) {
      const answered = await visit.ask('POST', `/api/alarms/${id}/${what}`, { 'content-type': 'application/json' }, body);
      expect(answered.status).toBe(400);
      expect(JSON.parse(answered.text).error.code).toBe('answer/no-name');
      expect(answered.headers['set-cookie']).toBeUndefined();
      expect(answered.text).not.toContain('script');
    }
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ acknowledged: false });
  });
});

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
])('another site in the browser (%j) cannot answer by the API', async headers => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    const json = { 'content-type': 'application/json', ...(headers as Record<string, string>) };
    for (const what of ['acknowledge', 'reset'])
      expect((await visit.ask('POST', `/api/alarms/${id}/${what}`, json, '{"by":"lena.vik"}')).status).toBe(403);
    const asked = await visit.ask('OPTIONS', `/api/alarms/${id}/acknowledge`, {
      ...headers,
      'access-control-request-method': 'POST',
    } as Record<string, string>);
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ acknowledged: false });
  });
});
