/** What an editor offers in an empty file. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places to type at, as editors write them
export const newRule = {
  label: 'a new rule',
  description: 'A rule with one level and two examples, to be changed.',
  body: {
    $schema: './schema/rule.schema.json',
    id: '${1:freezer-too-warm}',
    name: '${2:Freezer too warm}',
    why: '${3:what a person must do, and why}',
    owner: '${4:cold-chain}',
    status: 'draft',
    appliesTo: { type: '${5:freezer}' },
    raise: [
      { severity: 'major', when: { signal: '${6:temperature}', average: '5m', above: '^${7:-15}', unit: '${8:°C}', for: '10m' } },
    ],
    clearWhen: { signal: '${6:temperature}', average: '5m', atMost: '^${9:-18}', unit: '${8:°C}', for: '10m' },
    notify: '${10:cold-chain-oncall}',
    message: { title: '{{device.name}} is at {{value}}, limit {{limit}}', firstSteps: ['${11:Close the door}'] },
    examples: [
      {
        name: 'A normal day stays quiet',
        readings: [{ from: '0m', to: '60m', every: '1m', '${6:temperature}': '^${12:-20}' }],
        expect: [],
      },
      {
        name: 'Too warm',
        readings: [{ from: '0m', to: '60m', every: '1m', '${6:temperature}': '^${13:-10}' }],
        expect: [{ at: '15m', state: 'major' }],
      },
    ],
  },
} as const;

export const newPolicy = {
  label: 'a new policy',
  description: 'Two people in turn, a second step when nobody answers, to be changed.',
  body: {
    $schema: '../schema/policy.schema.json',
    id: '${1:cold-chain-oncall}',
    name: '${2:Cold chain on call}',
    timeZone: '${3:Europe/Oslo}',
    rotations: {
      primary: {
        people: ['${4:ingrid.dahl}', '${5:omar.haddad}'],
        handover: { every: 'week', on: 'mon', at: '09:00' },
        startsOn: '${6:2026-01-05}',
      },
    },
    steps: [
      { after: '0s', page: ['rotation:primary'], via: ['sms', 'email'], repeatEvery: '5m' },
      { after: '15m', page: ['${7:team:managers}'], via: ['sms'] },
    ],
  },
} as const;

/** What may stand for "clearWhen" beside a condition. */
export const clearSnippets = [
  {
    label: 'normalFor',
    description: 'It ends when the condition of its level has been false for this long.',
    body: { normalFor: '${1:15m}' },
  },
  { label: '"manual"', description: 'A person ends it, after having looked.', body: 'manual' },
] as const;
