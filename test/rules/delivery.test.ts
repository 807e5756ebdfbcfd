import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeviceEvent } from '../../engine/events/event.ts';
import { type Decision, type DeviceState, openAlarms } from '../../engine/rules/device-state.ts';
import { applyEvents, fireDue } from '../../engine/rules/evaluate.ts';
import { events, minute, rule } from './nights.ts';
import { ruleOf, rulesOf, start } from './watch.ts';

const story = (decisions: readonly Decision[]): unknown[] =>
  decisions.map(({ kind, at, decision, ...rest }) => [
    kind,
    (at - start) / minute,
    decision,
    'severity' in rest ? rest.severity : 'because' in rest ? rest.because : rest.began,
    'shown' in rest && rest.shown,
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
        const open = new Set<string>();
        for (const event of shuffled) {
          const arrivedAt = event.at + lag * minute;
          const applied = applyEvents(state, [{ event, arrivedAt }], rules, 10 * minute);
          const fired = fireDue(applied.state, arrivedAt + lag * minute, rules, 10 * minute);
          state = stored(fired.state);
          for (const { kind, key } of [...applied.decisions, ...fired.decisions]) {
            if (kind === 'raise') open.add(key);
            if (kind === 'over') open.delete(key);
          }
          expect([0, 1]).toContain(open.size);
          expect(openAlarms(state).map(({ key }) => key)).toEqual([...open]);
        }
        expect(Object.values(state!.counters).reduce((a, b) => a + b)).toBe(shuffled.length);
      },
    ),
    { numRuns: 200 },
  );
});
