/** What the folder holds after the end: the house's own rows, and the log that the stand-ins wrote before they answered. */
import { DatabaseSync } from 'node:sqlite';
import type { Alarm, CaseRow, Delivery, OutgoingEvent, TimelineEntry } from '../../engine/alarms/alarm.ts';
import type { DeviceState } from '../../engine/rules/device-state.ts';

/** An accepted send, case or event, as a stand-in recorded it. `key`: of the ledger, where the message bears one. */
export interface Logged {
  readonly sequence: number;
  readonly at: number;
  readonly machineAt: number;
  readonly channel: 'sms' | 'email' | 'case' | 'event';
  readonly alarmId: string | null;
  readonly step: string | null;
  readonly operationId: string;
  readonly subject: string | null;
  readonly key: string | undefined;
}

export interface Story {
  readonly alarm: Alarm;
  readonly deliveries: readonly Delivery[];
  readonly events: readonly OutgoingEvent[];
  readonly lines: readonly TimelineEntry[];
  readonly case: CaseRow | undefined;
}

export interface Kept {
  readonly stories: readonly Story[];
  readonly log: readonly Logged[];
  readonly devices: readonly DeviceState[];
  /** Of each door what it counted. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly plantClock: number;
  /** Queries by name that must answer 0, with what they answered. */
  readonly leftOver: Readonly<Record<string, number>>;
  readonly integrity: string;
  /** The latest of all plant times that were written down. */
  readonly latest: number;
}

export function readKept(path: string): Kept {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const documents = (table: string) =>
      db
        .prepare('select partition, row, json from documents where tbl = ? order by partition, row')
        .all(table) as unknown as Document[];
    const one = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0);
    const stories = storiesOf(documents('alarms'));
    const devices = documents('devices').map(({ json }) => (JSON.parse(json) as { state: DeviceState }).state);
    const counts = Object.fromEntries(
      documents('counts').map(({ row, json }) => [row, JSON.parse(json) as Record<string, number>]),
    );
    const log = (db.prepare('select * from inbox order by sequence').all() as unknown as Raw[]).map(logged);
    return {
      ...{ stories, log, devices, counts },
      plantClock: one("select json from kept where key = 'plant clock'"),
      leftOver: Object.fromEntries(Object.entries(mustBeNone).map(([name, sql]) => [name, one(sql)])),
      integrity: String(Object.values(db.prepare('pragma integrity_check').get() ?? {})[0]),
      latest: Math.max(...plantTimes.map(one), ...stories.flatMap(({ lines }) => lines.map(({ at }) => at))),
    };
  } finally {
    db.close();
  }
}

const mustBeNone = {
  'orchestrations that did not complete': "select count(*) from durable_instances where status <> 'Completed'",
  'work of orchestrations': 'select count(*) from durable_work',
  'messages to orchestrations': 'select count(*) from durable_inbox',
  'poisoned messages': "select count(*) from messages where queue like '%-poison'",
  'reports under way': 'select count(*) from post_office',
};

const plantTimes = [
  'select max(at) from inbox',
  'select max(inserted_at) from messages',
  'select max(max(created, updated)) from durable_instances',
];

interface Document {
  readonly partition: string;
  readonly row: string;
  readonly json: string;
}

function storiesOf(documents: readonly Document[]): Story[] {
  return [...Map.groupBy(documents, ({ partition }) => partition).values()].map(rows => {
    const of = <Value>(prefix: string) =>
      rows.filter(({ row }) => row.startsWith(prefix)).map(({ json }) => JSON.parse(json) as Value);
    const [alarm] = of<Alarm>('alarm');
    if (!alarm) throw new Error(`Rows of an alarm that is not there: ${rows[0]?.partition}`);
    const base = { alarm, deliveries: of<Delivery>('send~'), events: of<OutgoingEvent>('event~') };
    return { ...base, lines: of<TimelineEntry>('line~'), case: of<CaseRow>('case')[0] };
  });
}

type Raw = Omit<Logged, 'key'> & { readonly raw: string };

function logged({ raw, ...rest }: Raw): Logged {
  const { smsSendOptions, headers } = JSON.parse(raw) as {
    smsSendOptions?: { tag?: string };
    headers?: Readonly<Record<string, string>>;
  };
  const header = headers?.['X-Tocsin-Key'] ?? headers?.['x-tocsin-key'];
  const key = smsSendOptions?.tag ?? (header === undefined ? undefined : decodeURI(header));
  return { ...rest, key };
}
