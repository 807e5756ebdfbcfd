/** Rules that can be read and still do not do what was meant: warnings. */
import { severities } from '../alarms/alarm.ts';
import type { Path } from '../documents.ts';
import { parseDuration } from '../duration.ts';
import { placeholdersOf } from '../messages/fill.ts';
import { converter } from '../units.ts';
import { has, isObject, type Members, quoted, type Tell } from './check.ts';
import { conditionsIn } from './check-condition.ts';
import { rankMeant } from './meant.ts';
import { numericComparisons, windowWords } from './words.ts';

export function checkSense(tell: Tell, rule: Members): void {
  const warn: Tell = (at, code, says, more = {}) => tell(at, code, says, { severity: 'warning', ...more });
  const levels = levelsOf(rule);
  checkSwapped(warn, levels);
  checkGap(warn, levels, rule.clearWhen);
  checkToldLevels(warn, levels, rule.notify);
  checkProof(warn, levels, rule);
  checkEmptyPlaceholders(warn, levels, rule);
  if (rule.status === 'paused' && !has(rule, 'until'))
    warn(['status'], 'rule/pause-without-end', 'This pause has no end.', {
      why: 'A rule that nobody wakes up again protects nobody.',
      fix: 'Add "until": the moment at which it goes on, like "2026-03-09T07:00:00+01:00".',
    });
}

interface Level {
  readonly at: Path;
  readonly rank: number;
  readonly severity: string;
  readonly when: Members;
}

/** Worst first, whatever the order they were written in. */
function levelsOf({ raise }: Members): Level[] {
  const levels = (Array.isArray(raise) ? raise : []).flatMap((level, index): Level[] => {
    const rank = isObject(level) ? rankMeant(level.severity) : undefined;
    if (rank === undefined || !isObject(level) || !isObject(level.when)) return [];
    return [{ at: ['raise', index], rank, severity: severities[rank]!, when: level.when }];
  });
  return levels.sort((a, b) => a.rank - b.rank);
}

/** A comparison of one direction: what it looks at, and how far up or down its limit lies. */
interface Reach {
  readonly looksAt: string;
  readonly up: boolean;
  readonly limit: number;
  readonly unit: string | undefined;
  readonly forMs: number;
  readonly word: string;
}

const upwards: Readonly<Record<string, boolean>> = { above: true, atLeast: true, below: false, atMost: false };

function reachOf(condition: unknown): Reach | undefined {
  if (!isObject(condition) || typeof condition.signal !== 'string') return undefined;
  const word = Object.keys(upwards).find(each => typeof condition[each] === 'number');
  if (word === undefined || has(condition, 'trend') || has(condition, 'unusualBy')) return undefined;
  const over = [...windowWords, 'rate', 'per'].flatMap(each =>
    has(condition, each) ? [`${each} ${quoted(condition[each])}`] : [],
  );
  return {
    looksAt: [condition.signal, ...over].join(' '),
    up: upwards[word]!,
    limit: condition[word] as number,
    unit: typeof condition.unit === 'string' ? condition.unit : undefined,
    forMs: typeof condition.for === 'string' ? (parseDuration(condition.for) ?? 0) : 0,
    word,
  };
}

const said = ({ word, limit, unit }: Reach): string =>
  `${word.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)} ${limit}${unit === undefined ? '' : ` ${unit}`}`;

/** The limit of `other` in the unit of `one`; undefined when the two cannot be compared. */
function inUnitOf(one: Reach, other: Reach): number | undefined {
  if (one.unit === other.unit) return other.limit;
  return one.unit && other.unit ? converter(other.unit, one.unit)?.(other.limit) : undefined;
}

/** The worse level is reached with the milder one, or before it: then nobody ever sees the milder one. */
function checkSwapped(warn: Tell, levels: readonly Level[]): void {
  for (const [index, worse] of levels.entries())
    for (const milder of levels.slice(index + 1)) {
      const [a, b] = [reachOf(worse.when), reachOf(milder.when)];
      const other = a && b && a.looksAt === b.looksAt && a.up === b.up && a.forMs <= b.forMs ? inUnitOf(a, b) : undefined;
      if (!a || other === undefined || (a.up ? a.limit > other : a.limit < other) || (a.limit === other && a.forMs < b!.forMs))
        continue;
      warn(
        [...worse.at, 'when', a.word],
        'rule/levels-swapped',
        `“${worse.severity}” is reached no later than “${milder.severity}”.`,
        {
          why: `Whatever is ${said(b!)} is ${said(a)} as well: “${milder.severity}” would never be seen.`,
          fix: `Give “${worse.severity}” the limit that is harder to reach.`,
        },
      );
      return;
    }
}

function checkGap(warn: Tell, levels: readonly Level[], clearWhen: unknown): void {
  const clear = reachOf(clearWhen);
  if (!clear) return;
  for (const level of levels.toReversed()) {
    const raise = reachOf(level.when);
    if (!raise || raise.looksAt !== clear.looksAt || raise.up === clear.up) continue;
    const limit = inUnitOf(clear, raise);
    if (limit === undefined) continue;
    const gap = raise.up ? limit - clear.limit : clear.limit - limit;
    if (gap > 0 || (gap === 0 && clear.forMs > 0)) continue;
    const better = raise.up ? 'below' : 'above';
    warn(
      ['clearWhen', clear.word],
      'rule/no-gap',
      `It clears ${said(clear)}, and “${level.severity}” is raised ${said(raise)}: there is no gap.`,
      {
        why: 'A value that wavers around the limit would raise and clear the alarm again and again.',
        fix: `Let it clear clearly ${better} ${limit}, and only after a while: "for": "10m".`,
      },
    );
    return;
  }
}

/** `info` is recorded and never pages. */
function checkToldLevels(warn: Tell, levels: readonly Level[], notify: unknown): void {
  if (!isObject(notify)) return;
  for (const severity of severities)
    if (typeof notify[severity] === 'string' && levels.length > 0 && !levels.some(level => level.severity === severity))
      warn(['notify', severity], 'rule/notify-no-level', `This rule has no level “${severity}”.`, {
        of: 'name',
        fix: 'Leave it out, or add the level to "raise".',
      });
  for (const { severity, at } of levels)
    if (severity !== 'info' && !has(notify, severity))
      warn([...at, 'severity'], 'rule/level-tells-nobody', `“notify” does not say who is told of “${severity}”.`, {
        why: 'Nobody would be told.',
        fix: `Add "${severity}" to "notify": a policy, or null to record it only.`,
      });
}

function checkProof(warn: Tell, levels: readonly Level[], rule: Members): void {
  if (rule.status === 'draft') return;
  const examples = Array.isArray(rule.examples) ? rule.examples : [];
  if (examples.length === 0) {
    if (!has(rule, 'examples') || Array.isArray(rule.examples))
      warn(['name'], 'rule/no-examples', 'This rule has no examples.', {
        why: 'Nobody has seen it raise an alarm, or stay quiet.',
        fix: 'Add "examples": one in which the alarm comes, one in which it does not.',
      });
    return;
  }
  const isQuiet = (example: unknown) => isObject(example) && Array.isArray(example.expect) && example.expect.length === 0;
  if (levels.some(({ severity }) => severity === 'critical') && !examples.some(isQuiet))
    warn(['examples'], 'rule/no-quiet-example', 'A rule with a critical level needs an example that stays quiet.', {
      why: 'It wakes people: it must be shown when it does not.',
      fix: 'Add an example of a normal day, with "expect": [].',
    });
}

const isNumericCondition = (condition: Members): boolean =>
  ['trend', 'unusualBy', 'is', 'isNot', ...numericComparisons].some(word => has(condition, word));

/** Placeholders that this rule can never fill: the message would say – in their place. */
function checkEmptyPlaceholders(warn: Tell, levels: readonly Level[], rule: Members): void {
  if (!isObject(rule.message) || typeof rule.message.title !== 'string') return;
  const conditions = levels.flatMap(({ when }) => conditionsIn(when));
  const empty: Readonly<Record<string, boolean>> = {
    value: !conditions.some(isNumericCondition),
    limit: !conditions.some(isNumericCondition),
    timeToLimit: !conditions.some(condition => has(condition, 'trend')),
    devicesBehind: !has(rule, 'whileActive'),
  };
  const name = placeholdersOf(rule.message.title).find(each => empty[each] === true || each.startsWith('group.'));
  if (name === undefined || levels.length === 0) return;
  warn(['message', 'title'], 'rule/empty-placeholder', `{{${name}}} is never known in this rule.`, {
    why: 'The message would say – in its place.',
    fix: 'Take another placeholder, or say it in words.',
  });
}
