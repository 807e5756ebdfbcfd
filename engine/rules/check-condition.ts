/** Conditions of a rule as written: one subject, one comparison, limits that fit, units that convert. */
import type { Path } from '../documents.ts';
import { converter, isUnit, unitNames } from '../units.ts';
import { duration, has, isObject, kindOf, list, type Members, members, oneOf, type Tell, text } from './check.ts';
import { compareWords, windowWords } from './comparison.ts';
import type { Signals } from './signals.ts';
import { suggest, words } from './words.ts';

/** What conditions are checked against: the units and names of the signals of these device types. */
export interface Known {
  readonly signals: Signals;
  readonly types: readonly string[];
}

const subjects = ['signal', 'silent', 'connection', 'all', 'any', 'not'];
const ordering = ['above', 'atLeast', 'below', 'atMost'];
const numeric = [...ordering, 'between', 'outside'];

export function checkCondition(tell: Tell, value: unknown, at: Path, known: Known): void {
  const condition = members(tell, value, at, words.condition);
  if (!condition) return;
  if (has(condition, 'for')) duration(tell, condition.for, [...at, 'for']);
  if (has(condition, 'note')) text(tell, condition.note, [...at, 'note']);
  const [subject, second] = subjects.filter(word => has(condition, word));
  if (subject === undefined) {
    noSubject(tell, condition, at);
    return;
  }
  if (second !== undefined)
    tell(
      [...at, second],
      'rule/two-subjects',
      `A condition has one subject; this one has “${subject}” and “${second}”.`,
      twoSubjects,
    );
  if (subject === 'signal') {
    checkComparison(tell, condition, at, known);
    return;
  }
  for (const word of [...compareWords, ...windowWords, 'unit'])
    if (has(condition, word))
      tell([...at, word], 'rule/misplaced-word', `“${word}” goes with “signal”, not with “${subject}”.`, { of: 'name' });
  checkSubject(tell, subject, condition[subject], [...at, subject], known);
}

const twoSubjects = {
  of: 'name',
  fix: 'Put each into a condition of its own, in { "all": [ … ] } or { "any": [ … ] }.',
} as const;

function noSubject(tell: Tell, condition: Members, at: Path): void {
  const later = Object.keys(condition).some(word => words.condition.notYet.includes(word));
  if (later) return; // that has been said
  tell(at, 'rule/no-subject', 'This condition does not say what it is about.', {
    fix: `Begin with one of: ${subjects.join(', ')}.`,
  });
}

function checkSubject(tell: Tell, subject: string, value: unknown, at: Path, known: Known): void {
  if (subject === 'silent') duration(tell, value, at);
  else if (subject === 'connection') oneOf(tell, value, at, ['connected', 'disconnected']);
  else if (subject === 'not') checkCondition(tell, value, at, known);
  else list(tell, value, at, (item, place) => checkCondition(tell, item, place, known));
}

function checkComparison(tell: Tell, condition: Members, at: Path, known: Known): void {
  if (text(tell, condition.signal, [...at, 'signal'])) checkSignal(tell, condition.signal, [...at, 'signal'], known);
  const windows = windowWords.filter(word => has(condition, word));
  for (const word of windows) duration(tell, condition[word], [...at, word]);
  if (windows[1])
    tell(
      [...at, windows[1]],
      'rule/two-windows',
      `A comparison looks over one window; this one has “${windows.join('” and “')}”.`,
      { of: 'name' },
    );
  const [word, second] = compareWords.filter(each => has(condition, each));
  if (word === undefined) {
    noComparison(tell, condition, at);
    return;
  }
  if (second !== undefined)
    tell([...at, second], 'rule/two-comparisons', `A condition makes one comparison; this one has “${word}” and “${second}”.`, {
      of: 'name',
      fix: 'Use “between”, or put each into a condition of its own, in { "all": [ … ] }.',
    });
  checkLimit(tell, word, condition[word], [...at, word], known);
  if (windows[0] && !numeric.includes(word))
    tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “${windows[0]}”: a window is a number.`, {
      of: 'name',
      fix: `One of: ${numeric.join(', ')}.`,
    });
  checkUnit(tell, condition, at, known, numeric.includes(word));
}

function noComparison(tell: Tell, condition: Members, at: Path): void {
  if (Object.keys(condition).some(word => words.condition.notYet.includes(word) || !words.condition.known.includes(word))) return; // said already
  tell(at, 'rule/no-comparison', `This condition does not compare “${String(condition.signal)}” with anything.`, {
    fix: `Add one of: ${compareWords.join(', ')}.`,
  });
}

function checkLimit(tell: Tell, word: string, value: unknown, at: Path, known: Known): void {
  if (word === 'in' || word === 'notIn') {
    list(
      tell,
      value,
      at,
      (item, place) =>
        isLiteral(item) ||
        tell(place, 'rule/wrong-kind', `A text, a number, true or false is expected here, not ${kindOf(item)}.`),
    );
    return;
  }
  if (word === 'between' || word === 'outside') {
    checkRange(tell, word, value, at, known);
    return;
  }
  if (isObject(value)) {
    checkSignalLimit(tell, value, at, known);
    return;
  }
  const fits = ordering.includes(word) ? typeof value === 'number' : isLiteral(value);
  if (!fits)
    tell(
      at,
      'rule/wrong-kind',
      `“${word}” compares with ${ordering.includes(word) ? 'a number' : 'a text, a number, true or false'}, not with ${kindOf(value)}.`,
    );
}

function checkRange(tell: Tell, word: string, value: unknown, at: Path, known: Known): void {
  if (!Array.isArray(value) || value.length !== 2) {
    tell(at, 'rule/wrong-kind', `“${word}” takes two limits: [low, high].`);
    return;
  }
  for (const [index, limit] of value.entries()) checkLimit(tell, 'above', limit, [...at, index], known);
  const [low, high] = value;
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    tell(at, 'rule/range-upside-down', `${low} is more than ${high}: the lower limit comes first.`, {
      fix: `Write [${high}, ${low}].`,
    });
}

function checkSignalLimit(tell: Tell, value: Members, at: Path, known: Known): void {
  members(tell, value, at, words.limit);
  if (has(value, 'signal') && text(tell, value.signal, [...at, 'signal']))
    checkSignal(tell, value.signal, [...at, 'signal'], known);
  if (has(value, 'plus') && typeof value.plus !== 'number')
    tell([...at, 'plus'], 'rule/wrong-kind', `“plus” is a number, not ${kindOf(value.plus)}.`);
}

const isLiteral = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function checkSignal(tell: Tell, signal: string, at: Path, { signals, types }: Known): void {
  for (const type of types) {
    const listed = signals.get(type);
    if (!listed || listed.has(signal)) continue;
    const meant = suggest(signal, [...listed.keys()]);
    tell(at, 'rule/unknown-signal', `Devices of type “${type}” have no signal “${signal}”.`, {
      fix:
        meant === undefined
          ? `One of: ${[...listed.keys()].join(', ')}. Or add it to rules/signals.json.`
          : `Did you mean “${meant}”?`,
    });
    return;
  }
}

function checkUnit(tell: Tell, condition: Members, at: Path, known: Known, isNumeric: boolean): void {
  const unit = condition.unit;
  const place = [...at, 'unit'];
  const measured = unitsOf(condition.signal, known);
  if (unit === undefined) {
    if (isNumeric && measured[0] !== undefined)
      tell(at, 'rule/missing-unit', `“${String(condition.signal)}” is measured in ${measured[0]}; the limit has no unit.`, {
        fix: `Add "unit": "${measured[0]}".`,
      });
    return;
  }
  if (typeof unit !== 'string' || !isUnit(unit)) {
    const meant = typeof unit === 'string' ? suggest(unit, unitNames) : undefined;
    tell(place, 'rule/unknown-unit', `${JSON.stringify(unit)} is not a unit that is known here.`, {
      fix: meant === undefined ? `One of: ${unitNames.join(' ')}.` : `Did you mean “${meant}”?`,
    });
    return;
  }
  const other = measured.find(each => !converter(each, unit));
  if (other !== undefined)
    tell(place, 'rule/other-unit', `“${String(condition.signal)}” is measured in ${other}, which cannot be turned into ${unit}.`);
}

const unitsOf = (signal: unknown, { signals, types }: Known): string[] =>
  types.flatMap(type => signals.get(type)?.get(String(signal))?.unit ?? []);
