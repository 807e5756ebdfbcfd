/** The rules and policies that ship, and the samples, in plain English: read the files in golden/ as their owners would. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Policy } from '../../engine/policies/policy.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { sayPolicy } from '../../engine/say/policy.ts';
import { sayRule } from '../../engine/say.ts';

const folders = ['rules', 'rules/policies', 'test/samples'];
const files = folders.flatMap(folder =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter(name => /^(rule|policy)-|\.(rule|policy)\.json$/.test(name))
    .map(name => ({ folder, name })),
);

test.each(files)('$folder/$name', async ({ folder, name }) => {
  const document = JSON.parse(readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8')) as RuleDocument | Policy;
  const said = 'raise' in document ? sayRule(document) : sayPolicy(document);
  const golden = `golden/${folder.replaceAll('/', '-')}-${name.replace(/(\.rule|\.policy)?\.json$/, '')}.txt`;
  await expect(`${said}\n`).toMatchFileSnapshot(golden);
});
