/** The published schemas, from the one source that the engine's types come from. */
import { CalendarsSchema } from '../../engine/calendars/calendar-document.ts';
import { PolicySchema } from '../../engine/policies/policy.ts';
import { RuleSchema } from '../../engine/rules/rule.ts';
import { SignalsSchema } from '../../engine/rules/signals-document.ts';
import { conditionForEditors, offers, readingForEditors } from './condition.ts';
import { mapInner, plain, type Schema } from './plain.ts';
import { type Hints, published } from './published.ts';
import { both, byFirst, has, hasAny, refuse, say } from './sentences.ts';
import { clearSnippets, newPolicy, newRule } from './snippets.ts';

/** By the name of the file in `rules/schema/`. */
export const schemas = (): Readonly<Record<string, Schema>> => ({
  'rule.schema.json': headed('A rule of Tocsin', ruleForEditors()),
  'policy.schema.json': headed('A policy of Tocsin', { ...published(plain(PolicySchema)), defaultSnippets: [newPolicy] }),
  'signals.schema.json': headed('The signals of device types', published(plain(SignalsSchema))),
  'calendars.schema.json': headed('Calendars that rules and policies name', published(plain(CalendarsSchema))),
});

const headed = (title: string, schema: Schema): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: 'Written by "npm run schemas" from the types in engine/. Changes made here are lost.',
  title,
  ...schema,
});

function ruleForEditors(): Schema {
  const source = plain(RuleSchema);
  const conditionWords = Object.keys(at(source, ['definitions', 'Condition', 'properties']));
  const schema = published(source, elsewhere(conditionWords));
  const words = at(schema, ['definitions', 'Condition', 'properties']) as Readonly<Record<string, Schema>>;
  const condition = { ...words, of: referring(words.of ?? {}, 'ConditionOnOneReading') };
  const reading = Object.fromEntries(
    Object.entries(words).map(([word, inner]) => [word, referring(inner, 'ConditionOnOneReading')]),
  );
  const definitions = {
    Condition: conditionForEditors(condition),
    ConditionOnOneReading: readingForEditors(reading),
    ...offers(words),
  };
  const [, normalFor] = at(schema, ['properties', 'clearWhen']).anyOf as readonly Schema[];
  return [
    change(['properties', 'clearWhen'], clear => clearForEditors(clear, normalFor ?? {})),
    change(['properties', 'examples', 'items', 'properties', 'readings', 'items'], timed),
    change(['properties', 'examples', 'items', 'properties', 'expect', 'items'], expected),
  ].reduce((changed, each) => each(changed), { ...schema, definitions, defaultSnippets: [newRule] } as Schema);
}

/** Words that people put one level too far out. */
const elsewhere = (condition: readonly string[]): Hints => [
  { place: 'when', words: condition, says: 'This belongs into the condition: "when": { … }.' },
  { place: 'raise', words: ['when', 'severity'], says: 'This stands in a level: "raise": [ { "severity": …, "when": … } ].' },
  { place: 'appliesTo', words: ['type', 'tags', 'except'], says: 'This stands in "appliesTo".' },
  { place: 'message', words: ['title', 'consequence', 'firstSteps', 'runbook'], says: 'This stands in "message".' },
];

function at(schema: Schema, path: readonly string[]): Schema {
  return path.reduce((inner, name) => inner[name] as Schema, schema);
}

const change =
  ([name = '', ...rest]: readonly string[], edit: (schema: Schema) => Schema) =>
  (schema: Schema): Schema => ({
    ...schema,
    [name]: rest.length === 0 ? edit(schema[name] as Schema) : change(rest, edit)(schema[name] as Schema),
  });

/** The same schema, in which conditions are of another kind. */
function referring(schema: Schema, name: string): Schema {
  const inner = mapInner(schema, each => referring(each, name));
  return inner.$ref === undefined ? inner : { ...inner, $ref: `#/definitions/${name}` };
}

function clearForEditors({ anyOf: _, errorMessage, ...words }: Schema, normalFor: Schema): Schema {
  const { properties } = normalFor as { properties: Schema };
  const { description, examples } = properties.normalFor as Schema;
  const offered = { properties: { normalFor: { description, examples, suggestSortText: '99' } } };
  const empty = { not: { minProperties: 1 } };
  return {
    ...words,
    type: ['object', 'string'],
    errorMessage,
    defaultSnippets: clearSnippets,
    // biome-ignore-start lint/suspicious/noThenProperty: a keyword of JSON Schema
    if: { type: 'object' },
    then: {
      if: has('normalFor'),
      then: normalFor,
      else: both({ $ref: '#/definitions/Condition' }, { if: empty, then: offered }),
    },
    else: {
      if: { type: 'string' },
      then: { enum: ['manual'], enumDescriptions: ['A person ends the alarm, after having looked.'] },
    },
    // biome-ignore-end lint/suspicious/noThenProperty: a keyword of JSON Schema
  };
}

const series = ['from', 'to', 'every'];

const timed = (reading: Schema): Schema => ({
  ...reading,
  allOf: [
    byFirst(['at'], () => refuse(series, 'One reading has "at"; many have "from", "to" and "every".'), {
      if: hasAny(series),
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: series },
      else: say({}, 'A reading says when: "at", or "from", "to" and "every".'),
    }),
  ],
});

const expected = (change: Schema): Schema => ({
  ...change,
  allOf: [
    byFirst(
      ['at', 'by'],
      word => (word === 'at' ? refuse(['by'], 'Either "at" or "by".') : {}),
      say({}, 'It says when: "at" exactly, or "by" at the latest.'),
    ),
  ],
});
