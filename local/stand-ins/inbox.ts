/** What the providers accepted: the people's view of it, and the providers' own log, which tests hold against the ledger. */
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../engine/ports.ts';

export type InboxChannel = 'email' | 'sms' | 'case' | 'event';

/** What a person, the CRM or a subscriber received. Newest last. */
export interface InboxItem {
  /** Plant time, ISO 8601. */
  readonly at: string;
  readonly channel: InboxChannel;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly alarmId: string | null;
  /** Step of the policy, from 1; `then`; 0 when over was told. */
  readonly step: number | 'then' | null;
}

/** An accepted send. */
export interface Accepted extends Omit<InboxItem, 'at'> {
  /** The id that the provider gave it. */
  readonly providerId: string;
  /** Operation id, repeatability id, case id or event id: what the sender calls it. */
  readonly operationId: string;
  /** SHA-256 of what was sent, without what may differ between attempts. */
  readonly bodyHash: string;
  /** The request as it came. */
  readonly raw: unknown;
}

export interface LogEntry extends Accepted {
  readonly sequence: number;
  /** Plant time, ms. */
  readonly at: number;
  /** Machine time, ms. */
  readonly machineAt: number;
}

export interface Inbox {
  /** Written when it returns, so that a provider that answers afterwards cannot forget what it said. */
  record(accepted: Accepted): LogEntry;
  /** The first entry of this channel and operation. */
  find(channel: InboxChannel, operationId: string): LogEntry | undefined;
  items(): InboxItem[];
  log(): LogEntry[];
  onItem(listener: (item: InboxItem) => void): void;
}

const schema = `CREATE TABLE IF NOT EXISTS inbox (
  sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, machineAt INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT, text TEXT NOT NULL, html TEXT, alarmId TEXT, step TEXT,
  providerId TEXT NOT NULL, operationId TEXT NOT NULL, bodyHash TEXT NOT NULL, raw TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS inbox_operation ON inbox (channel, operationId)`;

type Row = Record<string, string | number | null>;

export function createInbox({ db, clock }: { db: DatabaseSync; clock: Clock }): Inbox {
  db.exec(schema);
  const insert = db.prepare(`INSERT INTO inbox
    (at, machineAt, channel, recipient, subject, text, html, alarmId, step, providerId, operationId, bodyHash, raw)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`);
  const first = db.prepare('SELECT * FROM inbox WHERE channel = ? AND operationId = ? ORDER BY sequence LIMIT 1');
  const all = db.prepare('SELECT * FROM inbox ORDER BY sequence');
  const shown = db.prepare('SELECT at, channel, recipient, subject, text, html, alarmId, step FROM inbox ORDER BY sequence');
  const listeners: ((item: InboxItem) => void)[] = [];
  return {
    record(accepted) {
      const row = insert.get(clock.now(), clock.machine(), ...columns(accepted)) as Row;
      for (const listener of listeners) listener(itemOf(row));
      return entryOf(row);
    },
    find(channel, operationId) {
      const row = first.get(channel, operationId);
      return row === undefined ? undefined : entryOf(row as Row);
    },
    items: () => shown.all().map(row => itemOf(row as Row)),
    log: () => all.all().map(row => entryOf(row as Row)),
    onItem: listener => void listeners.push(listener),
  };
}

const columns = (a: Accepted) =>
  [
    ...[a.channel, a.to, a.subject, a.text, a.html, a.alarmId, a.step === null ? null : String(a.step)],
    ...[a.providerId, a.operationId, a.bodyHash, JSON.stringify(a.raw)],
  ] as const;

const entryOf = ({ recipient, step, raw, ...rest }: Row): LogEntry =>
  ({ ...rest, to: recipient, step: stepOf(step), raw: JSON.parse(String(raw)) }) as unknown as LogEntry;

const itemOf = ({ at, channel, recipient, subject, text, html, alarmId, step }: Row): InboxItem =>
  ({
    at: new Date(Number(at)).toISOString(),
    ...{ channel, to: recipient, subject, text, html, alarmId, step: stepOf(step) },
  }) as InboxItem;

const stepOf = (step: string | number | null | undefined) =>
  step === null || step === undefined || step === 'then' ? (step ?? null) : Number(step);
