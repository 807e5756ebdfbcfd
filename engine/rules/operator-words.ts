/** `{ "operator": ">", "value": 8 }`: how other languages compare, said in ours. */
import type { Path } from '../documents.ts';
import type { Members, More } from './check.ts';
import { suggestion } from './meant.ts';
import { comparisons } from './words.ts';

const operators = ['operator', 'op', 'comparison', 'comparator', 'compare', 'cmp'];
const values = ['value', 'threshold', 'limit', 'setpoint', 'reference'];

const find = (condition: Members, names: readonly string[]) =>
  Object.keys(condition).find(word => names.includes(word.toLowerCase()));

/** What to do with an operator or a value that stands by itself; undefined for any other word. `at`: the condition. */
export function operatorHint(word: string, condition: Members, at: Path): More | undefined {
  const [operator, value] = [find(condition, operators), find(condition, values)];
  if (word !== operator && word !== value) return undefined;
  const written = operator === undefined ? undefined : condition[operator];
  const compares = typeof written === 'string' ? suggestion(written, comparisons) : undefined;
  const limit = value === undefined ? undefined : condition[value];
  if (!compares || operator === undefined || value === undefined)
    return {
      fix: `Say how it compares: "above": ${typeof limit === 'number' ? limit : '…'} (or ${comparisons.slice(1).join(', ')}).`,
    };
  const fix = `Write "${compares.word}": ${JSON.stringify(limit)?.slice(0, 60)} instead of “${operator}” and “${value}”.`;
  if (word !== operator || !compares.sure || Object.hasOwn(condition, compares.word)) return { fix };
  return {
    fix,
    change: [
      { at: [...at, value], rename: compares.word },
      { at: [...at, operator], remove: true },
    ],
  };
}
