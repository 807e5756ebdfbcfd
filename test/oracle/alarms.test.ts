/** Severities, ends and resets, by hand: what the meaning of the words says of an alarm's life. */
import { expect, test } from 'vitest';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { a, night, when } from './night.ts';

const levels: Partial<RuleDocument> = {
  raise: [
    { severity: 'critical', when: { signal: 'a', above: 10 } },
    { severity: 'minor', when: { signal: 'a', above: 0 } },
  ],
  clearWhen: { signal: 'a', atMost: 5 },
};

test('severity rises while it is open; raise beats clear; step down falls to the level that holds', () => {
  expect(night(levels, a(['0m', 1], ['1m', 11], ['2m', 7]))).toEqual(['minor at 0s', 'critical at 1m']);
  expect(night(levels, a(['0m', 11], ['1m', 4], ['2m', 0]))).toEqual(['critical at 0s', 'cleared at 2m']);
  const falling = { ...levels, stepDownAfter: '5m' };
  expect(night(falling, a(['0m', 11], ['1m', 7]))).toEqual(['critical at 0s', 'minor at 6m']);
  expect(night(falling, a(['0m', 11], ['1m', 7], ['5m', 11], ['6m', 7]))).toEqual(['critical at 0s', 'minor at 11m']);
  expect(night(falling, a(['0m', 11], ['1m', 7], ['3m', 'broken'], ['13m', 7]))).toEqual(['critical at 0s', 'minor at 16m']);
  const nothing = { ...falling, clearWhen: 'manual' as const };
  expect(night(nothing, a(['0m', 11], ['1m', 0], ['10m', 1]))).toEqual(['critical at 0s', 'minor at 10m']);
});

test('`normalFor`: the open level, its own `for` aside, false and no other level true; unknown pauses', () => {
  const back = when({ signal: 'a', above: 0, for: '1m' }, { clearWhen: { normalFor: '5m' } });
  expect(night(back, a(['0m', 1], ['2m', 0]))).toEqual(['major at 1m', 'cleared at 7m']);
  expect(night(back, a(['0m', 1], ['2m', 0], ['4m', 1], ['4m30s', 0]))).toEqual(['major at 1m', 'cleared at 9m30s']);
  expect(night(back, a(['0m', 1], ['2m', 0], ['4m', 'broken'], ['14m', 0]))).toEqual(['major at 1m', 'cleared at 17m']);
  const two = { ...levels, clearWhen: { normalFor: '5m' } };
  expect(night(two, a(['0m', 11], ['1m', 1], ['3m', 0]))).toEqual(['critical at 0s', 'cleared at 8m']);
});

test('`manual`: refused while a level holds; a reset starts `count` anew', () => {
  const held = when({ signal: 'a', above: 0 }, { clearWhen: 'manual' });
  expect(night(held, a(['0m', 1], ['5m', 0]), { resets: ['3m', '6m', '7m'] })).toEqual(['major at 0s', 'reset at 6m']);
  const counted: Partial<RuleDocument> = {
    raise: [{ severity: 'major', when: { count: '30m', of: { signal: 'a', above: 0 }, atLeast: 2, for: '5m' } }],
    clearWhen: 'manual',
  };
  const twice = a(['0m', 1], ['1m', 1], ['40m', 1], ['50m', 1]);
  expect(night(counted, twice, { resets: ['31m'] })).toEqual(['major at 6m', 'reset at 31m', 'major at 55m']);
  expect(night(counted, twice, { resets: ['45m'] })).toEqual(['major at 6m', 'reset at 45m']);
});

test('of two readings of one signal and instant the greater message id counts; all of an instant are applied first', () => {
  const both = when({
    all: [
      { signal: 'a', above: 0 },
      { signal: 'b', above: 0 },
    ],
  });
  expect(
    night(both, [
      ['0m', { a: 0, b: 1 }],
      ['0m', { a: 1 }],
    ]),
  ).toEqual(['major at 0s']);
  expect(
    night(both, [
      ['0m', { a: 1, b: 1 }],
      ['0m', { a: 0 }],
    ]),
  ).toEqual([]);
});
