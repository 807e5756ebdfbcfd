/** The plain evaluator held to the meaning of the words, one small night for each: worked out by hand. */
import { expect, test } from 'vitest';
import type { Value } from '../../engine/events/event.ts';
import type { ConditionDocument } from '../../engine/rules/rule.ts';
import { a, type Happens, night, when } from './night.ts';

test.each<[string, ConditionDocument, Value, string[]]>([
  ['above', { above: 1 }, 2, ['major at 1m']],
  ['above its limit only', { above: 2 }, 2, []],
  ['atLeast', { atLeast: 2 }, 2, ['major at 1m']],
  ['below', { below: 2 }, 1, ['major at 1m']],
  ['below its limit only', { below: 2 }, 2, []],
  ['atMost', { atMost: 2 }, 2, ['major at 1m']],
  ['between includes both limits', { between: [2, 3] }, 3, ['major at 1m']],
  ['outside is its negation', { outside: [2, 3] }, 3, []],
  ['outside', { outside: [2, 3] }, 3.1, ['major at 1m']],
  ['is', { is: 'on' }, 'on', ['major at 1m']],
  ['isNot', { isNot: 'on' }, 'off', ['major at 1m']],
  ['in', { in: ['on', 'off'] }, 'off', ['major at 1m']],
  ['notIn', { notIn: ['on', 'off'] }, 'broken', ['major at 1m']],
  ['a text is not above anything', { above: 1 }, 'broken', []],
  ['a text is neither a number nor another', { isNot: 1 }, 'broken', []],
])('%s', (_, comparison, value, want) => {
  expect(night(when({ signal: 'a', ...comparison }, { clearWhen: 'manual' }), a(['1m', value]))).toEqual(want);
});

test('limits: another signal, a property, its default; unknown without one', () => {
  const limited = (above: NonNullable<ConditionDocument['above']>, b: Value = 5) =>
    night(when({ signal: 'a', above }), [['1m', { a: 8, b }]], { tags: { 'properties.max': '7', name: 'Seven' } });
  expect(limited({ signal: 'b', plus: 2.5 })).toEqual(['major at 1m']);
  expect(limited({ signal: 'b', plus: 3 })).toEqual([]);
  expect(limited({ signal: 'c' })).toEqual([]);
  expect(limited({ property: 'max', plus: 0.5 })).toEqual(['major at 1m']);
  expect(limited({ property: 'max', plus: 1 })).toEqual([]);
  expect(limited({ property: 'least', default: 6, plus: 1 })).toEqual(['major at 1m']);
  expect(limited({ property: 'name', default: 6 })).toEqual(['major at 1m']);
  expect(limited({ property: 'name' })).toEqual([]);
  expect(limited({ property: 'least' })).toEqual([]);
});

test('values are converted to the unit of the rule', () => {
  const warm = when({ signal: 'a', atLeast: -10, unit: '°C' });
  expect(night(warm, a(['0m', 13.9], ['1m', 14]), { units: { a: '°F' } })).toEqual(['major at 1m']);
  expect(night(warm, a(['0m', 14]))).toEqual(['major at 0s']);
});

test('all, any and not know three values', () => {
  const [yes, no, unknown]: ConditionDocument[] = [
    { signal: 'a', above: 0 },
    { signal: 'a', below: 0 },
    { signal: 'never', above: 0 },
  ];
  const holds = (condition: ConditionDocument) => night(when(condition), a(['1m', 1])).length > 0;
  const fails = (condition: ConditionDocument) => holds({ not: condition });
  expect([holds({ all: [yes!, yes!] }), holds({ all: [yes!, unknown!] }), fails({ all: [no!, unknown!] })]).toEqual([
    true,
    false,
    true,
  ]);
  expect([holds({ any: [yes!, unknown!] }), fails({ any: [no!, unknown!] }), fails({ any: [no!, no!] })]).toEqual([
    true,
    false,
    true,
  ]);
  expect([holds({ not: unknown! }), holds({ not: no! }), holds({ not: yes! })]).toEqual([false, true, false]);
});

test('`for`: in all so long; false starts anew, unknown pauses, no reading is needed', () => {
  const lasting = when({ signal: 'a', above: 0, for: '5m' }, { clearWhen: 'manual' });
  expect(night(lasting, a(['0m', 1]))).toEqual(['major at 5m']);
  expect(night(lasting, a(['0m', 1], ['4m', 0], ['5m', 1]))).toEqual(['major at 10m']);
  expect(night(lasting, a(['0m', 1], ['4m', 'broken'], ['20m', 1]))).toEqual(['major at 21m']);
  expect(night(lasting, a(['0m', 1], ['5m', 0]))).toEqual([]);
});

test.each<[string, ConditionDocument, string[]]>([
  ['average', { average: '4m', is: 3 }, ['major at 5m']],
  ['min', { min: '4m', is: 1 }, ['major at 5m', 'cleared at 6m']],
  ['max', { max: '4m', is: 5 }, ['major at 5m', 'cleared at 8m']],
  ['sum', { sum: '4m', is: 9 }, ['major at 5m', 'cleared at 6m']],
  ['range', { range: '4m', is: 4 }, ['major at 5m', 'cleared at 6m']],
  ['change', { change: '4m', is: 2 }, ['major at 5m', 'cleared at 6m']],
])('%s over the readings of a window that has been observed', (_, words, want) => {
  const changes = night(when({ signal: 'a', ...words }), a(['1m', 0], ['2m', 1], ['4m', 5], ['5m', 3]));
  expect(changes.slice(0, want.length)).toEqual(want);
});

test('a window is (t − w, t], unknown before it was observed and when it is empty', () => {
  const low = when({ signal: 'a', max: '2m', atMost: 0 }, { clearWhen: { signal: 'a', max: '2m', above: 0 } });
  expect(night(low, a(['0m', 1], ['1m', 0]))).toEqual(['major at 2m']);
  expect(night(low, a(['0m', 0], ['1m', 0], ['5m', 1]))).toEqual(['major at 2m', 'cleared at 5m']);
  expect(night(low, a(['0m', 0]))).toEqual([]);
});

test('`count`: readings that satisfy it on their own; readings of one instant are one', () => {
  const counted = when({ count: '10m', of: { signal: 'a', above: { signal: 'b' } }, atLeast: 2 });
  const at = (time: string, ...values: number[]): [string, Happens] => [
    time,
    { a: values[0]!, ...(values[1] !== undefined && { b: values[1] }) },
  ];
  expect(night(counted, [at('0m', 1, 0), at('1m', 1), at('3m', 1, 0)])).toEqual(['major at 3m', 'cleared at 10m']);
  expect(night(counted, [at('0m', 1, 0), at('0m', 2, 0)])).toEqual([]);
  expect(night(when({ count: '1m', of: { signal: 'a', above: 0 }, atMost: 0 }), a(['0m', 1]))).toEqual(['major at 1m']);
});

test('`rate`: slope of the line through at least 3 readings, per hour or as written', () => {
  const ramp = a(['0m', 0], ['1m', 1], ['2m', 2], ['3m', 3]);
  expect(night(when({ signal: 'a', rate: '3m', is: 60 }), ramp)).toEqual(['major at 3m']);
  expect(night(when({ signal: 'a', rate: '3m', per: '1m', is: 1 }), ramp)).toEqual(['major at 3m']);
  expect(night(when({ signal: 'a', rate: '2m', is: 60 }), ramp)).toEqual([]);
});

test('`trend`: the level is reached within the time; past it is no forecast', () => {
  const ramp = a(...Array.from({ length: 10 }, (_, minute): [string, Value] => [`${minute}m`, minute]));
  const forecast = { signal: 'a', trend: '10m', reaches: 13, within: '2m' };
  expect(night(when(forecast, { clearWhen: 'manual' }), ramp)).toEqual(['major at 11m']);
  const near = { ...forecast, reaches: 11, within: '30s' };
  expect(night(when(near), ramp)).toEqual(['major at 10m30s', 'cleared at 11m+1ms']);
  expect(night(when({ ...near, reaches: 9 }), ramp)).toEqual([]);
  const level = a(['0m', 5], ['1m', 5], ['9m', 5], ['9m30s', 5]);
  expect(night(when({ ...near, reaches: 5 }), level)).toEqual(['major at 10m']);
  expect(night(when({ ...near, reaches: 6 }), level)).toEqual([]);
});

test('`unusualBy`: robust deviations from the median of the baseline, on the chosen side', () => {
  const usual = a(['0m', 1], ['1m', 2], ['2m', 3], ['3m', 2], ['4m', 1], ['5m', 3]);
  const odd = (direction: 'higher' | 'lower' | 'either', value: number) =>
    night(when({ signal: 'a', unusualBy: 2, baseline: '6m', direction }, { clearWhen: 'manual' }), [
      ...usual,
      ...a(['6m', value]),
    ]);
  expect([odd('higher', 5), odd('either', 5), odd('lower', 5)]).toEqual([['major at 6m'], ['major at 6m'], []]);
  expect([odd('higher', -2), odd('either', -2), odd('lower', -2)]).toEqual([[], ['major at 6m'], ['major at 6m']]);
  expect(odd('either', 3.5)).toEqual([]);
  const early = when({ signal: 'a', unusualBy: 2, baseline: '6m' }, { clearWhen: 'manual' });
  expect(night(early, a(['0m', 1], ['1m', 1], ['2m', 1], ['3m', 9]))).toEqual(['major at 6m']);
});

test('`silent`: no reading and no connect event, from when the device became known', () => {
  const silent = when({ silent: '5m' });
  expect(
    night(silent, [
      ['0m', 'created'],
      ['8m', { a: 1 }],
    ]),
  ).toEqual(['major at 5m', 'cleared at 8m', 'major at 13m']);
  expect(
    night(silent, [
      ['0m', { a: 1 }],
      ['3m', 'connected'],
      ['4m', 'disconnected'],
    ]),
  ).toEqual(['major at 8m']);
});

test('`connection` is unknown before the first event', () => {
  const off = when({ not: { connection: 'connected' } });
  expect(
    night(off, [
      ['0m', { a: 1 }],
      ['1m', 'disconnected'],
      ['2m', 'connected'],
    ]),
  ).toEqual(['major at 1m', 'cleared at 2m']);
});

test("`during`: past midnight it belongs to the day it began; the zone is the site's, and unknown without one", () => {
  const oslo = { tags: { timeZone: 'Europe/Oslo' }, from: Date.parse('2026-03-02T23:30:00+01:00') };
  const hours = { from: '23:45', to: '00:15' };
  expect(night(when({ during: hours }), a(['0m', 1]), oslo)).toEqual(['major at 15m', 'cleared at 45m']);
  expect(night(when({ during: { ...hours, days: ['mon'] } }), a(['0m', 1]), oslo)).toEqual(['major at 15m', 'cleared at 45m']);
  expect(night(when({ during: { ...hours, days: ['tue'] } }), a(['0m', 1]), oslo)).toEqual([]);
  expect(night(when({ during: { ...hours, except: ['2026-03-02'] } }), a(['0m', 1]), oslo)).toEqual([]);
  expect(night(when({ notDuring: hours }), a(['0m', 1]), oslo)).toEqual(['major at 0s', 'cleared at 15m', 'major at 45m']);
  expect(night(when({ notDuring: hours }), a(['0m', 1]), { from: oslo.from })).toEqual([]);
  expect(night(when({ notDuring: hours }), a(['0m', 1]), { ...oslo, tags: { timeZone: 'Mars/Base' } })).toEqual([]);
});

test('`during` when clocks change: what is skipped is later, what comes twice is the first', () => {
  const hours = { from: '02:15', to: '03:30', timeZone: 'Europe/Oslo' };
  const spring = { from: Date.parse('2026-03-29T01:45:00+01:00') };
  expect(night(when({ during: hours }), a(['0m', 1]), spring)).toEqual(['major at 30m', 'cleared at 45m']);
  const autumn = { from: Date.parse('2026-10-25T02:00:00+02:00') };
  expect(night(when({ during: { ...hours, to: '02:45' } }), a(['0m', 1]), autumn)).toEqual(['major at 15m', 'cleared at 45m']);
});
