/** Comparisons as people write them, and what they compare with. One source of types and published schema. */
import { type Static, Type } from 'typebox';
import { closed, optional, text } from '../schema-words.ts';

const plus = optional(
  Type.Number({
    description:
      'So much is added to it, in the unit of the condition; below 0 it is taken away. "plus": 2.5 means 2.5 °C above it.',
    examples: [2.5],
  }),
);

/** Another signal of the same device as the limit. */
const SignalLimit = Type.Object(
  {
    signal: text(
      'Another signal of the same device, whose latest value is the limit: { "signal": "supplySetpoint" }.',
      'supplySetpoint',
    ),
    plus,
  },
  closed,
);

/** A property of the device as the limit, so that each device can have its own. */
const PropertyLimit = Type.Object(
  {
    property: text(
      'A property of the device that has the limit, so that each device can have its own: { "property": "maxTemp" }.',
      'maxTemp',
    ),
    plus,
    default: optional(
      Type.Number({
        description:
          'The limit of devices that do not have the property. Without it their comparison is never true: "default": 8.',
        examples: [8],
      }),
    ),
  },
  closed,
);

export const numberLimit = (description: string, example: number) =>
  Type.Union([Type.Number(), SignalLimit, PropertyLimit], {
    wanted: 'a number, { "signal": … } or { "property": … }',
    description,
    examples: [example],
  });

export const Literal = Type.Union([Type.Number(), Type.String(), Type.Boolean()], { wanted: 'a text, a number, true or false' });

const sameLimit = (description: string, example: string | boolean) =>
  Type.Union([Type.Number(), Type.String(), Type.Boolean(), SignalLimit, PropertyLimit], {
    wanted: 'a text, a number, true, false, { "signal": … } or { "property": … }',
    description,
    examples: [example],
  });

const literals = (description: string, example: readonly string[]) =>
  Type.Array(Literal, { minItems: 1, description, examples: [example] });

const range = (description: string) =>
  Type.Array(numberLimit('One of the two limits, the lower one first.', 2), {
    minItems: 2,
    maxItems: 2,
    description,
    examples: [[2, 8]],
  });

export const comparisons = {
  above: optional(numberLimit('True while the value is more than this; the limit itself is not enough: "above": 8.', 8)),
  atLeast: optional(numberLimit('True while the value is this or more: "atLeast": 3.', 3)),
  below: optional(numberLimit('True while the value is less than this; the limit itself is not enough: "below": 2.', 2)),
  atMost: optional(numberLimit('True while the value is this or less: "atMost": -18.', -18)),
  between: optional(range('True while the value lies between the two limits, both included: "between": [2, 8].')),
  outside: optional(range('True while the value lies below the first limit or above the second one: "outside": [2, 8].')),
  is: optional(sameLimit('True while the value is exactly this: a text, a number, true or false. "is": true.', true)),
  isNot: optional(sameLimit('True while there is a value, and it is another one: "isNot": "OK".', 'OK')),
  in: optional(literals('True while the value is one of these: "in": ["E21", "E22"].', ['E21', 'E22'])),
  notIn: optional(literals('True while there is a value, and it is none of these: "notIn": ["idle", "off"].', ['idle', 'off'])),
};

export type LimitDocument = Static<ReturnType<typeof sameLimit>>;
