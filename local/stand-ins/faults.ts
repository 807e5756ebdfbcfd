/** What goes wrong at the providers, by script: nothing here is random. */
import type { Clock } from '../../engine/ports.ts';
import type { PlainResponse } from '../host/types.ts';
import { hungUp, refusal } from './answers.ts';

export type Provider = 'email' | 'sms' | 'crm' | 'topic';

/** One way to fail. It lasts for `times` calls, or `forMs` of plant time; with neither, for one call. */
export interface Fault {
  /** Answers this status, and does nothing. */
  readonly status?: number;
  /** With `status`: the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Does nothing, and never answers. */
  readonly hang?: true;
  /** Accepts and records, then cuts the connection. */
  readonly timeoutButAccepted?: true;
  /** Accepts; no report ever comes. */
  readonly acceptedNeverDelivered?: true;
  /** Accepts; the report says that it did not arrive. */
  readonly receiptFailed?: true;
  readonly times?: number;
  readonly forMs?: number;
}

export interface Faults {
  fails(provider: Provider, fault: Fault): void;
  heals(provider: Provider): void;
  /** The fault that hits this call, if one does; it counts. Faults come in the order in which they were given. */
  take(provider: Provider): Fault | undefined;
  /** The fault that hits a mere question: only one that lasts for a time, and it does not count. */
  peek(provider: Provider): Fault | undefined;
}

interface Entry {
  readonly fault: Fault;
  readonly until: number;
  left: number;
}

export function createFaults(clock: Pick<Clock, 'now'>): Faults {
  const table = new Map<Provider, Entry[]>();
  const alive = (provider: Provider) => (table.get(provider) ?? []).filter(entry => entry.left > 0 && clock.now() < entry.until);
  return {
    fails(provider, fault) {
      table.set(provider, [...alive(provider), entryOf(fault, clock.now())]);
    },
    heals: provider => void table.delete(provider),
    take(provider) {
      const entry = alive(provider)[0];
      if (entry === undefined) return undefined;
      entry.left--;
      return entry.fault;
    },
    peek: provider => alive(provider).find(entry => Number.isFinite(entry.until))?.fault,
  };
}

const entryOf = (fault: Fault, now: number): Entry => ({
  fault,
  until: fault.forMs === undefined ? Number.POSITIVE_INFINITY : now + fault.forMs,
  left: fault.times ?? (fault.forMs === undefined ? 1 : Number.POSITIVE_INFINITY),
});

/** Lets the fault have its way around what the provider does. */
export async function answerUnder(fault: Fault | undefined, work: () => PlainResponse): Promise<PlainResponse> {
  if (fault?.hang === true) return new Promise<never>(() => {});
  if (fault?.status !== undefined) return refusal(fault.status, 'Fault', 'The provider fails, as it was told to.', fault);
  const answer = work();
  return fault?.timeoutButAccepted === true ? hungUp : answer;
}
