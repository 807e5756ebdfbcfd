/** An example inside of a rule as people write it: readings, and the alarms that must come of them. One source of types and published schema. */
import { type Static, Type } from 'typebox';
import { closed, duration, moment, note, oneOf, optional, severityWords, text } from '../schema-words.ts';
import { Literal } from './comparison-document.ts';

const sinceStart = 'counted from the start of the example';

const Device = Type.Object(
  {
    id: optional(
      text('The id of the device of this example; its type is the first of "appliesTo": "frz-oslo-07".', 'frz-oslo-07'),
    ),
    name: optional(text('Its name, as messages say it: "Freezer 7".', 'Freezer 7')),
    tags: optional(
      Type.Record(Type.String(), Type.String({ pattern: '\\S', wanted: 'a text' }), {
        description:
          'Its tags. What "appliesTo" asks for must be there; hours by the clock of the site need "timeZone": { "site": "oslo", "timeZone": "Europe/Oslo" }.',
        examples: [{ site: 'oslo', timeZone: 'Europe/Oslo' }],
      }),
    ),
    properties: optional(
      Type.Record(Type.String(), Literal, {
        description:
          'Its properties, for limits like { "property": "maxTemp" } and texts like {{properties.x}}: { "maxTemp": 8 }.',
        examples: [{ maxTemp: 8 }],
      }),
    ),
  },
  closed,
);

const Noise = Type.Object(
  {
    normal: Type.Number({ description: 'The mean of the noise: { "normal": -20, "spread": 0.5 }.', examples: [-20] }),
    spread: Type.Number({
      description:
        'Its standard deviation: two thirds of the values lie within it. The same values come every time: "spread": 0.5.',
      examples: [0.5],
    }),
  },
  closed,
);

const ExampleValue = Type.Union(
  [Type.Number(), Type.String(), Type.Boolean(), Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Noise],
  {
    wanted: 'a text, a number, true, false, a ramp [from, to] or a noise { "normal": …, "spread": … }',
    description:
      'The value of this signal: a text, a number, true or false; over many readings also a ramp from one number to another, [-20, -8], or noise, { "normal": -20, "spread": 0.5 }.',
    examples: [-20],
  },
);

/** Any other word is the name of a signal. */
const Reading = Type.Unsafe<Record<string, unknown>>(
  Type.Object(
    {
      at: optional(duration(`One reading, at this time, ${sinceStart}: { "at": "5m", "temperature": -12 }.`, '5m')),
      from: optional(
        duration(
          `Many readings: the time of the first one, ${sinceStart}: { "from": "0m", "to": "20m", "every": "1m", "temperature": -20 }.`,
          '0m',
        ),
      ),
      to: optional(
        duration(`Many readings: none is later than this, ${sinceStart}; one at this very time counts: "to": "20m".`, '20m'),
      ),
      every: optional(duration('Many readings: the time from one to the next: "every": "1m".', '1m')),
      connection: optional(
        oneOf(
          { connected: 'The device connects.', disconnected: 'IoT Hub loses the device.' },
          'What IoT Hub says of the connection at this time: { "at": "20m30s", "connection": "disconnected" }.',
          'disconnected',
        ),
      ),
    },
    { additionalProperties: ExampleValue },
  ),
);

const Action = Type.Object(
  {
    at: duration(`When somebody does it, ${sinceStart}: "at": "35m".`, '35m'),
    do: oneOf(
      {
        reset: 'Ends an alarm whose "clearWhen" is "manual".',
        acknowledge: 'Somebody has it.',
        shelve: 'It is put aside for a while.',
      },
      'What a person does about the alarm: { "at": "35m", "do": "reset" }.',
      'reset',
    ),
    note,
  },
  closed,
);

export const Expected = Type.Object(
  {
    at: optional(duration(`Exactly when it happens, ${sinceStart}: { "at": "24m", "state": "major" }.`, '24m')),
    by: optional(
      duration(
        `When it has happened at the latest, ${sinceStart}, where the moment does not matter: { "by": "30m", "state": "major" }.`,
        '30m',
      ),
    ),
    state: oneOf(
      { ...severityWords, normal: 'The alarm is over.' },
      'What the alarm becomes: a severity of this rule, or normal when it is over: "state": "major".',
      'major',
    ),
  },
  closed,
);

export const Example = Type.Object(
  {
    name: text(
      'What this example shows, in one line. Every example has another name: "Door open for two minutes stays quiet".',
      'Door open for two minutes stays quiet',
    ),
    note,
    startsAt: optional(
      moment(
        'When the example starts; a Monday noon in UTC when it is left out. Needed where hours, days or holidays matter: "2026-03-03T02:00:00+01:00".',
        '2026-03-03T02:00:00+01:00',
      ),
    ),
    device: optional(
      Type.Object(Device.properties, {
        ...closed,
        description: 'The device that sends the readings, so far as it matters: { "tags": { "site": "oslo" } }.',
        examples: [{ tags: { site: 'oslo' } }],
      }),
    ),
    readings: Type.Array(Reading, {
      description:
        'What the device sends, one reading ("at") or many ("from", "to", "every") per line; any other word is a signal: [ { "at": "0m", "temperature": -20 }, { "at": "5m", "temperature": -9 } ].',
      examples: [[{ from: '0m', to: '20m', every: '1m', temperature: -20 }]],
    }),
    actions: optional(
      Type.Array(Action, {
        description: 'What people do about the alarm meanwhile: [ { "at": "35m", "do": "reset" } ].',
        examples: [[{ at: '35m', do: 'reset' }]],
      }),
    ),
    until: optional(
      duration(
        'How long the example goes on, counted from its start; when it is left out, to the last reading or action. Needed where an alarm comes without a further reading: "until": "45m".',
        '45m',
      ),
    ),
    expect: Type.Array(Expected, {
      description:
        'All that happens to the alarm, in order, and nothing else; [] means that it stays quiet. tocsin test --accept writes the times in: [ { "at": "24m", "state": "major" }, { "at": "59m", "state": "normal" } ].',
      examples: [[{ at: '24m', state: 'major' }]],
    }),
  },
  closed,
);

export type ExampleDocument = Static<typeof Example>;
export type ExpectedChange = Static<typeof Expected>;
