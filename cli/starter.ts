/** What `tocsin init` writes: a rule and a policy that pass, to be changed. */
import type { Policy } from '../engine/policies/policy.ts';
import type { RuleDocument } from '../engine/rules/rule.ts';

export const starterRule: RuleDocument = {
  $schema: './schema/rule.schema.json',
  id: 'cold-store-too-warm',
  name: 'Cold store too warm',
  why: 'Above 8 °C for half an hour the goods must be checked or thrown away; someone has to find out why it warms up.',
  owner: 'cold-chain',
  status: 'draft',
  note: 'A beginning: change the limits to yours, then set "status" to "shadow", and to "active" when it told you what you expected.',
  appliesTo: { type: 'cold-store' },
  raise: [
    { severity: 'critical', when: { signal: 'temperature', average: '5m', above: 8, unit: '°C', for: '10m' } },
    { severity: 'major', when: { signal: 'temperature', average: '5m', above: 6, unit: '°C', for: '15m' } },
  ],
  clearWhen: { signal: 'temperature', average: '5m', atMost: 5, unit: '°C', for: '5m' },
  notify: 'on-call',
  message: {
    title: '{{device.name}} is at {{value}}, limit {{limit}}',
    consequence: 'Goods are lost after half an hour above 8 °C.',
    firstSteps: ['Close the door', 'Look at the cooler', 'Move the goods'],
  },
  examples: [
    {
      name: 'The door stays open: MAJOR, then CRITICAL, over when it is cold again',
      readings: [
        { from: '0m', to: '10m', every: '1m', temperature: 4 },
        { from: '11m', to: '30m', every: '1m', temperature: 7 },
        { from: '31m', to: '45m', every: '1m', temperature: 10 },
        { from: '46m', to: '60m', every: '1m', temperature: 4 },
      ],
      expect: [
        { at: '29m', state: 'major' },
        { at: '42m', state: 'critical' },
        { at: '55m', state: 'normal' },
      ],
    },
    {
      name: 'Loading for five minutes stays quiet',
      readings: [
        { from: '0m', to: '10m', every: '1m', temperature: 4 },
        { from: '11m', to: '15m', every: '1m', temperature: 9 },
        { from: '16m', to: '60m', every: '1m', temperature: 4 },
      ],
      expect: [],
    },
  ],
};

export const starterPolicy: Policy = {
  $schema: '../schema/policy.schema.json',
  id: 'on-call',
  name: 'On call',
  owner: 'cold-chain',
  timeZone: 'Europe/Oslo',
  rotations: {
    primary: {
      people: ['ingrid.dahl', 'omar.haddad'],
      handover: { every: 'week', on: 'mon', at: '09:00' },
      startsOn: '2026-01-05',
    },
  },
  steps: [
    { after: '0s', page: ['rotation:primary'], via: ['sms', 'email'], repeatEvery: '5m' },
    { after: '15m', page: ['team:managers'], via: ['sms', 'email'] },
  ],
  ifUnanswered: { after: '30m', restartFromStep: 1, times: 2 },
  acknowledge: { quietFor: '1h', thenRestartFromStep: 1 },
  examples: [
    {
      name: 'Nobody answers for a quarter of an hour',
      raisedAt: '2026-03-03T03:10:00+01:00',
      severity: 'critical',
      acknowledgedAfter: '20m',
      expect: [
        { at: '0s', pages: ['ingrid.dahl'], via: ['sms', 'email'] },
        { at: '15m', pages: ['team:managers'], via: ['sms', 'email'] },
      ],
    },
  ],
};

export const starterSignals = { 'cold-store': { temperature: { unit: '°C' }, humidity: { unit: '%' } } } as const;
