/** A bakery whose ovens get too hot, and five steps of people who may be asked. */
import type { Person } from '../../engine/people.ts';
import { file } from '../nights/night.ts';

export const people: readonly Person[] = ['anna', 'bo', 'carl', 'dina', 'eva', 'finn'].map((id, index) => ({
  ...{ id, name: id, email: `${id}@example.org`, phone: `+470000010${index}` },
  teams: index === 2 || index === 3 ? ['leads'] : [],
  roles: id === 'eva' ? ['guard'] : [],
}));

export const rules = [
  file('oven.rule.json', {
    ...{ id: 'oven', name: 'Oven too hot', why: 'It burns.', owner: 'bakery', status: 'active' },
    ...{ appliesTo: { type: 'oven' }, message: { title: '{{device.name}} is at {{value}}' } },
    raise: [{ severity: 'critical', when: { signal: 'temperature', above: 100 } }],
    clearWhen: { signal: 'temperature', atMost: 90 },
    notify: 'five-steps',
  }),
  file('policies/five-steps.policy.json', {
    ...{ id: 'five-steps', name: 'Five steps', timeZone: 'Europe/Oslo', grouping: { wait: '20s' } },
    steps: [
      { after: '0s', page: ['person:anna'], via: ['sms', 'email'], repeatEvery: '1m' },
      { after: '2m', page: ['person:bo'], via: ['sms'], repeatEvery: '1m' },
      { after: '4m', page: ['team:leads'], via: ['email'], openCase: { queue: 'ovens', priority: 'high' } },
      { after: '6m', page: ['role:guard'], via: ['sms', 'email'], repeatEvery: '90s' },
      { after: '8m', page: ['person:finn'], via: ['sms'] },
    ],
    ifUnanswered: { after: '12m', restartFromStep: 1, times: 1 },
    acknowledge: { quietFor: '45m' },
    whenCleared: { tell: 'everyone-paged', closeCase: true },
  }),
];
