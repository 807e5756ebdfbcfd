/**
 * Schemas as editors want them. Of a value that fits none of several schemas VS Code says what is wrong by the nearest of them, which
 * misleads: what can be one schema becomes one. Where a sentence of ours says more than "Property x is not allowed", it stands there.
 */
import { otherNames } from '../../engine/rules/meant.ts';
import { annotations, mapInner, type Schema } from './plain.ts';
import { byFirst, refuse, say } from './sentences.ts';

/** From inside out; `shape` has the last word on each schema. `hints`: what is said of a word by which other words there are. */
export function published(schema: Schema, hints: Hints = [], shape: (schema: Schema) => Schema = same => same): Schema {
  const inner = mapInner(schema, each => published(each, hints, shape));
  return shape(closedByNames(withSentence(oneOfKinds(inner)), hints));
}

/** Words that people put where `place` is a word, although they belong elsewhere. */
export type Hints = readonly { readonly place: string; readonly words: readonly string[]; readonly says: string }[];

type Branch = Schema & { readonly properties?: Schema };

/** A union of schemas for values of different kinds is one schema of several kinds. */
function oneOfKinds(schema: Schema): Schema {
  const branches = schema.anyOf as readonly Branch[] | undefined;
  if (!branches?.every(({ type, const: value }) => typeof type === 'string' && value === undefined)) return schema;
  const { anyOf: _, ...outer } = schema;
  const objects = branches.filter(({ type }) => type === 'object');
  const properties = Object.assign({}, ...objects.map(each => each.properties));
  const parts = branches.map(withoutWords);
  return {
    ...Object.assign({}, ...parts),
    type: [...new Set(branches.map(({ type }) => type))],
    ...(objects.length > 0 && { properties }),
    ...(objects.length > 0 && closedByNames({ properties, additionalProperties: false }, [])),
    ...(objects.length > 1 && { required: undefined, allOf: eitherOf(objects) }),
    ...outer,
  };
}

const withoutWords = (branch: Schema): Schema =>
  Object.fromEntries(Object.entries(branch).filter(([word]) => !(annotations as readonly string[]).includes(word)));

/** Objects that are told apart by a word that each needs: the first of these words decides which others may stand there. */
function eitherOf(objects: readonly Branch[]): Schema[] {
  const leaders = objects.map(({ required }) => String((required as string[])[0]));
  const all = [...new Set(objects.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const one = leaders.map(word => `"${word}"`).join(' or ');
  return [
    byFirst(
      leaders,
      leader => {
        const mine = Object.keys(objects[leaders.indexOf(leader)]?.properties ?? {});
        return refuse(
          all.filter(word => !mine.includes(word)),
          `This does not go with "${leader}".`,
        );
      },
      { not: { type: 'object' }, errorMessage: `It says what it is: ${one}.` },
    ),
  ];
}

/** What is wanted, where the editor would only name a pattern or a list of kinds. Lists of words it tells well by itself. */
function withSentence({ wanted, ...schema }: Schema): Schema {
  return wanted === undefined || schema.enum !== undefined
    ? schema
    : { ...schema, errorMessage: `Wanted here is ${String(wanted)}.` };
}

/** Closed by a schema of the names: the editor then marks the name, and says our sentence. */
export function closedByNames(schema: Schema, hints: Hints): Schema {
  const { additionalProperties, properties, patternProperties, ...rest } = schema;
  if (additionalProperties !== false) return schema;
  const words = Object.keys((properties ?? {}) as Schema);
  const patterns = Object.keys((patternProperties ?? {}) as Schema);
  const propertyNames = patterns.length > 0 ? likeOne(words, patterns) : { allOf: namesOf(words, hints) };
  return {
    ...rest,
    ...(properties !== undefined && { properties }),
    ...(patternProperties !== undefined && { patternProperties }),
    propertyNames,
  };
}

const likeOne = (words: readonly string[], patterns: readonly string[]): Schema => ({
  pattern: [...words.map(word => `^${word.replace('$', '\\$')}$`), ...patterns].join('|'),
  errorMessage: 'This cannot be a name here: letters, digits, dots and dashes are.',
});

function namesOf(words: readonly string[], hints: Hints): Schema[] {
  const strangers = new Set<string>();
  const fresh = (names: readonly string[]) =>
    names.filter(name => !words.includes(name) && !strangers.has(name) && strangers.add(name));
  const told = (names: readonly string[], says: string) => {
    const enumerated = fresh(names);
    return enumerated.length === 0 ? [] : [say({ enum: enumerated }, says)];
  };
  const sentences = [
    ...words.flatMap(word => told(otherNames(word), `Write "${word}" for it.`)),
    ...hints.filter(({ place }) => words.includes(place)).flatMap(hint => told(hint.words, hint.says)),
  ];
  const known = { enum: [...words, ...strangers], errorMessage: `Not a word of this place. Its words: ${words.join(', ')}.` };
  return [...sentences, known];
}
