import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { isError } from '../../engine/problems.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { type RuleDocument, RuleSchema } from '../../engine/rules/rule.ts';
import { known } from './told.ts';
import { ruleOf, ruleText } from './watch.ts';

test('clearWhen is required', () => {
  const { clearWhen: _, ...rest } = JSON.parse(ruleText({})) as RuleDocument;
  const read = readRule(JSON.stringify(rest), 'x.rule.json');
  expect(read.ok ? [] : read.problems.filter(isError).map(({ says }) => says)).toEqual(['“clearWhen” is missing from a rule.']);
});

test('all problems at once, each where it stands', () => {
  const text = ruleText({ id: 'X', status: 'on' as never, clearWhen: { signal: 's', gt: 3 } as never }).replaceAll(',"', ',\n"');
  const read = readRule(text, 'x.rule.json');
  expect(read.ok ? [] : read.problems.filter(isError).map(({ line, column, code }) => [line, column, code])).toEqual([
    [1, 7, 'rule/bad-id'],
    [5, 10, 'rule/unknown-value'],
    [11, 1, 'rule/unknown-word'],
  ]);
});

test('what only people read is accepted and kept', () => {
  const words: Partial<RuleDocument> = {
    note: 'n',
    translations: { nb: { title: 'Varmt' } },
    whileActive: { hold: 'devices-behind-this-one', except: ['critical'] },
    raise: [{ severity: 'major', note: 'l', when: { signal: 'temperature', above: 3, note: 'c' } }],
  };
  expect(ruleOf(words).document).toMatchObject(words);
});

test('the version is the hash of the text', () => {
  expect(ruleOf({}).version).toMatch(/^[0-9a-f]{12,}$/);
  expect(ruleOf({ name: 'Other' }).version).not.toBe(ruleOf({}).version);
});

const shipped = readdirSync('rules')
  .filter(file => file.endsWith('.rule.json'))
  .map(file => readFileSync(`rules/${file}`, 'utf8'));

/** A shipped rule with one place exchanged, taken out, or copied elsewhere: close to right is where a checker is tried. */
const broken = fc
  .record({
    text: fc.constantFrom(...shipped),
    where: fc.nat(),
    with: fc.oneof(fc.json(), fc.constantFrom('{}', '[]', 'null', '-1', '"5m"', '"P1D"')),
  })
  .map(({ text, where, with: other }) => {
    const places = [...text.matchAll(/"[^"\n]*"|-?\d+(\.\d+)?|\[[^[\]]*\]|true/g)];
    const place = places[where % places.length]!;
    return text.slice(0, place.index) + other + text.slice(place.index + place[0].length);
  });

test('whatever is written: read or refused, never thrown at; what is read is what the schema says', () => {
  fc.assert(
    fc.property(fc.oneof(broken, broken, fc.json(), fc.string()), text => {
      const read = readRule(text, 'x.rule.json', known);
      if (read.ok) expect([...Value.Errors(RuleSchema, read.rule.document)]).toEqual([]);
      else expect(read.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_500 },
  );
});
