/** The door for telemetry. */
import { envelopeTime, openEnvelope } from './envelope.ts';
import type { Decoded, Reading } from './event.ts';
import { fieldsIn } from './fields.ts';
import { readingOf } from './reading.ts';
import { bodyOf } from './telemetry-body.ts';

const types = ['Microsoft.Devices.DeviceTelemetry'] as const;

/** One telemetry event as a reading. A module's telemetry is its device's. Never throws, whatever it is given. */
export function decodeTelemetry(raw: unknown): Decoded<Reading> {
  const opened = openEnvelope(raw, types);
  if (!opened.ok) return opened;
  const { envelope } = opened;
  const system = fieldsIn(envelope.data, 'systemProperties');
  return readingOf({
    id: envelope.id,
    hub: envelope.sender,
    place: '$.data',
    properties: fieldsIn(envelope.data, 'properties'),
    system,
    cameAt: () => envelopeTime(envelope),
    body: () => bodyOf(envelope.data, system),
  });
}
