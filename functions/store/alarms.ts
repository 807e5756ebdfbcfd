/**
 * One alarm, one partition of the table `alarms`: the row `alarm` and everything that hangs on it, so that a fact and its line
 * in the story are written together. Two indexes point at it: all alarms newest first, and the open ones.
 */
import type { Alarm, CaseRow, Delivery, OutgoingEvent, TimelineEntry } from '../../engine/alarms/alarm.ts';
import { isAlarmId, rowKey } from '../../engine/keys.ts';
import type { Change, Tables } from '../../engine/ports.ts';
import { asJson, listAll, update } from './rows.ts';

const table = 'alarms';
const index = 'alarmlist';

/** What one person needs to answer one alarm: the secret in the link, the code in the message. The same in all messages to them. */
export interface Invitation {
  readonly alarmId: string;
  readonly person: string;
  readonly token: string;
  readonly code: string;
  /** When they were given, or renewed by a later message. */
  readonly at: number;
  /** Plant times of wrong codes. */
  readonly wrong: readonly number[];
}

/** Everything that is stored about one alarm. */
export interface Story {
  readonly alarm: Alarm;
  readonly deliveries: readonly Delivery[];
  readonly events: readonly OutgoingEvent[];
  readonly timeline: readonly TimelineEntry[];
  readonly invitations: readonly Invitation[];
  readonly case?: CaseRow;
}

export const deliveryRow = (key: string): string => `send~${rowKey(key.slice(key.indexOf('/') + 1))}`;
export const eventRow = (id: string): string => `event~${rowKey(id)}`;
export const invitationRow = (person: string): string => `who~${rowKey(person)}`;

/** A line of the story as a change: the same line is the same row, however often it is written. */
export function line(entry: TimelineEntry, name: string): Change {
  return {
    kind: 'put',
    row: `line~${String(entry.at).padStart(15, '0')}~${rowKey(`${entry.kind}~${name}`)}`,
    value: asJson(entry),
  };
}

/** Inserts the row that is the lock of an occurrence, with its first line. `false`: there is one already. */
export async function insertAlarm(tables: Tables, alarm: Alarm, first: Change): Promise<boolean> {
  const written = await tables.write(table, alarm.id, [{ kind: 'insert', row: 'alarm', value: asJson(alarm) }, first]);
  return written.ok;
}

/** Written after the alarm itself, and again whenever its raise is dispatched again. */
export async function indexAlarm(tables: Tables, alarm: Alarm): Promise<void> {
  const value = { id: alarm.id };
  await tables.write(index, 'all', [{ kind: 'put', row: newestFirst(alarm), value }]);
  if (alarm.over) return;
  await tables.write(index, 'open', [{ kind: 'put', row: alarm.id, value }]);
  // It may have ended between its being read and this: whoever ended it took the entry away before it was there.
  if ((await readAlarm(tables, alarm.id))?.over) await closeIndex(tables, alarm.id);
}

const newestFirst = (alarm: Alarm): string => `${String(9_999_999_999_999 - alarm.raisedAt).padStart(13, '0')}~${alarm.id}`;

export async function closeIndex(tables: Tables, alarmId: string): Promise<void> {
  await tables.write(index, 'open', [{ kind: 'remove', row: alarmId, etag: '*' }]);
}

export async function readAlarm(tables: Tables, alarmId: string): Promise<Alarm | undefined> {
  if (!isAlarmId(alarmId)) return undefined;
  return (await tables.read(table, alarmId, 'alarm'))?.value as Alarm | undefined;
}

/** Changes the alarm row together with lines of its story. Answers the row as it now is; nothing for an alarm that is not there. */
export async function changeAlarm(
  tables: Tables,
  alarmId: string,
  change: (alarm: Alarm) => { readonly value: Alarm; readonly also?: readonly Change[] } | undefined,
): Promise<Alarm | undefined> {
  if (!isAlarmId(alarmId)) return undefined;
  return update<Alarm>(tables, { table, partition: alarmId, row: 'alarm' }, alarm => (alarm ? change(alarm) : undefined));
}

/** The whole story of an alarm in one query of one partition. */
export async function readStory(tables: Tables, alarmId: string): Promise<Story | undefined> {
  if (!isAlarmId(alarmId)) return undefined;
  const rows = await listAll<unknown>(tables, table, { partition: alarmId });
  const of = <Value>(prefix: string) => rows.filter(({ row }) => row.startsWith(prefix)).map(({ value }) => value as Value);
  const [alarm] = of<Alarm>('alarm');
  if (!alarm) return undefined;
  const [card] = of<CaseRow>('case');
  return {
    alarm,
    deliveries: of<Delivery>('send~'),
    events: of<OutgoingEvent>('event~'),
    timeline: of<TimelineEntry>('line~').sort((a, b) => a.at - b.at),
    invitations: of<Invitation>('who~'),
    ...(card && { case: card }),
  };
}

/** Makes changes in the partition of an alarm, all or none. `false`: a row to be inserted is there already. */
export async function writeStory(tables: Tables, alarmId: string, changes: readonly Change[]): Promise<boolean> {
  for (let from = 0; from < changes.length; from += 100) {
    const written = await tables.write(table, alarmId, changes.slice(from, from + 100));
    if (!written.ok) return false;
  }
  return true;
}

export async function readDelivery(tables: Tables, alarmId: string, key: string): Promise<Delivery | undefined> {
  return (await tables.read(table, alarmId, deliveryRow(key)))?.value as Delivery | undefined;
}

type RowChange<Row> = (row: Row) => { readonly value: Row; readonly also?: readonly Change[] } | undefined;

const changeRow =
  <Row>(nameOf: (key: string) => string) =>
  async (tables: Tables, alarmId: string, key: string, change: RowChange<Row>): Promise<Row | undefined> =>
    isAlarmId(alarmId)
      ? update<Row>(tables, { table, partition: alarmId, row: nameOf(key) }, row => (row ? change(row) : undefined))
      : undefined;

export const changeDelivery = changeRow<Delivery>(deliveryRow);
export const changeCase = changeRow<CaseRow>(() => 'case');
export const changeEvent = changeRow<OutgoingEvent>(eventRow);
export const changeInvitation = changeRow<Invitation>(invitationRow);

/** Ids of alarms: the open ones, or all of them newest first, a page at a time. */
export async function listAlarms(
  tables: Tables,
  which: 'open' | 'all',
  page: { readonly top: number; readonly continuation?: string },
): Promise<{ readonly ids: readonly string[]; readonly continuation?: string }> {
  const found = await tables.list(index, { partition: which, ...page });
  const ids = found.items.map(({ value }) => (value as { id: string }).id);
  return { ids, ...(found.continuation !== undefined && { continuation: found.continuation }) };
}
