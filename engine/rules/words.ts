/** The words of a rule, by place, taken from its schema; the few of the language that wait to be built stand here. */
import { RuleSchema } from './rule.ts';

export interface Words {
  /** As in "not a word of …". */
  readonly of: string;
  readonly known: readonly string[];
  readonly needed?: readonly string[];
  readonly notYet?: readonly string[];
}

/** The parts of a JSON schema that say which members there are. */
interface Shape {
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly $ref?: string;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly required?: readonly string[];
}

type Defs = Readonly<Record<string, Shape>>;

/** A schema as the plain shapes that it allows, each with the names its references lead to. */
function shapesOf(shape: Shape | undefined, outer: Defs): { shape: Shape; defs: Defs }[] {
  if (!shape) return [];
  const defs = { ...outer, ...shape.$defs };
  const target = shape.$ref === undefined ? undefined : defs[shape.$ref.replace(/^#\/\$defs\/|^#/, '')];
  const others = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? []), ...(target ? [target] : [])];
  return [
    ...((shape.properties ?? shape.items ?? shape.patternProperties) ? [{ shape, defs }] : []),
    ...others.flatMap(other => shapesOf(other, defs)),
  ];
}

const within = ({ shape, defs }: { shape: Shape; defs: Defs }, step: string) => {
  if (step !== '*') return shapesOf(shape.properties?.[step], defs);
  const open = typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : [];
  return [...(shape.items ? [shape.items] : []), ...Object.values(shape.patternProperties ?? {}), ...open].flatMap(each =>
    shapesOf(each, defs),
  );
};

/** `place`: names of members down from the rule, `*` for any item. */
function wordsAt(place: string): { known: readonly string[]; needed: readonly string[] } {
  const steps = place.split('/').filter(step => step !== '');
  const root = shapesOf(RuleSchema as unknown as Shape, {});
  const found = steps.reduce((shapes, step) => shapes.flatMap(each => within(each, step)), root);
  const objects = found.flatMap(({ shape }) => (shape.properties ? [shape] : []));
  const needed = objects.length === 1 ? (objects[0]?.required ?? []) : [];
  return { known: [...new Set(objects.flatMap(({ properties }) => Object.keys(properties ?? {})))], needed };
}

export const words = {
  rule: { of: 'a rule', ...wordsAt(''), notYet: ['per'] },
  appliesTo: { of: '"appliesTo"', ...wordsAt('appliesTo') },
  except: { of: '"except"', ...wordsAt('appliesTo/except') },
  level: { of: 'a level', ...wordsAt('raise/*') },
  condition: { of: 'a condition', ...wordsAt('raise/*/when'), notYet: ['acrossDevices', 'where', 'spread'] },
  schedule: { of: 'a calendar', ...wordsAt('raise/*/when/during') },
  normalFor: { of: '"clearWhen"', known: ['normalFor', 'note'], needed: ['normalFor'] },
  limit: { of: 'a limit', ...wordsAt('raise/*/when/above') },
  notify: { of: '"notify"', ...wordsAt('notify'), needed: [] },
  message: { of: 'a message', ...wordsAt('message') },
  translation: { of: 'a translation', ...wordsAt('translations/*'), needed: [] },
  whileActive: { of: '"whileActive"', ...wordsAt('whileActive') },
  example: { of: 'an example', ...wordsAt('examples/*'), notYet: ['devices'] },
  exampleDevice: { of: 'the device of an example', ...wordsAt('examples/*/device') },
  noise: { of: 'a noise', known: ['normal', 'spread'], needed: ['normal', 'spread'] },
  action: { of: 'an action', ...wordsAt('examples/*/actions/*') },
  expected: { of: 'an expected change', ...wordsAt('examples/*/expect/*'), notYet: ['group'] },
} satisfies Record<string, Words>;

/** What a condition can be about: it has one of these. */
export const subjects = ['signal', 'silent', 'connection', 'all', 'any', 'not', 'count', 'during', 'notDuring'] as const;
export const windowWords = ['average', 'min', 'max', 'sum', 'range', 'change'] as const;
export const orderings = ['above', 'atLeast', 'below', 'atMost'] as const;
export const numericComparisons = [...orderings, 'between', 'outside'] as const;
export const comparisons = [...numericComparisons, 'is', 'isNot', 'in', 'notIn'] as const;
/** Words that say more of another one, and mean nothing without it. */
export const partners: Readonly<Record<string, string>> = {
  of: 'count',
  per: 'rate',
  reaches: 'trend',
  within: 'trend',
  baseline: 'unusualBy',
  direction: 'unusualBy',
};
