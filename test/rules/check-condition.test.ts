import { expect, test } from 'vitest';
import { isError } from '../../engine/problems.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { subjects } from '../../engine/rules/words.ts';
import { at, good, known, raising, s } from './told.ts';
import { ruleText } from './watch.ts';

const notYet = (word: string) => `rule/not-yet ${at}/${word} Leave it out for now.`;
const apart = (other: string) => `{ "all": [{ "signal": "${s}", "above": 3 }, ${other}] }`;
const one = 'Keep one, or put each into a condition of its own, in { "all": [ … ] }.';

test.each<[string, object, string[]]>([
  ['gt', { signal: s, gt: 3 }, [`rule/unknown-word ${at}/gt Did you mean “above”?`]],
  ['mean', { signal: s, mean: '5m', above: 3 }, [`rule/unknown-word ${at}/mean Did you mean “average”?`]],
  ['a misspelling', { signal: s, abvoe: 3 }, [`rule/unknown-word ${at}/abvoe Did you mean “above”?`]],
  [
    'an operator and a value',
    { signal: s, operator: '>=', value: 3 },
    [`rule/unknown-word ${at}/operator Write "atLeast": 3 instead of “operator” and “value”.`],
  ],
  [
    'a threshold',
    { signal: s, threshold: 3 },
    [
      `rule/unknown-word ${at}/threshold Say how it compares: "above": 3 (or atLeast, below, atMost, between, outside, is, isNot, in, notIn).`,
    ],
  ],
  ['a word of groups', { acrossDevices: 'count', where: {} }, ['acrossDevices', 'where'].map(notYet)],
  ['nothing', {}, [`rule/no-subject ${at} Begin with one of: ${subjects.join(', ')}.`]],
  [
    'no subject',
    { above: 3 },
    [`rule/no-subject ${at} Add "signal": "…", the name under which the device sends what “above” is about.`],
  ],
  [
    'two comparisons',
    { signal: s, above: 3, below: 5 },
    [`rule/two-comparisons ${at}/below Write "between": [3, 5] (limits included), or "outside": [3, 5] for below or above.`],
  ],
  [
    'two comparisons of which nothing can be both',
    { signal: s, above: 5, below: 3 },
    [`rule/two-comparisons ${at}/below Nothing is above 5 and below 3: write "outside": [3, 5].`],
  ],
  [
    'two subjects',
    { signal: s, above: 3, silent: '5m' },
    [`rule/two-subjects ${at}/silent Write ${apart('{ "silent": "5m" }')}, or "any" instead of "all" when one is enough.`],
  ],
  [
    'a signal during hours',
    { signal: s, above: 3, during: 'night' },
    [`rule/two-subjects ${at}/during Write ${apart('{ "during": "night" }')}.`],
  ],
  [
    'no comparison',
    { signal: s },
    [
      `rule/no-comparison ${at} Add one of: above, atLeast, below, atMost, between, outside, is, isNot, in, notIn. A switch: "is": true.`,
    ],
  ],
  ['two windows', { signal: s, min: '5m', max: '5m', above: 3 }, [`rule/two-windows ${at}/max ${one}`]],
  ['a window and a rate', { signal: s, sum: '5m', rate: '5m', above: 3 }, [`rule/two-windows ${at}/rate ${one}`]],
  [
    'a comparison without a signal',
    { silent: '5m', above: 3 },
    [`rule/misplaced-word ${at}/above Put it into a condition of its own, in { "all": [ … ] }, or leave it out.`],
  ],
  [
    'a text of a window',
    { signal: s, average: '5m', is: 'open' },
    [`rule/misplaced-word ${at}/is One of: above, atLeast, below, atMost, between, outside.`],
  ],
  ['ISO duration', { signal: s, is: 1, for: 'PT10M' }, [`rule/iso-duration ${at}/for Write “10m”.`]],
  ['ten months', { signal: s, is: 1, for: 'P10M' }, [`rule/iso-duration ${at}/for Write it as 30s, 10m, 1h30m or 14d.`]],
  ['a duration in words', { signal: s, is: 1, for: '10 minutes' }, [`rule/bad-duration ${at}/for Write “10m”.`]],
  [
    'a duration in no words',
    { signal: s, is: 1, for: 'soon' },
    [`rule/bad-duration ${at}/for Write it as 30s, 10m, 1h30m or 14d.`],
  ],
  [
    'a duration as a number',
    { signal: s, is: 1, for: 10 },
    [`rule/bad-duration ${at}/for Write "10m" for minutes, "10s" for seconds, "10h" for hours.`],
  ],
  ['for no time', { signal: s, is: 1, for: '0m' }, [`rule/bad-duration ${at}/for Write at least 1s, or leave the word out.`]],
  ['400 days', { signal: s, is: 1, for: '400d' }, []],
  ['more than 400 days', { signal: s, max: '400d1s', above: 1 }, [`rule/long-duration ${at}/max Write at most 400d.`]],
  ['a number as text', { signal: s, above: '8' }, [`rule/wrong-kind ${at}/above Write 8, without quotes.`]],
  ['a range upside down', { signal: s, between: [8, 2] }, [`rule/range-upside-down ${at}/between Write [2, 8].`]],
  ['a range of one', { signal: s, outside: [8] }, [`rule/wrong-kind ${at}/outside Like "outside": [2, 8].`]],
  ['an empty list', { signal: s, in: [] }, [`rule/empty-list ${at}/in Put something in, or leave the word out.`]],
  ['an empty all', { all: [] }, [`rule/empty-list ${at}/all Put something in, or leave the word out.`]],
  ['a condition that is a text', { all: ['hot'] }, [`rule/wrong-kind ${at}/all/0 Begin with {, a name in "quotes" and a colon.`]],
  ['missing unit', { signal: 'temperature', above: 3 }, [`rule/missing-unit ${at} Add "unit": "°C".`]],
  ['an unknown unit', { signal: 'temperature', above: 3, unit: 'celsius' }, [`rule/unknown-unit ${at}/unit Did you mean “°C”?`]],
  [
    'a unit of something else',
    { signal: 'temperature', above: 3, unit: 'bar' },
    [`rule/other-unit ${at}/unit Write the limit in °C, or correct rules/signals.json.`],
  ],
  ['a unit that converts', { signal: 'temperature', above: 3, unit: 'K' }, []],
  [
    'an unknown signal: what hides behind it is said as well',
    { signal: 'temprature', above: 3 },
    [`rule/missing-unit ${at} Add "unit": "°C".`, `rule/unknown-signal ${at}/signal Did you mean “temperature”?`],
  ],
  ['an unknown connection', { connection: 'off' }, [`rule/unknown-value ${at}/connection Did you mean “disconnected”?`]],
])('a condition with %s', (_name, when, want) => expect(raising(when)).toEqual(want));

test.each<[string, object, string[]]>([
  ['a rate', { signal: s, rate: '20m', per: '1h', above: 3 }, []],
  ['a rate that is not compared', { signal: s, rate: '20m' }, [`rule/no-comparison ${at}`]],
  ['a rate that is a text', { signal: s, rate: '20m', is: 'fast' }, [`rule/misplaced-word ${at}/is`]],
  ['per without rate', { signal: s, per: '1h', above: 3 }, [`rule/misplaced-word ${at}/per`]],
  ['a trend', { signal: s, trend: '1h', reaches: 8, within: '2h' }, []],
  ['a trend to nowhere', { signal: s, trend: '1h' }, [`rule/missing-word ${at}`, `rule/missing-word ${at}`]],
  ['a trend that is compared', { signal: s, trend: '1h', above: 8, within: '2h' }, [`rule/misplaced-word ${at}/above`]],
  ['within without trend', { signal: s, above: 8, within: '2h' }, [`rule/misplaced-word ${at}/within`]],
  ['unusual', { signal: s, average: '1h', unusualBy: 4, baseline: '14d', direction: 'higher' }, []],
  ['unusual without a baseline', { signal: s, unusualBy: 4 }, [`rule/missing-word ${at}`]],
  ['unusual by nothing', { signal: s, unusualBy: 0, baseline: '14d' }, [`rule/out-of-range ${at}/unusualBy`]],
  ['unusual and compared', { signal: s, unusualBy: 4, baseline: '14d', above: 3 }, [`rule/misplaced-word ${at}/above`]],
  [
    'a baseline no longer than the window',
    { signal: s, average: '1h', unusualBy: 4, baseline: '1h' },
    [`rule/short-baseline ${at}/baseline`],
  ],
  ['an unusual rate', { signal: s, rate: '1h', unusualBy: 4, baseline: '14d' }, [`rule/misplaced-word ${at}/unusualBy`]],
  [
    'a direction that is none',
    { signal: s, unusualBy: 4, baseline: '14d', direction: 'up' },
    [`rule/unknown-value ${at}/direction`],
  ],
  ['a count', { count: '24h', of: { any: [{ signal: s, is: 1 }, { not: { signal: s, in: [2] } }] }, atLeast: 3 }, []],
  ['a count of nothing', { count: '24h', atLeast: 3 }, [`rule/missing-word ${at}`]],
  ['a count that is not compared', { count: '24h', of: { signal: s, is: 1 } }, [`rule/no-comparison ${at}`]],
  [
    'a count in a list',
    { count: '24h', of: { signal: s, is: 1 }, in: [1] },
    [`rule/no-comparison ${at}`, `rule/misplaced-word ${at}/in`],
  ],
  ['a count against a signal', { count: '24h', of: { signal: s, is: 1 }, above: { signal: s } }, [`rule/wrong-kind ${at}/above`]],
  ['a count with a unit', { count: '24h', of: { signal: s, is: 1 }, above: 1, unit: 'K' }, [`rule/misplaced-word ${at}/unit`]],
  ['a count of what lasts', { count: '24h', of: { signal: s, is: 1, for: '5m' }, above: 1 }, [`rule/not-in-count ${at}/of/for`]],
  ['a count of a window', { count: '24h', of: { signal: s, max: '5m', above: 1 }, above: 1 }, [`rule/not-in-count ${at}/of/max`]],
  ['of without count', { signal: s, above: 1, of: {} }, [`rule/misplaced-word ${at}/of`]],
  ['hours', { during: { days: ['sat'], from: '22:00', to: '05:00', timeZone: 'site', except: ['holidays:NO'] }, for: '1m' }, []],
  [
    'hours that there are not',
    { notDuring: { from: '25:00', days: ['someday'] } },
    [`calendar/no-such-time ${at}/notDuring/from`, `calendar/unknown-day ${at}/notDuring/days/0`],
  ],
  ['a calendar that is a duration', { during: '10m' }, [`rule/unknown-calendar ${at}/during`]],
  ['a property of the device as the limit', { signal: s, above: { property: 'max', plus: 1, default: 3 } }, []],
  ['a limit that is nothing', { signal: s, above: { plus: 1 } }, [`rule/missing-word ${at}/above`]],
  [
    'a limit that is two things',
    { signal: s, above: { property: 'max', signal: s } },
    [`rule/two-subjects ${at}/above/property`],
  ],
  ['a default for a signal', { signal: s, above: { signal: s, default: 3 } }, [`rule/misplaced-word ${at}/above/default`]],
])('the words of %s go together, or it is said which do not', (_name, when, want) =>
  expect(raising(when).map(each => each.split(' ', 2).join(' '))).toEqual(want),
);

test('a calendar by its id is looked up when calendars are known', () => {
  const rule = ruleText({ ...good, raise: [{ severity: 'major', when: { during: 'offce' } }] } as Partial<RuleDocument>);
  const calendars = new Map([['office', { from: '07:00', to: '17:00' }]]);
  const problems = (read: ReturnType<typeof readRule>) => (read.ok ? [] : read.problems.filter(isError).map(({ fix }) => fix));
  expect(problems(readRule(rule, 'x', known, calendars))).toEqual(['Did you mean “office”?']);
  expect(problems(readRule(rule.replace('offce', 'office'), 'x', known, calendars))).toEqual([]);
  expect(problems(readRule(rule, 'x', known))).toEqual([]);
});
