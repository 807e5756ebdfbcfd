/** Whatever the checks accept, the validator and the schemas for editors accept as well. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schemaFiles } from '../../bin/schemas.ts';
import { readCalendars } from '../../engine/calendars/read-calendars.ts';
import { readDocument } from '../../engine/documents.ts';
import { readPolicy } from '../../engine/policies/read-policy.ts';
import { tellingInto } from '../../engine/problems/telling.ts';
import { isError, type Problem } from '../../engine/problems.ts';
import { checkRule } from '../../engine/rules/check-rule.ts';
import { validateRule } from '../../engine/rules/rule-validator.generated.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { bases, type Kind } from '../fuzz/bases.ts';
import { quietEdit } from '../fuzz/edits.ts';
import { textOf, treeOf } from '../fuzz/tree.ts';
import { rule as randomRule } from '../oracle/random-pairs.ts';

const ajv = new Ajv({ strict: false, allErrors: false });
const compiled = new Map([...schemaFiles()].map(([name, text]) => [name, ajv.compile(JSON.parse(text))]));

/** Whether the checks find nothing wrong with it; the validator is not asked. */
const accepted: Readonly<Record<Kind, (text: string) => boolean>> = {
  rule: text => {
    const document = readDocument(text, 'x');
    if (!document.ok) return false;
    const problems: Problem[] = [];
    checkRule(tellingInto(problems, document, 'x'), document.value, { signals: new Map() });
    return !problems.some(isError);
  },
  policy: text => readPolicy(text, 'x').ok,
  signals: text => readSignals(text, 'x').ok,
  calendars: text => readCalendars(text, 'x').ok,
};

const ofKind = (kind: Kind) => bases.filter(each => each.kind === kind).map(({ text }) => treeOf(JSON.parse(text)));
const begun = (kind: Kind) => fc.constantFrom(...ofKind(kind));
const edits = fc.array(quietEdit, { maxLength: 2 });
const documents = (kind: Kind) =>
  fc
    .tuple(kind === 'rule' ? fc.oneof(begun(kind), randomRule.map(treeOf)) : begun(kind), edits)
    .map(([tree, made]) => textOf(made.reduce((changed, each) => each(changed), tree)));

test.each([
  { kind: 'rule', numRuns: 3_000 },
  { kind: 'policy', numRuns: 1_000 },
  { kind: 'signals', numRuns: 1_000 },
  { kind: 'calendars', numRuns: 1_000 },
] as const)('$kind: what the checks accept, the schemas accept', ({ kind, numRuns }) => {
  const schema = compiled.get(`${kind}.schema.json`)!;
  let good = 0;
  const check = (text: string) => {
    if (!accepted[kind](text)) return;
    good += 1;
    const value: unknown = JSON.parse(text);
    if (kind === 'rule' && !validateRule(value)) throw new Error(`the validator: ${JSON.stringify(validateRule.errors)}`);
    if (!schema(value)) throw new Error(`the schema for editors: ${JSON.stringify(schema.errors)}`);
  };
  fc.assert(fc.property(documents(kind), check), { numRuns, seed: 20260303 });
  expect(good).toBeGreaterThan(numRuns / 10);
});
