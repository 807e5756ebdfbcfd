/** The engine and the truth side by side, in words that can be compared. */
import fc from 'fast-check';
import { anyhow, inOrder } from './deliver.ts';
import { minute, type SaidAlarm, say } from './device.ts';
import { type Pair, signals, step } from './random-pairs.ts';
import { trueAlarms } from './true-alarms.ts';

export const latenessMs = 10 * minute;

/** When events arrive, as numbers of half minutes after they happened; `again`: index of an event that arrives once more. */
export interface Delivery {
  readonly delays: readonly number[];
  readonly again: readonly { readonly index: number; readonly delay: number }[];
}

const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: latenessMs / step }));
export const deliveries: fc.Arbitrary<Delivery> = fc.record({
  delays: fc.array(delay, { minLength: 30, maxLength: 30, size: 'max' }),
  again: fc.array(fc.record({ index: fc.nat(29), delay }), { maxLength: 5 }),
});
export const batches = fc.array(fc.boolean(), { maxLength: 40, size: 'max' });

export interface Compared {
  readonly truth: readonly string[];
  readonly engine: readonly string[];
}

/** Every decision with its event time, in order. `together[i]`: the i-th instant comes in one batch with the one before. */
export function comparedInOrder(pair: Pair, together: readonly boolean[]): Compared {
  const { rule, events, until, resets } = pair;
  const from = events[0]!.at;
  return {
    truth: say(trueAlarms(rule, events, { until, signals, resets }), from),
    engine: say(inOrder(pair, together), from),
  };
}

/** What is left in the end, whatever the order of arrival: when each alarm began, how bad it is while it is open, when it was over and why. */
export function comparedAnyhow({ rule, events }: Pick<Pair, 'rule' | 'events'>, { delays, again }: Delivery): Compared {
  const from = events[0]!.at;
  const late = (index: number, by: number) => ({ event: events[index]!, arrivedAt: events[index]!.at + by * step });
  const arrivals = [
    ...events.map((_, index) => late(index, delays[index] ?? 0)),
    ...again.flatMap(({ index, delay: by }) => (index < events.length ? [late(index, (delays[index] ?? 0) + by)] : [])),
  ].toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  const until = arrivals.at(-1)!.arrivedAt + latenessMs + 20 * minute;
  const engine = anyhow(rule, arrivals, until, latenessMs);
  const truth = trueAlarms(rule, events, { until, signals });
  return {
    truth: inTheEnd(
      truth.map(each => overAsTold(each, engine)),
      from,
    ),
    engine: inTheEnd(
      engine.map(each => overAsTold(each, engine)),
      from,
    ),
  };
}

/** Nobody is told of an end before the raise that they were told of, which may have been later than the true one. */
function overAsTold(alarm: SaidAlarm, engine: readonly SaidAlarm[]): SaidAlarm {
  const toldAt = engine.find(({ raisedAt }) => raisedAt === alarm.raisedAt)?.levels[0]?.at;
  if (!alarm.over || toldAt === undefined) return alarm;
  return { ...alarm, over: { ...alarm.over, at: Math.max(alarm.over.at, toldAt) } };
}

const inTheEnd = (alarms: readonly SaidAlarm[], from: number): string[] =>
  alarms
    .toSorted((a, b) => a.raisedAt - b.raisedAt)
    .flatMap(({ raisedAt, levels, over }) => {
      const began = { at: raisedAt, severity: over ? levels[0]!.severity : levels.at(-1)!.severity };
      const [line, ...rest] = say([{ raisedAt, levels: [began], ...(over ? { over } : {}) }], from);
      return over ? [`began at ${line!.split(' at ')[1]}`, ...rest] : [line!];
    });
