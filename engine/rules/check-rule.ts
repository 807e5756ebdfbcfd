/** A rule as written, from its id to whom it tells. Everything that is wrong is said at once. */
import { severities } from '../alarms/alarm.ts';
import type { Path } from '../documents.ts';
import {
  checkInstant,
  didYouMean,
  duration,
  has,
  isObject,
  kindOf,
  list,
  type Members,
  type More,
  members,
  oneOf,
  oneOrMore,
  quoted,
  type Tell,
  text,
} from './check.ts';
import { checkCondition } from './check-condition.ts';
import { checkExamples } from './check-examples.ts';
import { checkMessage, checkTranslations } from './check-message.ts';
import { checkSense } from './check-sense.ts';
import type { Known } from './known.ts';
import { rankMeant } from './meant.ts';
import { words } from './words.ts';

/** `around`: what there is beside the rule. */
export function checkRule(tell: Tell, value: unknown, around: Omit<Known, 'types'>): void {
  const rule = members(tell, value, [], words.rule, inWhichPart);
  if (!rule) return;
  const known: Known = { ...around, types: typesOf(rule) };
  for (const [word, check] of Object.entries(checks)) if (has(rule, word)) check(tell, rule[word], [word], known, rule);
  checkSense(tell, rule);
}

/** Words that belong further in. */
function inWhichPart(word: string, rule: Members): More | undefined {
  if (['when', 'severity', 'condition', 'if', 'trigger', 'query', 'expression'].includes(word))
    return {
      fix: `${word === 'severity' ? '“severity”' : 'What raises the alarm'} stands in a level: "raise": [{ "severity": "major", "when": { … } }].`,
    };
  if (['enabled', 'active', 'disabled'].includes(word) && typeof rule[word] === 'boolean')
    return { fix: `Write "status": "${rule[word] === (word !== 'disabled') ? 'active' : 'draft'}".` };
  if (['actions', 'recipients', 'contacts', 'channels', 'email', 'emails', 'sms'].includes(word))
    return { fix: 'Say whom to tell with "notify": the id of a policy.' };
  if (['type', 'tags'].includes(word)) return { fix: `“${word}” stands in "appliesTo".` };
  if (['title', 'consequence', 'firstSteps', 'runbook'].includes(word)) return { fix: `“${word}” stands in "message".` };
  return undefined;
}

const typesOf = ({ appliesTo }: Members): string[] =>
  isObject(appliesTo) ? [appliesTo.type].flat().filter(type => typeof type === 'string') : [];

type Check = (tell: Tell, value: unknown, at: Path, known: Known, rule: Members) => void;

const checks: Readonly<Record<string, Check>> = {
  $schema: text,
  id: checkId,
  name: text,
  why: text,
  owner: text,
  note: text,
  status: (tell, value, at) => oneOf(tell, value, at, ['draft', 'shadow', 'active', 'paused']),
  until: (tell, value, at) => checkInstant(tell, value, at),
  appliesTo: checkAppliesTo,
  raise: checkLevels,
  clearWhen: checkClear,
  stepDownAfter: (tell, value, at) => duration(tell, value, at),
  notify: checkNotify,
  message: (tell, value, at, known) => checkMessage(tell, value, at, known),
  translations: checkTranslations,
  whileActive: checkWhileActive,
  examples: (tell, value, at, known, rule) => checkExamples(tell, value, at, rule, known),
};

function checkId(tell: Tell, value: unknown, at: Path): void {
  if (!text(tell, value, at) || /^[a-z][a-z0-9-]{0,39}$/.test(value)) return;
  const meant = value
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 40);
  tell(at, 'rule/bad-id', `“${value.slice(0, 60)}” cannot be an id.`, {
    fix: `Small letters, digits and “-”, at most 40, a letter first: ${meant === '' ? 'freezer-too-warm' : meant}.`,
  });
}

function checkAppliesTo(tell: Tell, value: unknown, at: Path): void {
  const applies = members(tell, value, at, words.appliesTo);
  if (!applies) return;
  checkSelection(tell, applies, at);
  if (!has(applies, 'except')) return;
  const except = members(tell, applies.except, [...at, 'except'], words.except);
  if (except) checkSelection(tell, except, [...at, 'except']);
}

function checkSelection(tell: Tell, selection: Members, at: Path): void {
  const texts = (value: unknown, place: Path) => oneOrMore(tell, value, place, (item, each) => void text(tell, item, each));
  for (const word of ['type', 'devices']) if (has(selection, word)) texts(selection[word], [...at, word]);
  if (!has(selection, 'tags')) return;
  const tags = selection.tags;
  if (isObject(tags)) for (const [tag, wanted] of Object.entries(tags)) texts(wanted, [...at, 'tags', tag]);
  else tell([...at, 'tags'], 'rule/wrong-kind', `Here tags are expected: { "site": "oslo" }, not ${kindOf(tags)}.`);
}

function checkLevels(tell: Tell, value: unknown, at: Path, known: Known): void {
  const ranks: (number | undefined)[] = [];
  const levels = list(tell, value, at, (item, place) => {
    const level = members(tell, item, place, words.level, (word, object) => inCondition(word, object, place));
    if (!level) return;
    if (has(level, 'note')) text(tell, level.note, [...place, 'note']);
    if (has(level, 'when')) checkCondition(tell, level.when, [...place, 'when'], known);
    if (has(level, 'severity')) checkSeverity(tell, level.severity, [...place, 'severity']);
    ranks.push(rankMeant(level.severity));
  });
  if (levels) checkOrder(tell, value as unknown[], at, ranks);
}

function checkSeverity(tell: Tell, value: unknown, at: Path): boolean {
  const explained: Tell = (place, code, says, more = {}) =>
    tell(place, code, says, {
      why: 'critical: act within 10 minutes; major: within an hour; minor: during this shift; info: only recorded.',
      ...more,
    });
  return oneOf(explained, value, at, severities);
}

/** `for` beside `when`, where it is meant inside of it. */
function inCondition(word: string, level: Members, at: Path): More | undefined {
  if (word === 'stepDownAfter') return { fix: '“stepDownAfter” is a word of the rule: it stands beside “raise”.' };
  if (!words.condition.known.includes(word)) return undefined;
  const fix = `“${word}” belongs into the condition: "when": { …, "${word}": … }.`;
  if (!isObject(level.when) || has(level.when, word)) return { fix };
  return {
    fix,
    change: [
      { at: [...at, 'when'], add: word, as: level[word] },
      { at: [...at, word], remove: true },
    ],
  };
}

function checkOrder(tell: Tell, levels: readonly unknown[], at: Path, ranks: readonly (number | undefined)[]): void {
  const whole = ranks.length === levels.length && !ranks.includes(undefined) && new Set(ranks).size === ranks.length;
  const sorted = levels.map((_, index) => index).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  for (const [index, rank] of ranks.entries()) {
    const before = ranks[index - 1];
    if (rank === undefined) continue;
    const place = [...at, index, 'severity'];
    if (ranks.indexOf(rank) < index)
      tell(place, 'rule/level-twice', `There is a level “${severities[rank]}” already.`, {
        fix: 'Put both conditions into one level, in { "any": [ … ] }.',
      });
    else if (before !== undefined && rank < before)
      tell(place, 'rule/levels-order', `“${severities[rank]}” is worse than “${severities[before]}” and must stand before it.`, {
        why: 'Levels are tried from the worst on.',
        fix: 'Write the levels worst first.',
        ...(whole ? { change: [{ at, order: sorted }] } : {}),
      });
  }
}

function checkClear(tell: Tell, value: unknown, at: Path, known: Known): void {
  if (value === 'manual') return;
  if (typeof value === 'string') {
    tell(at, 'rule/unknown-value', `${quoted(value)} is not possible here.`, {
      fix: 'Write { "normalFor": "15m" } (it ends by itself), "manual" (a person ends it), or a condition.',
    });
    return;
  }
  if (!isObject(value) || !has(value, 'normalFor')) {
    checkCondition(tell, value, at, known);
    return;
  }
  members(tell, value, at, words.normalFor);
  duration(tell, value.normalFor, [...at, 'normalFor']);
  if (has(value, 'note')) text(tell, value.note, [...at, 'note']);
}

function checkNotify(tell: Tell, value: unknown, at: Path, { policies }: Known): void {
  const policy = (each: unknown, place: Path) => {
    if (each !== null && text(tell, each, place)) checkPolicyId(tell, each, place, policies);
  };
  if (!isObject(value)) {
    policy(value, at);
    return;
  }
  members(tell, value, at, words.notify);
  for (const severity of severities) if (has(value, severity)) policy(value[severity], [...at, severity]);
}

function checkPolicyId(tell: Tell, id: string, at: Path, policies: readonly string[] | undefined): void {
  if (policies === undefined || policies.includes(id)) return;
  tell(at, 'rule/unknown-policy', `There is no policy “${id.slice(0, 60)}” among rules/policies.`, {
    why: 'Nobody would be told of this alarm.',
    ...(policies.length > 0
      ? didYouMean(id, policies, meant => ({ at, write: meant }))
      : { fix: 'Write a policy first, or null: the alarm is then only recorded.' }),
  });
}

function checkWhileActive(tell: Tell, value: unknown, at: Path): void {
  const held = members(tell, value, at, words.whileActive);
  if (!held) return;
  if (has(held, 'hold')) oneOf(tell, held.hold, [...at, 'hold'], ['devices-behind-this-one']);
  if (has(held, 'except')) list(tell, held.except, [...at, 'except'], (item, place) => void oneOf(tell, item, place, severities));
}
