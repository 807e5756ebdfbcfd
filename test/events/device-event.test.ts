import { expect, test } from 'vitest';
import { decodeDeviceEvent } from '../../engine/events/decode-device-event.ts';
import { connectedEvent } from './telemetry-event.ts';

test('a sequence number in small letters is the same as in capitals', () => {
  const small = `${'0'.repeat(58)}abcdef`;
  const decoded = decodeDeviceEvent(connectedEvent({ deviceConnectionStateEventInfo: { sequenceNumber: small } }));
  expect(decoded).toMatchObject({ ok: true, event: { sequence: small.toUpperCase() } });
});

test.each(['Connected', 'Disconnected', 'Created', 'Deleted'])('module %s is filtered: the device goes on', what => {
  const event = connectedEvent({ moduleId: 'gw-modbus' }, { eventType: `Microsoft.Devices.Device${what}` });
  expect(decodeDeviceEvent(event)).toMatchObject({ ok: false, kind: 'filtered' });
});

test.each([null, '', undefined])('module id %j is none', moduleId => {
  expect(decodeDeviceEvent(connectedEvent({ moduleId }))).toMatchObject({ ok: true });
});

test('a deletion needs no twin, and its data no hub name: the topic tells the hub', () => {
  const event = connectedEvent({ hubName: 'another', twin: undefined }, { eventType: 'Microsoft.Devices.DeviceDeleted' });
  expect(decodeDeviceEvent(event)).toMatchObject({
    event: { kind: 'deleted', hub: 'tocsin-dev-hub', device: 'f-7', messageId: 'e-1' },
  });
});
