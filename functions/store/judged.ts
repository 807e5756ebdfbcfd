/** By which rules all devices were judged last, so that a deployment of others is noticed. */
import type { Tables } from '../../engine/ports.ts';

const place = { table: 'devicelist', partition: 'judged', row: 'rules' } as const;

/** Name of a set of rules; undefined when there was none yet. */
export async function readJudged(tables: Tables): Promise<string | undefined> {
  const stored = await tables.read(place.table, place.partition, place.row);
  return (stored?.value as { fingerprint?: string } | undefined)?.fingerprint;
}

export async function writeJudged(tables: Tables, fingerprint: string, at: number): Promise<void> {
  await tables.write(place.table, place.partition, [{ kind: 'put', row: place.row, value: { fingerprint, at } }]);
}
