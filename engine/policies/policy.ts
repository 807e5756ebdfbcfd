/** The policy language: one source for the types of the code and for the schema that editors use. */
import Type from 'typebox';
import { severities } from '../alarms/alarm.ts';
import { CalendarSchema } from '../calendars/calendar-document.ts';
import type { AskedChannel } from './channels.ts';

const closed = { additionalProperties: false } as const;
const text = (description: string) => Type.String({ minLength: 1, description });
const duration = (description: string) =>
  Type.String({
    pattern: '^(?=\\d)(\\d{1,5}d)?(\\d{1,6}h)?(\\d{1,7}m)?(\\d{1,8}s)?$',
    description: `${description}: 30s, 10m, 1h30m, 2d`,
  });
const oneOf = <Word extends string>(words: readonly Word[], description: string) =>
  Type.Unsafe<Word>(Type.String({ enum: [...words], description: `${description}: ${words.join(', ')}` }));
const personId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$', description: 'a person id: ingrid.dahl' });
const localTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'a local time: 09:00' });
const localMinute = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'a local date and time: 2026-03-14T09:00',
});
const localDate = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'a date: 2026-01-05' });
const timeZone = text('an IANA time zone: Europe/Oslo');
const target = Type.String({
  pattern: '^(rotation|person|team|role):[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
  description: 'whom to page: rotation:id, person:id, team:id or role:id',
});
const channel = Type.Unsafe<AskedChannel>(
  Type.String({
    pattern: '^(sms|email|teams|webhook:[A-Za-z0-9][A-Za-z0-9._-]{0,62})$',
    description: 'a channel: sms, email, teams or webhook:id',
    examples: ['sms', 'email', 'teams'],
  }),
);
const via = (description: string) => Type.Array(channel, { minItems: 1, uniqueItems: true, description });
const calendarId = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$', description: `${description}: the id of a calendar` });
const fromStep = Type.Integer({ minimum: 1, description: 'the number of a step, from 1' });
const note = Type.Optional(text('a remark, kept as it is'));

const Rotation = Type.Object(
  {
    people: Type.Array(personId, { minItems: 1, description: 'who takes the phone in turn: person ids' }),
    handover: Type.Object(
      {
        every: oneOf(['day', 'week'], 'how often the phone changes hands'),
        on: Type.Optional(oneOf(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'the day of a weekly handover')),
        at: localTime,
      },
      closed,
    ),
    startsOn: localDate,
    timeZone: Type.Optional(timeZone),
    cover: Type.Optional(
      Type.Array(Type.Object({ from: localMinute, to: localMinute, person: personId, note }, closed), {
        description: 'who stands in, from when to when, in local time',
      }),
    ),
    note,
  },
  { ...closed, description: 'people who take the phone in turn' },
);

const Step = Type.Object(
  {
    after: duration('how long after the first moment of the round this step begins'),
    page: Type.Array(target, { minItems: 1, uniqueItems: true, description: 'whom this step pages, each once' }),
    via: via('the channels of this step: sms, email, teams, webhook:id'),
    during: Type.Optional(calendarId('the step is for alarms that were raised within these hours')),
    notDuring: Type.Optional(calendarId('the step is for alarms that were raised outside of these hours')),
    holdUntil: Type.Optional(calendarId('outside of these hours the first page waits until they begin')),
    severities: Type.Optional(
      Type.Array(oneOf(severities, 'a severity'), {
        minItems: 1,
        uniqueItems: true,
        description: 'severities that this step is for',
      }),
    ),
    repeatEvery: Type.Optional(duration('how often the page is repeated until the next step')),
    openCase: Type.Optional(
      Type.Object(
        {
          queue: text('the queue of the case'),
          priority: oneOf(['urgent', 'high', 'normal', 'low'], 'the priority of the case'),
        },
        closed,
      ),
    ),
    command: Type.Optional(
      Type.Object(
        {
          method: text('what the device is asked to do: a direct method of it'),
          payload: Type.Optional(Type.Unknown({ description: 'what goes with it' })),
          note,
        },
        { ...closed, description: 'a command to the device: { "method": "closeValve" }' },
      ),
    ),
    note,
  },
  { ...closed, description: 'a step: when, whom, by which channels' },
);

const Grouping = Type.Object(
  {
    by: Type.Optional(Type.Array(text('a tag'), { description: 'tags whose alarms are told together' })),
    wait: Type.Optional(duration('how long pages wait for others')),
    flood: Type.Optional(
      Type.Object(
        {
          moreThan: Type.Integer({ minimum: 1, description: 'a number of alarms' }),
          in: duration('a time'),
          digestEvery: duration('how often a digest goes out'),
        },
        closed,
      ),
    ),
    note,
  },
  closed,
);

const IfUnanswered = Type.Object(
  {
    after: duration('how long after the first page of the round'),
    restartFromStep: Type.Optional(fromStep),
    times: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'further rounds, 0 to 100' })),
    // biome-ignore lint/suspicious/noThenProperty: the language says "then"; nothing here is awaited
    then: Type.Optional(
      Type.Array(target, { minItems: 1, uniqueItems: true, description: 'whom to page in the end, each once' }),
    ),
    note,
  },
  closed,
);

const Acknowledge = Type.Object(
  {
    quietFor: Type.Optional(duration('how long an answer keeps the alarm quiet')),
    thenRestartFromStep: Type.Optional(fromStep),
    everyoneMustAnswer: Type.Optional(
      Type.Boolean({ description: 'true or false: the alarm counts as answered only when all who were paged have it' }),
    ),
    note,
  },
  closed,
);

const WhenCleared = Type.Object(
  {
    tell: Type.Optional(oneOf(['everyone-paged', 'acknowledger', 'nobody'], 'who is told that it is over')),
    via: Type.Optional(via('the channels by which it is told: sms, email, teams, webhook:id')),
    closeCase: Type.Optional(Type.Boolean({ description: 'true or false: whether the case is closed as well' })),
    note,
  },
  closed,
);

const Example = Type.Object(
  {
    name: text('what this example shows'),
    raisedAt: Type.String({
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)$',
      description: 'a moment with its offset: 2026-03-03T03:10:00+01:00',
    }),
    severity: oneOf(severities, 'a severity'),
    acknowledgedAfter: Type.Optional(duration('how long after the raise somebody answers')),
    expect: Type.Array(
      Type.Object(
        {
          at: duration('how long after the raise'),
          pages: Type.Array(text('a person id, or a team or role as the step names it'), { minItems: 1 }),
          via: via('the channels of this page: sms, email, teams, webhook:id'),
        },
        closed,
      ),
      { description: 'all pages of the example, in order, repeats left out' },
    ),
    note,
  },
  closed,
);

export const PolicySchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
      description: 'the id of the policy: small letters, digits and -, at most 40',
    }),
    name: text('the name of the policy'),
    owner: Type.Optional(text('who looks after this policy')),
    note,
    timeZone,
    rotations: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' }), Rotation, closed)),
    calendars: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' }), CalendarSchema, {
        ...closed,
        description: 'hours of a week, by their ids: { "staffed": { "days": ["mon"], "from": "07:00", "to": "17:00" } }',
      }),
    ),
    grouping: Type.Optional(Grouping),
    steps: Type.Array(Step, { minItems: 1, maxItems: 20, description: 'the steps of a round, 1 to 20' }),
    ifUnanswered: Type.Optional(IfUnanswered),
    acknowledge: Type.Optional(Acknowledge),
    whenCleared: Type.Optional(WhenCleared),
    examples: Type.Optional(Type.Array(Example)),
  },
  { ...closed, description: 'a policy: who is told, when, by which channels' },
);

export type Policy = Type.Static<typeof PolicySchema>;
export type Rotation = Type.Static<typeof Rotation>;
export type Step = Type.Static<typeof Step>;
export type Example = Type.Static<typeof Example>;
