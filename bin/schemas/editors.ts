/** The four published schemas, from the one source that the engine's types come from. */
import { CalendarsSchema } from '../../engine/calendars/calendar-document.ts';
import { PolicySchema } from '../../engine/policies/policy.ts';
import { RuleSchema } from '../../engine/rules/rule.ts';
import { SignalsSchema } from '../../engine/rules/signals-document.ts';
import { conditionForEditors, readingForEditors } from './condition.ts';
import { plain, type Schema } from './plain.ts';
import { published } from './published.ts';

const draft = 'http://json-schema.org/draft-07/schema#';

/** By the name of the file in `rules/schema/`. */
export const schemas = (): Readonly<Record<string, Schema>> => ({
  'rule.schema.json': ruleSchema(),
  'policy.schema.json': titled('A policy of Tocsin', published(plain(PolicySchema))),
  'signals.schema.json': titled('The signals of device types', published(plain(SignalsSchema))),
  'calendars.schema.json': titled('Calendars that rules and policies name', published(plain(CalendarsSchema))),
});

const titled = (title: string, schema: Schema): Schema => ({ $schema: draft, title, ...schema });

/** Conditions have a shape of their own; inside of `of` there is a narrower one. */
function ruleSchema(): Schema {
  const { definitions, ...rule } = plain(RuleSchema) as Schema & { definitions: Record<string, Schema> };
  const { Condition, ...others } = definitions;
  const words = (published(Condition ?? {}).properties ?? {}) as Record<string, Schema>;
  const { of, ...rest } = words;
  const inner = { ...of, $ref: '#/definitions/ConditionOnOneReading' };
  const reading = readingForEditors(pointedAt(words, 'ConditionOnOneReading'));
  return titled('A rule of Tocsin', {
    ...published(rule),
    definitions: {
      ...Object.fromEntries(Object.entries(others).map(([name, each]) => [name, published(each)])),
      Condition: conditionForEditors({ ...rest, of: inner }),
      ConditionOnOneReading: reading,
    },
  });
}

/** The same words, whose conditions are of another kind. */
function pointedAt(words: Record<string, Schema>, name: string): Record<string, Schema> {
  const text = JSON.stringify(words).replaceAll('#/definitions/Condition"', `#/definitions/${name}"`);
  return JSON.parse(text) as Record<string, Schema>;
}
