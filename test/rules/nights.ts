/** Random rules and nights: all times are multiples of half a minute, so that due times and readings often fall together. */
import fc from 'fast-check';
import type { DeviceEvent } from '../../engine/events/event.ts';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { start } from './watch.ts';

export const minute = 60_000;
const spans = fc.constantFrom('30s', '1m', '2m', '5m', '7m30s');
const limit = fc.integer({ min: -3, max: 3 });
const leaf: fc.Arbitrary<ConditionDocument> = fc.oneof(
  fc.record({ signal: fc.constantFrom('a', 'b'), above: limit }),
  fc.record({ signal: fc.constantFrom('a', 'b'), atMost: limit }),
  fc.record({ signal: fc.constant('a'), average: spans, above: limit }),
  fc.record({ signal: fc.constant('a'), min: spans, atLeast: limit }),
  fc.record({ signal: fc.constant('b'), max: spans, below: limit }),
  fc.record({ signal: fc.constant('a'), above: fc.record({ signal: fc.constant('b'), plus: limit }) }),
  fc.record({ silent: spans }),
  fc.record({ connection: fc.constantFrom('connected' as const, 'disconnected' as const) }),
);
const { condition } = fc.letrec<{ condition: ConditionDocument }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.tuple(leaf, spans).map(([bare, span]) => ({ ...bare, for: span })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(all => ({ all })),
    fc.tuple(fc.array(tie('condition'), { minLength: 1, maxLength: 3 }), spans).map(([any, span]) => ({ any, for: span })),
    tie('condition').map(not => ({ not })),
  ),
}));
export const rule: fc.Arbitrary<Partial<RuleDocument>> = fc
  .record({
    critical: condition,
    minor: condition,
    clear: fc.oneof(
      fc.constant('not minor' as const),
      condition,
      spans.map(normalFor => ({ normalFor })),
    ),
  })
  .map(({ critical, minor, clear }) => ({
    raise: [
      { severity: 'critical', when: critical },
      { severity: 'minor', when: minor },
    ],
    clearWhen: clear === 'not minor' ? { not: minor } : clear,
  }));

/** Distinct instants, in order: minutes and half minutes, so that due times and readings often fall together. */
export const events: fc.Arbitrary<DeviceEvent[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 8 }),
      signals: fc.oneof(
        fc.record({ a: fc.oneof(limit, fc.constantFrom(0.1, 0.2, 0.7)), b: limit }, { requiredKeys: [] }),
        fc.constant({ a: 'broken' }),
      ),
      connected: fc.option(fc.boolean(), { freq: 4 }),
    }),
    { minLength: 5, maxLength: 40, size: 'max' },
  )
  .map(steps => {
    let at = start;
    return steps.map(({ gap, signals, connected }, index): DeviceEvent => {
      at += gap * (minute / 2);
      const about = { device: 'f-7', hub: 'plant', messageId: `m${index}`, at };
      if (connected === null) return { ...about, kind: 'reading', signals: signals as never, tags: { deviceType: 'freezer' } };
      return { ...about, kind: 'connection', connected, sequence: String(index).padStart(64, '0') };
    });
  })
  .map(([first, ...rest]) => [
    { ...first!, kind: 'reading' as const, signals: { a: 0 }, tags: { deviceType: 'freezer' } },
    ...rest,
  ]);
