/** What became of events that leave no trace in a device's row: counted per door, so that nothing delivered goes missing. */
import type { Tables } from '../../engine/ports.ts';
import { listAll, update } from './rows.ts';

export const doors = ['telemetry', 'telemetry-hub', 'device-events', 'message-events'] as const;
export type Door = (typeof doors)[number];
export type Fate = 'applied' | 'late' | 'duplicate' | 'filtered' | 'parked';
export type Counts = Readonly<Partial<Record<Fate, number>>>;

export async function count(tables: Tables, door: Door, fate: Fate): Promise<void> {
  await update<Counts>(tables, { table: 'counts', partition: 'doors', row: door }, counts => ({
    value: { ...counts, [fate]: (counts?.[fate] ?? 0) + 1 },
  }));
}

export async function readCounts(tables: Tables): Promise<Readonly<Record<string, Counts>>> {
  const rows = await listAll<Counts>(tables, 'counts', { partition: 'doors' });
  return Object.fromEntries(rows.map(({ row, value }) => [row, value]));
}
