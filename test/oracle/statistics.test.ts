/** What the random pairs hold: every word, and often enough with a difference to the alarms. TOCSIN_ORACLE_STATS=1 prints the table. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { say } from './device.ts';
import { type Pair, pairs, signals } from './random-pairs.ts';
import { trueAlarms } from './true-alarms.ts';
import { allWords, without, wordsOf } from './words.ts';

const sample = fc.sample(pairs, { numRuns: 1_500, seed: 2_026 });
const truthOf = ({ events, until, resets }: Pair, rule: RuleDocument) => trueAlarms(rule, events, { until, signals, resets });
/** With a word of its rule taken out, something else would have happened. */
const decides = (pair: Pair, word: string): boolean =>
  say(truthOf(pair, pair.rule)).join() !== say(truthOf(pair, without(pair.rule, word))).join();

test('each word is in at least one pair of a hundred, and decides in some of them', () => {
  const words = sample.map(({ rule }) => new Set(wordsOf(rule)));
  const table = allWords.map(word => {
    const users = sample.filter((_, index) => words[index]!.has(word));
    return { word, pairs: users.length, decides: users.slice(0, 40).filter(pair => decides(pair, word)).length };
  });
  if (process.env.TOCSIN_ORACLE_STATS === '1') console.table(table);
  expect(table.filter(row => row.pairs < sample.length / 100)).toEqual([]);
  expect(table.filter(row => row.decides === 0)).toEqual([]);
});

test('alarms are raised, become worse, step down, end and begin anew', () => {
  const nights = sample.map(pair => truthOf(pair, pair.rule));
  const share = (holds: (alarms: (typeof nights)[number]) => boolean) => nights.filter(holds).length / nights.length;
  const ends = (because: string) => share(alarms => alarms.some(({ over }) => over?.because === because));
  const shares = {
    raised: share(alarms => alarms.length > 0),
    quiet: share(alarms => alarms.length === 0),
    'severity changed': share(alarms => alarms.some(({ levels }) => levels.length > 1)),
    cleared: ends('cleared'),
    reset: ends('reset'),
    'raised again': share(alarms => alarms.length > 1),
  };
  if (process.env.TOCSIN_ORACLE_STATS === '1') console.table(shares);
  expect(shares.raised).toBeGreaterThan(0.4);
  expect(shares.quiet).toBeGreaterThan(0.05);
  expect(shares['severity changed']).toBeGreaterThan(0.05);
  expect(shares.cleared).toBeGreaterThan(0.15);
  expect(shares.reset).toBeGreaterThan(0.01);
  expect(shares['raised again']).toBeGreaterThan(0.05);
});
