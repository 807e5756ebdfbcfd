import { expect, test } from 'vitest';
import { good, s, told } from './told.ts';

const level = (severity: string) => ({ severity, when: { signal: s, is: true } });
test.each<[string, object, string[]]>([
  [
    'an id that is none',
    { id: 'Freezer warm' },
    ['rule/bad-id /id Small letters, digits and “-”, at most 40, a letter first: freezer-warm.'],
  ],
  ['an unknown status', { status: 'enabled' }, ['rule/unknown-value /status Did you mean “active”?']],
  [
    'levels in the wrong order',
    { raise: [level('major'), level('critical')] },
    ['rule/levels-order /raise/1/severity Write the levels worst first.'],
  ],
  [
    'a level twice',
    { raise: [level('major'), level('major')] },
    ['rule/level-twice /raise/1/severity Put both conditions into one level, in { "any": [ … ] }.'],
  ],
  ['no level', { raise: [] }, ['rule/empty-list /raise Put something in, or leave the word out.']],
  ['an unknown severity', { raise: [level('warning')] }, ['rule/unknown-value /raise/0/severity Did you mean “major”?']],
  [
    '"for" beside the condition',
    { raise: [{ ...level('major'), for: '5m' }] },
    ['rule/unknown-word /raise/0/for “for” belongs into the condition: "when": { …, "for": … }.'],
  ],
  [
    'a clearWhen that is a word',
    { clearWhen: 'auto' },
    [
      'rule/unknown-value /clearWhen Write { "normalFor": "15m" } (it ends by itself), "manual" (a person ends it), or a condition.',
    ],
  ],
  [
    'a clearWhen of two kinds',
    { clearWhen: { normalFor: '5m', silent: '5m' } },
    ['rule/unknown-word /clearWhen/silent One of: normalFor, note.'],
  ],
  ['stepDownAfter', { stepDownAfter: '10m' }, []],
  [
    'stepDownAfter at a level',
    { raise: [{ ...level('major'), stepDownAfter: '1m' }] },
    ['rule/unknown-word /raise/0/stepDownAfter “stepDownAfter” is a word of the rule: it stands beside “raise”.'],
  ],
  ['groups', { per: ['room'] }, ['rule/not-yet /per Leave it out for now.']],
  [
    'an unknown placeholder',
    { message: { title: '{{device.nmae}} is {{value}}' } },
    ['rule/unknown-placeholder /message/title Did you mean {{device.name}}?'],
  ],
  [
    'a family of placeholders that is misspelled',
    { message: { title: '{{tag.site}}' } },
    ['rule/unknown-placeholder /message/title Did you mean {{tags.site}}?'],
  ],
  [
    'a signal as a placeholder',
    { message: { title: '{{temperature}}' } },
    ['rule/unknown-placeholder /message/title Did you mean {{signals.temperature}}?'],
  ],
  [
    'an unknown signal in a placeholder',
    { message: { title: '{{signals.temprature}}' } },
    ['rule/unknown-signal /message/title Did you mean {{signals.temperature}}?'],
  ],
  [
    'a placeholder of another kind',
    { message: { title: '{{what}}' } },
    [
      'rule/unknown-placeholder /message/title One of: value, limit, severity, since, timeToLimit, devicesBehind, device.name, device.id, tags.x, properties.x, signals.x, group.x.',
    ],
  ],
  [
    'a placeholder that does not end',
    { message: { title: '{{value' } },
    ['rule/unknown-placeholder /message/title Like {{device.name}}.'],
  ],
  [
    'a placeholder in one brace',
    { message: { title: '{value} is too much' } },
    ['rule/unknown-placeholder /message/title Like {{device.name}}.'],
  ],
  [
    'a title longer than an SMS',
    { message: { title: 'long '.repeat(41) } },
    ['rule/long-title /message/title Say only what and how bad; the rest belongs into "consequence" and "firstSteps".'],
  ],
  [
    'six first steps',
    { message: { title: 'x', firstSteps: ['1', '2', '3', '4', '5', '6'] } },
    ['rule/too-many-steps /message/firstSteps Keep the first ones, and link to the others with "runbook".'],
  ],
  [
    'a tag that is a number',
    { appliesTo: { tags: { floor: 3 } } },
    ['rule/wrong-kind /appliesTo/tags/floor Put it into quotes: "3".'],
  ],
  [
    'notify with an unknown severity',
    { notify: { fatal: 'duty' } },
    ['rule/unknown-word /notify/fatal Did you mean “critical”?'],
  ],
  [
    'an example that expects what no level is',
    { examples: [{ name: 'x', readings: [], expect: [{ at: '1m', state: 'critical' }] }] },
    ['rule/unknown-value /examples/0/expect/0/state One of: major, normal.'],
  ],
  [
    'an example without a time',
    { examples: [{ name: 'x', readings: [{ defrosting: true }], expect: [] }] },
    ['rule/missing-word /examples/0/readings/0 Add "at": "5m".'],
  ],
  [
    'an example with a signal that the device has not',
    { examples: [{ name: 'x', readings: [{ at: '0m', defrostin: true }], expect: [] }] },
    ['rule/unknown-signal /examples/0/readings/0/defrostin Did you mean “defrosting”?'],
  ],
  [
    'an example that acts',
    {
      examples: [
        {
          name: 'x',
          device: { properties: { max: 3, open: true } },
          readings: [],
          actions: ['acknowledge', 'shelve', 'reset'].map(action => ({ at: '1m', do: action })),
          expect: [],
        },
      ],
    },
    [],
  ],
  [
    'an example of a million readings',
    { examples: [{ name: 'x', readings: [{ from: '0s', to: '14d', every: '1s', pressure: 1 }], expect: [] }] },
    ['rule/long-example /examples/0/readings Let a reading come less often ("every"), or end it earlier.'],
  ],
])('a rule with %s', (_name, words, want) => expect(told({ ...good, raise: [level('major')], ...words })).toEqual(want));
