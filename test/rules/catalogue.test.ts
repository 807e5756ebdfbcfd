import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../engine/problems/catalogue/all.ts';
import { base } from '../../engine/problems/catalogue/sample.ts';
import { problemsOf } from '../../engine/problems/catalogue/tried.ts';
import { showProblem } from '../../engine/problems.ts';

const all = catalogue.flatMap(({ problems }) => problems);

test.each(Object.keys(base) as (keyof typeof base)[])('the %s that samples are made of is without a problem', of => {
  expect(problemsOf({ in: of, write: base[of] }).problems).toEqual([]);
});

test.each(all)('$code: the bad sample shows it and nothing else, the good one shows nothing', ({ code, bad, good }) => {
  const { problems, text } = problemsOf(bad);
  expect([...new Set(problems.map(each => each.code))], problems.map(each => showProblem(each, text)).join('\n')).toEqual([code]);
  const right = problemsOf(good);
  expect(right.problems.map(each => showProblem(each, right.text))).toEqual([]);
});

test('every problem says what to do about it', () => {
  for (const { bad } of all)
    for (const { code, fix } of problemsOf(bad).problems) expect([code, fix]).toEqual([code, expect.any(String)]);
});

test('every code that the engine tells of has its page, and every page its code', () => {
  const sources = readdirSync('engine', { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts') && !path.startsWith('problems/catalogue/'));
  const found = sources.flatMap(
    path => readFileSync(`engine/${path}`, 'utf8').match(/'(rule|policy|document|signals|calendar)\/[a-z0-9-]+'/g) ?? [],
  );
  expect([...new Set(found.map(each => each.slice(1, -1)))].sort()).toEqual(all.map(({ code }) => code).sort());
});
