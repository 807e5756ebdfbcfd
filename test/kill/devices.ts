/** The devices of a run, and what they send: alarms that come and go, in minutes of plant time. */
import { chanceOf } from './chance.ts';

export type Body = Readonly<Record<string, number | boolean>>;

/** One alarm's worth of a device's life, minutes. */
export interface Cycle {
  readonly calm: number;
  readonly alarming: number;
  /** For a freezer the level that it reaches first, and whether it gets worse. */
  readonly course: 'critical' | 'major' | 'major, then critical';
  readonly answer: Answering;
}

/** When it is answered, minutes after the first page, and how. */
export type Answering =
  | { readonly how: 'nobody' }
  | { readonly how: 'api' | 'link' | 'sms'; readonly after: number; readonly once: boolean };

export interface Device {
  readonly id: string;
  readonly type: 'freezer' | 'leak-sensor';
  readonly tags: Readonly<Record<string, string>>;
  cycle(n: number): Cycle;
  /** What it sends in this minute of its alarm, or while it is calm. */
  body(cycle: Cycle, alarmingFor: number | undefined): Body;
}

const place = { site: 'oslo', timeZone: 'Europe/Oslo', place: 'basement' };

export function devicesOf(seed: number, freezers: number, leaks: number): readonly Device[] {
  const named = (count: number, name: (n: number) => string) => Array.from({ length: count }, (_, n) => name(n + 1));
  return [
    ...named(freezers, n => `frz-${n}`).map(id => freezer(seed, id)),
    ...named(leaks, n => `leak-${n}`).map(id => leakSensor(seed, id)),
  ];
}

const freezer = (seed: number, id: string): Device => ({
  id,
  type: 'freezer',
  tags: { ...place, name: `Freezer ${id}` },
  cycle: n => cycleOf(seed, id, n),
  // Levels far apart: what is decided does not hang on a reading that comes some minutes late because the host was dead.
  body({ course }, alarmingFor) {
    if (alarmingFor === undefined) return { temperature: -25, defrosting: false };
    const worse = course === 'critical' || (course === 'major, then critical' && alarmingFor >= 20);
    return { temperature: worse ? -3 : -12.5, defrosting: false };
  },
});

const leakSensor = (seed: number, id: string): Device => ({
  id,
  type: 'leak-sensor',
  tags: { ...place, name: `Sensor ${id}` },
  cycle: n => cycleOf(seed, id, n),
  body: (_, alarmingFor) => ({ leak: alarmingFor !== undefined }),
});

/** The first alarm of every other device is left alone until a case is opened; the rest are answered at any time, or never. */
function cycleOf(seed: number, id: string, n: number): Cycle {
  const chance = chanceOf(seed, `${id}/${n}`);
  if (n === 0 && /[13579]$/.test(id)) {
    const answer = { how: chance.oneOf(ways), after: 23, once: false };
    return { calm: chance.between(0, 3), alarming: 23 + chance.between(18, 30), course: 'critical', answer };
  }
  const course = chance.oneOf(['critical', 'critical', 'major', 'major, then critical'] as const);
  const how = chance.even() < 0.15 ? 'nobody' : chance.oneOf(ways);
  const after = chance.between(0, 14);
  const lasts = how === 'nobody' ? chance.between(25, 60) : after + chance.between(18, 30);
  return {
    calm: n === 0 ? chance.between(0, 10) : chance.between(20, 26),
    alarming: course === 'major, then critical' ? Math.max(lasts, 36) : lasts,
    course,
    answer: how === 'nobody' ? { how } : { how, after, once: chance.even() < 0.6 },
  };
}

const ways = ['api', 'link', 'sms'] as const;

/** As the hub hands it to Event Grid: the same event whenever it is sent again. */
export function telemetryOf(device: Device, body: Body, at: number): unknown {
  const time = new Date(at).toISOString();
  return {
    id: `${device.id}-${at}`,
    topic: '/SUBSCRIPTIONS/0/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/KILL',
    subject: `devices/${device.id}`,
    eventType: 'Microsoft.Devices.DeviceTelemetry',
    eventTime: time,
    dataVersion: '',
    metadataVersion: '1',
    data: {
      properties: { deviceType: device.type, ...device.tags, 'iothub-creation-time-utc': time },
      systemProperties: {
        'iothub-content-type': 'application/json',
        'iothub-content-encoding': 'utf-8',
        'iothub-connection-device-id': device.id,
        'iothub-enqueuedtime': time,
        'iothub-message-source': 'Telemetry',
        'message-id': `${device.id}-${at}`,
      },
      body,
    },
  };
}
