/** A comparison with its limits: `above −10 °C`, `between 6 bar and 14 bar`, `E21, E22 or E40`. */
import type { ConditionDocument, LimitDocument } from '../rules/rule.ts';
import { listOf, sayPer, sayValue, withUnit } from './words.ts';

const before = {
  above: 'above ',
  atLeast: 'at least ',
  below: 'below ',
  atMost: 'at most ',
  is: '',
  isNot: 'not ',
  reaches: '',
} as const;

/** What stands after "is". `only`: the word, where the condition has others beside it. */
export function sayComparison(condition: ConditionDocument, only?: 'reaches'): string {
  const limit = (one: LimitDocument) => sayLimit(one, unitOf(condition));
  const { between, outside } = condition;
  if (!only && between) return `between ${between.map(limit).join(' and ')}`;
  if (!only && outside) return `outside ${outside.map(limit).join(' to ')}`;
  if (!only && condition.in)
    return listOf(
      condition.in.map(value => sayValue(value, condition.unit)),
      'or',
    );
  if (!only && condition.notIn)
    return `not ${listOf(
      condition.notIn.map(value => sayValue(value, condition.unit)),
      'or',
    )}`;
  for (const [word, said] of Object.entries(before)) {
    const value = condition[word as keyof typeof before];
    if (value !== undefined && (only === undefined || word === only)) return `${said}${limit(value)}`;
  }
  return 'reported';
}

/** A rate is so much per time; other comparisons are in the rule's unit. */
function unitOf({ rate, per = '1h', unit }: ConditionDocument): string | undefined {
  return rate === undefined ? unit : `${unit === undefined ? '' : `${unit} `}${sayPer(per)}`;
}

function sayLimit(limit: LimitDocument, unit: string | undefined): string {
  if (typeof limit !== 'object') return sayValue(limit, unit);
  if ('signal' in limit) return `${sayValue(limit.signal)}${sayPlus(limit.plus, unit)}`;
  const otherwise = limit.default === undefined ? '' : ` (${withUnit(limit.default, unit)} where it is not set)`;
  return `the device’s ${sayValue(limit.property)}${otherwise}${sayPlus(limit.plus, unit)}`;
}

function sayPlus(plus = 0, unit: string | undefined): string {
  if (plus === 0) return '';
  return plus > 0 ? ` plus ${withUnit(plus, unit)}` : ` minus ${withUnit(-plus, unit)}`;
}
