import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { readRule } from '../../engine/rules/read-rule.ts';
import { type RuleDocument, RuleSchema } from '../../engine/rules/rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { ruleOf, ruleText } from './watch.ts';

const signals = readSignals(
  '{ "freezer": { "temperature": { "unit": "°C" }, "pressure": { "unit": "bar" }, "defrosting": {} } }',
  'signals.json',
);
const known = signals.ok ? signals.signals : undefined;
const s = 'defrosting';

/** Code, pointer and fix of each problem. */
const told = (words: object): string[] => {
  const read = readRule(ruleText(words as Partial<RuleDocument>), 'x.rule.json', known);
  return read.ok ? [] : read.problems.map(({ code, pointer, fix }) => `${code} ${pointer}${fix === undefined ? '' : ` ${fix}`}`);
};
const good = { appliesTo: { type: 'freezer' }, clearWhen: 'manual' } as const;
const raising = (when: object) => told({ ...good, raise: [{ severity: 'major', when }] });
const at = '/raise/0/when';

test.each<[string, object, string[]]>([
  ['gt', { signal: s, gt: 3 }, [`rule/unknown-word ${at}/gt Did you mean “above”?`]],
  ['mean', { signal: s, mean: '5m', above: 3 }, [`rule/unknown-word ${at}/mean Did you mean “average”?`]],
  ['a misspelling', { signal: s, abvoe: 3 }, [`rule/unknown-word ${at}/abvoe Did you mean “above”?`]],
  ['a word of the language that is not built yet', { signal: s, rate: '20m', above: 3 }, [`rule/not-yet ${at}/rate`]],
  ['during', { during: 'office' }, [`rule/not-yet ${at}/during`]],
  ['count', { count: '24h', of: { signal: s, is: 1 }, atLeast: 3 }, [`rule/not-yet ${at}/count`, `rule/not-yet ${at}/of`]],
  [
    'a device property as the limit',
    { signal: s, above: { property: 'max' } },
    [`rule/missing-word ${at}/above`, `rule/not-yet ${at}/above/property`],
  ],
  ['no subject', { above: 3 }, [`rule/no-subject ${at} Begin with one of: signal, silent, connection, all, any, not.`]],
  [
    'two comparisons',
    { signal: s, above: 3, below: 5 },
    [`rule/two-comparisons ${at}/below Use “between”, or put each into a condition of its own, in { "all": [ … ] }.`],
  ],
  [
    'two subjects',
    { signal: s, above: 3, silent: '5m' },
    [`rule/two-subjects ${at}/silent Put each into a condition of its own, in { "all": [ … ] } or { "any": [ … ] }.`],
  ],
  [
    'no comparison',
    { signal: s },
    [`rule/no-comparison ${at} Add one of: above, atLeast, below, atMost, between, outside, is, isNot, in, notIn.`],
  ],
  ['two windows', { signal: s, min: '5m', max: '5m', above: 3 }, [`rule/two-windows ${at}/max`]],
  ['a comparison without a signal', { silent: '5m', above: 3 }, [`rule/misplaced-word ${at}/above`]],
  [
    'a text of a window',
    { signal: s, average: '5m', is: 'open' },
    [`rule/misplaced-word ${at}/is One of: above, atLeast, below, atMost, between, outside.`],
  ],
  ['ISO duration', { signal: s, is: 1, for: 'PT10M' }, [`rule/iso-duration ${at}/for Write “10m”.`]],
  ['ten months', { signal: s, is: 1, for: 'P10M' }, [`rule/iso-duration ${at}/for Write it as 30s, 10m, 1h30m or 14d.`]],
  [
    'a duration in words',
    { signal: s, is: 1, for: '10 minutes' },
    [`rule/bad-duration ${at}/for Write it as 30s, 10m, 1h30m or 14d.`],
  ],
  ['a duration as a number', { signal: s, is: 1, for: 600 }, [`rule/bad-duration ${at}/for Write it as 30s, 10m, 1h30m or 14d.`]],
  ['for no time', { signal: s, is: 1, for: '0m' }, [`rule/bad-duration ${at}/for`]],
  ['a number as text', { signal: s, above: '8' }, [`rule/wrong-kind ${at}/above`]],
  ['a range upside down', { signal: s, between: [8, 2] }, [`rule/range-upside-down ${at}/between Write [2, 8].`]],
  ['a range of one', { signal: s, outside: [8] }, [`rule/wrong-kind ${at}/outside`]],
  ['an empty list', { signal: s, in: [] }, [`rule/empty-list ${at}/in`]],
  ['an empty all', { all: [] }, [`rule/empty-list ${at}/all`]],
  ['a condition that is a text', { all: ['hot'] }, [`rule/wrong-kind ${at}/all/0`]],
  ['missing unit', { signal: 'temperature', above: 3 }, [`rule/missing-unit ${at} Add "unit": "°C".`]],
  ['an unknown unit', { signal: 'temperature', above: 3, unit: 'celsius' }, [`rule/unknown-unit ${at}/unit Did you mean “°C”?`]],
  ['a unit of something else', { signal: 'temperature', above: 3, unit: 'bar' }, [`rule/other-unit ${at}/unit`]],
  ['a unit that converts', { signal: 'temperature', above: 3, unit: 'K' }, []],
  ['an unknown signal', { signal: 'temprature', above: 3 }, [`rule/unknown-signal ${at}/signal Did you mean “temperature”?`]],
  ['an unknown connection', { connection: 'off' }, [`rule/unknown-value ${at}/connection One of: connected, disconnected.`]],
])('a condition with %s', (_name, when, want) => expect(raising(when)).toEqual(want));

const level = (severity: string) => ({ severity, when: { signal: s, is: true } });
test.each<[string, object, string[]]>([
  [
    'an id that is none',
    { id: 'Freezer warm' },
    ['rule/bad-id /id Small letters, digits and “-”, at most 40, a letter first: freezer-too-warm.'],
  ],
  ['an unknown status', { status: 'enabled' }, ['rule/unknown-value /status Did you mean “active”?']],
  [
    'levels in the wrong order',
    { raise: [level('major'), level('critical')] },
    ['rule/levels-order /raise/1/severity Write the levels worst first.'],
  ],
  ['a level twice', { raise: [level('major'), level('major')] }, ['rule/level-twice /raise/1/severity']],
  ['no level', { raise: [] }, ['rule/empty-list /raise']],
  ['an unknown severity', { raise: [level('warning')] }, ['rule/unknown-value /raise/0/severity Did you mean “major”?']],
  ['a clearWhen that is a word', { clearWhen: 'auto' }, ['rule/unknown-value /clearWhen One of: manual.']],
  [
    'a clearWhen of two kinds',
    { clearWhen: { normalFor: '5m', silent: '5m' } },
    ['rule/unknown-word /clearWhen/silent One of: normalFor, note.'],
  ],
  ['stepDownAfter', { stepDownAfter: '10m' }, ['rule/not-yet /stepDownAfter']],
  ['groups', { per: ['room'] }, ['rule/not-yet /per']],
  [
    'an unknown placeholder',
    { message: { title: '{{device.nmae}} is {{value}}' } },
    [
      'rule/unknown-placeholder /message/title One of: value, limit, severity, since, timeToLimit, devicesBehind, device.name, device.id, tags.x, properties.x, signals.x, group.x.',
    ],
  ],
  ['a placeholder that does not end', { message: { title: '{{value' } }, ['rule/unknown-placeholder /message/title']],
  [
    'six first steps',
    { message: { title: 'x', firstSteps: ['1', '2', '3', '4', '5', '6'] } },
    ['rule/too-many-steps /message/firstSteps'],
  ],
  ['a tag that is a number', { appliesTo: { tags: { floor: 3 } } }, ['rule/wrong-kind /appliesTo/tags/floor']],
  [
    'notify with an unknown severity',
    { notify: { fatal: 'duty' } },
    ['rule/unknown-word /notify/fatal Did you mean “critical”?'],
  ],
  [
    'an example that expects what no level is',
    { examples: [{ name: 'x', readings: [], expect: [{ at: '1m', state: 'critical' }] }] },
    ['rule/unknown-value /examples/0/expect/0/state'],
  ],
  [
    'an example without a time',
    { examples: [{ name: 'x', readings: [{ leak: true }], expect: [] }] },
    ['rule/missing-word /examples/0/readings/0'],
  ],
  [
    'an example that shelves',
    { examples: [{ name: 'x', readings: [], actions: [{ at: '1m', do: 'shelve' }], expect: [] }] },
    ['rule/not-yet /examples/0/actions/0/do'],
  ],
  [
    'an example of a million readings',
    { examples: [{ name: 'x', readings: [{ from: '0s', to: '14d', every: '1s', a: 1 }], expect: [] }] },
    ['rule/long-example /examples/0/readings'],
  ],
])('a rule with %s', (_name, words, want) => expect(told({ ...good, raise: [level('major')], ...words })).toEqual(want));

test('clearWhen is required', () => {
  const { clearWhen: _, ...rest } = JSON.parse(ruleText({})) as RuleDocument;
  const read = readRule(JSON.stringify(rest), 'x.rule.json');
  expect(read.ok ? [] : read.problems.map(({ says }) => says)).toEqual(['“clearWhen” is missing from a rule.']);
});

test('all problems at once, each where it stands', () => {
  const text = ruleText({ id: 'X', status: 'on' as never, clearWhen: { signal: 's', gt: 3 } as never }).replaceAll(',"', ',\n"');
  const read = readRule(text, 'x.rule.json');
  expect(read.ok ? [] : read.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
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
