/** What random documents and readings once found. */
import { expect, test } from 'vitest';
import { base } from '../../engine/problems/catalogue/sample.ts';
import { ruleOf, Watch } from '../rules/watch.ts';
import { readSafely } from './documents.ts';

const altered = (kind: 'rule' | 'policy', from: string, to: string) => {
  const text = base[kind].replaceAll(from, to);
  expect(text).not.toBe(base[kind]);
  return { kind, text };
};

test.each([
  { name: 'a signal that is an object with a toString of its own', ...altered('rule', '"temperature",', '{ "toString": 0 },') },
  {
    name: 'a day that is one',
    ...altered('policy', '"steps"', '"calendars": { "a": { "days": [{ "toString": 0 }] } }, "steps"'),
  },
  { name: 'a rotation with a name of the language', ...altered('policy', 'rotation:primary', 'rotation:toString') },
  {
    name: 'eight rotations without anything',
    ...altered(
      'policy',
      '"rotations": {',
      `"rotations": { ${[...'!"#$%&/('].map(sign => `${JSON.stringify(sign)}: 0,`).join(' ')}`,
    ),
  },
])('read safely: $name', readSafely);

test.each(['toString', 'valueOf', '__defineGetter__'])('a signal called %s, in a rule called constructor', signal => {
  const watch = new Watch(
    ruleOf({
      id: 'constructor',
      raise: [{ severity: 'major', when: { signal, average: '2m', above: 5 } }],
      clearWhen: { signal, atMost: 5 },
    }),
  );
  for (const [index, value] of [9, 9, 9, 1, 1].entries()) watch.reads(`${index}m`, { [signal]: value });
  expect(watch.news()).toEqual(['major at 2m', 'cleared at 3m']);
});

test('a reading that is too large in the unit of the rule raises, and leaves nothing that is no JSON', () => {
  const signals = new Map([['freezer', new Map([['depth', { unit: 'm' }]])]]);
  const when = { signal: 'depth', unit: 'cm', above: 0 };
  const watch = new Watch(ruleOf({ raise: [{ severity: 'major', when }], clearWhen: { not: when } }, signals));
  watch.reads('0m', { depth: Number.MAX_VALUE });
  const [raise] = watch.decisions;
  expect(raise).toEqual(JSON.parse(JSON.stringify(raise)));
  expect(watch.news()).toEqual(['major at 0s']);
});
