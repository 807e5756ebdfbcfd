/** Numbers of occurrences per rule and device: kept apart from device state, so that they survive the device's deletion. */
import { rowKey } from '../../engine/keys.ts';
import type { Tables } from '../../engine/ports.ts';
import { update } from './rows.ts';

interface Last {
  readonly n: number;
  /** What tells the last one apart: its event time, and a number when it was raised there before and taken back. */
  readonly key: string;
}

/**
 * The number for an occurrence of this key: the same one however often it is asked for (a crash between this and the state write
 * asks twice), the next one for another key. `after`: numbers up to this one are known to be taken.
 */
export async function reserveNumber(tables: Tables, rule: string, device: string, key: string, after = 0): Promise<number> {
  const last = await update<Last>(tables, { table: 'occurrences', partition: rowKey(rule), row: rowKey(device) }, last => {
    if (last && last.key === key && last.n > after) return undefined;
    return { value: { n: Math.max(last?.n ?? 0, after) + 1, key } };
  });
  return last?.n ?? 1;
}
