/** Comparisons of a rule as written: one of them, limits that fit, signals that there are, units that convert. */
import type { Path } from '../documents.ts';
import { converter, isUnit, unitNames } from '../units.ts';
import { didYouMean, has, isObject, kindOf, list, type Members, members, number, quoted, type Tell, text } from './check.ts';
import type { Known } from './known.ts';
import { comparisons, numericComparisons, orderings, words } from './words.ts';

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word);

/** `window`: the word over which time it is compared. */
export function checkComparison(tell: Tell, condition: Members, at: Path, known: Known, window: string | undefined): void {
  checkSignalOf(tell, condition, at, known);
  const [word, second] = comparisons.filter(each => has(condition, each));
  if (word === undefined)
    return void noComparison(tell, condition, at, `“${nameOf(condition.signal)}”`, window ? numericComparisons : comparisons);
  if (second !== undefined) twoComparisons(tell, condition, at, word, second);
  checkLimit(tell, word, condition[word], [...at, word], known);
  const isNumeric = isOneOf(numericComparisons, word);
  if (window !== undefined && !isNumeric)
    tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “${window}”: a window is a number.`, {
      of: 'name',
      fix: `One of: ${numericComparisons.join(', ')}.`,
    });
  checkUnit(tell, condition, at, known, isNumeric);
}

function twoComparisons(tell: Tell, condition: Members, at: Path, word: string, second: string): void {
  const [low, high] = [condition.above ?? condition.atLeast, condition.below ?? condition.atMost];
  const isBand = typeof low === 'number' && typeof high === 'number';
  const both = `“${word}” and “${second}”`;
  tell([...at, second], 'rule/two-comparisons', `A condition makes one comparison; this one has ${both}.`, {
    of: 'name',
    fix: !isBand
      ? 'Use “between”, or put each into a condition of its own, in { "all": [ … ] }.'
      : low <= high
        ? `Write "between": [${low}, ${high}] (limits included), or "outside": [${low}, ${high}] for below or above.`
        : `Nothing is above ${low} and below ${high}: write "outside": [${high}, ${low}].`,
  });
}

export function noComparison(tell: Tell, condition: Members, at: Path, what: string, fitting: readonly string[]): void {
  if (Object.keys(condition).some(word => !words.condition.known.includes(word))) return; // said already
  tell(at, 'rule/no-comparison', `This condition does not compare ${what} with anything.`, {
    fix: `Add one of: ${fitting.join(', ')}.${fitting.includes('in') ? ' A switch: "is": true.' : ''}`,
  });
}

export function checkSignalOf(tell: Tell, condition: Members, at: Path, known: Known): void {
  if (text(tell, condition.signal, [...at, 'signal'])) checkSignal(tell, condition.signal, [...at, 'signal'], known);
}

export function checkLimit(
  tell: Tell,
  word: string,
  value: unknown,
  at: Path,
  known: Known,
  says = `“${word}” compares with a number`,
): void {
  if (word === 'in' || word === 'notIn') {
    list(tell, value, at, (item, place) => {
      if (!isLiteral(item))
        tell(place, 'rule/wrong-kind', `A text, a number, true or false is expected here, not ${kindOf(item)}.`);
    });
    return;
  }
  if (word === 'between' || word === 'outside') return void checkRange(tell, word, value, at, known);
  if (isObject(value) && !known.plainNumbers) return void checkMovingLimit(tell, value, at, known);
  if (known.plainNumbers || isOneOf(orderings, word)) return void number(tell, value, at, says);
  if (!isLiteral(value))
    tell(at, 'rule/wrong-kind', `“${word}” compares with a text, a number, true or false, not with ${kindOf(value)}.`, {
      ...(Array.isArray(value) ? { fix: `For several values write "${word === 'isNot' ? 'notIn' : 'in'}".` } : {}),
    });
}

function checkRange(tell: Tell, word: string, value: unknown, at: Path, known: Known): void {
  if (!Array.isArray(value) || value.length !== 2) {
    tell(at, 'rule/wrong-kind', `“${word}” takes two limits: [low, high].`, { fix: `Like "${word}": [2, 8].` });
    return;
  }
  for (const [index, limit] of value.entries())
    checkLimit(tell, 'above', limit, [...at, index], known, `“${word}” takes two numbers`);
  const [low, high] = value;
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    tell(at, 'rule/range-upside-down', `${low} is more than ${high}: the lower limit comes first.`, {
      fix: `Write [${high}, ${low}].`,
      change: [{ at, write: [high, low] }],
    });
}

/** Another signal, or a property of the device. */
function checkMovingLimit(tell: Tell, value: Members, at: Path, known: Known): void {
  members(tell, value, at, words.limit);
  const [isSignal, isProperty] = [has(value, 'signal'), has(value, 'property')];
  if (!isSignal && !isProperty)
    tell(at, 'rule/missing-word', 'A limit that is no number says what it is: “signal” or “property”.', {
      fix: 'Write { "signal": "…", "plus": 2 } or { "property": "…", "default": 8 }.',
    });
  if (isSignal && isProperty)
    tell([...at, 'property'], 'rule/two-subjects', 'A limit is another signal or a property of the device, not both.', {
      of: 'name',
      fix: 'Keep one of them.',
    });
  if (isSignal && text(tell, value.signal, [...at, 'signal'])) checkSignal(tell, value.signal, [...at, 'signal'], known);
  if (isProperty) text(tell, value.property, [...at, 'property']);
  if (has(value, 'plus')) number(tell, value.plus, [...at, 'plus'], '“plus” is a number');
  if (!has(value, 'default')) return;
  number(tell, value.default, [...at, 'default'], '“default” is a number');
  if (isSignal && !isProperty)
    tell([...at, 'default'], 'rule/misplaced-word', '“default” goes with “property”, not with “signal”.', {
      of: 'name',
      fix: 'Leave it out: while the other signal is unknown, so is the comparison.',
    });
}

const isLiteral = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Unknown to all types that the rule is for; of a type whose signals are not listed, nothing is unknown. */
export function checkSignal(tell: Tell, signal: string, at: Path, { signals, types }: Known, of?: 'name'): void {
  const listed = types.map(type => signals.get(type));
  if (listed.length === 0 || listed.some(names => !names || names.has(signal))) return;
  const names = [...new Set(listed.flatMap(each => [...(each?.keys() ?? [])]))];
  const more = didYouMean(signal, names, meant => (of === 'name' ? { at, rename: meant } : { at, write: meant }));
  tell(at, 'rule/unknown-signal', `Devices of type “${types.join('”, “')}” have no signal “${signal.slice(0, 60)}”.`, {
    ...(of ? { of } : {}),
    why: 'A signal that never comes keeps the rule quiet for ever.',
    ...more,
    fix: more.change ? more.fix! : `${more.fix} Or add it to rules/signals.json.`,
  });
}

/** `isNeeded`: a number stands there whose unit must be known. */
export function checkUnit(tell: Tell, condition: Members, at: Path, known: Known, isNeeded: boolean): void {
  const unit = condition.unit;
  const place = [...at, 'unit'];
  const signal = nameOf(condition.signal);
  const measured = unitsOf(condition.signal, known);
  if (!has(condition, 'unit')) {
    if (isNeeded && measured[0] !== undefined)
      tell(at, 'rule/missing-unit', `“${signal}” is measured in ${measured[0]}; the limit has no unit.`, {
        why: 'A limit without a unit is read differently by different people.',
        fix: `Add "unit": "${measured[0]}".`,
        change: [{ at, add: 'unit', as: measured[0] }],
      });
    return;
  }
  if (typeof unit !== 'string' || !isUnit(unit)) {
    const more = typeof unit === 'string' ? didYouMean(unit, unitNames, meant => ({ at: place, write: meant })) : undefined;
    tell(place, 'rule/unknown-unit', `${quoted(unit)} is not a unit that is known here.`, {
      ...(more?.fix?.startsWith('Did') ? more : { fix: `One of: ${unitNames.join(' ')}.` }),
    });
    return;
  }
  const other = measured.find(each => !converter(each, unit));
  if (other !== undefined)
    tell(place, 'rule/other-unit', `“${signal}” is measured in ${other}, which cannot be turned into ${unit}.`, {
      fix: `Write the limit in ${other}, or correct rules/signals.json.`,
    });
}

const unitsOf = (signal: unknown, { signals, types }: Known): string[] =>
  typeof signal === 'string' ? types.flatMap(type => signals.get(type)?.get(signal)?.unit ?? []) : [];

/** What stands there may be anything: an object can have a `toString` of its own. */
const nameOf = (signal: unknown): string => (typeof signal === 'string' ? signal : quoted(signal)).slice(0, 60);
