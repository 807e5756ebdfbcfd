/** Moments of an alarm's life at which somebody answers: by the clock, at an operation of the store, around a send. */
import type { Change, Ports, SendResult, Tables } from '../../engine/ports.ts';
import type { Chance } from './chance.ts';

export type Around = 'before' | 'beside' | 'after';
export type Moment =
  /** At the nth thing the house does with the row of the alarm, counted from its insert. */
  | { readonly kind: 'store'; readonly nth: number; readonly around: Around }
  /** At the nth page that is handed to a provider. */
  | { readonly kind: 'send'; readonly nth: number; readonly around: Around }
  /** At the instant `afterMs` after the alarm was known, before or after what the house does at that instant. */
  | { readonly kind: 'time'; readonly afterMs: number; readonly turn: 'early' | 'late' };

const minute = 60_000;
/** First pages, repeats, the next round: whatever the policy does by itself. */
export const dueMs = [20_000, ...[1, 2, 3, 4, 6, 7.5, 8, 12].map(after => after * minute + 20_000)];

export function anyMoment(dice: Chance): Moment {
  const around = dice.pick<Around>(['before', 'beside', 'after']);
  const kind = dice.pick(['store', 'store', 'send', 'send', 'time', 'due', 'due']);
  if (kind === 'store') return { kind, nth: dice.hits(0.3) ? dice.whole(1, 8) : dice.whole(9, 300), around };
  if (kind === 'send') return { kind, nth: dice.whole(1, 16), around };
  const turn = dice.pick(['early', 'late'] as const);
  if (kind === 'time') return { kind, afterMs: dice.whole(0, 13 * minute), turn };
  return { kind: 'time', afterMs: dice.pick(dueMs) + dice.pick([-1_000, -1, 0, 0, 0, 1, 1_000, 3_000]), turn };
}

/** Whoever waits for the moment of an alarm. Answers whether it was used: if not, the next such moment is tried. */
export interface Watch {
  readonly moment: Moment;
  used: boolean;
  readonly answers: () => Promise<boolean>;
}

/** What the house did, in order: when a page was claimed for sending, when an answer was written. */
export interface Order {
  readonly claimed: Map<string, number>;
  readonly answered: Map<string, number>;
}

type Aside = (work: Promise<unknown>) => void;

/** Does the work, and what a watch of its alarm does before, beside or after it. */
function hearing(watches: ReadonlyMap<string, Watch>, aside: Aside) {
  const counts = new Map<string, number>();
  return async <Result>(kind: 'store' | 'send', alarmId: string, work: () => Promise<Result>): Promise<Result> => {
    const watch = watches.get(alarmId);
    const nth = (counts.get(`${kind} ${alarmId}`) ?? 0) + 1;
    counts.set(`${kind} ${alarmId}`, nth);
    if (!watch || watch.used || watch.moment.kind !== kind || nth < watch.moment.nth) return work();
    watch.used = true;
    const answer = async () => {
      watch.used = await watch.answers();
    };
    const ahead = async () => {
      const answering = answer();
      aside(answering);
      // It has its head start and no more: changes of one row wait for each other, so it may have to wait for this very work.
      await Promise.race([answering, someTurns()]);
    };
    if (watch.moment.around === 'before') await ahead();
    if (watch.moment.around === 'beside') aside(answer());
    const result = await work();
    if (watch.moment.around === 'after') await ahead();
    return result;
  };
}

/** The ports of a house in which the watches of alarms (by id) hear of their moments. */
export function watching(watches: ReadonlyMap<string, Watch>, aside: Aside) {
  const order: Order = { claimed: new Map(), answered: new Map() };
  let sequence = 0;
  const around = hearing(watches, aside);

  const note = (alarmId: string, changes: readonly Change[]) => {
    for (const change of changes) {
      if (!('value' in change)) continue;
      const value = change.value as { state?: string; key?: string; answers?: readonly unknown[] };
      if (value.state === 'sending' && value.key) order.claimed.set(value.key, ++sequence);
      if (change.row === 'alarm' && value.answers?.length && !order.answered.has(alarmId))
        order.answered.set(alarmId, ++sequence);
    }
  };

  const tables = (inner: Tables): Tables => ({
    read: (table, partition, row) =>
      table === 'alarms'
        ? around('store', partition, () => inner.read(table, partition, row))
        : inner.read(table, partition, row),
    list: (table, query) =>
      table === 'alarms' ? around('store', query.partition, () => inner.list(table, query)) : inner.list(table, query),
    async write(table, partition, changes) {
      const write = async () => {
        const written = await inner.write(table, partition, changes);
        if (written.ok && table === 'alarms') note(partition, changes);
        return written;
      };
      const isBirth = changes.some(({ kind, row }) => kind === 'insert' && row === 'alarm');
      return table === 'alarms' && !isBirth ? around('store', partition, write) : write();
    },
  });

  const sender =
    <Message extends { tag: string }>(send: (message: Message) => Promise<SendResult>) =>
    (message: Message) =>
      around('send', message.tag.split('/', 1)[0] ?? '', () => send(message));

  const wrap = (ports: Ports): Ports => ({
    ...ports,
    tables: tables(ports.tables),
    ...(ports.sms && { sms: { send: sender(ports.sms.send) } }),
    ...(ports.email && { email: { ...ports.email, send: sender(ports.email.send) } }),
  });
  return { wrap, order };
}

/** Enough turns of the event loop for a door to write to the store. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise(resolve => setImmediate(resolve));
}
