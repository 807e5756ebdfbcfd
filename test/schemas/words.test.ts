/** What editors show of each word, and what they offer in an empty file. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { plain, type Schema } from '../../bin/schemas/plain.ts';
import { newPolicy, newRule } from '../../bin/schemas/snippets.ts';
import { CalendarsSchema } from '../../engine/calendars/calendar-document.ts';
import { PolicySchema } from '../../engine/policies/policy.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';
import { runExamples } from '../../engine/rules/examples.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { RuleSchema } from '../../engine/rules/rule.ts';
import { SignalsSchema } from '../../engine/rules/signals-document.ts';

const sources = {
  rule: plain(RuleSchema),
  policy: plain(PolicySchema),
  signals: plain(SignalsSchema),
  calendars: plain(CalendarsSchema),
};

interface Word {
  readonly path: string;
  readonly schema: Schema;
  readonly definitions: unknown;
}

/** Every word of every object, wherever it stands. */
function wordsIn(schema: unknown, path: string, definitions: unknown): Word[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((each, index) => wordsIn(each, `${path}/${index}`, definitions));
  return Object.entries(schema).flatMap(([keyword, inner]) => {
    if (keyword === 'examples' || keyword === 'enum') return [];
    if (keyword !== 'properties') return wordsIn(inner, `${path}/${keyword}`, definitions);
    return Object.entries(inner as Record<string, Schema>).flatMap(([word, each]) => [
      { path: `${path}/${word}`, schema: each, definitions },
      ...wordsIn(each, `${path}/${word}`, definitions),
    ]);
  });
}

const words = Object.entries(sources).flatMap(([name, schema]) => wordsIn(schema, name, schema.definitions));

test('every word says what it means, with an example that it accepts', () => {
  const ajv = new Ajv({ strict: false });
  const wrong = words.flatMap(({ path, schema, definitions }) => {
    const { description, examples } = schema as { description?: string; examples?: unknown[] };
    if (!/^\S.{15,}/.test(description ?? '')) return [`${path}: no description`];
    if (!/^[A-Z]|^true/.test(description ?? '')) return [`${path}: “${description}” begins small`];
    const [example] = examples ?? [];
    if (example === undefined) return [`${path}: no example`];
    return ajv.validate({ ...schema, definitions }, example) ? [] : [`${path}: ${JSON.stringify(example)} is not accepted`];
  });
  expect(words.length).toBeGreaterThan(150);
  expect(wrong).toEqual([]);
});

/** As if somebody had accepted every place as it is offered. */
const accepted = (body: unknown): string =>
  JSON.stringify(body, null, 2)
    .replace(/"\^\$\{\d+:([^}]*)\}"/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1');

test('a new rule, as it is offered, is right and its examples hold', () => {
  const read = readRule(accepted(newRule.body), 'x.rule.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.warnings).toEqual([]);
  expect(runExamples(read.rule).map(({ name, ok }) => ({ name, ok }))).toEqual([
    { name: 'A normal day stays quiet', ok: true },
    { name: 'Too warm', ok: true },
  ]);
});

test('a new policy, as it is offered, is right', () => {
  const read = readPolicy(accepted(newPolicy.body), 'x.policy.json');
  expect(read.ok ? read.warnings : read.problems).toEqual([]);
});
