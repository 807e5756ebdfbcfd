/** Warnings: rules that can be read, and hardly mean what they say. */
import { type Explained, rule } from './sample.ts';

const levels = (critical: string, major: string) =>
  rule(
    '/raise',
    `[\n    { "severity": "critical", "when": { "signal": "temperature", ${critical}, "unit": "°C" } },\n    { "severity": "major", "when": { "signal": "temperature", ${major}, "unit": "°C" } }\n  ]`,
  );

export const ruleSense: readonly Explained[] = [
  {
    code: 'rule/levels-swapped',
    title: 'The worse level is easier to reach',
    means: 'Whenever the milder level holds, the worse one holds already. Nobody would ever see the milder one.',
    fix: 'Give the worse level the limit that is harder to reach, or a longer "for".',
    bad: levels('"above": -15', '"above": -10'),
    good: levels('"above": -10', '"above": -15'),
  },
  {
    code: 'rule/no-gap',
    title: 'No gap between raise and clear',
    means: 'A value that wavers around the limit would raise and clear the alarm again and again (it flaps).',
    fix: 'Let it clear well on the other side of the limit, and only after a while.',
    bad: rule('/clearWhen', '{ "signal": "temperature", "average": "5m", "atMost": -15, "unit": "°C" }'),
    good: rule('/clearWhen', '{ "signal": "temperature", "average": "5m", "atMost": -18, "unit": "°C", "for": "10m" }'),
  },
  {
    code: 'rule/no-examples',
    title: 'A rule without examples',
    means: 'Nobody has seen it raise an alarm, or stay quiet.',
    fix: 'Add one example in which the alarm comes, and one in which it does not.',
    bad: rule('/examples'),
    good: rule(
      '/examples',
      '[{ "name": "A cold day stays quiet", "readings": [{ "at": "0m", "temperature": -20 }], "expect": [] }]',
    ),
  },
  {
    code: 'rule/no-quiet-example',
    title: 'A critical rule without a quiet example',
    means: 'It wakes people. It must be shown when it does not, and it cannot be published before.',
    fix: 'Add an example of a normal day, with "expect": [].',
    bad: rule(
      '/examples',
      '[{\n    "name": "Warm for an hour",\n    "readings": [{ "from": "0m", "to": "1h", "every": "1m", "temperature": -5 }],\n    "expect": [{ "at": "10m", "state": "critical" }]\n  }]',
    ),
    good: rule(
      '/examples',
      '[{\n    "name": "A cold day stays quiet",\n    "readings": [{ "from": "0m", "to": "1h", "every": "1m", "temperature": -20 }],\n    "expect": []\n  }]',
    ),
  },
  {
    code: 'rule/level-tells-nobody',
    title: 'A level of which nobody is told',
    means: '"notify" names a policy for some severities, and says nothing of this one.',
    fix: 'Add it to "notify": a policy, or null to record it only.',
    bad: rule('/notify', '{ "critical": "cold-chain-oncall" }'),
    good: rule('/notify', '{ "critical": "cold-chain-oncall", "major": null }'),
  },
  {
    code: 'rule/notify-no-level',
    title: 'A policy for a level that there is not',
    means: 'The rule never has this severity, so the policy is never used.',
    fix: 'Leave it out, or add the level to "raise".',
    bad: rule('/notify', '{ "critical": "cold-chain-oncall", "major": "cold-chain-oncall", "minor": "cold-chain-oncall" }'),
    good: rule('/notify', '{ "critical": "cold-chain-oncall", "major": "cold-chain-oncall" }'),
  },
  {
    code: 'rule/empty-placeholder',
    title: 'A placeholder that is never filled',
    means: 'The rule has nothing to put there: no number is compared, nothing is forecast. The message would show a dash.',
    fix: 'Take another placeholder, or say it in words.',
    bad: rule('/message/title', '"{{device.name}}: {{timeToLimit}} left"'),
    good: rule('/message/title', '"{{device.name}} is at {{value}}"'),
  },
  {
    code: 'rule/pause-without-end',
    title: 'A pause without an end',
    means: 'A rule that nobody wakes up again protects nobody.',
    fix: 'Add "until".',
    bad: rule('/status', '"paused"'),
    good: rule('/status', '"paused",\n  "until": "2026-03-09T07:00:00+01:00"'),
  },
];
