/** Where an answer's secret leads: link tokens and message codes, the wrong guesses at them, and provider ids to ledger keys. */
import { rowKey } from '../../engine/keys.ts';
import type { Tables } from '../../engine/ports.ts';
import type { Invitation } from './alarms.ts';
import { asJson, insertOnce, update } from './rows.ts';

const table = 'answerkeys';
/** A code is not given out again for so long. */
const codeLifeMs = 24 * 3_600_000;

export interface Pointer {
  readonly alarmId: string;
  readonly person: string;
  readonly at: number;
}

/** Insert-only: a token points at one invitation for ever. */
export async function pointToken(tables: Tables, invitation: Invitation): Promise<void> {
  const { alarmId, person, at } = invitation;
  await insertOnce(tables, table, `token~${invitation.token}`, 'to', asJson({ alarmId, person, at }));
}

/** Gives a code to somebody for 24 h from `to.at`. `false`: another one had it in the last 24 h; take another. */
export async function pointCode(tables: Tables, code: string, to: Pointer): Promise<boolean> {
  const isSame = (held: Pointer) => held.alarmId === to.alarmId && held.person === to.person;
  const holder = await update<Pointer>(tables, { table, partition: `code~${code}`, row: 'to' }, held =>
    held && !isSame(held) && to.at - held.at < codeLifeMs ? undefined : { value: to },
  );
  return holder !== undefined && isSame(holder);
}

const pointer = async (tables: Tables, partition: string): Promise<Pointer | undefined> =>
  (await tables.read(table, partition, 'to'))?.value as unknown as Pointer | undefined;

export const whoseToken = (tables: Tables, token: string): Promise<Pointer | undefined> =>
  pointer(tables, `token~${rowKey(token)}`);

export async function whoseCode(tables: Tables, code: string, now: number): Promise<Pointer | undefined> {
  const found = await pointer(tables, `code~${rowKey(code)}`);
  return found && now - found.at < codeLifeMs ? found : undefined;
}

/** What a number sent us lately: wrong codes, and how often we answered it without its being an answer. */
export interface NumberLog {
  readonly wrong: readonly number[];
  readonly replies: readonly number[];
}

const hourMs = 3_600_000;
const recent = (times: readonly number[] | undefined, now: number) => (times ?? []).filter(at => now - at < hourMs).slice(-20);

export async function isLocked(tables: Tables, phone: string, now: number, most: number): Promise<boolean> {
  const log = (await tables.read('numberlog', rowKey(phone), 'log'))?.value as unknown as NumberLog | undefined;
  return recent(log?.wrong, now).length >= most;
}

/**
 * Takes up to `wanted` of the `most` that a number has per hour, and answers how many it got and how many are left. Taken before
 * they are used: messages that come at once cannot all pass a count that none of them has raised yet.
 */
export async function take(
  tables: Tables,
  phone: string,
  what: keyof NumberLog,
  { wanted, most, now }: { readonly wanted: number; readonly most: number; readonly now: number },
): Promise<{ readonly taken: number; readonly left: number }> {
  let answer = { taken: 0, left: 0 };
  await changeLog(tables, phone, now, log => {
    const taken = Math.max(0, Math.min(wanted, most - log[what].length));
    answer = { taken, left: most - log[what].length - taken };
    return taken === 0 ? undefined : { ...log, [what]: [...log[what], ...Array<number>(taken).fill(now)] };
  });
  return answer;
}

/** The last ones that were taken were not wrong after all. */
export async function giveBack(tables: Tables, phone: string, what: keyof NumberLog, count: number, now: number): Promise<void> {
  if (count > 0) await changeLog(tables, phone, now, log => ({ ...log, [what]: log[what].slice(0, -count) }));
}

async function changeLog(tables: Tables, phone: string, now: number, change: (log: NumberLog) => NumberLog | undefined) {
  await update<NumberLog>(tables, { table: 'numberlog', partition: rowKey(phone), row: 'log' }, log => {
    const value = change({ wrong: recent(log?.wrong, now), replies: recent(log?.replies, now) });
    return value && { value };
  });
}

/** Whether this message was taken before. Marked only after all it should do is done: a crash in between takes it again. */
export async function wasTaken(tables: Tables, messageId: string): Promise<boolean> {
  return (await tables.read('messagesin', rowKey(messageId), 'taken')) !== undefined;
}

export const markTaken = (tables: Tables, messageId: string, now: number): Promise<boolean> =>
  insertOnce(tables, 'messagesin', rowKey(messageId), 'taken', { at: now });

/** Provider ids are known before the send (they are made from the ledger key), so a report that comes early finds its row. */
export const pointProviderId = (tables: Tables, id: string, alarmId: string, key: string): Promise<boolean> =>
  insertOnce(tables, 'providerids', id, 'to', { alarmId, key });

export async function whoseProviderId(tables: Tables, id: string): Promise<{ alarmId: string; key: string } | undefined> {
  return (await tables.read('providerids', rowKey(id), 'to'))?.value as { alarmId: string; key: string } | undefined;
}
