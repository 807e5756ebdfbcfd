import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixProblems } from '../../engine/problems/fix.ts';
import { isError, type Problem } from '../../engine/problems.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { known } from './told.ts';

const policies = ['cold-chain-oncall', 'facilities-duty'];
const problemsOf = (text: string): readonly Problem[] => {
  const read = readRule(text, 'x.rule.json', known, new Map([['office', {}]]), policies);
  return read.ok ? read.warnings : read.problems;
};
const errorsOf = (text: string) => problemsOf(text).filter(isError);
const fix = (text: string) => fixProblems(text, problemsOf(text), problemsOf);

const base = (when: string, more = '') => `{
  "id": "warm",
  "name": "Warm",
  "why": "because",
  "owner": "cold-chain",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": ${when} }
  ],
  "clearWhen": "manual",
  "notify": null,
  "message": { "title": "{{device.name}}" }${more}
}
`;
const good = '{ "signal": "temperature", "above": -10, "unit": "°C", "for": "10m" }';

test.each<[string, string, string]>([
  ['an ISO duration', good.replace('10m', 'PT10M'), good],
  ['a duration in words', good.replace('10m', '10 minutes'), good],
  ['a synonym', good.replace('above', 'gt'), good],
  ['a misspelling', good.replace('above', 'abvoe'), good],
  [
    'several at once',
    good.replace('above', 'gt').replace('°C', 'celsius').replace('10m', 'PT10M').replace('signal', 'metric'),
    good,
  ],
  ['a number in quotes', good.replace('-10', '"-10"'), good],
  ['a misspelled signal', good.replace('temperature', 'temprature'), good],
  ['an operator and its value', good.replace('"above": -10', '"operator": ">", "value": -10'), good],
  ['a value and its operator', good.replace('"above": -10', '"value": -10, "operator": ">"'), good],
  ['a missing unit', '{ "signal": "temperature", "above": -10 }', '{ "signal": "temperature", "above": -10, "unit": "°C" }'],
  ['a range upside down', '{ "signal": "defrosting", "between": [8, 2] }', '{ "signal": "defrosting", "between": [2, 8] }'],
  [
    'a level of a forecast',
    '{ "signal": "defrosting", "trend": "1h", "above": 2, "within": "2h" }',
    '{ "signal": "defrosting", "trend": "1h", "reaches": 2, "within": "2h" }',
  ],
  ['one condition without its list', '{ "all": { "silent": "5m" } }', '{ "all": [{ "silent": "5m" }] }'],
  ['a comma after the last item', '{ "silent": "5m", }', '{ "silent": "5m" }'],
  ['a comma that is missing', '{ "silent": "5m" "for": "1m" }', '{ "silent": "5m", "for": "1m" }'],
  ['a comment', '{ "silent": "5m" /* gateway */ }', '{ "silent": "5m", "note": "gateway" }'],
  ['a comment where nothing can be noted', '{ "connection": /* off */ "disconnected" }', '{ "connection": "disconnected" }'],
  [
    'two comments: one note, the other one is dropped',
    '{ /* one */ "silent": "5m" /* two */ }',
    '{ "note": "one", "silent": "5m" }',
  ],
  ['a misspelled calendar', '{ "during": "offcie" }', '{ "during": "office" }'],
  ['what nobody can know', '{ "signal": "defrosting", "threshold": 3 }', '{ "signal": "defrosting", "threshold": 3 }'],
  ['months', good.replace('10m', 'P10M'), good.replace('10m', 'P10M')],
  ['a number of what', good.replace('"10m"', '10'), good.replace('"10m"', '10')],
  ['the same word twice', '{ "silent": "5m", "silent": "6m" }', '{ "silent": "5m", "silent": "6m" }'],
  [
    'two words for one',
    good.replace('"above": -10', '"gt": -10, "over": -12'),
    good.replace('"above": -10', '"gt": -10, "over": -12'),
  ],
])('%s', (_name, before, after) => expect(fix(base(before)).text).toBe(base(after)));

test('a byte order mark, a line comment, and "for" beside the condition', () => {
  const text = `\ufeff${base('{ "silent": "5m" }, "for": "10m"').replace('  "owner"', '  // kept\n  // as one\n  "owner"')}`;
  expect(fix(text).text).toBe(
    base('{ "silent": "5m", "for": "10m" }').replace('  "owner"', '  "note": "kept as one",\n  "owner"'),
  );
});

test('levels change places with all that is written in them', () => {
  const levels = ['minor', 'critical', 'major'].map(severity => `{"severity":"${severity}",  "when": { "silent": "5m" }}`);
  const text = (order: number[]) => base('').replace(/\{ "severity": .*/, order.map(index => levels[index]).join(',\n    '));
  expect(fix(text([0, 1, 2])).text).toBe(text([1, 2, 0]));
});

test('a unit goes on a line of its own where the others do', () => {
  const before = '{\n        "signal": "temperature",\n        "above": -10\n      }';
  expect(fix(base(before)).text).toBe(base(before.replace('-10', '-10,\n        "unit": "°C"')));
});

test('what was fixed is told, each once', () => {
  const { fixed } = fix(base(good.replace('above', 'gt').replace('"unit": "°C", ', '')));
  expect(fixed.map(({ code }) => code)).toEqual(['rule/missing-unit', 'rule/unknown-word']);
  expect(fix(base(good)).fixed).toEqual([]);
});

test('without a second reading there is one round', () => {
  const text = base(good.replace('above', 'gt'));
  expect(fixProblems(text, problemsOf(text)).text).toBe(base(good));
});

test('problems behind a comment are told with it, where they stand', () => {
  const text = base(good.replace('"above"', '/* much */ "gt"').replace('"10m"', '10'));
  expect(errorsOf(text).map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
    'document/comment 9:63',
    'rule/unknown-word 9:74',
    'rule/bad-duration 9:106',
  ]);
  for (const { edit = [] } of errorsOf(text))
    for (const { offset, length } of edit) expect(text.slice(offset, offset + length)).toMatch(/^\/\* much \*\/$|^"gt"$/);
});

const listed = readSignals(readFileSync('rules/signals.json', 'utf8'), 'rules/signals.json');
const shipped = readdirSync('rules')
  .filter(file => file.endsWith('.rule.json'))
  .map(file => readFileSync(`rules/${file}`, 'utf8'));

const slips = fc.constantFrom<readonly [RegExp, string]>(
  [/"above"/, '"gt"'],
  [/"atMost"/, '"<="'],
  [/"unit": "[^"]*", /, ''],
  [/"(\d+)m"/, '"PT$1M"'],
  [/"(\d+)m"/, '$1'],
  [/"(\d+)m"/, '"$1 min"'],
  [/,\n/, '\n'],
  [/\n( *)\}/, ',\n$1}'],
  [/\n/, ' // remark\n'],
  [/"average"/, '"mean"'],
  [/"signal"/, '"metric"'],
  [/"severity"/, '"sevrity"'],
  [/"critical"/, '"urgent"'],
  [/"when"/, '"if"'],
  [/-?\d+(\.\d+)?,/, '"7",'],
  [/"°C"/, '"C"'],
  [/"clearWhen"/, '"clear"'],
  [/\{\{device\.name\}\}/, '{{name}}'],
  [/"raise": \[/, '"raise": [{ "severity": "info", "when": { "silent": "1h" } }, '],
  [/\{/, '\ufeff{'],
  [/"for"/, '"above": 3, "for"'],
  [/\[/, '{'],
  [/"/, ''],
);
/** A shipped rule with a few of the mistakes that people make, each at some place where it can be made. */
const mistaken = fc
  .tuple(fc.constantFrom(...shipped), fc.array(fc.tuple(slips, fc.nat()), { minLength: 1, maxLength: 6 }))
  .map(([text, made]) =>
    made.reduce((now, [[slip, instead], where]) => {
      const places = [...now.matchAll(new RegExp(slip, 'g'))];
      const place = places[where % Math.max(1, places.length)];
      return place ? now.slice(0, place.index) + place[0].replace(slip, instead) + now.slice(place.index + place[0].length) : now;
    }, text),
  );

test('fixing adds no problem, breaks no JSON, and once is enough', () => {
  const read = (text: string): readonly Problem[] => {
    const rule = readRule(text, 'x', listed.ok ? listed.signals : undefined, new Map(), policies);
    return rule.ok ? rule.warnings : rule.problems;
  };
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.oneof(mistaken, mistaken, fc.string()), text => {
      const before = read(text);
      const { text: after, fixed } = fixProblems(text, before, read);
      const left = read(after);
      expect(left.length).toBeLessThanOrEqual(before.length);
      for (const { code } of left) expect(before.map(each => each.code)).toContain(code);
      if (isJson(text)) expect(isJson(after)).toBe(true);
      expect(fixed.length === 0).toBe(after === text);
      expect(fixProblems(after, left, read).text).toBe(after);
    }),
    { numRuns: 600 },
  );
});
