import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeviceEvent } from '../../engine/events/event.ts';
import type { Decision, DeviceState } from '../../engine/rules/device-state.ts';
import { applyEvents, fireDue } from '../../engine/rules/evaluate.ts';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { ruleOf, rulesOf, start } from './watch.ts';

const minute = 60_000;
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
const rule: fc.Arbitrary<Partial<RuleDocument>> = fc
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
const events: fc.Arbitrary<DeviceEvent[]> = fc
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

const story = (decisions: readonly Decision[]): unknown[] =>
  decisions.map(({ kind, at, decision, ...rest }) => [
    kind,
    (at - start) / minute,
    decision,
    'severity' in rest ? rest.severity : rest.because,
    rest.shown,
  ]);
const stored = (state: DeviceState): DeviceState => JSON.parse(JSON.stringify(state)) as DeviceState;

type Deliver = (events: readonly DeviceEvent[]) => Decision[];

test('in one batch, one by one, from stored states, or with due times fired in between: the same decisions', () => {
  fc.assert(
    fc.property(rule, events, (words, all) => {
      const rules = rulesOf(ruleOf(words));
      const end = all.at(-1)!.at + 60 * minute;
      const tail = (state: DeviceState) => fireDue(state, end, rules, 0).decisions;
      const together: Deliver = given => {
        const { state, decisions } = applyEvents(
          undefined,
          given.map(event => ({ event, arrivedAt: event.at })),
          rules,
          0,
        );
        return [...decisions, ...tail(state)];
      };
      const single =
        (store: boolean, fire: boolean): Deliver =>
        given => {
          let state: DeviceState | undefined;
          let fireAt: number | undefined;
          const decisions: Decision[] = [];
          for (const event of given) {
            while (fire && state && fireAt !== undefined && fireAt < event.at) {
              const fired = fireDue(store ? stored(state) : state, fireAt, rules, 0);
              decisions.push(...fired.decisions);
              ({ state, fireAt } = { fireAt: undefined, ...fired });
            }
            const applied = applyEvents(state && store ? stored(state) : state, [{ event, arrivedAt: event.at }], rules, 0);
            decisions.push(...applied.decisions);
            ({ state, fireAt } = { fireAt: undefined, ...applied });
          }
          return [...decisions, ...tail(state!)];
        };
      const want = story(together(all));
      expect(story(single(false, false)(all))).toEqual(want);
      expect(story(single(true, false)(all))).toEqual(want);
      expect(story(single(true, true)(all))).toEqual(want);
      expect(story(together([...all].reverse()))).toEqual(want);
      expect(story(together(all.flatMap(event => [event, event])))).toEqual(want);
    }),
    { numRuns: 300 },
  );
});

test('whatever comes in whatever order: counted, and never thrown at', () => {
  fc.assert(
    fc.property(
      rule,
      events,
      fc.infiniteStream(fc.integer({ min: 0, max: 24 })),
      fc.integer({ min: 0, max: 30 }),
      (words, all, order, lag) => {
        const rules = rulesOf(ruleOf(words));
        const shuffled = [...order.take(60)].map(index => all[index % all.length]!);
        let state: DeviceState | undefined;
        let open = 0;
        for (const event of shuffled) {
          const arrivedAt = event.at + lag * minute;
          const applied = applyEvents(state, [{ event, arrivedAt }], rules, 10 * minute);
          const fired = fireDue(applied.state, arrivedAt + lag * minute, rules, 10 * minute);
          state = stored(fired.state);
          for (const { kind } of [...applied.decisions, ...fired.decisions])
            open += kind === 'raise' ? 1 : kind === 'over' ? -1 : 0;
          expect([0, 1]).toContain(open);
          expect(Object.values(state.rules).filter(each => each.open).length).toBe(open);
        }
        expect(Object.values(state!.counters).reduce((a, b) => a + b)).toBe(shuffled.length);
      },
    ),
    { numRuns: 200 },
  );
});
