import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, tocsin } from './command.ts';

const broken = `{
  // too warm
  "id": "a", "name": "A", "why": "x", "owner": "me", "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [ { "severity": "major", "when": { "signal": "temperature", "gt": -10, "for": "PT5M" } } ],
  "clearWhen": { "signal": "temperature", "atMost": -18 },
  "notify": null, "message": { "title": "Warm" },
}
`;
const mended = broken
  .replace('// too warm', '"note": "too warm",')
  .replace('"gt"', '"above"')
  .replace('PT5M', '5m')
  .replace('"Warm" },', '"Warm" }');

async function validating(args: readonly string[], input = '') {
  const cwd = folder();
  writeFileSync(join(cwd, 'a.json'), broken);
  const said = await tocsin(cwd, ['validate', ...args], input);
  return { ...said, left: readFileSync(join(cwd, 'a.json'), 'utf8') };
}

test('validate --fix writes what can be put right, and says what is left', async () => {
  const { code, left, out } = await validating(['--fix', 'a.json']);
  expect([code, left]).toEqual([0, mended]);
  expect(out).toContain('4 problems fixed. 1 file, no problem, 1 warning.');
});

test('validate --fix of stdin: the text goes to stdout, what is said of it to stderr', async () => {
  const { code, out, err } = await validating(['--fix', '-'], broken);
  expect([code, out.trimEnd()]).toEqual([0, mended.trimEnd()]);
  expect(err).toContain('4 problems fixed');
});

test('a warning alone is no failure, and a warning for GitHub', async () => {
  const { code, out } = await validating(['--format', 'github', '-'], mended);
  expect([code, out.split(' ')[0]]).toEqual([0, '::warning']);
});

test('without --fix nothing is written', async () => {
  const { code, left } = await validating(['a.json']);
  expect([code, left]).toEqual([1, broken]);
});
