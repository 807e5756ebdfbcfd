/** A rule as people write it: the one source of its types and, later, of its published schema. */
import { type Static, Type } from 'typebox';
import { CalendarSchema } from '../calendars/calendar-document.ts';

const closed = { additionalProperties: false };
const optional = Type.Optional;
const Duration = Type.String();
const Severity = Type.Union([Type.Literal('critical'), Type.Literal('major'), Type.Literal('minor'), Type.Literal('info')]);
const Literal = Type.Union([Type.Number(), Type.String(), Type.Boolean()]);
const Text = Type.String();
const Texts = Type.Union([Text, Type.Array(Text)]);
const Tags = Type.Record(Type.String(), Texts);

/** Another signal of the same device as the limit, plus so much in the rule's unit. */
const SignalLimit = Type.Object({ signal: Text, plus: optional(Type.Number()) }, closed);
/** A property of the device as the limit, plus so much in the rule's unit, so that each device can have its own. */
const PropertyLimit = Type.Object({ property: Text, plus: optional(Type.Number()), default: optional(Type.Number()) }, closed);
const NumberLimit = Type.Union([Type.Number(), SignalLimit, PropertyLimit]);
const SameLimit = Type.Union([Literal, SignalLimit, PropertyLimit]);
const Schedule = Type.Union([Text, CalendarSchema]);
const Range = Type.Array(NumberLimit, { minItems: 2, maxItems: 2 });

const module = Type.Module({
  Condition: Type.Object(
    {
      all: optional(Type.Array(Type.Ref('Condition'), { minItems: 1 })),
      any: optional(Type.Array(Type.Ref('Condition'), { minItems: 1 })),
      not: optional(Type.Ref('Condition')),
      signal: optional(Text),
      silent: optional(Duration),
      connection: optional(Type.Union([Type.Literal('connected'), Type.Literal('disconnected')])),
      average: optional(Duration),
      min: optional(Duration),
      max: optional(Duration),
      sum: optional(Duration),
      range: optional(Duration),
      change: optional(Duration),
      count: optional(Duration),
      of: optional(Type.Ref('Condition')),
      rate: optional(Duration),
      per: optional(Duration),
      trend: optional(Duration),
      reaches: optional(NumberLimit),
      within: optional(Duration),
      unusualBy: optional(Type.Number()),
      baseline: optional(Duration),
      direction: optional(Type.Union([Type.Literal('higher'), Type.Literal('lower'), Type.Literal('either')])),
      during: optional(Schedule),
      notDuring: optional(Schedule),
      above: optional(NumberLimit),
      atLeast: optional(NumberLimit),
      below: optional(NumberLimit),
      atMost: optional(NumberLimit),
      between: optional(Range),
      outside: optional(Range),
      is: optional(SameLimit),
      isNot: optional(SameLimit),
      in: optional(Type.Array(Literal, { minItems: 1 })),
      notIn: optional(Type.Array(Literal, { minItems: 1 })),
      unit: optional(Text),
      for: optional(Duration),
      note: optional(Text),
    },
    closed,
  ),
});

const Level = Type.Object({ severity: Severity, when: module.Condition, note: optional(Text) }, closed);
const Selection = { type: optional(Texts), tags: optional(Tags), devices: optional(Texts) };
const AppliesTo = Type.Object({ ...Selection, except: optional(Type.Object(Selection, closed)) }, closed);
const PolicyId = Type.Union([Text, Type.Null()]);
const Notify = Type.Union([
  PolicyId,
  Type.Partial(Type.Object({ critical: PolicyId, major: PolicyId, minor: PolicyId, info: PolicyId }, closed)),
]);
const Message = {
  title: Text,
  consequence: optional(Text),
  firstSteps: optional(Type.Array(Text, { maxItems: 5 })),
  runbook: optional(Text),
};
const Action = Type.Object(
  {
    at: Duration,
    do: Type.Union([Type.Literal('reset'), Type.Literal('acknowledge'), Type.Literal('shelve')]),
    note: optional(Text),
  },
  closed,
);
const Expected = Type.Object(
  { at: optional(Duration), by: optional(Duration), state: Type.Union([Severity, Type.Literal('normal')]) },
  closed,
);
const Example = Type.Object(
  {
    name: Text,
    note: optional(Text),
    startsAt: optional(Text),
    device: optional(
      Type.Object(
        {
          id: optional(Text),
          name: optional(Text),
          tags: optional(Type.Record(Type.String(), Text)),
          properties: optional(Type.Record(Type.String(), Literal)),
        },
        closed,
      ),
    ),
    readings: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    actions: optional(Type.Array(Action)),
    until: optional(Duration),
    expect: Type.Array(Expected),
  },
  closed,
);

export const RuleSchema = Type.Object(
  {
    $schema: optional(Text),
    id: Text,
    name: Text,
    why: Text,
    owner: Text,
    status: Type.Union([Type.Literal('draft'), Type.Literal('shadow'), Type.Literal('active'), Type.Literal('paused')]),
    until: optional(Text),
    note: optional(Text),
    appliesTo: AppliesTo,
    raise: Type.Array(Level, { minItems: 1, maxItems: 4 }),
    clearWhen: Type.Union([
      module.Condition,
      Type.Object({ normalFor: Duration, note: optional(Text) }, closed),
      Type.Literal('manual'),
    ]),
    stepDownAfter: optional(Duration),
    notify: Notify,
    message: Type.Object(Message, closed),
    translations: optional(Type.Record(Type.String(), Type.Partial(Type.Object(Message, closed)))),
    whileActive: optional(
      Type.Object({ hold: Type.Literal('devices-behind-this-one'), except: optional(Type.Array(Severity)) }, closed),
    ),
    examples: optional(Type.Array(Example)),
  },
  closed,
);

export type RuleDocument = Static<typeof RuleSchema>;
export type ConditionDocument = Static<typeof module.Condition>;
export type LevelDocument = Static<typeof Level>;
export type MessageDocument = RuleDocument['message'];
export type ExampleDocument = Static<typeof Example>;
export type ExpectedChange = Static<typeof Expected>;
export type SelectionDocument = RuleDocument['appliesTo'];
export type LimitDocument = Static<typeof SameLimit>;
export type RuleStatus = RuleDocument['status'];
