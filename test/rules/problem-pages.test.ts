import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brokenRules, readBroken, told } from '../../bin/problems/broken-rules.ts';
import { problemPages } from '../../bin/problems/pages.ts';
import { isError } from '../../engine/problems.ts';
import { runExamples } from '../../engine/rules/examples.ts';

const pages = problemPages();

test('docs/problems is what the catalogue says (npm run problem-pages)', () => {
  expect(
    readdirSync('docs/problems')
      .map(name => `docs/problems/${name}`)
      .sort(),
  ).toEqual([...pages.keys()].sort());
  for (const [path, text] of pages) expect(readFileSync(path, 'utf8'), path).toBe(text);
});

test.each(brokenRules)('$slip: wrong before, right after, and its examples hold', ({ name, before, after }) => {
  const broken = readBroken(name, before);
  expect(broken.ok ? [] : broken.problems.filter(isError).length).not.toBe(0);
  expect(told(name, after)).toBe('');
  const mended = readBroken(name, after);
  expect(mended.ok && runExamples(mended.rule).filter(({ ok }) => !ok)).toEqual([]);
});
