/** What a rule says to people, as written. One source of types and published schema. */
import { Type } from 'typebox';
import { optional, text } from '../schema-words.ts';

const placeholders = 'Placeholders: {{device.name}}, {{value}}, {{limit}}, {{since}}, {{tags.site}}, {{signals.door}}.';

export const message = {
  title: text(
    `The first line, and all of the SMS: what, where, how bad. ${placeholders} "{{device.name}} is at {{value}}, limit {{limit}}"`,
    '{{device.name}} is at {{value}}, limit {{limit}}',
  ),
  consequence: optional(
    text(
      'What happens if nobody acts, and how soon: "Stock is lost about 30 minutes after it passes -15 °C."',
      'Stock is lost after about 30 minutes.',
    ),
  ),
  firstSteps: optional(
    Type.Array(
      text('One thing to do, beginning with a verb: "Close the door and check the seal".', 'Close the door and check the seal'),
      {
        maxItems: 5,
        description: 'What to do first, at most 5 steps, in order: ["Close the door", "Check the compressor"].',
        examples: [['Close the door and check the seal']],
      },
    ),
  ),
  runbook: optional(
    Type.String({
      pattern: '^https://\\S+$',
      wanted: 'a link: https://…',
      description: 'A link to the full instructions: "https://wiki.example/runbooks/freezer-warm".',
      examples: ['https://wiki.example/runbooks/freezer-warm'],
    }),
  ),
};
