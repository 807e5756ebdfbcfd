import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, showDuration } from '../../engine/duration.ts';
import { showComparison } from '../../engine/rules/shown.ts';
import { converter, unitNames } from '../../engine/units.ts';

test.each([
  ['30s', 30_000],
  ['10m', 600_000],
  ['1h30m', 5_400_000],
  ['14d', 1_209_600_000],
  ['90s', 90_000],
  ['0m', 0],
  ['', undefined],
  ['10', undefined],
  ['30m1h', undefined],
  ['1h1h', undefined],
  ['1.5h', undefined],
  ['-5m', undefined],
  ['5 m', undefined],
  ['5M', undefined],
  ['1w', undefined],
  ['PT10M', undefined],
])('duration %s', (text, want) => expect(parseDuration(text)).toBe(want));

test('a shown duration reads back as the same time', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), seconds => {
      expect(parseDuration(showDuration(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
  expect([0, 5_400_000, 90_061_000].map(showDuration)).toEqual(['0s', '1h30m', '1d1h1m1s']);
});

test.each([
  [14, '°F', '°C', -10],
  [273.15, 'K', '°C', 0],
  [-10, '°C', '°F', 14],
  [1, 'bar', 'kPa', 100],
  [60, 'L/min', 'm³/h', 3.6],
  [1500, 'rpm', 'Hz', 25],
  [0.0071, 'm/s', 'mm/s', 7.1],
])('%d %s in %s', (value, from, to, want) => expect(converter(from, to)?.(value)).toBe(want));

test('what measures something else does not convert; every unit is itself', () => {
  expect([converter('°C', 'bar'), converter('°C', 'furlong')]).toEqual([undefined, undefined]);
  for (const unit of unitNames) expect(converter(unit, unit)?.(0.1)).toBe(0.1);
});

test.each([
  [-9.6, -10, '°C', '-9.6 °C', '-10 °C'],
  [-13.3333333, -15, '°C', '-13.3 °C', '-15 °C'],
  [7.256, 7.1, 'mm/s', '7.26 mm/s', '7.1 mm/s'],
  [-9.996, -10, '°C', '-9.996 °C', '-10 °C'],
  [10.04, 10, '%', '10.04 %', '10 %'],
  [10, 10, '%', '10 %', '10 %'],
  [-0.001, 0, '°C', '-0.001 °C', '0 °C'],
  [3, 2, undefined, '3', '2'],
  [1e300, 2, undefined, '1e+300', '2'],
])('%d against %d %s is shown as %s', (value, limit, unit, shown, shownLimit) => {
  expect(showComparison(value, [limit], unit)).toEqual({ value: shown, limit: shownLimit });
});

test('a range is shown with both limits', () => {
  expect(showComparison(15.04, [6, 14], 'bar')).toEqual({ value: '15 bar', limit: '6 to 14 bar' });
});
