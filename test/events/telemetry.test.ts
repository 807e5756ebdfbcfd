import { describe, expect, test } from 'vitest';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';
import type { Reading } from '../../engine/events/event.ts';
import { base64Event, enqueued, enqueuedMs, nested, telemetryEvent } from './telemetry-event.ts';

function reading(event: unknown): Reading {
  const decoded = decodeTelemetry(event);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded));
  return decoded.event;
}
const signalsOf = (body: unknown) => reading(telemetryEvent({ body })).signals;
const tagsOf = (properties: Record<string, unknown>) => reading(telemetryEvent({ properties })).tags;

describe('who and which', () => {
  test('the device is the one that the hub stamped, whatever body, properties and subject say', () => {
    const event = telemetryEvent({
      body: { deviceId: 'f-8', 'iothub-connection-device-id': 'f-8' },
      properties: { 'iothub-connection-device-id': 'f-8', deviceId: 'f-8' },
      envelope: { subject: 'devices/f-8' },
    });
    expect(reading(event).device).toBe('f-7');
  });

  test.each(['a', 'Cold.Room-07', "x+y%_#*?!(),:=@$'", 'd'.repeat(128)])('%s is a device', id => {
    expect(reading(telemetryEvent({ system: { 'iothub-connection-device-id': id } })).device).toBe(id);
  });

  test.each([
    { name: 'a path in capitals', topic: '/SUBSCRIPTIONS/S/IOTHUBS/HUB-A', hub: 'hub-a' },
    { name: 'a slash at the end', topic: '/subscriptions/s/IotHubs/Hub-a/', hub: 'hub-a' },
    { name: 'a bare name', topic: 'hub-a', hub: 'hub-a' },
  ])('the hub: $name', ({ topic, hub }) => expect(reading(telemetryEvent({ envelope: { topic } })).hub).toBe(hub));

  test.each([
    { name: 'the message id of the device', system: { 'message-id': 'm-1' }, want: 'm-1' },
    { name: 'the id of the event when the device sends none', system: {}, want: 'e-1' },
    { name: 'the id of the event when the message id is empty', system: { 'message-id': '' }, want: 'e-1' },
    {
      name: 'the id of the event when the message id is longer than a hub allows',
      system: { 'message-id': 'x'.repeat(257) },
      want: 'e-1',
    },
  ])('the message id is $name', ({ system, want }) => expect(reading(telemetryEvent({ system })).messageId).toBe(want));

  test.each([
    { name: 'well-formed', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, kept: true },
    { name: 'in capitals', traceparent: `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`, kept: false },
    { name: 'of another version', traceparent: `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, kept: false },
    { name: 'followed by something', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01\n`, kept: false },
  ])('a trace parent $name is kept: $kept', ({ traceparent, kept }) => {
    expect(reading(telemetryEvent({ properties: { traceparent } })).traceparent).toBe(kept ? traceparent : undefined);
  });
});

describe('when', () => {
  const later = (ms: number) => new Date(enqueuedMs + ms).toISOString();
  const created = (text: unknown, system = {}) => telemetryEvent({ properties: { 'iothub-creation-time-utc': text }, system });

  test.each([
    { name: 'the creation time', event: created(later(-1)), at: enqueuedMs - 1 },
    { name: 'the creation time, hours ago', event: created(later(-7_200_000)), at: enqueuedMs - 7_200_000 },
    {
      name: 'a creation time with offset and seven digits',
      event: created('2026-11-18T08:42:09.8120000+01:00'),
      at: enqueuedMs - 315,
    },
    { name: 'the enqueued time without a creation time', event: telemetryEvent(), at: enqueuedMs },
    { name: 'the enqueued time when the creation time is empty', event: created(''), at: enqueuedMs },
    {
      name: 'the enqueued time when the clock of the device was never set',
      event: created('0001-01-01T00:00:00'),
      at: enqueuedMs,
    },
    { name: 'the creation time, exactly five minutes ahead', event: created(later(300_000)), at: enqueuedMs + 300_000 },
    { name: 'the enqueued time, a ms later', event: created(later(300_001)), at: enqueuedMs, clockAhead: true },
    {
      name: 'the time of the envelope when the hub stamped none',
      event: telemetryEvent({ system: { 'iothub-enqueuedtime': undefined }, envelope: { eventTime: '2026-11-18T09:00:00Z' } }),
      at: Date.UTC(2026, 10, 18, 9),
    },
    {
      name: 'bounded by the time of the envelope when the hub stamped none',
      event: created(later(400_000), { 'iothub-enqueuedtime': undefined }),
      at: enqueuedMs,
      clockAhead: true,
    },
    {
      name: 'the enqueued time, though the envelope has a broken one',
      event: telemetryEvent({ envelope: { eventTime: 'broken' } }),
      at: enqueuedMs,
    },
  ])('the event time is $name', ({ event, at, clockAhead }) => {
    const { at: got, clockAhead: ahead } = reading(event);
    expect({ got, ahead }).toEqual({ got: at, ahead: clockAhead });
  });

  test('an event without trouble has no word about its clock', () =>
    expect(Object.keys(reading(telemetryEvent()))).not.toContain('clockAhead'));
});

describe('the body', () => {
  test.each([
    { name: 'JSON that says so', event: telemetryEvent({ body: { t: 1 } }) },
    {
      name: 'JSON that says so in other words',
      event: telemetryEvent({
        body: { t: 1 },
        system: { 'iothub-content-type': 'Application/JSON; charset=utf-8', 'iothub-content-encoding': 'UTF-8' },
      }),
    },
    {
      name: 'JSON that does not say so',
      event: telemetryEvent({ body: { t: 1 }, system: { 'iothub-content-type': undefined } }),
    },
    { name: 'base64 that says nothing', event: base64Event('{"t":1}') },
    {
      name: 'base64 that says JSON without an encoding',
      event: base64Event('{"t":1}', { 'iothub-content-type': 'application/json' }),
    },
    { name: 'base64 that says bytes', event: base64Event('{"t":1}', { 'iothub-content-type': 'application/octet-stream' }) },
    { name: 'base64 with a byte order mark and blanks', event: base64Event('\ufeff {"t":1}\r\n') },
    {
      name: 'a property that is no text beside it',
      event: telemetryEvent({ body: { t: 1 }, system: { 'iothub-content-type': Object.create(null) } }),
    },
  ])('$name', ({ event }) => expect(reading(event).signals).toEqual({ t: 1 }));

  test('base64 of text beyond ASCII', () =>
    expect(reading(base64Event('{"door":"åpen 🚨"}')).signals).toEqual({ door: 'åpen 🚨' }));

  test('16 levels and 256 KB are taken', () => {
    expect(decodeTelemetry(telemetryEvent({ body: nested(16) }))).toMatchObject({ ok: true });
    const log = 'x'.repeat(256 * 1024 - '{"log":""}'.length);
    expect(decodeTelemetry(telemetryEvent({ body: { log } }))).toMatchObject({ ok: true });
    expect(decodeTelemetry(base64Event(JSON.stringify({ log })))).toMatchObject({ ok: true });
    expect(decodeTelemetry(telemetryEvent({ body: { log: `${log}x` } }))).toMatchObject({ code: 'telemetry/too-large' });
    expect(decodeTelemetry(base64Event(JSON.stringify({ log: `${log}x` })))).toMatchObject({ code: 'telemetry/too-large' });
  });

  test('the size is counted in bytes, not in characters', () => {
    expect(decodeTelemetry(telemetryEvent({ body: { log: '温'.repeat(90_000) } }))).toMatchObject({
      code: 'telemetry/too-large',
    });
  });
});

describe('signals', () => {
  test('numbers, texts and booleans at the top; objects give dotted names, three deep', () => {
    const body = {
      t: -8.5,
      door: 'open',
      on: false,
      zero: 0,
      empty: '',
      motor: { temperature: 60, bearing: { x: 1, y: { z: 2 } } },
    };
    expect(signalsOf(body)).toEqual({
      t: -8.5,
      door: 'open',
      on: false,
      zero: 0,
      empty: '',
      'motor.temperature': 60,
      'motor.bearing.x': 1,
    });
  });

  test('lists, null and what is not finite are none; a body without signals is a reading all the same', () => {
    expect(signalsOf({ list: [1], nothing: null, huge: JSON.parse('1e999'), object: {} })).toEqual({});
  });

  test('of two that come to the same name, the first counts', () => {
    expect(signalsOf({ 'a.b': 1, a: { b: 2 } })).toEqual({ 'a.b': 1 });
  });

  test('names that reach into the language are skipped, at every depth', () => {
    const body = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":1,"prototype":2,"b":3},"":4,"toString":5}',
    );
    const signals = signalsOf(body);
    expect(Object.entries(signals)).toEqual([
      ['a.b', 3],
      ['toString', 5],
    ]);
    expect(Object.getPrototypeOf(signals)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('texts are cut at 256 characters, never through one', () => {
    expect(signalsOf({ text: 'x'.repeat(257) })).toEqual({ text: 'x'.repeat(256) });
    expect(signalsOf({ text: `${'x'.repeat(255)}🚨` })).toEqual({ text: 'x'.repeat(255) });
  });

  test('200 signals are taken, a name of 128 characters too, of 129 not', () => {
    const body = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`s${n}`, n]));
    expect(Object.keys(signalsOf(body))).toHaveLength(200);
    expect(Object.keys(signalsOf({ ['n'.repeat(128)]: 1, ['m'.repeat(129)]: 2 }))).toEqual(['n'.repeat(128)]);
  });
});

describe('tags', () => {
  test('are all application properties but those of hub and tracing', () => {
    const tags = { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo', gateway: 'gw-1', timeZone: 'Europe/Oslo', empty: '' };
    expect(
      tagsOf({ ...tags, 'iothub-creation-time-utc': enqueued, 'IoTHub-app-x': 'y', traceparent: 'x', tracestate: 'y' }),
    ).toEqual(tags);
  });

  test('an enrichment whose path does not exist is absent', () => {
    expect(tagsOf({ site: '$twin.tags.site', price: '$twin', plain: 'a $twin.tags.x' })).toEqual({
      price: '$twin',
      plain: 'a $twin.tags.x',
    });
  });

  test('numbers and booleans become text; anything else is absent', () => {
    expect(tagsOf({ floor: 2, cold: true, list: ['a'], object: {}, nothing: null })).toEqual({ floor: '2', cold: 'true' });
  });

  test('values are cut at 256 characters, keys over 64 and tags after the 50th are left out', () => {
    expect(tagsOf({ v: 'x'.repeat(257), ['k'.repeat(64)]: 'kept', ['k'.repeat(65)]: 'left out' })).toEqual({
      v: 'x'.repeat(256),
      ['k'.repeat(64)]: 'kept',
    });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`t${n}`, 'x']));
    expect(Object.keys(tagsOf(many))).toEqual(Object.keys(many).slice(0, 50));
  });

  test('a message without properties has none', () => {
    expect(reading(telemetryEvent({ data: { properties: null } })).tags).toEqual({});
    expect(tagsOf(JSON.parse('{"__proto__":"x","constructor":"y","site":"oslo"}'))).toEqual({ site: 'oslo' });
  });
});
