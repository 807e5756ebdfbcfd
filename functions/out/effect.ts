/** What all effects share: how long they are tried, and how an activity answers. */
import type { Ports, SpanAttributes } from '../../engine/ports.ts';
import type { Activities, Effect, EffectInput, NextStep, Outcome } from '../../orchestrations/activities.ts';
import { traced, within } from '../trace.ts';

/** Back-off between attempts that were refused for now, ms of plant time: what was asked for, else doubling from 2 s up to `longestMs`. */
export const pauseMs = (attempts: number, retryAfterMs = 0, longestMs = 60_000): number =>
  Math.min(Math.max(retryAfterMs, Math.min(1_000 * 2 ** attempts, longestMs)), 600_000);

/** Not settled: look at the alarm again then. */
export const later = (state: string, at: number): Outcome => ({ state, lookAgainAt: new Date(at).toISOString() });

/**
 * An activity that ran with others must answer, not throw (the genuine engine waits for all of them before it goes on). What
 * failed here failed at our own store: the row says how far it came, and the next look takes it up from there.
 */
export const answering =
  (ports: Ports, activity: Effect, effect: (input: EffectInput) => Promise<Outcome>) =>
  async (input: EffectInput): Promise<Outcome> => {
    try {
      return await effect(input);
    } catch (error) {
      const { alarmId, key, traceparent } = input;
      ports.log.error('effect.failed', { alarmId, traceId: traceparent?.split('-')[1], key, activity, error: String(error) });
      return later('our store failed', ports.clock.now() + 5_000);
    }
  };

/** One run of an activity, as a part of its alarm's trace. Orchestrators are replayed and tell nothing themselves. */
export const asActivity =
  <Name extends keyof Activities>(
    ports: Ports,
    name: Name,
    of: (ports: Ports) => (input: Activities[Name]['in']) => Promise<Activities[Name]['out']>,
  ) =>
  (input: Activities[Name]['in']): Promise<Activities[Name]['out']> =>
    traced(
      ports.trace,
      { name, parent: input.traceparent, attributes: { 'tocsin.alarm': input.alarmId, ...channelOf(input) } },
      traceparent => of(within(ports, traceparent))({ ...input, traceparent: traceparent ?? input.traceparent }),
      outcomeOf,
    );

/** Kind, round, step and repeat of a page from its ledger key; the person is left out. */
function channelOf(input: object) {
  const [, kind, round, step, repeat] = 'key' in input ? String(input.key).split('/') : [];
  return repeat === undefined ? {} : { 'tocsin.page': [kind, round, step, repeat].join('/') };
}

function outcomeOf(out: NextStep | Outcome | { readonly outcome: string }): SpanAttributes {
  if ('state' in out) return { 'tocsin.state': out.state };
  if ('outcome' in out) return { 'tocsin.state': out.outcome };
  return { 'tocsin.state': out.kind, ...(out.kind === 'go' && { 'tocsin.orders': out.orders.length }) };
}
