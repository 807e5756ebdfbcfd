/** A second, plain evaluator, written from the meaning of the words: it walks the night in half minutes and recomputes everything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import { applyEvents, fireDue } from '../../engine/rules/evaluate.ts';
import type { ConditionDocument, LimitDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { events, minute, rule } from './nights.ts';
import { ms, ruleOf, rulesOf, start } from './watch.ts';

const tick = minute / 2;
type Truth = boolean | undefined;

class Night {
  /** True time of each `for`, and what its condition was at the tick before. */
  readonly held = new Map<object, { ms: number; was: Truth }>();
  at = start;
  readonly all: readonly DeviceEvent[];
  constructor(all: readonly DeviceEvent[]) {
    this.all = all;
  }

  past = (): readonly DeviceEvent[] => this.all.filter(event => event.at <= this.at);

  readings(signal: string): [number, Value][] {
    return this.past().flatMap((event): [number, Value][] => {
      const value = event.kind === 'reading' ? event.signals[signal] : undefined;
      return value === undefined ? [] : [[event.at, value]];
    });
  }

  limit = (limit: LimitDocument): Value | undefined => {
    if (typeof limit !== 'object') return limit;
    if ('property' in limit) return limit.default;
    const value = this.readings(limit.signal).at(-1)?.[1];
    return typeof value === 'number' ? value + (limit.plus ?? 0) : undefined;
  };

  subject(condition: ConditionDocument): Value | undefined {
    const span = ms(condition.average ?? condition.min ?? condition.max ?? '');
    const seen = this.readings(condition.signal!);
    if (Number.isNaN(span)) return seen.at(-1)?.[1];
    const numbers = seen.filter((each): each is [number, number] => typeof each[1] === 'number');
    const inside = numbers.filter(([at]) => at > this.at - span).map(([, value]) => value);
    if (inside.length === 0 || this.at - numbers[0]![0] < span) return undefined;
    if (condition.min !== undefined) return Math.min(...inside);
    if (condition.max !== undefined) return Math.max(...inside);
    // limits are whole, values have one decimal: in tenths the mean is exact
    return inside.reduce((sum, value) => sum + Math.round(value * 10), 0) / inside.length / 10;
  }

  bare(condition: ConditionDocument): Truth {
    if (condition.all) {
      const each = condition.all.map(child => this.truth(child));
      return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
    }
    if (condition.any) {
      const each = condition.any.map(child => this.truth(child));
      return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
    }
    if (condition.not) {
      const inner = this.truth(condition.not);
      return inner === undefined ? undefined : !inner;
    }
    if (condition.silent) {
      const signs = this.past().filter(event => event.kind !== 'connection' || event.connected);
      return this.at - (signs.at(-1)?.at ?? start) >= ms(condition.silent);
    }
    if (condition.connection) {
      const last = this.past().findLast(event => event.kind === 'connection');
      return last && (last as { connected: boolean }).connected === (condition.connection === 'connected');
    }
    const value = this.subject(condition);
    const limit = this.limit((condition.above ?? condition.atLeast ?? condition.below ?? condition.atMost)!);
    if (typeof value !== 'number' || typeof limit !== 'number') return undefined;
    if (condition.above !== undefined) return value > limit;
    if (condition.atLeast !== undefined) return value >= limit;
    return condition.below !== undefined ? value < limit : value <= limit;
  }

  /** Asked once per tick for each condition. */
  truth(condition: ConditionDocument): Truth {
    const now = this.bare(condition);
    return condition.for === undefined ? now : this.lasts(condition, now, ms(condition.for));
  }

  lasts(key: object, now: Truth, forMs: number): Truth {
    const held = this.held.get(key) ?? { ms: 0, was: undefined };
    if (held.was === true) held.ms += tick;
    if (held.was === false) held.ms = 0;
    this.held.set(key, { ms: held.ms, was: now });
    return now === true ? held.ms >= forMs : now;
  }
}

function plainly({ raise, clearWhen }: RuleDocument, all: readonly DeviceEvent[], end: number): string[] {
  const night = new Night(all);
  const told: string[] = [];
  let open: number | undefined;
  const normal = {};
  for (night.at = all[0]!.at; night.at <= end; night.at += tick) {
    const bases = raise.map(({ when }) => night.bare({ ...when }));
    const truths = raise.map(({ when }, index) =>
      when.for === undefined ? bases[index] : night.lasts(when, bases[index], ms(when.for)),
    );
    const clear = typeof clearWhen === 'object' && !('normalFor' in clearWhen) ? night.truth(clearWhen) : undefined;
    const worst = truths.indexOf(true);
    const at = (night.at - start) / minute;
    let over = clear === true;
    if (typeof clearWhen === 'object' && 'normalFor' in clearWhen) {
      const others = truths.map((truth, index) => (index === open ? bases[index] : truth));
      const none: Truth = others.includes(true) ? false : others.includes(undefined) ? undefined : true;
      over = open !== undefined && night.lasts(normal, none, ms(clearWhen.normalFor)) === true;
    }
    if (worst >= 0 && (open === undefined || worst < open)) {
      open = worst;
      night.held.set(normal, { ms: 0, was: false });
      told.push(`${raise[worst]!.severity} at ${at}`);
    } else if (worst < 0 && open !== undefined && over) {
      open = undefined;
      told.push(`over at ${at}`);
    }
  }
  return told;
}

test('the engine and plain recomputing agree on every raise, rise and clear', () => {
  fc.assert(
    fc.property(rule, events, (words, all) => {
      const compiled = ruleOf(words);
      const rules = rulesOf(compiled);
      const end = all.at(-1)!.at + 20 * minute;
      const applied = applyEvents(
        undefined,
        all.map(event => ({ event, arrivedAt: event.at })),
        rules,
        0,
      );
      const decisions = [...applied.decisions, ...fireDue(applied.state, end, rules, 0).decisions];
      const told = decisions.map(each => `${'severity' in each ? each.severity : 'over'} at ${(each.at - start) / minute}`);
      expect(told).toEqual(plainly(compiled.document, all, end));
    }),
    { numRuns: 300 },
  );
});
