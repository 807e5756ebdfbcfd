import { expect, test } from 'vitest';
import type { Value } from '../../engine/events/event.ts';
import type { ConditionDocument } from '../../engine/rules/rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { ruleOf, Watch } from './watch.ts';

const raises = (when: ConditionDocument, signals: Readonly<Record<string, Value>>): boolean =>
  new Watch(ruleOf({ raise: [{ severity: 'major', when }], clearWhen: 'manual' })).reads('1m', signals).decisions.length > 0;

const s = 'temperature';
test.each<[string, ConditionDocument, [Value, boolean][]]>([
  [
    'above',
    { signal: s, above: 8 },
    [
      [7.9, false],
      [8, false],
      [8.1, true],
    ],
  ],
  [
    'atLeast',
    { signal: s, atLeast: 8 },
    [
      [7.9, false],
      [8, true],
      [8.1, true],
    ],
  ],
  [
    'below',
    { signal: s, below: 8 },
    [
      [7.9, true],
      [8, false],
      [8.1, false],
    ],
  ],
  [
    'atMost',
    { signal: s, atMost: 8 },
    [
      [7.9, true],
      [8, true],
      [8.1, false],
    ],
  ],
  [
    'between includes both limits',
    { signal: s, between: [2, 8] },
    [
      [1.9, false],
      [2, true],
      [5, true],
      [8, true],
      [8.1, false],
    ],
  ],
  [
    'outside is its negation',
    { signal: s, outside: [2, 8] },
    [
      [1.9, true],
      [2, false],
      [5, false],
      [8, false],
      [8.1, true],
    ],
  ],
  [
    'is a text',
    { signal: s, is: 'open' },
    [
      ['open', true],
      ['Open', false],
      ['', false],
    ],
  ],
  [
    'is a number',
    { signal: s, is: 3 },
    [
      [3, true],
      [3.1, false],
    ],
  ],
  [
    'is true',
    { signal: s, is: true },
    [
      [true, true],
      [false, false],
    ],
  ],
  [
    'isNot',
    { signal: s, isNot: 'OK' },
    [
      ['OK', false],
      ['E21', true],
    ],
  ],
  [
    'in',
    { signal: s, in: ['E21', 'E22'] },
    [
      ['E21', true],
      ['E22', true],
      ['E2', false],
    ],
  ],
  [
    'notIn',
    { signal: s, notIn: ['OK', 'IDLE'] },
    [
      ['OK', false],
      ['IDLE', false],
      ['E21', true],
    ],
  ],
])('%s', (_name, when, rows) => {
  for (const [value, want] of rows) expect([value, raises(when, { [s]: value })]).toEqual([value, want]);
});

test.each<[string, ConditionDocument, Value]>([
  ['a text where a number is compared', { signal: s, above: 8 }, 'hot'],
  ['true where a number is compared', { signal: s, above: 0 }, true],
  ['a number where a text is compared', { signal: s, is: 'open' }, 1],
  ['a number among texts', { signal: s, in: ['E21'] }, 21],
  ['a number not among texts', { signal: s, notIn: ['E21'] }, 21],
  ['a text in a range', { signal: s, outside: [2, 8] }, '9'],
])('%s is unknown, and so is its negation', (_name, when, value) => {
  expect(raises(when, { [s]: value })).toBe(false);
  expect(raises({ not: when }, { [s]: value })).toBe(false);
});

test('a signal that never came is unknown', () => {
  expect(raises({ not: { signal: 'pressure', above: 1 } }, { [s]: 1 })).toBe(false);
});

const yes: ConditionDocument = { signal: 'yes', is: true };
const no: ConditionDocument = { signal: 'yes', is: false };
const unknown: ConditionDocument = { signal: 'never', is: true };
test.each<[string, ConditionDocument, boolean | undefined]>([
  ['all: true and true', { all: [yes, yes] }, true],
  ['all: false if any is false', { all: [yes, unknown, no] }, false],
  ['all: else unknown if any is unknown', { all: [yes, unknown] }, undefined],
  ['any: true if any is true', { any: [no, unknown, yes] }, true],
  ['any: else unknown if any is unknown', { any: [no, unknown] }, undefined],
  ['any: false and false', { any: [no, no] }, false],
  ['not true', { not: yes }, false],
  ['not false', { not: no }, true],
  ['not unknown is unknown', { not: unknown }, undefined],
])('%s', (_name, when, want) => {
  const seen = raises(when, { yes: true }) ? true : raises({ not: when }, { yes: true }) ? false : undefined;
  expect(seen).toBe(want);
});

test.each([
  [9.4, false],
  [9.5, false],
  [9.6, true],
])('a limit may be another signal, plus something: %d against 7 + 2.5', (value, want) => {
  const when: ConditionDocument = { signal: 'supply', above: { signal: 'setpoint', plus: 2.5 } };
  expect(raises(when, { supply: value, setpoint: 7 })).toBe(want);
  expect(raises(when, { supply: value })).toBe(false);
  expect(raises({ signal: 'supply', is: { signal: 'other' } }, { supply: value, other: value })).toBe(true);
});

test('the newest value of each signal counts, whichever reading brought it', () => {
  const when: ConditionDocument = {
    all: [
      { signal: 'a', is: 1 },
      { signal: 'b', is: 1 },
    ],
  };
  const watch = new Watch(ruleOf({ raise: [{ severity: 'major', when }], clearWhen: 'manual' }));
  expect(watch.reads('1m', { a: 1 }).reads('2m', { b: 1 }).news()).toEqual(['major at 2m']);
});

test.each([
  { fahrenheit: 13.9, raised: false },
  { fahrenheit: 14, raised: false },
  { fahrenheit: 14.2, raised: true, value: '-9.89 °C' },
])('a signal in another unit is converted: $fahrenheit °F against −10 °C', ({ fahrenheit, raised, value }) => {
  const read = readSignals('{ "freezer": { "temperature": { "unit": "°F" } } }', 'signals.json');
  if (!read.ok) throw new Error('readable');
  const when: ConditionDocument = { signal: 'temperature', above: -10, unit: '°C' };
  const rule = ruleOf({ raise: [{ severity: 'major', when }], clearWhen: 'manual' }, read.signals);
  const { decisions } = new Watch(rule).reads('1m', { temperature: fahrenheit });
  expect(decisions.map(decision => decision.kind !== 'revised' && decision.shown)).toEqual(
    raised ? [{ value, limit: '-10 °C' }] : [],
  );
});
