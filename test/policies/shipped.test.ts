import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runPolicyExamples } from '../../engine/policies/preview.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';

const folder = new URL('../../rules/policies/', import.meta.url);

test.each(readdirSync(folder))('%s is read, and its examples hold', name => {
  const read = readPolicy(readFileSync(new URL(name, folder), 'utf8'), name);
  expect(read.ok ? [] : read.problems).toEqual([]);
  if (!read.ok) return;
  expect(`${read.policy.id}.policy.json`).toBe(name);
  const results = runPolicyExamples(read.policy);
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ ok }) => !ok).map(({ says }) => says)).toEqual([]);
});
