/** A test page: the way of a page without an alarm, so that a person and an operator can see that it works. */
import { isSafeKey } from '../keys.ts';
import type { Channel } from '../people.ts';
import type { Delivery } from './alarm.ts';

/** Under what the ledger keeps the test pages of a key. Occurrences count from 1, so no alarm has this id. */
export const testPageId = (key: string): string => `test-page~${key}~0`;

/** The caller's name for one test page to one person: asked for again under it, nothing is sent twice. */
export const isTestPageKey = isSafeKey;

/** `accepted`: the provider has it; whether it arrived is known later, by asking again. `waiting`: asked again, it goes on. */
export type Reached = 'accepted' | 'delivered' | 'not-delivered' | 'failed' | 'waiting' | 'not-configured' | 'no-contact';

/** What became of a test page on one channel. Times are plant time, ms. */
export interface ChannelReport {
  readonly channel: Channel;
  readonly state: Reached;
  /** When the provider took it. */
  readonly acceptedAt?: number;
  /** When asking again makes a difference. */
  readonly againAt?: number;
  readonly why?: string;
  readonly fix?: string;
}

/** What a row of the ledger says of its channel. */
export function reportOf(row: Delivery, now: number): ChannelReport {
  const { channel, receipt, acceptedAt } = row;
  const why = row.why === undefined ? {} : { why: row.why };
  if (row.state === 'accepted') {
    const at = acceptedAt === undefined ? {} : { acceptedAt };
    if (!receipt) return { channel, state: 'accepted', ...at };
    return receipt.delivered
      ? { channel, state: 'delivered', ...at }
      : { channel, state: 'not-delivered', ...at, why: receipt.details };
  }
  if (row.state === 'intent' || row.state === 'sending' || row.state === 'unknown')
    return { channel, state: 'waiting', againAt: Math.max(row.notBefore ?? 0, now + 2_000), ...why };
  return { channel, state: 'failed', ...why, fix: 'Mend the cause, then ask again under another key.' };
}

/** What there is to say of all channels together. */
export type TestPageOutcome = 'reached' | 'waiting' | 'failed' | 'unreachable';

/** `reached`: a provider took it on some channel, and nothing is under way. `unreachable`: there was nothing to try. */
export function outcomeOf(reports: readonly ChannelReport[]): TestPageOutcome {
  const has = (...states: readonly Reached[]) => reports.some(({ state }) => states.includes(state));
  if (has('waiting')) return 'waiting';
  if (has('accepted', 'delivered')) return 'reached';
  return has('failed', 'not-delivered') ? 'failed' : 'unreachable';
}
