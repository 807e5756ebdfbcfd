/** Conditions on what readings say together: how fast, where to, how unusual. */
import type { Path } from '../documents.ts';
import { duration, has, type Members, number, oneOf, type Tell } from './check.ts';
import { checkLimit, checkSignalOf, checkUnit } from './check-comparison.ts';
import type { Known } from './known.ts';
import { comparisons, orderings, windowWords } from './words.ts';

export function checkRate(tell: Tell, condition: Members, at: Path): void {
  if (has(condition, 'per')) duration(tell, condition.per, [...at, 'per']);
}

export function checkTrend(tell: Tell, condition: Members, at: Path, known: Known): void {
  checkSignalOf(tell, condition, at, known);
  needs(tell, condition, at, 'trend', {
    reaches: ['the level that is forecast', '10'],
    within: ['how far ahead', '"2h"'],
  });
  if (has(condition, 'reaches')) checkLimit(tell, 'above', condition.reaches, [...at, 'reaches'], known, '“reaches” is a level');
  if (has(condition, 'within')) duration(tell, condition.within, [...at, 'within']);
  if (has(condition, 'unusualBy')) alone(tell, at, 'unusualBy', 'trend');
  for (const word of comparisons)
    if (has(condition, word))
      tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “trend”: a forecast has its level in “reaches”.`, {
        of: 'name',
        fix: has(condition, 'reaches') ? 'Leave it out.' : `Write “reaches” instead of “${word}”.`,
        ...(!has(condition, 'reaches') && isOrdering(word) && comparisons.filter(each => has(condition, each)).length === 1
          ? { change: [{ at: [...at, word], rename: 'reaches' }] }
          : {}),
      });
  checkUnit(tell, condition, at, known, has(condition, 'reaches'));
}

const isOrdering = (word: string): boolean => (orderings as readonly string[]).includes(word);

export function checkUnusual(tell: Tell, condition: Members, at: Path, known: Known): void {
  checkSignalOf(tell, condition, at, known);
  const { unusualBy, direction } = condition;
  const place = [...at, 'unusualBy'];
  if (number(tell, unusualBy, place, '“unusualBy” is a number of deviations') && !(unusualBy > 0 && unusualBy <= 1_000))
    tell(place, 'rule/out-of-range', `“unusualBy” lies between 0 and 1000, not at ${unusualBy}.`, { fix: 'Begin with 4.' });
  needs(tell, condition, at, 'unusualBy', { baseline: ['what is usual', '"14d"'] });
  if (has(condition, 'direction')) oneOf(tell, direction, [...at, 'direction'], ['higher', 'lower', 'either']);
  if (has(condition, 'rate')) alone(tell, at, 'unusualBy', 'rate');
  for (const word of comparisons)
    if (has(condition, word))
      tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “unusualBy”, which is a comparison itself.`, {
        of: 'name',
        fix: 'Leave it out, or put it into a condition of its own, in { "all": [ … ] }.',
      });
  checkBaseline(tell, condition, at);
  checkUnit(tell, condition, at, known, false);
}

/** What is usual is judged by readings before the window: there must be some. */
function checkBaseline(tell: Tell, condition: Members, at: Path): void {
  if (!has(condition, 'baseline')) return;
  const silently: Tell = () => undefined;
  const baseline = duration(tell, condition.baseline, [...at, 'baseline']);
  const word = windowWords.find(each => has(condition, each));
  const window = word === undefined ? 0 : duration(silently, condition[word], []);
  if (baseline === undefined || window === undefined || baseline > window) return;
  tell([...at, 'baseline'], 'rule/short-baseline', `“baseline” must be longer than the window “${word}”.`, {
    why: 'What is usual is judged by the readings before the window.',
    fix: 'Make it many times as long: days for a window of minutes.',
  });
}

function needs(
  tell: Tell,
  condition: Members,
  at: Path,
  word: string,
  partners: Readonly<Record<string, readonly [string, string]>>,
): void {
  for (const [partner, [what, like]] of Object.entries(partners))
    if (!has(condition, partner))
      tell(at, 'rule/missing-word', `“${word}” needs “${partner}”: ${what}.`, { fix: `Add "${partner}": ${like}.` });
}

const alone = (tell: Tell, at: Path, word: string, other: string): void =>
  tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “${other}”.`, {
    of: 'name',
    fix: `Put each into a condition of its own. With “unusualBy” may stand: ${windowWords.join(', ')}.`,
  });
