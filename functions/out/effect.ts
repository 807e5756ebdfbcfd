/** What all effects share: how long they are tried, and how an activity answers. */
import type { Outcome } from '../../orchestrations/activities.ts';

/** Back-off between attempts that were refused for now, ms of plant time: what was asked for, else doubling from 2 s up to `longestMs`. */
export const pauseMs = (attempts: number, retryAfterMs = 0, longestMs = 64_000): number =>
  Math.min(Math.max(retryAfterMs, Math.min(1_000 * 2 ** attempts, longestMs)), 600_000);

/** Not settled: look at the alarm again then. */
export const later = (state: string, at: number): Outcome => ({ state, lookAgainAt: new Date(at).toISOString() });

/**
 * An activity that ran with others must answer, not throw (the genuine engine waits for all of them before it goes on). What
 * failed here failed at our own store: the row says how far it came, and the next look takes it up from there.
 */
export const answering =
  <Input>(clock: { now(): number }, effect: (input: Input) => Promise<Outcome>, failed: (input: Input, error: unknown) => void) =>
  async (input: Input): Promise<Outcome> => {
    try {
      return await effect(input);
    } catch (error) {
      failed(input, error);
      return later('our store failed', clock.now() + 5_000);
    }
  };
