/** Conditions of a rule as written: one subject, and only words that go with it. */
import type { Path } from '../documents.ts';
import { oneLine } from '../problems/change.ts';
import { duration, has, isObject, list, type Members, type More, members, oneOf, type Tell, text } from './check.ts';
import { checkComparison, checkLimit, noComparison } from './check-comparison.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkRate, checkTrend, checkUnusual } from './check-statistics.ts';
import type { Known } from './known.ts';
import { suggest } from './meant.ts';
import { operatorHint } from './operator-words.ts';
import { comparisons, numericComparisons, partners, subjects, windowWords, words } from './words.ts';

export function checkCondition(tell: Tell, value: unknown, at: Path, known: Known): void {
  const condition = members(tell, value, at, words.condition, (word, object) => operatorHint(word, object, at));
  if (!condition) return;
  if (has(condition, 'for')) duration(tell, condition.for, [...at, 'for']);
  if (has(condition, 'note')) text(tell, condition.note, [...at, 'note']);
  const about = subjects.filter(word => has(condition, word));
  const [subject, second] = about;
  if (subject === undefined) return void noSubject(tell, condition, at);
  if (second !== undefined)
    tell([...at, second], 'rule/two-subjects', `A condition has one subject; this one has “${subject}” and “${second}”.`, {
      of: 'name',
      ...takenApart(condition, about, at),
    });
  if (known.oneReading) onlyOneReading(tell, condition, at);
  misplaced(tell, condition, at, about);
  for (const each of about) checkSubject(tell, each, condition, at, known);
}

type Subject = (typeof subjects)[number];
const ofSignal = ['unit', ...windowWords, 'rate', 'per', 'trend', 'reaches', 'within', 'unusualBy', 'baseline', 'direction'];
/** `in` and `notIn` compare with lists of values; a count is a number. */
const ofCount = ['of', ...numericComparisons, 'is', 'isNot'];
const goesWith = (subject: Subject): readonly string[] =>
  subject === 'signal' ? [...ofSignal, ...comparisons] : subject === 'count' ? ofCount : [];

/** Hours beside something else can only mean both; of two other subjects it could be either. */
function takenApart(condition: Members, about: readonly Subject[], at: Path): More {
  const shared = Object.entries(condition).filter(([word]) => word === 'for' || word === 'note');
  const parts = about.map(subject => {
    const own = [subject, ...goesWith(subject)];
    return Object.fromEntries(Object.entries(condition).filter(([word]) => own.includes(word)));
  });
  const whole = { all: parts, ...Object.fromEntries(shared) };
  const text = oneLine(whole);
  if (text.length > 300) return { fix: 'Put each into a condition of its own, in { "all": [ … ] } or { "any": [ … ] }.' };
  const isWhole = parts.flatMap(Object.keys).length + shared.length === Object.keys(condition).length;
  const isClear = about.filter(subject => subject !== 'during' && subject !== 'notDuring').length <= 1;
  if (!isWhole) return { fix: `Write ${text}, each word with its subject.` };
  return isClear
    ? { fix: `Write ${text}.`, change: [{ at, write: whole }] }
    : { fix: `Write ${text}, or "any" instead of "all" when one is enough.` };
}

/** Words without the one they belong to. */
function misplaced(tell: Tell, condition: Members, at: Path, about: readonly Subject[]): void {
  const fitting = about.flatMap(goesWith);
  for (const word of [...ofSignal, 'of', ...comparisons]) {
    if (!has(condition, word)) continue;
    const leader = Object.hasOwn(partners, word) ? partners[word] : undefined;
    if (!fitting.includes(word)) {
      const home = word === 'of' ? 'count' : 'signal';
      const says = `“${word}” goes with “${leader ?? home}”, not with “${about[0]}”.`;
      tell([...at, word], 'rule/misplaced-word', says, { of: 'name', ...(about[0] === 'count' ? ofCountOnly : apart) });
    } else if (leader !== undefined && !has(condition, leader) && !subjects.includes(leader as Subject))
      tell([...at, word], 'rule/misplaced-word', `“${word}” goes with “${leader}”, which is not here.`, {
        of: 'name',
        fix: `Add "${leader}", or leave “${word}” out.`,
      });
  }
}

const apart: More = { fix: 'Put it into a condition of its own, in { "all": [ … ] }, or leave it out.' };
const ofCountOnly: More = { fix: `With “count” stand “of” and one of: ${ofCount.slice(1).join(', ')}.` };

function noSubject(tell: Tell, condition: Members, at: Path): void {
  const isSaid = (word: string) =>
    words.condition.notYet.includes(word) || (subjects as readonly string[]).includes(suggest(word, words.condition.known) ?? '');
  if (Object.keys(condition).some(word => !words.condition.known.includes(word) && isSaid(word))) return;
  const compares = [...comparisons, ...ofSignal].find(word => has(condition, word));
  tell(at, 'rule/no-subject', 'This condition does not say what it is about.', {
    fix:
      compares === undefined
        ? `Begin with one of: ${subjects.join(', ')}.`
        : `Add "signal": "…", the name under which the device sends what “${compares}” is about.`,
  });
}

function checkSubject(tell: Tell, subject: Subject, condition: Members, at: Path, known: Known): void {
  const value = condition[subject];
  const place = [...at, subject];
  if (subject === 'signal') checkSignalCondition(tell, condition, at, known);
  else if (subject === 'silent') duration(tell, value, place);
  else if (subject === 'connection') oneOf(tell, value, place, ['connected', 'disconnected']);
  else if (subject === 'not') checkCondition(tell, value, place, known);
  else if (subject === 'count') checkCount(tell, condition, at, known);
  else if (subject === 'during' || subject === 'notDuring') checkSchedule(tell, value, place, known);
  else list(tell, value, place, (item, each) => checkCondition(tell, item, each, known));
}

function checkSignalCondition(tell: Tell, condition: Members, at: Path, known: Known): void {
  const over = [...windowWords, 'rate', 'trend'].filter(word => has(condition, word));
  for (const word of over) duration(tell, condition[word], [...at, word]);
  if (over[1])
    tell([...at, over[1]], 'rule/two-windows', `A comparison looks over one window; this one has “${over.join('” and “')}”.`, {
      of: 'name',
      fix: 'Keep one, or put each into a condition of its own, in { "all": [ … ] }.',
    });
  if (has(condition, 'trend')) return void checkTrend(tell, condition, at, known);
  if (has(condition, 'unusualBy')) return void checkUnusual(tell, condition, at, known);
  if (has(condition, 'rate')) checkRate(tell, condition, at);
  checkComparison(tell, condition, at, known, over[0]);
}

function checkCount(tell: Tell, condition: Members, at: Path, known: Known): void {
  duration(tell, condition.count, [...at, 'count']);
  if (has(condition, 'of')) checkCondition(tell, condition.of, [...at, 'of'], { ...known, oneReading: true });
  else
    tell(at, 'rule/missing-word', '“count” needs “of”: which readings are counted.', {
      fix: 'Add "of": { "signal": "…", "above": … }.',
    });
  const [word, second] = ofCount.slice(1).filter(each => has(condition, each));
  if (word === undefined) return void noComparison(tell, condition, at, 'the count', ofCount.slice(1));
  if (second !== undefined)
    tell([...at, second], 'rule/two-comparisons', `A condition makes one comparison; this one has “${word}” and “${second}”.`, {
      of: 'name',
      fix: 'Keep one; “between” has two limits.',
    });
  checkLimit(tell, word, condition[word], [...at, word], { ...known, plainNumbers: true });
}

const notOfOneReading = [
  ...windowWords,
  'rate',
  'trend',
  'unusualBy',
  'for',
  'silent',
  'connection',
  'count',
  'during',
  'notDuring',
];

function onlyOneReading(tell: Tell, condition: Members, at: Path): void {
  for (const word of notOfOneReading)
    if (has(condition, word))
      tell([...at, word], 'rule/not-in-count', `“${word}” cannot stand inside of “of”.`, {
        of: 'name',
        why: '“of” looks at one reading alone: it has no window, no duration and no schedule.',
        fix: `Leave “${word}” out here. What else must hold stands beside “count”, in { "all": [ … ] }.`,
      });
}

/** Whether an object of a rule may carry a remark. Used to keep comments as notes. */
export function mayNote(path: Path): boolean {
  if (path.length === 0) return true;
  const [last, before] = [path.at(-1), path.at(-2)];
  if (path.length === 2 && (path[0] === 'raise' || path[0] === 'examples')) return true;
  const inConditions = path[0] === 'clearWhen' || (path[0] === 'raise' && path[2] === 'when');
  if (!inConditions || path.includes('during') || path.includes('notDuring')) return false;
  return ['when', 'clearWhen', 'not', 'of'].includes(String(last)) || before === 'all' || before === 'any';
}

export const conditionsIn = (condition: unknown): readonly Members[] => {
  if (!isObject(condition)) return [];
  const inner = [condition.all, condition.any].flatMap(each => (Array.isArray(each) ? each : []));
  return [condition, ...[...inner, condition.not, condition.of].flatMap(conditionsIn)];
};
