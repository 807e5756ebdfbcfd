/** Random pairs of a rule and what happens to one device. */
import fc from 'fast-check';
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import type { Signals } from '../../engine/rules/signals.ts';
import { connectionAt, createdAt, deviceId, minute, readingAt, ruleWith } from './device.ts';
import { condition, conditionWithReset, ladders, small } from './random-conditions.ts';

export interface Pair {
  readonly rule: RuleDocument;
  /** In event-time order. */
  readonly events: readonly DeviceEvent[];
  readonly until: number;
  readonly resets: readonly number[];
}

export const step = minute / 2;

export const signals: Signals = new Map([
  ['freezer', new Map([['depth', { unit: 'm' }], ...['a', 'b', 'mode'].map(name => [name, {}] as const)])],
]);

const severities = ['critical', 'major', 'minor', 'info'] as const;

const ruleOf = (levels: fc.Arbitrary<ConditionDocument[]>, clearWhen: fc.Arbitrary<RuleDocument['clearWhen'] | undefined>) =>
  fc
    .record({
      severities: fc.subarray([...severities], { minLength: 1, maxLength: 3 }),
      levels,
      clearWhen,
      stepDownAfter: fc.option(fc.constantFrom('30s', '1m', '2m'), { nil: undefined, freq: 2 }),
    })
    .map(({ severities: chosen, levels: conditions, clearWhen: clear, stepDownAfter }) => {
      const raise = chosen.map((severity, index) => ({ severity, when: conditions[index]! }));
      return ruleWith({
        appliesTo: { devices: deviceId },
        raise,
        clearWhen: clear ?? { not: raise.at(-1)!.when },
        ...(stepDownAfter === undefined ? {} : { stepDownAfter }),
      });
    });

const three = (conditions: typeof condition) => fc.array(conditions, { minLength: 3, maxLength: 3 });
const normal = fc.constantFrom('30s', '1m', '2m').map(normalFor => ({ normalFor }));

export const rule: fc.Arbitrary<RuleDocument> = fc.oneof(
  { weight: 5, arbitrary: ruleOf(three(condition), fc.oneof(fc.constant(undefined), condition, normal)) },
  { weight: 2, arbitrary: ruleOf(ladders, fc.oneof(fc.constant(undefined), condition, normal)) },
  { weight: 1, arbitrary: ruleOf(three(conditionWithReset), fc.constant('manual')) },
);

const values = fc.record(
  {
    a: fc.oneof({ weight: 8, arbitrary: small }, fc.constantFrom<Value>(0.1, 0.2, 0.7), fc.constant<Value>('broken')),
    b: small as fc.Arbitrary<Value>,
    depth: small as fc.Arbitrary<Value>,
    mode: fc.constantFrom<Value>('on', 'off', true, false, 1),
  },
  { requiredKeys: [] },
);

type Happens = { reads: Record<string, Value> } | { connected: boolean } | { created: true };
const happens: fc.Arbitrary<Happens> = fc.oneof(
  { weight: 30, arbitrary: values.map(reads => ({ reads })) },
  { weight: 5, arbitrary: fc.boolean().map(connected => ({ connected })) },
  { weight: 1, arbitrary: fc.constant({ created: true as const }) },
);

const tags = fc
  .record(
    {
      'properties.p': fc.constantFrom('-1', '0', '2'),
      q: fc.constantFrom('1', '1.5'),
      'properties.broken': fc.constant('on'),
      timeZone: fc.constantFrom('Europe/Oslo', 'Europe/Oslo', 'America/New_York', 'Mars/Base'),
    },
    { requiredKeys: [] },
  )
  .map(some => ({ deviceType: 'freezer', ...some }));

/** A quiet Monday; both changes of the clocks in Oslo; the one in New York; the night before a holiday. */
const starts = fc.constantFrom(
  ...['2026-03-02T12:00Z', '2026-03-29T00:40Z', '2026-10-25T00:40Z', '2026-03-08T06:40Z', '2026-04-01T21:40Z'].map(Date.parse),
);

export const events: fc.Arbitrary<DeviceEvent[]> = fc
  .constantFrom(1, 2, 8)
  .chain(longest =>
    fc.record({
      start: starts,
      tags,
      walks: fc.boolean(),
      steps: fc.array(fc.tuple(fc.integer({ min: 0, max: longest }), happens, fc.integer({ min: -1, max: 1 })), {
        minLength: 1,
        maxLength: 30,
        size: 'max',
      }),
    }),
  )
  .map(({ start, tags: constant, walks, steps }) => {
    let [at, a] = [start, 0];
    return steps.map(([gap, each, change], index) => {
      at += gap * step;
      a += change;
      if ('reads' in each) return readingAt(at, { ...each.reads, ...(walks ? { a, b: 0 - a } : {}) }, `m${index}`, constant);
      return 'created' in each ? createdAt(at) : connectionAt(at, each.connected, index);
    });
  });

export const pairs: fc.Arbitrary<Pair> = fc
  .record({ rule, events, resets: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }) })
  .map(({ rule: words, events: all, resets }) => {
    const until = all.at(-1)!.at + 20 * minute;
    const times = resets.map(each => all[0]!.at + each * step).filter(at => at <= until);
    return {
      rule: words,
      events: all,
      until,
      resets: words.clearWhen === 'manual' ? [...new Set(times)].toSorted((a, b) => a - b) : [],
    };
  });
