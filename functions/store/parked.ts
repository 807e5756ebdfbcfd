/** The dead-letter store: what could not be processed, with its reason, kept until somebody looks. */
import { createHash } from 'node:crypto';
import type { Decoded } from '../../engine/events/event.ts';
import { jsonText } from '../../engine/events/json-text.ts';
import type { Ports } from '../../engine/ports.ts';
import { listAll, update } from './rows.ts';

/** So much of an event is kept, characters: more than any hub delivers. */
const keptMost = 2_000_000;

export interface Parked {
  readonly door: string;
  readonly code: string;
  readonly at: string;
  readonly why: string;
  /** SHA-256 of the text; its bytes lie in the blob of that name in the container `parked`. */
  readonly hash: string;
  readonly bytes: number;
  readonly attempts: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Keeps a bad event: its bytes once, its row with one more attempt each time it comes. */
export async function park(
  ports: Ports,
  door: string,
  raw: unknown,
  bad: Extract<Decoded<never>, { kind: 'bad' }>,
): Promise<void> {
  const bytes = new TextEncoder().encode(jsonText(raw, keptMost));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const now = ports.clock.now();
  await ports.blobs.create('parked', hash, bytes);
  await update<Parked>(ports.tables, { table: 'parked', partition: door, row: hash }, seen => ({
    value: seen
      ? { ...seen, attempts: seen.attempts + 1, lastAt: now }
      : { door, code: bad.code, at: bad.at, why: bad.why, hash, bytes: bytes.length, attempts: 1, firstAt: now, lastAt: now },
  }));
  ports.log.warn('door.parked', { door, code: bad.code, at: bad.at, why: bad.why, hash });
}

export async function listParked(ports: Ports, door: string): Promise<readonly Parked[]> {
  return (await listAll<Parked>(ports.tables, 'parked', { partition: door })).map(({ value }) => value);
}
