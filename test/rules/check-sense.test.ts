import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRule } from '../../engine/rules/read-rule.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { comparisons, partners, subjects, windowWords, words } from '../../engine/rules/words.ts';
import { ruleText } from './watch.ts';

const proof = [{ name: 'quiet', readings: [], expect: [] }];
/** Code and pointer of each warning; errors fail. */
const warned = (rule: object): string[] => {
  const read = readRule(ruleText({ examples: proof, ...rule } as Partial<RuleDocument>), 'x.rule.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.warnings.every(({ severity }) => severity === 'warning')).toBe(true);
  return read.warnings.map(({ code, pointer }) => `${code} ${pointer}`);
};

const warm = (above: number, more: object = {}) => ({ signal: 'temperature', above, unit: '°C', ...more });
const cold = (below: number, more: object = {}) => ({ signal: 'temperature', below, unit: '°C', ...more });
const levels = (critical: object, major: object) => [
  { severity: 'critical', when: critical },
  { severity: 'major', when: major },
];
const swapped = (word: string) => [`rule/levels-swapped /raise/0/when/${word}`];

test.each<[string, object, object, string[]]>([
  ['the worse one is further away', warm(-10), warm(-15), []],
  ['the worse one is nearer', warm(-15), warm(-10), swapped('above')],
  ['both at once', warm(-10), warm(-10), swapped('above')],
  ['the same limit, the worse one after longer', warm(-10, { for: '1h' }), warm(-10, { for: '5m' }), []],
  ['the same limit, the worse one sooner', warm(-10, { for: '5m' }), warm(-10, { for: '1h' }), []],
  ['nearer, but for longer', warm(-15, { for: '1h' }), warm(-10, { for: '5m' }), []],
  ['downwards', cold(2), cold(5), []],
  ['downwards, nearer', cold(5), cold(2), swapped('below')],
  ['in other units: 5 °F is -15 °C', { ...warm(5), unit: '°F' }, warm(-10), swapped('above')],
  ['other windows say nothing', warm(-15, { max: '5m' }), warm(-10), []],
  ['other signals say nothing', { ...warm(-15), signal: 'air' }, warm(-10), []],
  ['limits that move say nothing', { signal: 'temperature', above: { property: 'max' } }, warm(-10), []],
])('levels: %s', (_name, critical, major, want) =>
  expect(warned({ raise: levels(critical, major), clearWhen: 'manual' })).toEqual(want),
);

const atMost = (limit: number, more: object = {}) => ({ signal: 'temperature', atMost: limit, unit: '°C', ...more });
const gap = ['rule/no-gap /clearWhen/atMost'];

test.each<[string, object, string[]]>([
  ['well below', atMost(-18), []],
  ['touching the milder level', atMost(-15), gap],
  ['touching, but only after a while', atMost(-15, { for: '10m' }), []],
  ['above the milder level', atMost(-12, { for: '10m' }), gap],
  ['in another unit: 5 °F is -15 °C', { ...atMost(5), unit: '°F' }, gap],
  ['of another window', atMost(-15, { average: '10m' }), []],
  ['in the same direction', warm(-15), []],
  ['back to normal for a while', { normalFor: '10m' }, []],
])('clears: %s', (_name, clearWhen, want) => expect(warned({ raise: levels(warm(-10), warm(-15)), clearWhen })).toEqual(want));

test.each<[string, object, string[]]>([
  ['a level of which nobody is told', { notify: { critical: null } }, ['rule/level-tells-nobody /raise/0/severity']],
  ['told or recorded, and null for what is not there', { notify: { major: 'p', minor: null } }, []],
  ['a policy for no level', { notify: { major: null, minor: 'p' } }, ['rule/notify-no-level /notify/minor']],
  ['no examples', { examples: [] }, ['rule/no-examples /name']],
  ['a draft needs none yet', { examples: [], status: 'draft' }, []],
  ['a pause without an end', { status: 'paused' }, ['rule/pause-without-end /status']],
  ['a pause with an end', { status: 'paused', until: '2026-03-09T07:00:00Z' }, []],
  ['time to a limit without a forecast', { message: { title: '{{timeToLimit}}' } }, ['rule/empty-placeholder /message/title']],
  ['devices behind without holding them', { message: { title: '{{devicesBehind}}' } }, ['rule/empty-placeholder /message/title']],
  [
    'a value of a switch',
    { raise: [{ severity: 'major', when: { silent: '1h' } }], message: { title: '{{value}}' } },
    ['rule/empty-placeholder /message/title'],
  ],
])('%s', (_name, rule, want) => expect(warned(rule)).toEqual(want));

test('a critical level needs an example that stays quiet', () => {
  const rule = { raise: levels(warm(-10), warm(-15)), clearWhen: 'manual' };
  const loud = [{ name: 'loud', readings: [{ at: '0m', temperature: 0 }], expect: [{ at: '0m', state: 'critical' }] }];
  expect(warned({ ...rule, examples: loud })).toEqual(['rule/no-quiet-example /examples']);
  expect(warned({ ...rule, examples: [...loud, ...proof] })).toEqual([]);
});

test('rules that ship, and the sample rules, are without a warning', () => {
  const listed = readSignals(readFileSync('rules/signals.json', 'utf8'), 'signals.json');
  const files = ['rules', 'test/samples'].flatMap(folder => readdirSync(folder).map(name => `${folder}/${name}`));
  const rules = files.filter(path => /\.rule\.json$|\/rule-[a-z-]+\.json$/.test(path));
  expect(rules.length).toBeGreaterThan(12);
  for (const path of rules) {
    const read = readRule(readFileSync(path, 'utf8'), path, listed.ok ? listed.signals : undefined);
    expect(read.ok ? read.warnings : read.problems).toEqual([]);
  }
});

test('every word of a condition has its part in the check', () => {
  const parts = [
    ...subjects,
    ...windowWords,
    ...comparisons,
    ...Object.keys(partners),
    'rate',
    'trend',
    'unusualBy',
    'unit',
    'for',
    'note',
  ];
  expect([...words.condition.known].sort()).toEqual([...new Set(parts)].sort());
  for (const [place, { known }] of Object.entries(words)) expect([place, known.length > 0]).toEqual([place, true]);
});
