/** The policy language: one source for the types of the code, for the schema that editors use and for what the reader takes. */
import { Type } from 'typebox';
import { CalendarSchema } from '../calendars/calendar-document.ts';
import { closed, duration, note, oneOf, optional, schemaLink, text } from '../schema-words.ts';
import { Example as ExampleSchema } from './example-document.ts';
import { id, Rotation as RotationSchema, timeZone } from './rotation-document.ts';
import { Step as StepSchema, targets, via } from './step-document.ts';

const fromStep = (description: string) =>
  Type.Integer({ minimum: 1, wanted: 'the number of a step, from 1', description, examples: [1] });

const Grouping = Type.Object(
  {
    by: optional(
      Type.Array(text('A tag of the devices: "site".', 'site'), {
        wanted: 'a list of tags',
        description: 'Alarms whose devices have the same value of these tags are told together: ["site"].',
        examples: [['site']],
      }),
    ),
    wait: optional(
      duration('How long a first page waits for others, so that one message can carry them all: "wait": "20s".', '20s'),
    ),
    flood: optional(
      Type.Object(
        {
          moreThan: Type.Integer({
            minimum: 1,
            wanted: 'a number of alarms, from 1',
            description: 'More alarms than this within "in" are a flood: "moreThan": 10.',
            examples: [10],
          }),
          in: duration('The time in which the alarms are counted: "in": "10m".', '10m'),
          digestEvery: duration('How often a digest of the others goes out, which names them all: "digestEvery": "15m".', '15m'),
        },
        {
          ...closed,
          description:
            'When very many alarms come at once, the first goes out as a page and the rest in digests: { "moreThan": 10, "in": "10m", "digestEvery": "15m" }.',
          examples: [{ moreThan: 10, in: '10m', digestEvery: '15m' }],
        },
      ),
    ),
    note,
  },
  {
    ...closed,
    description: 'Which pages go together as one message: { "by": ["site"], "wait": "20s" }.',
    examples: [{ by: ['site'], wait: '20s' }],
  },
);

const IfUnanswered = Type.Object(
  {
    after: duration('How long after the first page of the round it is over without an answer: "after": "35m".', '35m'),
    restartFromStep: optional(
      fromStep('The step that the next round begins with, counted from 1; the first when it is left out: "restartFromStep": 1.'),
    ),
    times: optional(
      Type.Integer({
        minimum: 0,
        maximum: 100,
        wanted: 'a number of further rounds, 0 to 100',
        description: 'How many further rounds there are, 0 to 100: "times": 2.',
        examples: [2],
      }),
    ),
    // biome-ignore lint/suspicious/noThenProperty: the language says "then"; nothing here is awaited
    then: optional(
      targets(
        'Whom to page once, after the last round, by the channels of the last step: ["role:site-security"].',
        'role:site-security',
      ),
    ),
    note,
  },
  {
    ...closed,
    description:
      'What happens when nobody answers a round: { "after": "35m", "restartFromStep": 1, "times": 2, "then": ["role:site-security"] }.',
    examples: [{ after: '35m', restartFromStep: 1, times: 2 }],
  },
);

const Acknowledge = Type.Object(
  {
    quietFor: optional(
      duration(
        'How long an answer keeps the alarm quiet; when it is still active then, a new round begins: "quietFor": "45m".',
        '45m',
      ),
    ),
    thenRestartFromStep: optional(
      fromStep('The step that this new round begins with, counted from 1: "thenRestartFromStep": 1.'),
    ),
    everyoneMustAnswer: optional(
      Type.Boolean({
        wanted: 'true or false',
        description:
          'true: the alarm counts as answered only when all who were paged have answered; false, or left out: one is enough.',
        examples: [true],
      }),
    ),
    note,
  },
  {
    ...closed,
    description: 'What an answer does: { "quietFor": "45m", "thenRestartFromStep": 1 }.',
    examples: [{ quietFor: '45m', thenRestartFromStep: 1 }],
  },
);

const WhenCleared = Type.Object(
  {
    tell: optional(
      oneOf(
        {
          'everyone-paged': 'Everybody who was paged.',
          acknowledger: 'Only who answered.',
          nobody: 'Nobody.',
        },
        'Who is told that it is over; everyone who was paged when it is left out: "tell": "acknowledger".',
        'everyone-paged',
      ),
    ),
    via: optional(via('By which of the channels that were used for them; all of these when it is left out: ["email"].')),
    closeCase: optional(
      Type.Boolean({
        wanted: 'true or false',
        description: 'Whether the case is closed as well: "closeCase": true.',
        examples: [true],
      }),
    ),
    note,
  },
  {
    ...closed,
    description: 'What happens when the alarm is over: { "tell": "everyone-paged", "via": ["email"], "closeCase": true }.',
    examples: [{ tell: 'everyone-paged', closeCase: true }],
  },
);

export const PolicySchema = Type.Object(
  {
    $schema: schemaLink,
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
      wanted: 'an id: small letters, digits and -, at most 40',
      description:
        'The name of the policy for machines, as rules name it in "notify": small letters, digits and -, at most 40. "cold-chain-oncall".',
      examples: ['cold-chain-oncall'],
    }),
    name: text('The name of the policy for people: "Cold chain on call".', 'Cold chain on call'),
    owner: optional(text('The team that looks after the policy: "cold-chain".', 'cold-chain')),
    note,
    timeZone: timeZone('Whose clock counts for handovers and hours, an IANA name: "timeZone": "Europe/Oslo".'),
    rotations: optional(
      Type.Record(Type.String({ pattern: id }), RotationSchema, {
        ...closed,
        description:
          'Rotations by id: { "primary": { "people": ["ingrid.dahl"], "handover": { "every": "week", "on": "mon", "at": "09:00" }, "startsOn": "2026-01-05" } }.',
        examples: [
          { primary: { people: ['ingrid.dahl'], handover: { every: 'week', on: 'mon', at: '09:00' }, startsOn: '2026-01-05' } },
        ],
      }),
    ),
    calendars: optional(
      Type.Record(Type.String({ pattern: id }), CalendarSchema, {
        ...closed,
        description:
          'Hours of a week that steps name, by id: { "staffed": { "days": ["mon"], "from": "07:00", "to": "17:00" } }.',
        examples: [{ staffed: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '17:00' } }],
      }),
    ),
    grouping: optional(Grouping),
    steps: Type.Array(StepSchema, {
      minItems: 1,
      maxItems: 20,
      wanted: 'a list of 1 to 20 steps',
      description:
        'Who is paged when, 1 to 20 steps: [ { "after": "0s", "page": ["rotation:primary"], "via": ["sms", "email"] } ].',
      examples: [[{ after: '0s', page: ['rotation:primary'], via: ['sms', 'email'] }]],
    }),
    ifUnanswered: optional(IfUnanswered),
    acknowledge: optional(Acknowledge),
    whenCleared: optional(WhenCleared),
    examples: optional(
      Type.Array(ExampleSchema, {
        wanted: 'a list of examples',
        description:
          'The proof of the policy: an alarm at a certain time, and all pages that must come of it. tocsin test runs them.',
        examples: [
          [
            {
              name: 'Tuesday 03:10',
              raisedAt: '2026-03-03T03:10:00+01:00',
              severity: 'critical',
              acknowledgedAfter: '2m',
              expect: [{ at: '20s', pages: ['lena.vik'], via: ['sms'] }],
            },
          ],
        ],
      }),
    ),
  },
  { ...closed, description: 'A policy: who is told, when, by which channels, and what happens when nobody answers.' },
);

export type Policy = Type.Static<typeof PolicySchema>;
export type Rotation = Type.Static<typeof RotationSchema>;
export type Step = Type.Static<typeof StepSchema>;
export type Example = Type.Static<typeof ExampleSchema>;
