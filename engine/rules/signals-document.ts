/** `rules/signals.json` as people write it: the one source of its published schema. */
import { Type } from 'typebox';
import { closed, note, optional, schemaLink } from '../schema-words.ts';
import { unitNames } from '../units.ts';

const Facts = Type.Object(
  {
    unit: optional(
      Type.String({
        enum: [...unitNames],
        wanted: `one of the units ${unitNames.join(' ')}`,
        description:
          'The unit in which the devices send it, as it is printed. A rule may use another one of the same kind: it is converted. "unit": "°C".',
        examples: ['°C'],
      }),
    ),
    note,
  },
  {
    ...closed,
    description:
      'A signal, by the name under which the devices send it; { } when it has no unit: "temperature": { "unit": "°C" }, "door": {}.',
    examples: [{ unit: '°C' }],
  },
);

export const SignalsSchema = Type.Object(
  { $schema: schemaLink },
  {
    additionalProperties: Type.Record(Type.String(), Facts, {
      description:
        'The signals of a device type. A rule for devices of this type may name no other: { "temperature": { "unit": "°C" }, "door": {} }.',
      examples: [{ temperature: { unit: '°C' }, door: {} }],
    }),
    description: 'Which signals each device type sends, and in which units: { "freezer": { "temperature": { "unit": "°C" } } }.',
    examples: [{ freezer: { temperature: { unit: '°C' }, doorOpen: {} } }],
  },
);
