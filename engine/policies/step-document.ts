/** A step of a policy as written: when, whom, by which channels. One source of types and published schema. */
import { Type } from 'typebox';
import { closed, duration, note, oneOf, optional, severityWords, text } from '../schema-words.ts';
import type { AskedChannel } from './channels.ts';
import { id } from './rotation-document.ts';

export const severity = (description: string) => oneOf(severityWords, description, 'critical');

export const targets = (description: string, example: string) =>
  Type.Array(
    Type.String({
      pattern: '^(rotation|person|team|role):[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
      wanted: 'whom to page: rotation:id, person:id, team:id or role:id',
      description:
        'Whom to page: whoever has the phone of a rotation, a person, everybody of a team, or who has a role now: "rotation:primary", "person:ingrid.dahl", "team:managers", "role:site-security".',
      examples: ['rotation:primary'],
    }),
    { minItems: 1, uniqueItems: true, wanted: 'a list of whom to page, each once', description, examples: [[example]] },
  );

const channel = Type.Unsafe<AskedChannel>(
  Type.String({
    pattern: '^(sms|email|teams|webhook:[A-Za-z0-9][A-Za-z0-9._-]{0,62})$',
    wanted: 'a channel: sms, email, teams or webhook:id',
    description: 'A channel: sms, email, teams or webhook:id. Whoever does not have it is told on the next one they have.',
    examples: ['sms', 'email', 'teams'],
  }),
);

export const via = (description: string) =>
  Type.Array(channel, {
    minItems: 1,
    uniqueItems: true,
    wanted: 'a list of channels, each once',
    description,
    examples: [['sms', 'email']],
  });

const calendarId = (description: string) =>
  Type.String({ pattern: id, wanted: 'the id of a calendar: staffed', description, examples: ['staffed'] });

export const Step = Type.Object(
  {
    after: duration('When the step begins, counted from the first page of the round; 0s is at once: "after": "9m".', '9m'),
    page: targets('Whom this step pages, each once: ["rotation:primary"].', 'rotation:primary'),
    via: via('By which channels, all of them: ["sms", "email"].'),
    during: optional(calendarId('The step is only for alarms that were raised within these hours: "during": "staffed".')),
    notDuring: optional(
      calendarId('The step is only for alarms that were raised outside of these hours: "notDuring": "staffed".'),
    ),
    holdUntil: optional(
      calendarId(
        'Outside of these hours the first page waits until they begin, for whoever has the phone then: "holdUntil": "staffed".',
      ),
    ),
    severities: optional(
      Type.Array(severity('A severity that this step is for: "critical".'), {
        minItems: 1,
        uniqueItems: true,
        wanted: 'a list of severities, each once',
        description: 'Which severities the step is for; all when they are left out: ["critical", "major"].',
        examples: [['critical']],
      }),
    ),
    repeatEvery: optional(
      duration('The page is repeated this often until somebody answers or the next step begins: "repeatEvery": "3m".', '3m'),
    ),
    openCase: optional(
      Type.Object(
        {
          queue: text('The queue that the case is put into: "cold-chain".', 'cold-chain'),
          priority: oneOf(
            { urgent: 'At once.', high: 'Today.', normal: 'In its turn.', low: 'When there is time.' },
            'The priority of the case: "priority": "urgent".',
            'urgent',
          ),
        },
        {
          ...closed,
          description: 'Opens a case when the step begins, one per alarm: { "queue": "cold-chain", "priority": "urgent" }.',
          examples: [{ queue: 'cold-chain', priority: 'urgent' }],
        },
      ),
    ),
    command: optional(
      Type.Object(
        {
          method: text('What the device is asked to do, a direct method of it: "closeValve".', 'closeValve'),
          payload: Type.Optional(
            Type.Unknown({ description: 'What goes with it, any JSON: { "valve": 3 }.', examples: [{ valve: 3 }] }),
          ),
          note,
        },
        {
          ...closed,
          description: 'Asks the device itself to do something: { "method": "closeValve" }.',
          examples: [{ method: 'closeValve' }],
        },
      ),
    ),
    note,
  },
  {
    ...closed,
    description: 'A step: when, whom, by which channels: { "after": "0s", "page": ["rotation:primary"], "via": ["sms"] }.',
  },
);
