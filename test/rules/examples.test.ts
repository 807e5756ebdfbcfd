import { expect, test } from 'vitest';
import { eventsOf } from '../../engine/rules/example-readings.ts';
import { runExamples } from '../../engine/rules/examples.ts';
import type { ExampleDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { ruleOf } from './watch.ts';

const setting = { device: 'f-7', startsAt: 0, tags: {}, seed: 'warm\nx' };
const values = (...readings: ExampleDocument['readings']) =>
  eventsOf(readings, setting).map(event => [event.at / 60_000, event.kind === 'reading' ? event.signals.a : event.kind]);

test('a series includes its end, a ramp goes from one value to the other', () => {
  expect(values({ from: '1m', to: '3m', every: '1m', a: [10, 20] })).toEqual([
    [1, 10],
    [2, 15],
    [3, 20],
  ]);
  expect(values({ from: '0m', to: '3m', every: '2m', a: [10, 20] })).toEqual([
    [0, 10],
    [2, 20],
  ]);
  expect(values({ at: '5m', a: true, connection: 'connected' }, { at: '6m', connection: 'disconnected' })).toEqual([
    [5, true],
    [5, 'connection'],
    [6, 'connection'],
  ]);
});

test('noise is the same each time, another for another signal, and of the size that was asked for', () => {
  const noisy = (signal: string) =>
    eventsOf([{ from: '1m', to: '1000m', every: '1m', [signal]: { normal: 4, spread: 0.5 } }], setting).map(event =>
      event.kind === 'reading' ? Number(event.signals[signal]) : 0,
    );
  const drawn = noisy('a');
  expect(noisy('a')).toEqual(drawn);
  expect(noisy('b')).not.toEqual(drawn);
  expect(drawn.slice(0, 3)).toMatchInlineSnapshot(`
    [
      3.596591,
      4.177397,
      4.069475,
    ]
  `);
  const mean = drawn.reduce((sum, each) => sum + each) / drawn.length;
  const spread = Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length);
  expect([mean.toFixed(1), spread.toFixed(1)]).toEqual(['4.0', '0.5']);
});

const run = (example: Partial<ExampleDocument>, words: Partial<RuleDocument> = {}) =>
  runExamples(
    ruleOf({ ...words, examples: [{ name: 'x', readings: [{ at: '0m', temperature: -10 }], expect: [], ...example }] }),
  )[0];

test.each<[string, Partial<ExampleDocument>, string]>([
  ['too much happened', {}, 'Expected nothing at all, but got “major” at 0s.'],
  [
    'too little happened',
    {
      expect: [
        { at: '0m', state: 'major' },
        { at: '5m', state: 'normal' },
      ],
    },
    'Expected “normal” at 5m, but nothing more happened.',
  ],
  ['too early', { expect: [{ at: '1m', state: 'major' }] }, 'Expected “major” at 1m, but got “major” at 0s.'],
  ['another state', { expect: [{ at: '0m', state: 'normal' }] }, 'Expected “normal” at 0m, but got “major” at 0s.'],
  ['as expected', { expect: [{ at: '0m', state: 'major' }] }, 'as expected'],
  ['by is at the latest', { expect: [{ by: '5m', state: 'major' }] }, 'as expected'],
  [
    'a refused reset',
    { actions: [{ at: '5m', do: 'reset' }] },
    'The reset at 5m was refused: this alarm ends by itself: its rule says when.',
  ],
])('%s', (_name, example, says) => expect(run(example)?.says).toBe(says));

test('the device of an example must be one that the rule applies to', () => {
  expect(run({}, { appliesTo: { tags: { site: 'oslo' } } })).toMatchObject({
    ok: false,
    says: 'The rule does not apply to the device of this example.',
  });
  expect(
    run(
      { device: { tags: { site: 'oslo' } }, expect: [{ at: '0m', state: 'major' }] },
      { appliesTo: { tags: { site: 'oslo' } } },
    ),
  ).toMatchObject({ ok: true });
});

test('a draft proves itself before it counts', () => {
  expect(run({ expect: [{ at: '0m', state: 'major' }] }, { status: 'draft' })).toMatchObject({ ok: true });
});

test('due times of the last instant are included', () => {
  const raise: RuleDocument['raise'] = [{ severity: 'major', when: { signal: 'temperature', above: -15, for: '10m' } }];
  expect(run({ until: '10m', expect: [{ at: '10m', state: 'major' }] }, { raise })).toMatchObject({ ok: true });
  expect(run({ until: '9m59s' }, { raise })).toMatchObject({ ok: true });
});
