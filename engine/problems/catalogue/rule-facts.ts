/** Problems of rules: what they name and is not there, and texts that do not fit. */
import { type Explained, rule, when } from './sample.ts';

const warm = (limit: number) => `{ "signal": "temperature", "above": ${limit}, "unit": "°C" }`;
const level = (severity: string, when: string) => `{ "severity": "${severity}", "when": ${when} }`;
const raise = (...levels: string[]) => rule('/raise', `[\n    ${levels.join(',\n    ')}\n  ]`);

const example = (words: string) => rule('/examples/0', `{ "name": "A cold day stays quiet", ${words}, "expect": [] }`);

export const ruleFacts: readonly Explained[] = [
  {
    code: 'rule/unknown-signal',
    title: 'A signal that the device does not have',
    means: 'A signal that never comes keeps the rule quiet for ever. Checked for device types that `rules/signals.json` lists.',
    fix: 'Correct the name, or add the signal to `rules/signals.json`.',
    bad: when('{ "signal": "temprature", "above": -10, "unit": "°C" }'),
    good: when('{ "signal": "temperature", "above": -10, "unit": "°C" }'),
  },
  {
    code: 'rule/missing-unit',
    title: 'A limit without a unit',
    means: 'The signal is measured in a unit; a limit without one is read differently by different people.',
    fix: 'Add "unit". It may be another unit of the same thing: it is converted.',
    bad: when('{ "signal": "temperature", "above": -10 }'),
    good: when('{ "signal": "temperature", "above": 14, "unit": "°F" }'),
  },
  {
    code: 'rule/unknown-unit',
    title: 'A unit that is not known',
    means: 'Units are written with their signs, so that they convert and are printed alike.',
    fix: 'Take one of those that are named.',
    bad: when('{ "signal": "temperature", "above": -10, "unit": "celsius" }'),
    good: when('{ "signal": "temperature", "above": -10, "unit": "°C" }'),
  },
  {
    code: 'rule/other-unit',
    title: 'A unit of something else',
    means: 'The unit of the limit cannot be turned into the one in which the signal is measured.',
    fix: 'Write the limit in the unit of the signal, or correct `rules/signals.json`.',
    bad: when('{ "signal": "temperature", "above": -10, "unit": "bar" }'),
    good: when('{ "signal": "temperature", "above": -10, "unit": "°C" }'),
  },
  {
    code: 'rule/unknown-calendar',
    title: 'A calendar that is not there',
    means: 'A condition on hours that nobody knows is never known itself, and raises nothing.',
    fix: 'Correct the id, add the calendar to `rules/calendars.json`, or write the hours where they are needed.',
    bad: when('{ "notDuring": "ofice" }'),
    good: when('{ "notDuring": "office" }'),
  },
  {
    code: 'rule/unknown-policy',
    title: 'A policy that is not there',
    means: 'Nobody would be told of this alarm.',
    fix: 'Correct the id, or write the policy. To tell nobody on purpose, write null.',
    bad: rule('/notify', '"cold-chain-on-call"'),
    good: rule('/notify', '"cold-chain-oncall"'),
  },
  {
    code: 'rule/unknown-placeholder',
    title: 'A placeholder that is not known',
    means: 'It would stand in the message as a dash.',
    fix: 'Take one of those that are named. A signal is {{signals.x}}, a tag of the device {{tags.x}}.',
    bad: rule('/message/title', '"{{device.nmae}} is at {{value}}"'),
    good: rule('/message/title', '"{{device.name}} is at {{value}}"'),
  },
  {
    code: 'rule/long-title',
    title: 'A title that does not fit an SMS',
    means: 'An SMS has at most 2 parts. Of a longer one the end of the title is cut, which is often the value.',
    fix: 'Say only what and how bad. The rest belongs into "consequence" and "firstSteps".',
    bad: rule(
      '/message/title',
      '"Attention please: the freezer {{device.name}} at the site {{tags.site}} has been measured to be warmer than it is allowed to be according to the food safety plan, namely {{value}} where the limit is {{limit}}"',
    ),
    good: rule('/message/title', '"{{device.name}} is at {{value}}, limit {{limit}}"'),
  },
  {
    code: 'rule/too-many-steps',
    title: 'Too many first steps',
    means: 'A message has at most 5. Nobody reads more of them at night.',
    fix: 'Keep the first ones, and link to the others with "runbook".',
    bad: rule(
      '/message/firstSteps',
      '["Close the door", "Check the seal", "Check the breaker", "Check the fan", "Call", "Move stock"]',
    ),
    good: rule('/message/firstSteps', '["Close the door", "Check the breaker", "Move stock"]'),
  },
  {
    code: 'rule/bad-link',
    title: 'A runbook that is no link',
    means: 'The runbook becomes a button in the message. Only https addresses do.',
    fix: 'Write the whole address, beginning with https://.',
    bad: rule('/message/runbook', '"wiki/freezer"'),
    good: rule('/message/runbook', '"https://wiki.example/freezer"'),
  },
  {
    code: 'rule/bad-language',
    title: 'A language that is none',
    means: 'Translations are chosen by the language tag of whoever gets the message.',
    fix: 'Write a language tag: nb, de, pt-BR.',
    bad: rule('/translations', '{ "Norwegian": { "title": "{{device.name}} er på {{value}}" } }'),
    good: rule('/translations', '{ "nb": { "title": "{{device.name}} er på {{value}}" } }'),
  },
  {
    code: 'rule/level-twice',
    title: 'A level twice',
    means: 'Each severity has one condition. Of two levels with the same severity it is not said which one is the alarm.',
    fix: 'Put both conditions into one level, in "any".',
    bad: raise(level('major', warm(-10)), level('major', '{ "silent": "1h" }')),
    good: raise(level('major', `{ "any": [${warm(-10)}, { "silent": "1h" }] }`)),
  },
  {
    code: 'rule/levels-order',
    title: 'Levels in the wrong order',
    means: 'Levels are tried from the worst on, and read that way.',
    fix: 'Write them worst first: critical, major, minor, info. `--fix` does it.',
    bad: raise(level('major', warm(-15)), level('critical', warm(-10))),
    good: raise(level('critical', warm(-10)), level('major', warm(-15))),
  },
  {
    code: 'rule/example-twice',
    title: 'Two examples of one name',
    means: 'When one of them fails, nobody knows which.',
    fix: 'Say in the name what is special about each.',
    bad: rule(
      '/examples',
      '[{ "name": "quiet", "readings": [], "expect": [] }, { "name": "quiet", "readings": [], "until": "1h", "expect": [] }]',
    ),
    good: rule(
      '/examples',
      '[{ "name": "quiet", "readings": [], "expect": [] }, { "name": "quiet for long", "readings": [], "until": "1h", "expect": [] }]',
    ),
  },
  {
    code: 'rule/long-example',
    title: 'An example of too many readings',
    means: 'Examples run with every change. They must be quick.',
    fix: 'Let readings come less often ("every"), or end earlier.',
    bad: example('"readings": [{ "from": "0s", "to": "14d", "every": "1s", "temperature": -20 }]'),
    good: example('"readings": [{ "from": "0s", "to": "14d", "every": "5m", "temperature": -20 }]'),
  },
];
