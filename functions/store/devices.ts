/** Devices: one row each with all that is remembered of it (`engine/rules/device-state.ts`), its outbox and its deadline. */
import type { Alarm, Over, Revised, Severity, Shown } from '../../engine/alarms/alarm.ts';
import { rowKey } from '../../engine/keys.ts';
import type { Tables } from '../../engine/ports.ts';
import type { DeviceState } from '../../engine/rules/device-state.ts';
import { asJson, listAll } from './rows.ts';

const table = 'devices';

/** What was decided with this state and is still to be told to the rest of the house. Every entry may be dispatched twice. */
export type OutboxEntry =
  | { readonly kind: 'raise'; readonly alarm: Alarm }
  | {
      readonly kind: 'severity';
      readonly alarmId: string;
      readonly decision: number;
      readonly severity: Severity;
      readonly at: number;
      readonly knownAt: number;
      readonly shown: Shown;
    }
  | { readonly kind: 'over'; readonly alarmId: string; readonly over: Over }
  | ({ readonly kind: 'revised'; readonly alarmId: string } & Revised)
  | { readonly kind: 'deadline'; readonly id: number; readonly at: number };

export interface DeviceRow {
  readonly state: DeviceState;
  readonly outbox: readonly OutboxEntry[];
  /** The one message in the queue `deadlines` that counts: any other one for this device is void. */
  readonly deadline?: { readonly id: number; readonly at: number };
  /** Number of the last deadline message. */
  readonly deadlines: number;
  /** W3C trace parent of the last message that bore one: what is decided later, by a due time, came of it. */
  readonly traceparent?: string;
}

export interface StoredDevice {
  readonly etag: string;
  readonly row: DeviceRow;
}

export async function readDevice(tables: Tables, id: string): Promise<StoredDevice | undefined> {
  const stored = await tables.read(table, rowKey(id), 'state');
  return stored && { etag: stored.etag, row: stored.value as unknown as DeviceRow };
}

/** The new etag; `undefined`: somebody else wrote it since it was read; read and decide again. */
export async function writeDevice(
  tables: Tables,
  id: string,
  row: DeviceRow,
  etag: string | undefined,
): Promise<string | undefined> {
  const value = asJson(row);
  // The list first: a device that is in the list and has no row yet is skipped; one that is not in the list would never be seen.
  if (etag === undefined) await tables.write('devicelist', 'all', [{ kind: 'put', row: rowKey(id), value: { id } }]);
  const written = await tables.write(table, rowKey(id), [
    etag === undefined ? { kind: 'insert', row: 'state', value } : { kind: 'replace', row: 'state', value, etag },
  ]);
  if (written.ok && etag === undefined)
    await tables.write('devicelist', 'all', [{ kind: 'put', row: rowKey(id), value: { id } }]);
  return written.ok ? written.etags[0] : undefined;
}

/** Ids of all devices in the order of their ids, a page at a time. */
export async function listDevices(
  tables: Tables,
  page: { readonly top: number; readonly continuation?: string },
): Promise<{ readonly ids: readonly string[]; readonly continuation?: string }> {
  const found = await tables.list('devicelist', { partition: 'all', ...page });
  const ids = found.items.map(({ value }) => (value as { id: string }).id);
  return { ids, ...(found.continuation !== undefined && { continuation: found.continuation }) };
}

/** All devices, at most `most`: for figures on the health page. */
export async function allDevices(tables: Tables, most: number): Promise<readonly DeviceRow[]> {
  const rows = await listAll<{ id: string }>(tables, 'devicelist', { partition: 'all' }, most);
  const read = await Promise.all(rows.slice(0, most).map(({ value }) => readDevice(tables, value.id)));
  return read.flatMap(stored => (stored ? [stored.row] : []));
}
