/** A rule as people write it: the one source of its types, of its published schema (`npm run schemas`) and of its validator. */
import { type Static, Type } from 'typebox';
import { closed, duration, moment, note, oneOf, optional, schemaLink, severityWords, text, texts } from '../schema-words.ts';
import { Condition, type ConditionDocument } from './condition-document.ts';
import { Example } from './example-document.ts';
import { message } from './message-document.ts';

export type { LimitDocument } from './comparison-document.ts';
export type { ConditionDocument } from './condition-document.ts';
export type { ExampleDocument, ExpectedChange } from './example-document.ts';

/** The schema of conditions, with what is said of this one. */
const condition = (description: string, example: ConditionDocument) =>
  Type.Unsafe<ConditionDocument>({ ...Condition, description, examples: [example] });

const Level = Type.Object(
  {
    severity: oneOf(
      severityWords,
      'How bad it is, and with that how soon somebody must act: "severity": "critical".',
      'critical',
    ),
    when: condition(
      'What must be true for this level. It is judged by the time of the readings: { "signal": "temperature", "average": "5m", "above": -10, "unit": "°C", "for": "5m" }.',
      { signal: 'temperature', average: '5m', above: -10, unit: '°C', for: '5m' },
    ),
    note,
  },
  closed,
);

const selection = {
  type: optional(texts('The type of the devices, or several: "freezer", or ["leak-sensor", "water-meter"].', 'freezer')),
  tags: optional(
    Type.Record(
      Type.String(),
      texts('The value of the tag, or several of which any will do: "oslo", or ["oslo", "bergen"].', 'oslo'),
      {
        description:
          'Tags that the devices must have, all of them; a list means any of its values: { "site": ["oslo", "bergen"] }.',
        examples: [{ site: ['oslo', 'bergen'] }],
      },
    ),
  ),
  devices: optional(
    texts('Single devices by their ids. Prefer "type" and "tags": new devices are then watched at once. ["frz-oslo-07"]', [
      'frz-oslo-07',
    ]),
  ),
};

const AppliesTo = Type.Object(
  {
    ...selection,
    except: optional(
      Type.Object(selection, {
        ...closed,
        description: 'Devices that are left out, chosen in the same words: { "tags": { "use": "test-lab" } }.',
        examples: [{ tags: { use: 'test-lab' } }],
      }),
    ),
  },
  {
    ...closed,
    description:
      'Which devices the rule watches. All that is said here must fit; a list means any of it: { "type": "freezer", "tags": { "site": "oslo" } }.',
    examples: [{ type: 'freezer', tags: { site: 'oslo' } }],
  },
);

const toldBy = (severity: string) =>
  optional(
    Type.Union([Type.String({ pattern: '\\S' }), Type.Null()], {
      wanted: 'the id of a policy, or null',
      description: `Whom an alarm of this severity tells: the id of a policy in rules/policies, or null to record it only. "${severity}": "cold-chain-oncall".`,
      examples: ['cold-chain-oncall'],
    }),
  );

const Notify = Type.Union(
  [
    Type.String({ pattern: '\\S' }),
    Type.Null(),
    Type.Object({ critical: toldBy('critical'), major: toldBy('major'), minor: toldBy('minor'), info: toldBy('info') }, closed),
  ],
  {
    wanted: 'the id of a policy, null, or { "critical": …, "major": … }',
    description:
      'Whom the alarm tells: the id of a policy in rules/policies, or one per severity; null records it only. "notify": "cold-chain-oncall".',
    examples: ['cold-chain-oncall'],
  },
);

const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$' });

export const RuleSchema = Type.Object(
  {
    $schema: schemaLink,
    id: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,39}$',
      wanted: 'an id: small letters, digits and “-”, at most 40, a letter first',
      description:
        'The name of the rule for machines, as in the name of its file: small letters, digits and -, at most 40, a letter first. It is never changed: "freezer-too-warm".',
      examples: ['freezer-too-warm'],
    }),
    name: text('The name of the rule for people: "Freezer too warm".', 'Freezer too warm'),
    why: text(
      'What a person must do when the alarm comes, and why it cannot wait: "Stock above -15 °C for half an hour must be written off; someone has to close the door."',
      'Stock above -15 °C for half an hour must be written off; someone has to close the door.',
    ),
    owner: text('The team that answers for the rule: "cold-chain".', 'cold-chain'),
    status: oneOf(
      {
        draft: 'Not evaluated.',
        shadow: 'Evaluated and recorded; tells nobody.',
        active: 'Evaluated, and people are told.',
        paused: 'Not evaluated until the moment in "until".',
      },
      'Where the rule is in its life: "status": "active".',
      'active',
    ),
    until: optional(
      moment(
        'When a paused rule becomes active again by itself: "until": "2026-04-01T06:00:00+02:00".',
        '2026-04-01T06:00:00+02:00',
      ),
    ),
    note,
    appliesTo: AppliesTo,
    raise: Type.Array(Level, {
      minItems: 1,
      maxItems: 4,
      description:
        'The levels of the alarm, worst first, each severity once: [ { "severity": "critical", "when": { … } }, { "severity": "major", "when": { … } } ].',
      examples: [[{ severity: 'critical', when: { signal: 'temperature', above: -10, unit: '°C', for: '10m' } }]],
    }),
    clearWhen: Type.Union(
      [
        Condition,
        Type.Object(
          {
            normalFor: duration(
              'The alarm ends when the condition of its level has been false for this long: { "normalFor": "15m" }.',
              '15m',
            ),
            note,
          },
          closed,
        ),
        Type.Literal('manual', { description: 'A person ends the alarm, after having looked.' }),
      ],
      {
        wanted: 'a condition, { "normalFor": "15m" } or "manual"',
        description:
          'When the alarm ends: a condition, with some distance from the limit that raised it, so that it does not flap; or { "normalFor": "15m" }; or "manual". Nothing ends while a level still holds.',
        examples: [{ signal: 'temperature', average: '5m', atMost: -18, unit: '°C', for: '10m' }],
      },
    ),
    stepDownAfter: optional(
      duration(
        'The severity falls to the level that still holds when the worse one has been false for this long; without it, it only rises while the alarm is open: "stepDownAfter": "10m".',
        '10m',
      ),
    ),
    notify: Notify,
    message: Type.Object(message, {
      ...closed,
      description:
        'What people read, at 3 in the morning, on a phone: { "title": "{{device.name}} is at {{value}}, limit {{limit}}", "firstSteps": ["Close the door"] }.',
      examples: [{ title: '{{device.name}} is at {{value}}, limit {{limit}}' }],
    }),
    translations: optional(
      Type.Record(language, Type.Partial(Type.Object(message, closed)), {
        ...closed,
        description:
          'The message in other languages, by language tag; what is left out is taken from "message": { "nb": { "title": "{{device.name}} er på {{value}}" } }.',
        examples: [{ nb: { title: '{{device.name}} er på {{value}}, grense {{limit}}' } }],
      }),
    ),
    whileActive: optional(
      Type.Object(
        {
          hold: oneOf(
            { 'devices-behind-this-one': 'Devices whose tag "gateway" names this one.' },
            'Whose alarms wait while this one is open; whatever is still true then is told: "hold": "devices-behind-this-one".',
            'devices-behind-this-one',
          ),
          except: optional(
            Type.Array(oneOf(severityWords, 'A severity that is told all the same: "critical".', 'critical'), {
              minItems: 1,
              description: 'Severities that are told all the same: ["critical"].',
              examples: [['critical']],
            }),
          ),
        },
        {
          ...closed,
          description:
            'What else happens while the alarm is open: { "hold": "devices-behind-this-one", "except": ["critical"] }.',
          examples: [{ hold: 'devices-behind-this-one', except: ['critical'] }],
        },
      ),
    ),
    examples: optional(
      Type.Array(Example, {
        description:
          'The proof of the rule: readings, and the alarms that must come of them. A critical rule needs one that stays quiet. tocsin test runs them.',
        examples: [
          [
            {
              name: 'Normal day stays quiet',
              readings: [{ from: '0m', to: '60m', every: '1m', temperature: -20 }],
              expect: [],
            },
          ],
        ],
      }),
    ),
  },
  {
    ...closed,
    description: 'A rule: which devices, what raises an alarm, what ends it, whom it tells, and examples that prove it.',
  },
);

export type RuleDocument = Static<typeof RuleSchema>;
export type LevelDocument = Static<typeof Level>;
export type MessageDocument = RuleDocument['message'];
export type SelectionDocument = RuleDocument['appliesTo'];
export type RuleStatus = RuleDocument['status'];
