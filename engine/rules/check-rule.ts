/** A rule as written, from its id to whom it tells. Everything that is wrong is said at once. */
import { severities } from '../alarms/alarm.ts';
import type { Path } from '../documents.ts';
import {
  checkInstant,
  duration,
  has,
  isObject,
  kindOf,
  list,
  type Members,
  members,
  oneOf,
  oneOrMore,
  type Tell,
  text,
} from './check.ts';
import { checkCondition, type Known } from './check-condition.ts';
import { checkExamples } from './check-examples.ts';
import type { Signals } from './signals.ts';
import { words } from './words.ts';

export function checkRule(tell: Tell, value: unknown, signals: Signals): void {
  const rule = members(tell, value, [], words.rule);
  if (!rule) return;
  const known: Known = { signals, types: typesOf(rule) };
  for (const [word, check] of Object.entries(checks)) if (has(rule, word)) check(tell, rule[word], [word], known, rule);
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
  notify: checkNotify,
  message: (tell, value, at) => checkMessage(tell, value, at, words.message),
  translations: checkTranslations,
  whileActive: checkWhileActive,
  examples: (tell, value, at, _known, rule) => checkExamples(tell, value, at, rule),
};

function checkId(tell: Tell, value: unknown, at: Path): void {
  if (!text(tell, value, at) || /^[a-z][a-z0-9-]{0,39}$/.test(value)) return;
  tell(at, 'rule/bad-id', `“${value.slice(0, 60)}” cannot be an id.`, {
    fix: 'Small letters, digits and “-”, at most 40, a letter first: freezer-too-warm.',
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
  const ranks: number[] = [];
  list(tell, value, at, (item, place) => {
    const level = members(tell, item, place, words.level);
    if (!level) return;
    if (has(level, 'note')) text(tell, level.note, [...place, 'note']);
    if (has(level, 'when')) checkCondition(tell, level.when, [...place, 'when'], known);
    if (!has(level, 'severity') || !oneOf(tell, level.severity, [...place, 'severity'], severities)) return;
    const rank = (severities as readonly unknown[]).indexOf(level.severity);
    const before = ranks.at(-1) ?? -1;
    if (ranks.includes(rank))
      tell([...place, 'severity'], 'rule/level-twice', `There is a level “${severities[rank]}” already; each stands once.`);
    else if (rank < before)
      tell(
        [...place, 'severity'],
        'rule/levels-order',
        `“${severities[rank]}” is worse than “${severities[before]}” and must stand before it.`,
        { fix: 'Write the levels worst first.' },
      );
    ranks.push(rank);
  });
}

function checkClear(tell: Tell, value: unknown, at: Path, known: Known): void {
  if (value === 'manual') return;
  if (typeof value === 'string') return void oneOf(tell, value, at, ['manual']);
  if (!isObject(value) || !has(value, 'normalFor')) {
    checkCondition(tell, value, at, known);
    return;
  }
  members(tell, value, at, words.normalFor);
  duration(tell, value.normalFor, [...at, 'normalFor']);
  if (has(value, 'note')) text(tell, value.note, [...at, 'note']);
}

function checkNotify(tell: Tell, value: unknown, at: Path): void {
  const policy = (each: unknown, place: Path) => each === null || text(tell, each, place);
  if (!isObject(value)) return void policy(value, at);
  members(tell, value, at, words.notify);
  for (const severity of severities) if (has(value, severity)) policy(value[severity], [...at, severity]);
}

function checkMessage(tell: Tell, value: unknown, at: Path, of: typeof words.message | typeof words.translation): void {
  const message = members(tell, value, at, of);
  if (!message) return;
  for (const word of ['title', 'consequence']) if (has(message, word)) checkTemplate(tell, message[word], [...at, word]);
  if (has(message, 'firstSteps')) {
    const steps = message.firstSteps;
    list(tell, steps, [...at, 'firstSteps'], (item, place) => checkTemplate(tell, item, place), 0);
    if (Array.isArray(steps) && steps.length > 5)
      tell([...at, 'firstSteps'], 'rule/too-many-steps', 'A message has at most 5 first steps.');
  }
  const runbook = message.runbook;
  if (has(message, 'runbook') && text(tell, runbook, [...at, 'runbook']) && !/^https:\/\/\S+$/.test(runbook))
    tell([...at, 'runbook'], 'rule/bad-link', 'A runbook is a link: https://…');
}

const placeholders = ['value', 'limit', 'severity', 'since', 'timeToLimit', 'devicesBehind', 'device.name', 'device.id'];
const families = /^(tags|properties|signals|group)\.[^\s{}]+$/;

function checkTemplate(tell: Tell, value: unknown, at: Path): void {
  if (!text(tell, value, at)) return;
  for (const [whole, name = ''] of value.matchAll(/\{\{([^{}]*)\}\}/g)) {
    if (placeholders.includes(name.trim()) || families.test(name.trim())) continue;
    tell(at, 'rule/unknown-placeholder', `${whole.slice(0, 60)} is not known.`, {
      fix: `One of: ${placeholders.join(', ')}, tags.x, properties.x, signals.x, group.x.`,
    });
  }
  if (/\{\{|\}\}/.test(value.replace(/\{\{[^{}]*\}\}/g, '')))
    tell(at, 'rule/unknown-placeholder', 'A placeholder begins with {{ and ends with }}.');
}

function checkTranslations(tell: Tell, value: unknown, at: Path): void {
  if (!isObject(value)) {
    tell(at, 'rule/wrong-kind', 'Here languages are expected: { "nb": { "title": "…" } }.');
    return;
  }
  for (const [language, message] of Object.entries(value)) {
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language))
      tell([...at, language], 'rule/bad-language', `“${language.slice(0, 40)}” is not a language tag.`, {
        of: 'name',
        fix: 'Like nb, de or pt-BR.',
      });
    checkMessage(tell, message, [...at, language], words.translation);
  }
}

function checkWhileActive(tell: Tell, value: unknown, at: Path): void {
  const held = members(tell, value, at, words.whileActive);
  if (!held) return;
  if (has(held, 'hold')) oneOf(tell, held.hold, [...at, 'hold'], ['devices-behind-this-one']);
  if (has(held, 'except')) list(tell, held.except, [...at, 'except'], (item, place) => void oneOf(tell, item, place, severities));
}
