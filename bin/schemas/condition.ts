/**
 * A condition for editors: one closed object that describes every word, offers what fits beside what is there already, and says in our words
 * what does not fit or is missing. It refuses nothing that the checks of the engine accept.
 */
import { otherNames } from '../../engine/rules/meant.ts';
import { comparisons, numericComparisons, subjects, windowWords } from '../../engine/rules/words.ts';
import type { Schema } from './plain.ts';
import { closedByNames } from './published.ts';
import { both, byFirst, has, hasAny, refuse, say } from './sentences.ts';

type Words = Readonly<Record<string, Schema>>;

const statistics = ['trend', 'unusualBy'];
const compares = [...statistics, ...comparisons];
const windows = [...windowWords, 'rate'];
const isNumeric = (word: string): boolean => (numericComparisons as readonly string[]).includes(word);
const ofCount = [...numericComparisons, 'is', 'isNot'];
const ofSignal = ['unit', ...windows, 'per', 'reaches', 'within', 'baseline', 'direction', ...compares];

/** `properties`: those of the condition in our source. */
export function conditionForEditors(properties: Words): Schema {
  return shaped(properties, subjects, [
    byFirst(
      subjects,
      subject => {
        const strangers = subjects.filter(word => word !== subject);
        if (subject === 'signal')
          return both(alone(subject, [...strangers, 'of']), ...signalParts(properties, windows, statistics));
        if (subject === 'count')
          return both(
            alone(subject, [...strangers, ...ofSignal.filter(word => !ofCount.includes(word))]),
            ...countParts(properties),
          );
        return both(alone(subject, [...strangers, 'of', ...ofSignal]), offer(properties, ['for', 'note']));
      },
      withoutSubject(properties, subjects),
    ),
  ]);
}

const plainSubjects = ['signal', 'all', 'any', 'not'] as const;
const plainWords = [...plainSubjects, ...comparisons, 'unit', 'note'];

/** Inside of `of`: a condition on one reading. */
export function readingForEditors(properties: Words): Schema {
  const mine = Object.fromEntries(Object.entries(properties).filter(([word]) => plainWords.includes(word)));
  const elsewhere = Object.keys(properties).filter(word => !plainWords.includes(word));
  const parts = byFirst(
    plainSubjects,
    subject => {
      const strangers = plainSubjects.filter(word => word !== subject);
      if (subject === 'signal') return both(alone(subject, strangers), ...signalParts(mine, [], []));
      return both(alone(subject, [...strangers, 'unit', ...comparisons]), offer(mine, ['note']));
    },
    withoutSubject(mine, plainSubjects),
  );
  return shaped(mine, plainSubjects, [parts], elsewhere);
}

function shaped(
  properties: Words,
  order: readonly string[],
  parts: readonly Schema[],
  elsewhere: readonly string[] = [],
): Schema {
  const hidden = Object.entries(properties).map(([word, schema]) => [word, { ...schema, doNotSuggest: true }]);
  const hints = [
    {
      place: order[0] ?? '',
      words: elsewhere,
      says: '"of" looks at one reading alone: it has no windows, no durations and no hours.',
    },
  ];
  const closed = { type: 'object', properties: Object.fromEntries(hidden), additionalProperties: false };
  return { ...closedByNames(closed, [...hints, ...notYet]), allOf: parts };
}

const notYet = [
  {
    place: 'signal',
    words: ['acrossDevices', 'where', 'spread'],
    says: 'A word of the rule language, but this version cannot do it yet.',
  },
];

const alone = (subject: string, others: readonly string[]): Schema =>
  refuse(others, `This does not go with "${subject}". Put it into a condition of its own: { "all": [ { … }, { … } ] }.`);

/** What an editor offers, in this order; that it is right is looked at elsewhere. */
function offer(properties: Words, words: readonly string[]): Schema {
  const known = words.filter(word => properties[word] !== undefined);
  const offered = known.map((word, index) => [word, { $ref: offerOf(word), suggestSortText: String(index).padStart(2, '0') }]);
  return { properties: Object.fromEntries(offered) };
}

const offerOf = (word: string): string => `#/definitions/offer-${word}`;

/** What is offered of each word, for the definitions of the schema: it stands there once. */
export const offers = (properties: Words): Words =>
  Object.fromEntries(
    Object.entries(properties).map(([word, { description, examples }]) => [`offer-${word}`, { description, examples }]),
  );

const withoutSubject = (properties: Words, order: readonly string[]): Schema =>
  both(offer(properties, order), say({}, `A condition says what it is about, with one of: ${order.join(', ')}.`));

function signalParts(properties: Words, over: readonly string[], statistics: readonly string[]): Schema[] {
  const words = [...statistics, ...comparisons];
  const meant = comparisons.flatMap(otherNames);
  return [
    offer(properties, ['unit', 'for', 'note']),
    // Who wrote another word for it is told of that word.
    say({ not: hasAny([...words, ...meant]) }, `Compare "signal" with something: ${words.join(', ')}.`),
    byFirst(words, word => ofComparison(properties, word, words, over), offeredComparison(properties, words, over)),
    ...(over.length > 0 ? [oneWindow(properties, over), strayPartners] : []),
  ];
}

function ofComparison(properties: Words, word: string, words: readonly string[], over: readonly string[]): Schema {
  const later = words.slice(words.indexOf(word) + 1);
  if (word === 'trend')
    return both(
      refuse([...later, ...over], 'This does not go with "trend": a forecast has its level in "reaches", and its own window.'),
      { required: ['reaches', 'within'] },
      offer(properties, ['reaches', 'within']),
    );
  if (word === 'unusualBy')
    return both(
      refuse([...later, 'rate'], 'This does not go with "unusualBy", which is a comparison itself.'),
      { required: ['baseline'] },
      offer(properties, ['baseline', 'direction']),
    );
  const second = refuse(
    later,
    'A condition makes one comparison. Two limits are "between" or "outside"; or put each into a condition of its own, in "all".',
  );
  return isNumeric(word) ? second : both(second, refuse(over, `A window is a number: it does not go with "${word}".`));
}

/** Nothing is compared yet. A window is a number. */
function offeredComparison(properties: Words, words: readonly string[], over: readonly string[]): Schema {
  const numbers = (window: string) => [...numericComparisons, ...(window === 'rate' ? [] : ['unusualBy'])];
  return byFirst(over, window => offer(properties, numbers(window)), offer(properties, words));
}

/** Beside a forecast or a text there is none. */
function oneWindow(properties: Words, over: readonly string[]): Schema {
  const says = 'A comparison looks over one window. Keep one, or put each into a condition of its own, in "all".';
  const first = (word: string, index: number) =>
    both(refuse(over.slice(index + 1), says), offer(properties, word === 'rate' ? ['per'] : []));
  const withoutWindow = ['trend', ...comparisons.filter(word => !isNumeric(word))];
  return { if: hasAny(withoutWindow), else: byFirst(over, first, offer(properties, over)) };
}

/** Words that say more of another one, which is not there. */
const strayPartners = both(
  ...Object.entries({ rate: ['per'], trend: ['reaches', 'within'], unusualBy: ['baseline', 'direction'] }).map(
    ([leader, words]) => ({
      if: has(leader),
      else: refuse(words, `This goes with "${leader}", which is not here.`),
    }),
  ),
);

function countParts(properties: Words): Schema[] {
  const number = { type: 'number', errorMessage: 'A count is a number.' };
  const range = { items: number };
  const numbers = ofCount.map(word => [word, word === 'between' || word === 'outside' ? range : number]);
  return [
    has('of'),
    offer(properties, ['of', 'for', 'note']),
    say(
      { not: hasAny([...ofCount, ...comparisons.flatMap(otherNames)]) },
      `Compare the count with a number: ${ofCount.join(', ')}.`,
    ),
    { properties: Object.fromEntries(numbers.map(([word, schema]) => [word, { ...(schema as Schema), doNotSuggest: true }])) },
    byFirst(
      ofCount,
      (_, index) => refuse(ofCount.slice(index + 1), 'A condition makes one comparison; "between" has two limits.'),
      offer(properties, ofCount),
    ),
  ];
}
