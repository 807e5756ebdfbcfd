/** What IoT Hub sends through Event Grid about the plant. Ids are made from what happened, so that a repeated event is the same one. */
import { createHash } from 'node:crypto';
import type { Value } from '../../engine/events/event.ts';
import { type SimulatedDevice, timeZone } from './devices.ts';

export type HubEvent = Readonly<Record<string, unknown>>;

const hub = 'tocsin-simulation';
const topic = `/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/TOCSIN/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/${hub.toUpperCase()}`;

/** A message of the device, with the tags that the hub adds from its twin. `at`: plant time. */
export function telemetryEvent(device: SimulatedDevice, body: Readonly<Record<string, Value>>, at: number): HubEvent {
  const time = new Date(at).toISOString();
  const messageId = `${device.id}-${at}`;
  const { type, name, site, gateway, place } = device;
  return {
    ...about(device, 'DeviceTelemetry', at, ''),
    data: {
      properties: {
        deviceType: type,
        name,
        site,
        place,
        timeZone,
        ...(gateway && { gateway }),
        'iothub-creation-time-utc': time,
      },
      systemProperties: {
        'iothub-content-type': 'application/json',
        'iothub-content-encoding': 'utf-8',
        'iothub-connection-device-id': device.id,
        'iothub-connection-auth-method': '{"scope":"device","type":"sas","issuer":"iothub","acceptingIpFilterRule":null}',
        'iothub-enqueuedtime': time,
        'iothub-message-source': 'Telemetry',
        'message-id': messageId,
      },
      body,
    },
  };
}

/** The hub saw the device connect or disconnect. Sequence numbers grow with plant time. */
export function connectionEvent(device: SimulatedDevice, connected: boolean, at: number): HubEvent {
  const sequenceNumber = at.toString(16).toUpperCase().padStart(64, '0');
  return {
    ...about(device, connected ? 'DeviceConnected' : 'DeviceDisconnected', at, '1'),
    data: { deviceConnectionStateEventInfo: { sequenceNumber }, hubName: hub, deviceId: device.id },
  };
}

function about({ id }: SimulatedDevice, what: string, at: number, dataVersion: string) {
  return {
    id: uuidOf(`${hub}/${id}/${what}/${at}`),
    topic,
    subject: `devices/${id}`,
    eventType: `Microsoft.Devices.${what}`,
    eventTime: new Date(at).toISOString(),
    dataVersion,
    metadataVersion: '1',
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
