import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { showProblem } from '../../engine/problems.ts';
import { runExamples } from '../../engine/rules/examples.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';

const listed = readSignals(readFileSync('rules/signals.json', 'utf8'), 'rules/signals.json');
const rules = readdirSync('rules')
  .filter(file => file.endsWith('.rule.json'))
  .map(file => {
    const text = readFileSync(`rules/${file}`, 'utf8');
    const read = readRule(text, file, listed.ok ? listed.signals : undefined);
    if (!read.ok) throw new Error(read.problems.map(problem => showProblem(problem, text)).join('\n'));
    return { file, rule: read.rule };
  });

test('signals.json is readable', () => expect(listed.ok ? [] : listed.problems).toEqual([]));

test.each(rules)('$file: keeps its own examples, loud and quiet', ({ file, rule }) => {
  const results = runExamples(rule);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect([results.some(({ got }) => got.length > 0), results.some(({ got }) => got.length === 0)]).toEqual([true, true]);
  expect(`${rule.id}.rule.json`).toBe(file);
});

test('without signals.json the same rules read as well', () => {
  for (const { rule } of rules) expect(readRule(rule.text, 'x').ok).toBe(true);
});
