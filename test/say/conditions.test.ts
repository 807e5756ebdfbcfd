/** Each word of a condition, as it is said. */
import { expect, test } from 'vitest';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { sayWhen } from '../../engine/say/condition.ts';
import { textOf } from '../../engine/say/said.ts';
import { sayDevices, sayRule } from '../../engine/say.ts';

const said = (when: ConditionDocument) => textOf([sayWhen('When', when)]);

test.each<[string, ConditionDocument]>([
  ['When t is above −10 °C.', { signal: 't', above: -10, unit: '°C' }],
  ['When t is at least 1.', { signal: 't', atLeast: 1 }],
  ['When t is below 0.5 bar.', { signal: 't', below: 0.5, unit: 'bar' }],
  ['When t is at most −18 °C for 10 minutes.', { signal: 't', atMost: -18, unit: '°C', for: '10m' }],
  ['When t is between 1 V and 2 V.', { signal: 't', between: [1, 2], unit: 'V' }],
  ['When t is outside 6 to 14.', { signal: 't', outside: [6, 14] }],
  ['When door is open.', { signal: 'door', is: 'open' }],
  ['When door is not closed.', { signal: 'door', isNot: 'closed' }],
  ['When running is true.', { signal: 'running', is: true }],
  ['When mode is “true”.', { signal: 'mode', is: 'true' }],
  ['When “inlet valve” is “half open”.', { signal: 'inlet valve', is: 'half open' }],
  ['When code is E1, E2 or 7.', { signal: 'code', in: ['E1', 'E2', 7] }],
  ['When code is not E1 or E2.', { signal: 'code', notIn: ['E1', 'E2'] }],
  ['When t is above set plus 2.5 °C.', { signal: 't', above: { signal: 'set', plus: 2.5 }, unit: '°C' }],
  ['When t is below set minus 2 °C.', { signal: 't', below: { signal: 'set', plus: -2 }, unit: '°C' }],
  [
    'When t is above the device’s maxTemp (8 °C where it is not set) plus 1 °C.',
    { signal: 't', above: { property: 'maxTemp', plus: 1, default: 8 }, unit: '°C' },
  ],
  [
    'When t is between the device’s low and the device’s high.',
    { signal: 't', between: [{ property: 'low' }, { property: 'high' }] },
  ],
  ['When the average of t over 1 hour 30 minutes is above 1.', { signal: 't', average: '1h30m', above: 1 }],
  ['When the lowest t of the last 45 minutes is above 1.', { signal: 't', min: '45m', above: 1 }],
  ['When the highest t of the last 1 day is above 1.', { signal: 't', max: '1d', above: 1 }],
  ['When the sum of t over 24 hours is above 1 L.', { signal: 't', sum: '24h', above: 1, unit: 'L' }],
  ['When the range of t (highest less lowest) over 5 minutes is above 1.', { signal: 't', range: '5m', above: 1 }],
  ['When the change of t (last less first) over 5 minutes is below −1.', { signal: 't', change: '5m', below: -1 }],
  ['When the rate of change of t over 20 minutes is above 6 °C per hour.', { signal: 't', rate: '20m', above: 6, unit: '°C' }],
  [
    'When the rate of change of t over 20 minutes is above 6 per 10 minutes for 5 minutes.',
    { signal: 't', rate: '20m', per: '10m', above: 6, for: '5m' },
  ],
  [
    'When level, going on as in the last 6 hours, is going to reach 10 % within 2 days.',
    { signal: 'level', trend: '6h', reaches: 10, within: '2d', unit: '%' },
  ],
  [
    'When level, going on as in the last 6 hours, is going to reach low within 2 days, and stays so for 1 hour.',
    { signal: 'level', trend: '6h', reaches: { signal: 'low' }, within: '2d', for: '1h' },
  ],
  [
    'When t is unusual: 4 or more robust deviations away from its median of the last 14 days.',
    { signal: 't', unusualBy: 4, baseline: '14d' },
  ],
  [
    'When the average of t over 1 hour is unusually high: 3.5 or more robust deviations above its median of the last 7 days.',
    { signal: 't', average: '1h', unusualBy: 3.5, baseline: '7d', direction: 'higher' },
  ],
  [
    'When t is unusually low: 5 or more robust deviations below its median of the last 7 days.',
    { signal: 't', unusualBy: 5, baseline: '7d', direction: 'lower' },
  ],
  [
    'When the number of readings in 24 hours in which code is E1 is at least 3.',
    { count: '24h', of: { signal: 'code', is: 'E1' }, atLeast: 3 },
  ],
  [
    'When the number of readings in 1 hour in which a is above 1 V and b is true is above 3.',
    {
      count: '1h',
      of: {
        all: [
          { signal: 'a', above: 1, unit: 'V' },
          { signal: 'b', is: true },
        ],
      },
      above: 3,
    },
  ],
  ['When the device has been silent for 15 minutes.', { silent: '15m' }],
  ['When the device is disconnected for 10 minutes.', { connection: 'disconnected', for: '10m' }],
  ['When the time is within the hours of staffed.', { during: 'staffed' }],
  ['When the time is outside the hours of staffed, and stays so for 1 hour.', { notDuring: 'staffed', for: '1h' }],
  [
    'When the time is within 22:00 to 05:00 the next day, every day (time of the site).',
    { during: { from: '22:00', to: '05:00' } },
  ],
  [
    'When the time is within all day, Saturday and Sunday (time of Europe/Oslo).',
    { during: { days: ['sat', 'sun'], timeZone: 'Europe/Oslo' } },
  ],
  [
    'When the time is within 24 hours from 06:00, Monday to Wednesday (time of the site), except public holidays of Norway, public holidays of DE-BY and 2026-12-24.',
    {
      during: {
        days: ['wed', 'mon', 'tue'],
        from: '06:00',
        to: '06:00',
        except: ['holidays:NO', 'holidays:DE-BY', '2026-12-24'],
      },
    },
  ],
  ['When the device has not been silent for 5 minutes.', { not: { silent: '5m' } }],
  ['When t is not above 1 for 5 minutes.', { not: { signal: 't', above: 1 }, for: '5m' }],
])('%s', (sentence, when) => expect(`${said(when)}.`).toBe(sentence));

test.each<{ name: string; when: ConditionDocument; lines: string[] }>([
  {
    name: 'lists within lists',
    when: {
      all: [
        { signal: 'a', is: 1 },
        {
          any: [
            { signal: 'b', is: 2 },
            {
              all: [
                { signal: 'c', is: 3 },
                { signal: 'd', is: 4 },
              ],
              for: '1m',
            },
          ],
          for: '2m',
        },
      ],
      for: '3m',
    },
    lines: [
      'When all of these hold for 3 minutes:',
      '  - a is 1',
      '  - for 2 minutes at least one of these holds:',
      '      - b is 2',
      '      - all of these hold for 1 minute:',
      '          - c is 3',
      '          - d is 4',
    ],
  },
  { name: 'a list of one is no list', when: { all: [{ any: [{ signal: 'a', is: 1 }] }] }, lines: ['When a is 1'] },
  {
    name: 'but keeps its own time',
    when: { any: [{ signal: 'a', is: 1, for: '1m' }], for: '2m' },
    lines: ['When for 2 minutes at least one of these holds:', '  - a is 1 for 1 minute'],
  },
  {
    name: 'not all, not any',
    when: {
      all: [
        {
          not: {
            all: [
              { signal: 'a', is: 1 },
              { signal: 'b', is: 2 },
            ],
          },
        },
        {
          not: {
            any: [
              { signal: 'a', is: 1 },
              { signal: 'b', is: 2 },
            ],
          },
          for: '5m',
        },
      ],
    },
    lines: [
      'When all of these hold:',
      '  - not all of these hold:',
      '      - a is 1',
      '      - b is 2',
      '  - for 5 minutes none of these holds:',
      '      - a is 1',
      '      - b is 2',
    ],
  },
  {
    name: 'a not that no word of the sentence could carry',
    when: { not: { signal: 'a', isNot: 1, for: '1m' }, for: '2m' },
    lines: ['When for 2 minutes this does not hold:', '  - a is not 1 for 1 minute'],
  },
  {
    name: 'what is counted, where it mixes',
    when: { count: '1h', of: { any: [{ signal: 'a', is: 1 }, { not: { signal: 'b', is: 2 } }] }, atLeast: 3, for: '5m' },
    lines: [
      'When the number of readings in 1 hour in which the following holds is at least 3, and stays so for 5 minutes:',
      '  - at least one of these holds:',
      '      - a is 1',
      '      - b is not 2',
    ],
  },
  {
    name: 'remarks, on one line each',
    when: {
      any: [
        { signal: 'a', is: 1, note: 'one\n  - two' },
        { signal: 'b', is: 2 },
      ],
      note: 'why',
    },
    lines: ['When at least one of these holds:', '  Note: why', '  - a is 1', '      Note: one - two', '  - b is 2'],
  },
])('$name', ({ when, lines }) => expect(said(when)).toBe(lines.join('\n')));

test.each<[string, RuleDocument['appliesTo']]>([
  ['Applies to every device.', {}],
  ['Applies to devices of type a or b.', { type: ['a', 'b'] }],
  ['Applies to devices with the id d-1.', { devices: 'd-1' }],
  [
    'Applies to devices of type a with the id d-1 or d-2 at site oslo with “cost centre” “4 b”.',
    { type: 'a', devices: ['d-1', 'd-2'], tags: { site: 'oslo', 'cost centre': '4 b' } },
  ],
  ['Applies to every device, except those of type a.', { except: { type: 'a' } }],
])('%s', (sentence, appliesTo) => expect(sayDevices(appliesTo)).toBe(sentence));

const rule = (more: Partial<RuleDocument>): string =>
  sayRule({
    ...{ id: 'r', name: 'R', why: 'why', owner: 'o', status: 'active', appliesTo: {}, notify: null, message: { title: 't' } },
    raise: [{ severity: 'minor', when: { signal: 'a', is: 1 } }],
    clearWhen: 'manual',
    ...more,
  });

test.each<[string, Partial<RuleDocument>]>([
  ['A draft: it is not evaluated.', { status: 'draft' }],
  ['In shadow: evaluated and recorded, but it tells nobody.', { status: 'shadow' }],
  ['Paused until 2026-05-01T00:00:00Z: it is not evaluated.', { status: 'paused', until: '2026-05-01T00:00:00Z' }],
  ['It is recorded and tells nobody.', { notify: null }],
  ['It is recorded and tells nobody.', { notify: {} }],
  ['The policy p decides who is told.', { notify: 'p' }],
  ['The policy p decides who is told of CRITICAL and MINOR.', { notify: { critical: 'p', minor: 'p', info: null } }],
  ['INFO is recorded and tells nobody.', { notify: { critical: 'p', info: null } }],
  ['Severity falls to the level that still holds when the worse one has not held for 10 minutes.', { stepDownAfter: '10m' }],
  ['Over when a person resets it, and no level holds.', { clearWhen: 'manual' }],
  ['Over when no level has held for 15 minutes.', { clearWhen: { normalFor: '15m' } }],
  ['While it is open, alarms of the devices behind this one are held.', { whileActive: { hold: 'devices-behind-this-one' } }],
])('%s', (sentence, more) => expect(rule(more).split('\n').join(' ')).toContain(sentence));
