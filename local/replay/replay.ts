/** Plays a recording back: a worker of the local host that sends each row when the plant clock has come to its time. */
import { createHash } from 'node:crypto';
import type { PlantClock, Worker } from '../host/types.ts';
import type { Recording, Row } from './recording.ts';

export interface RecordedDevice {
  readonly id: string;
  readonly type: string;
  readonly timeZone: string;
}

export interface ReplayOptions {
  readonly clock: PlantClock;
  readonly recording: Recording;
  readonly device: RecordedDevice;
  /** Rows that an earlier run has sent. */
  readonly sent: number;
  /** Delivers as the hub's subscription would. Throws when the app could not take it. */
  readonly post: (events: readonly unknown[]) => Promise<void>;
  /** So many rows are sent; called after each row, with the time of the next one (`undefined`: that was the last). */
  readonly onSent: (rows: number, next: number | undefined) => void;
}

export function createReplay({ clock, recording, device, sent: before, post, onSent }: ReplayOptions): Worker {
  const { rows } = recording;
  let sent = before;
  let closing = false;
  let running: Promise<unknown> = Promise.resolve();
  const nextDue = () => (closing ? undefined : rows[sent]?.at);
  const play = async (): Promise<void> => {
    for (let due = nextDue(); due !== undefined && due <= clock.now(); due = nextDue()) {
      await post([recordedEvent(device, rows[sent] as Row, sent)]);
      sent += 1;
      onSent(sent, rows[sent]?.at);
    }
  };
  return {
    name: 'recording',
    nextDue,
    settle() {
      const playing = play();
      running = playing.catch(() => {});
      return playing;
    },
    onWork: () => {},
    async close() {
      closing = true;
      await running;
    },
  };
}

const hub = 'recording';
const topic = `/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/TOCSIN/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/${hub.toUpperCase()}`;

/** Ids are made from the row's number, so that a row that is sent again is the same message; of two of one time the later counts. */
function recordedEvent({ id, type, timeZone }: RecordedDevice, { at, signals }: Row, index: number): unknown {
  const time = new Date(at).toISOString();
  return {
    id: createHash('sha256').update(`${hub}/${id}/${index}`).digest('hex').slice(0, 32),
    topic,
    subject: `devices/${id}`,
    eventType: 'Microsoft.Devices.DeviceTelemetry',
    eventTime: time,
    dataVersion: '',
    metadataVersion: '1',
    data: {
      properties: { deviceType: type, name: id, timeZone, 'iothub-creation-time-utc': time },
      systemProperties: {
        'iothub-content-type': 'application/json',
        'iothub-content-encoding': 'utf-8',
        'iothub-connection-device-id': id,
        'iothub-enqueuedtime': time,
        'iothub-message-source': 'Telemetry',
        'message-id': `row-${String(index + 1).padStart(9, '0')}`,
      },
      body: signals,
    },
  };
}
