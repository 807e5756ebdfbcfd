/** The door for the life of devices: connected, disconnected, created, deleted. */
import { isDeviceId } from './device.ts';
import { envelopeTime, openEnvelope } from './envelope.ts';
import type { Decoded, DeviceEvent } from './event.ts';
import { type Fields, fieldOf, fieldsIn } from './fields.ts';
import { bad, filtered, shown } from './verdict.ts';

const types = [
  'Microsoft.Devices.DeviceConnected',
  'Microsoft.Devices.DeviceDisconnected',
  'Microsoft.Devices.DeviceCreated',
  'Microsoft.Devices.DeviceDeleted',
] as const;

/** One lifecycle event. What happens to a module is filtered: its device goes on without it. Never throws, whatever it is given. */
export function decodeDeviceEvent(raw: unknown): Decoded<DeviceEvent> {
  const opened = openEnvelope(raw, types);
  if (!opened.ok) return opened;
  const { id, type, sender, data } = opened.envelope;
  const device = fieldOf(data, 'deviceId');
  if (!isDeviceId(device)) {
    return bad('event/no-device', '$.data.deviceId', `A device id has 1 to 128 characters; it is ${shown(device)}.`);
  }
  const time = envelopeTime(opened.envelope);
  if (!time.ok) return time;
  if (isOfModule(data)) return filtered('it is about a module, not about its device');
  const about = { device, hub: sender, messageId: id, at: time.at };
  switch (type) {
    case 'Microsoft.Devices.DeviceCreated':
      return { ok: true, event: { kind: 'created', ...about } };
    case 'Microsoft.Devices.DeviceDeleted':
      return { ok: true, event: { kind: 'deleted', ...about } };
    case 'Microsoft.Devices.DeviceConnected':
      return connection(about, data, true);
    case 'Microsoft.Devices.DeviceDisconnected':
      return connection(about, data, false);
    default:
      return type satisfies never;
  }
}

const isOfModule = (data: Fields): boolean => {
  const module = fieldOf(data, 'moduleId');
  return module !== undefined && module !== null && module !== '';
};

type About = { device: string; hub: string; messageId: string; at: number };

/** The sequence number is brought to one case, as it is compared as text. */
function connection(about: About, data: Fields, connected: boolean): Decoded<DeviceEvent> {
  const sequence = fieldOf(fieldsIn(data, 'deviceConnectionStateEventInfo'), 'sequenceNumber');
  if (typeof sequence === 'string' && /^[0-9a-fA-F]{64}$/.test(sequence)) {
    return { ok: true, event: { kind: 'connection', ...about, connected, sequence: sequence.toUpperCase() } };
  }
  const place = '$.data.deviceConnectionStateEventInfo.sequenceNumber';
  return bad('event/bad-sequence', place, `A sequence number is 64 hex digits; it is ${shown(sequence)}.`);
}
