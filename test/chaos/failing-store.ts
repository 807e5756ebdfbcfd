/** A store that fails by chance: out of reach, done but the answer lost, a race lost to somebody else, an answer that takes its time. */
import type { Change, Ports, Tables } from '../../engine/ports.ts';
import { StoreError } from '../../engine/store-error.ts';
import { chance } from './chance.ts';
import { startsAt } from './plant.ts';

const minute = 60_000;

/** How often out of one. */
export interface Rates {
  /** Nothing was done. */
  readonly unavailable: number;
  /** It was done, and the caller hears that it failed. */
  readonly answerLost: number;
  /** Somebody else writes the same row just before. */
  readonly raceLost: number;
  /** Other work goes on meanwhile. */
  readonly slow: number;
}

type Roll = Readonly<Record<keyof Rates, boolean>>;

/** From then on the store works. */
const storeHealedAfter = 120 * minute;

/** A night's failures: little things all the time; every second night nothing but failures for a while as well. */
export const hasBrownOut = (seed: number): boolean => seed % 2 === 0;

export function ratesOf(seed: number): (now: number) => Rates | undefined {
  const dice = chance(seed).apart('store');
  const most = dice.pick([0.01, 0.03, 0.1]);
  const usual = { unavailable: most, answerLost: most / 2, raceLost: most * 2, slow: 0.2 };
  const brownOut = hasBrownOut(seed) ? startsAt + dice.whole(10, 90) * minute : Number.POSITIVE_INFINITY;
  return now => {
    if (now > startsAt + storeHealedAfter) return undefined;
    return now >= brownOut && now < brownOut + 10 * minute ? { ...usual, unavailable: 0.4, answerLost: 0.1 } : usual;
  };
}

/** Each operation rolls dice of its own, by what it does and how often that was done: whatever runs beside it changes nothing. */
export function failingStore(seed: number, ratesNow: () => Rates | undefined): (ports: Ports) => Ports {
  const counts = new Map<string, number>();
  const roll = (operation: string): Roll | undefined => {
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    const rates = ratesNow();
    if (!rates) return undefined;
    const dice = chance(seed).apart(`${operation} ${nth}`);
    const hits = (what: keyof Rates) => dice.hits(rates[what]);
    return { unavailable: hits('unavailable'), answerLost: hits('answerLost'), raceLost: hits('raceLost'), slow: hits('slow') };
  };
  const under = async <Result>(operation: string, work: () => Promise<Result>, race?: () => Promise<void>): Promise<Result> => {
    const rolled = roll(operation);
    if (rolled?.slow) await aWhile();
    if (rolled?.unavailable) throw unavailable('it is out of reach');
    if (rolled?.raceLost) await race?.();
    const result = await work();
    if (rolled?.slow) await aWhile();
    if (rolled?.answerLost) throw unavailable('its answer was lost');
    return result;
  };
  return ports => ({
    ...ports,
    tables: failingTables(ports.tables, under),
    queues: { send: (queue, text, at) => under(`send ${queue} ${text}`, () => ports.queues.send(queue, text, at)) },
    blobs: {
      read: (container, name) => under(`get ${container} ${name}`, () => ports.blobs.read(container, name)),
      create: (container, name, bytes) => under(`put ${container} ${name}`, () => ports.blobs.create(container, name, bytes)),
    },
  });
}

type Under = <Result>(operation: string, work: () => Promise<Result>, race?: () => Promise<void>) => Promise<Result>;

const failingTables = (inner: Tables, under: Under): Tables => ({
  read: (table, partition, row) => under(`read ${table} ${partition} ${row}`, () => inner.read(table, partition, row)),
  list: (table, query) => under(`list ${table} ${query.partition}`, () => inner.list(table, query)),
  write: (table, partition, changes) =>
    under(
      `write ${table} ${partition} ${changes[0]?.row}`,
      () => inner.write(table, partition, changes),
      () => writtenBySomebodyElse(inner, table, partition, changes),
    ),
});

/** The same value again, so that the version which the caller has seen is not the newest any more. */
async function writtenBySomebodyElse(inner: Tables, table: string, partition: string, changes: readonly Change[]): Promise<void> {
  const replaced = changes.find(({ kind }) => kind === 'replace');
  const stored = replaced && (await inner.read(table, partition, replaced.row));
  if (stored) await inner.write(table, partition, [{ kind: 'put', row: stored.row, value: stored.value }]);
}

const unavailable = (says: string) => new StoreError('store/unavailable', `The store fails, as it was told to: ${says}.`);

async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve));
}
