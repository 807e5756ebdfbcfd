/** A rule in plain English, for whoever has to stand by it. */
import { type Severity, severities } from './alarms/alarm.ts';
import { severityWord } from './messages/headline.ts';
import type { LevelDocument, RuleDocument, SelectionDocument } from './rules/rule.ts';
import { sayWhen } from './say/condition.ts';
import { noted, oneLine, type Said, textOf } from './say/said.ts';
import { listOf, sayDuration, saySeverities, sayValue } from './say/words.ts';

/** All that a rule means, a sentence per line; what has several parts as points below. Its texts and examples are not in it. */
export const sayRule = (rule: RuleDocument): string =>
  textOf([
    noted(
      { line: `${oneLine(rule.name)} (${oneLine(rule.id)}), owned by ${oneLine(rule.owner)}. ${sayStatus(rule)}` },
      rule.note,
    ),
    { line: `Why: ${oneLine(rule.why)}` },
    { line: sayDevices(rule.appliesTo) },
    ...rule.raise.map(sayLevel),
    ...sayChanges(rule),
    sayEnd(rule.clearWhen),
    ...sayHold(rule),
    ...sayTold(rule.notify),
  ]);

function sayStatus({ status, until }: RuleDocument): string {
  if (status === 'draft') return 'A draft: it is not evaluated.';
  if (status === 'shadow') return 'In shadow: evaluated and recorded, but it tells nobody.';
  if (status === 'paused') return `Paused${until === undefined ? '' : ` until ${until}`}: it is not evaluated.`;
  return 'Active.';
}

/** `Applies to devices of type freezer at site oslo or bergen, except use test-lab.` */
export function sayDevices({ except, ...selection }: SelectionDocument): string {
  const said = saySelection(selection);
  const others = except === undefined ? '' : saySelection(except);
  return `Applies to ${said === '' ? 'every device' : `devices ${said}`}${others === '' ? '' : `, except those ${others}`}.`;
}

function saySelection({ type, tags, devices }: SelectionDocument): string {
  const anyOf = (wanted: string | readonly string[]) =>
    listOf(
      [wanted].flat().map(each => sayValue(each)),
      'or',
    );
  return [
    ...(type === undefined ? [] : [`of type ${anyOf(type)}`]),
    ...(devices === undefined ? [] : [`with the id ${anyOf(devices)}`]),
    ...Object.entries(tags ?? {}).map(([tag, wanted]) => `${tag === 'site' ? 'at' : 'with'} ${sayValue(tag)} ${anyOf(wanted)}`),
  ].join(' ');
}

const sayLevel = ({ severity, when, note }: LevelDocument): Said =>
  noted(ended(sayWhen(`${severityWord(severity)} when`, when)), note);

/** A line without points below it is a sentence. */
const ended = (said: Said): Said => (said.line.endsWith(':') ? said : { ...said, line: `${said.line}.` });

function sayChanges({ raise, stepDownAfter }: RuleDocument): Said[] {
  if (stepDownAfter !== undefined) {
    const after = sayDuration(stepDownAfter);
    return [{ line: `Severity falls to the level that still holds when the worse one has not held for ${after}.` }];
  }
  return raise.length > 1 ? [{ line: 'While it is open, severity only rises.' }] : [];
}

function sayEnd(clearWhen: RuleDocument['clearWhen']): Said {
  if (clearWhen === 'manual') return { line: 'Over when a person resets it, and no level holds.' };
  if (!('normalFor' in clearWhen)) return ended(sayWhen('Over when', clearWhen));
  return noted({ line: `Over when no level has held for ${sayDuration(clearWhen.normalFor)}.` }, clearWhen.note);
}

function sayHold({ whileActive }: RuleDocument): Said[] {
  if (whileActive === undefined) return [];
  const except = whileActive.except?.length ? `, except ${saySeverities(whileActive.except)}` : '';
  return [{ line: `While it is open, alarms of the devices behind this one are held${except}.` }];
}

/** Severities that one policy tells, in one sentence. */
function sayTold(notify: RuleDocument['notify']): Said[] {
  if (notify === null) return [{ line: 'It is recorded and tells nobody.' }];
  if (typeof notify === 'string') return [{ line: `The policy ${oneLine(notify)} decides who is told.` }];
  const bySeverity = severities.filter(severity => notify[severity] !== undefined);
  const policies = [...new Set(bySeverity.map(severity => notify[severity] ?? null))];
  const told = (policy: string | null) => bySeverity.filter((severity: Severity) => (notify[severity] ?? null) === policy);
  if (policies.length === 0) return [{ line: 'It is recorded and tells nobody.' }];
  return policies.map(policy => ({ line: policy === null ? recorded(told(null)) : byPolicy(policy, told(policy)) }));
}

const recorded = (told: readonly Severity[]): string =>
  `${saySeverities(told)} ${told.length > 1 ? 'are recorded and tell' : 'is recorded and tells'} nobody.`;

const byPolicy = (policy: string, told: readonly Severity[]): string =>
  `The policy ${oneLine(policy)} decides who is told of ${saySeverities(told)}.`;
