/** Events as the hub sends them, to be spoiled or varied by tests. */

export const hubPath =
  '/SUBSCRIPTIONS/0F3E7C1A-52B4-4D0E-9A6F-3C1B8E2D7A90/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/TOCSIN-DEV-HUB';
export const enqueued = '2026-11-18T07:42:10.127Z';
export const enqueuedMs = Date.UTC(2026, 10, 18, 7, 42, 10, 127);

type Fields = Record<string, unknown>;

/** A telemetry event in the Event Grid schema. `undefined` in any part takes that field away. */
export function telemetryEvent(
  parts: { body?: unknown; properties?: Fields; system?: Fields; data?: Fields; envelope?: Fields } = {},
) {
  const system = {
    'iothub-content-type': 'application/json',
    'iothub-content-encoding': 'utf-8',
    'iothub-connection-device-id': 'f-7',
    'iothub-enqueuedtime': enqueued,
    ...parts.system,
  };
  const body = 'body' in parts ? parts.body : { temperature: -8.5 };
  const data = { properties: { ...parts.properties }, systemProperties: system, body, ...parts.data };
  return eventGridEvent('Microsoft.Devices.DeviceTelemetry', data, parts.envelope);
}

/** As a device sends that does not say what its body is. */
export const base64Event = (text: string | Uint8Array, system: Fields = {}) =>
  telemetryEvent({
    body: Buffer.from(text).toString('base64'),
    system: { 'iothub-content-type': undefined, 'iothub-content-encoding': undefined, ...system },
  });

export const eventGridEvent = (eventType: string, data: unknown, envelope: Fields = {}) => ({
  id: 'e-1',
  topic: hubPath,
  subject: 'devices/f-7',
  eventType,
  eventTime: enqueued,
  data,
  dataVersion: '',
  metadataVersion: '1',
  ...envelope,
});

export const connectedEvent = (data: Fields = {}, envelope: Fields = {}) =>
  eventGridEvent(
    'Microsoft.Devices.DeviceConnected',
    { deviceConnectionStateEventInfo: { sequenceNumber: '0'.repeat(62).concat('a1') }, hubName: 'h', deviceId: 'f-7', ...data },
    envelope,
  );

export const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
};
