/** A TypeBox schema as plain JSON Schema (draft 7): its own definitions in one place, references to them by pointer. */

export type Schema = { readonly [keyword: string]: unknown };
export type SubSchema = Schema | boolean;

const ofOne = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'propertyNames'];
const ofMany = ['anyOf', 'allOf', 'oneOf'];
const ofNames = ['properties', 'patternProperties', 'definitions', '$defs'];

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema with each schema right inside of it replaced. Examples and other data stay as they are. */
export function mapInner(schema: Schema, change: (inner: Schema) => SubSchema): Schema {
  const each = (value: unknown) => (isSchema(value) ? change(value) : value);
  const changed = (keyword: string, value: unknown): unknown => {
    if (ofOne.includes(keyword)) return each(value);
    if (ofMany.includes(keyword)) return (value as unknown[]).map(each);
    if (ofNames.includes(keyword))
      return Object.fromEntries(Object.entries(value as Schema).map(([name, inner]) => [name, each(inner)]));
    return value;
  };
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, changed(keyword, value)]));
}

/** Definitions stand at the top; all that bear one name must be the same. */
export function plain(source: object): Schema {
  const definitions: Record<string, Schema> = {};
  const walk = (schema: Schema): Schema => {
    const { $defs, $ref, $id: _, ...rest } = mapInner(schema, walk);
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, Schema>)) {
      if (Object.hasOwn(definitions, name) && JSON.stringify(definitions[name]) !== JSON.stringify(definition))
        throw new Error(`Two definitions are named ${name}.`);
      definitions[name] = definition;
    }
    return $ref === undefined ? rest : { $ref: `#/definitions/${String($ref)}`, ...rest };
  };
  const root = walk(JSON.parse(JSON.stringify(source)) as Schema);
  return Object.keys(definitions).length === 0 ? root : { ...root, definitions };
}

/** What only people read. */
export const annotations = ['description', 'examples', 'wanted', 'enumDescriptions', 'default'] as const;

/** What is left of a schema when nothing is said to people. */
export function bare(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !(annotations as readonly string[]).includes(keyword));
  return mapInner(Object.fromEntries(kept), bare);
}

/** The same schema, in which what stands in several places stands among the definitions. */
export function withSharedParts(schema: Schema): Schema {
  const times = new Map<string, number>();
  const count = (part: Schema): Schema => {
    const text = JSON.stringify(part);
    const seen = times.get(text) ?? 0;
    times.set(text, seen + 1);
    return seen === 0 ? mapInner(part, count) : part;
  };
  count(schema);
  const shared = new Map<string, Schema>();
  const name = (text: string) => `shared${[...shared.keys()].indexOf(text)}`;
  const replace = (part: Schema): Schema => {
    const text = JSON.stringify(part);
    if (text.length < leastShared || (times.get(text) ?? 0) < 2) return mapInner(part, replace);
    if (!shared.has(text)) {
      shared.set(text, {});
      shared.set(text, mapInner(part, replace));
    }
    return { $ref: `#/definitions/${name(text)}` };
  };
  const root = mapInner(schema, replace);
  const parts = Object.fromEntries([...shared].map(([text, part]) => [name(text), part]));
  return { ...root, definitions: { ...(root.definitions as Schema), ...parts } };
}

/** Shorter ones are no longer than what names them. */
const leastShared = 60;
