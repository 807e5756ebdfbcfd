/** What each condition is at one instant, by definition, from all that happened until then. Only `for` remembers what was before. */
import type { CalendarDocument } from '../../engine/calendars/calendar-document.ts';
import { parseDuration } from '../../engine/duration.ts';
import type { Value } from '../../engine/events/event.ts';
import type { ConditionDocument, LimitDocument } from '../../engine/rules/rule.ts';
import { type Stretch, stretches } from './calendar.ts';
import { compares, every, opposite, some, type Truth } from './compare.ts';
import { lineThrough, rounded, type Sample, sumOf, tidy } from './exact.ts';
import type { Instant, Past } from './past.ts';

export const ms = (duration: string): number => parseDuration(duration) ?? Number.NaN;

const windowWords = ['average', 'min', 'max', 'sum', 'range', 'change'] as const;

/** How long a condition has been true in all, and what it was when it was last looked at. */
interface Held {
  ms: number;
  was: Truth;
  at: number;
}

export class Verdicts {
  at = 0;
  /** After a reset only readings later than it count. */
  resetAt = Number.NEGATIVE_INFINITY;
  readonly past: Past;
  readonly until: number;
  /** Told of every instant at which a verdict may change. */
  readonly wake: (at: number) => void;
  readonly #held = new Map<object, Held>();
  readonly #calendars = new Map<string, readonly Stretch[]>();

  constructor(past: Past, until: number, wake: (at: number) => void) {
    this.past = past;
    this.until = until;
    this.wake = wake;
  }

  truth(condition: ConditionDocument): Truth {
    return this.lasting(condition, this.bare(condition));
  }

  /** The verdict of the condition, given what it is without its own `for`. */
  lasting = (condition: ConditionDocument, bare: Truth): Truth =>
    condition.for === undefined ? bare : this.lasts(condition, bare, ms(condition.for));

  lasts(key: object, now: Truth, span: number): Truth {
    const before = this.#held.get(key) ?? { ms: 0, was: undefined, at: this.at };
    const counted = before.was === true ? before.ms + this.at - before.at : before.ms;
    const held = now === false ? 0 : counted;
    this.#held.set(key, { ms: held, was: now, at: this.at });
    if (now === true && held < span) this.wake(this.at + span - held);
    return now === true ? held >= span : now;
  }

  /** The condition without its own `for`. */
  bare(condition: ConditionDocument): Truth {
    const { all, any, not, silent, connection } = condition;
    if (all) return every(all.map(each => this.truth(each)));
    if (any) return some(any.map(each => this.truth(each)));
    if (not) return opposite(this.truth(not));
    if (silent !== undefined) return this.at - this.past.heard(this.at) >= ms(silent);
    if (connection !== undefined) {
      const connected = this.past.connected(this.at);
      return connected === undefined ? undefined : connected === (connection === 'connected');
    }
    if (condition.during !== undefined) return this.during(condition.during);
    if (condition.notDuring !== undefined) return opposite(this.during(condition.notDuring));
    return this.measured(condition);
  }

  during(schedule: string | CalendarDocument): Truth {
    if (typeof schedule === 'string') throw new Error('calendars by name are not known here');
    const { timeZone = 'site' } = schedule;
    const zone = timeZone === 'site' ? this.past.tags(this.at).timeZone : timeZone;
    const all = this.stretches(schedule, zone);
    for (const { from, to } of all ?? []) [from, to].forEach(this.wake);
    return all?.some(({ from, to }) => from <= this.at && this.at < to);
  }

  stretches(schedule: CalendarDocument, zone: string | undefined): readonly Stretch[] | undefined {
    const key = JSON.stringify([schedule, zone]);
    const all = this.#calendars.get(key) ?? stretches(schedule, zone, this.past.instants[0]!.at, this.until);
    if (all) this.#calendars.set(key, all);
    return all;
  }

  measured(condition: ConditionDocument): Truth {
    if (condition.count !== undefined) return compares(condition, this.count(condition), limit => limit as Value);
    if (condition.trend !== undefined) return this.trend(condition);
    if (condition.unusualBy !== undefined) return this.unusual(condition);
    const value = condition.rate === undefined ? this.value(condition) : this.rate(condition);
    return compares(condition, value, this.limit(condition));
  }

  limit = (condition: ConditionDocument) => (limit: LimitDocument) => {
    if (typeof limit !== 'object') return limit;
    if ('signal' in limit) return more(this.past.latest(limit.signal, condition.unit, this.at), limit.plus);
    return property(this.past.tags(this.at), limit);
  };

  /** Samples of the signal within the span; undefined when there is none, or it has not been observed that long. */
  window({ signal, unit }: ConditionDocument, span: number): Sample[] | undefined {
    const all = this.past.samples(signal!, unit, this.at);
    const within = all.filter(({ at }) => at > this.at - span);
    return within.length === 0 || this.at - all[0]!.at < span ? undefined : within;
  }

  value(condition: ConditionDocument): Value | undefined {
    const word = windowWords.find(each => condition[each] !== undefined);
    if (word === undefined) return this.past.latest(condition.signal!, condition.unit, this.at);
    const values = this.window(condition, ms(condition[word]!))?.map(({ value }) => value);
    return values && statistic(word, values);
  }

  rate(condition: ConditionDocument): number | undefined {
    const window = this.window(condition, ms(condition.rate!));
    if (window === undefined || window.length < 3) return undefined;
    return rounded(lineThrough(window, this.at).slope, ms(condition.per ?? '1h'));
  }

  trend(condition: ConditionDocument): Truth {
    const window = this.window(condition, ms(condition.trend!));
    const level = this.limit(condition)(condition.reaches!);
    if (window === undefined || window.length < 3 || typeof level !== 'number') return undefined;
    const line = lineThrough(window, this.at);
    const [now, slope, within] = [rounded(line.value), rounded(line.slope), ms(condition.within!)];
    if (slope === 0) return now === level;
    const leftMs = tidy((level - now) / slope);
    for (const change of [leftMs - within, leftMs]) {
      for (const near of [-2, -1, 0, 1, 2]) this.wake(this.at + Math.ceil(change) + near);
    }
    return 0 <= leftMs && leftMs <= within;
  }

  unusual(condition: ConditionDocument): Truth {
    const { unusualBy, baseline, direction = 'either', signal, unit } = condition;
    const word = windowWords.find(each => condition[each] !== undefined);
    const newest = this.at - (word === undefined ? 0 : ms(condition[word]!));
    const all = this.past.samples(signal!, unit, this.at);
    const usual = all.filter(({ at }) => at > this.at - ms(baseline!) && at <= newest).map(({ value }) => value);
    const value = this.value(condition);
    if (typeof value !== 'number' || usual.length === 0 || this.at - all[0]!.at < ms(baseline!)) return undefined;
    const middle = median(usual);
    const spread = median(usual.map(each => Math.abs(each - middle)));
    const side = direction === 'higher' ? value > middle : direction === 'lower' ? value < middle : value !== middle;
    return side && tidy(Math.abs(value - middle)) >= tidy(unusualBy! * 1.4826 * spread);
  }

  count({ count, of }: ConditionDocument): number {
    const within = this.past.upTo(this.at).filter(({ at }) => at > this.at - ms(count!) && at > this.resetAt);
    return within.filter(instant => instant.reads && this.single(of!, instant) === true).length;
  }

  /** A condition on one reading alone. */
  single(condition: ConditionDocument, instant: Instant): Truth {
    const { all, any, not, signal, unit } = condition;
    if (all) return every(all.map(each => this.single(each, instant)));
    if (any) return some(any.map(each => this.single(each, instant)));
    if (not) return opposite(this.single(not, instant));
    return compares(condition, this.past.read(instant, signal!, unit), limit =>
      typeof limit === 'object' && 'signal' in limit
        ? more(this.past.read(instant, limit.signal, unit), limit.plus)
        : this.limit(condition)(limit),
    );
  }
}

const more = (value: Value | undefined, plus: number | undefined): Value | undefined =>
  typeof value === 'number' ? value + (plus ?? 0) : value;

type PropertyLimit = Extract<LimitDocument, { property: string }>;

function property(tags: Readonly<Record<string, string>>, limit: PropertyLimit): Value | undefined {
  const text = tags[`properties.${limit.property}`] ?? tags[limit.property];
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  const value = Number.isNaN(number) ? (limit.default ?? text) : number;
  return more(value, limit.plus);
}

function statistic(word: (typeof windowWords)[number], values: readonly number[]): number {
  if (word === 'average') return sumOf(values) / values.length;
  if (word === 'sum') return sumOf(values);
  if (word === 'change') return values.at(-1)! - values[0]!;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return word === 'min' ? low : word === 'max' ? high : high - low;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
  return (low + high) / 2;
}
