/** Fixed templates with placeholders and no logic: what a rule's author writes becomes the words of one alarm. */
import type { Alarm, Severity, Shown } from '../alarms/alarm.ts';
import { cleanText, deviceText, httpsLink } from './clean.ts';
import { howLong, whenOf } from './times.ts';

const placeholder = /\{\{\s*([^{}]{0,100}?)\s*\}\}/g;
const plainNames = ['value', 'limit', 'severity', 'since', 'timeToLimit', 'devicesBehind', 'device.name', 'device.id'];

/** What stands where a value is not known. */
export const unknownValue = '–';

/** Each `{{name}}` becomes its value, once: braces in a value are not looked at again. A name without a value becomes `–`. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(placeholder, (_, name: string) => (Object.hasOwn(values, name) && values[name]) || unknownValue);

/** The names of all placeholders of a template, in order, each once. */
export const placeholdersOf = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(placeholder)].map(match => match[1] ?? '')),
];

/** Whether the language has a placeholder of this name. */
export const isPlaceholder = (name: string): boolean =>
  plainNames.includes(name) || /^(tags|properties|signals|group)\.[^\s{}]+$/.test(name);

/** The words for the placeholders that the language has, for "did you mean". */
export const placeholderNames: readonly string[] = [...plainNames, 'tags.', 'properties.', 'signals.', 'group.'];

/** `message` of a rule. */
export interface MessageTemplate {
  readonly title: string;
  readonly consequence?: string | undefined;
  readonly firstSteps?: readonly string[] | undefined;
  readonly runbook?: string | undefined;
}

type Named = Readonly<Record<string, unknown>>;

/** What placeholders are filled from. Times in ms, `since` and `now` in plant time. */
export interface MessageFacts {
  readonly severity: Severity;
  readonly shown: Shown;
  /** Event time of the raise. */
  readonly since: number;
  /** For the date beside the time; default `since`. */
  readonly now?: number | undefined;
  /** Default: the device's tag `timeZone`, else UTC. */
  readonly timeZone?: string | undefined;
  readonly device: Alarm['device'];
  readonly signals?: Named | undefined;
  readonly properties?: Named | undefined;
  readonly group?: Named | undefined;
  readonly devicesBehind?: number | undefined;
}

/** The message of an alarm, for its life: every value cleaned, at most 5 first steps, a runbook only when it is https. */
export function renderMessage(message: MessageTemplate, facts: MessageFacts): Alarm['message'] {
  const values = valuesOf(facts);
  const say = (template: string, max: number) => cleanText(fill(template, values), max);
  const runbook = runbookOf(message.runbook, values);
  return {
    title: say(message.title, 200),
    ...(message.consequence ? { consequence: say(message.consequence, 300) } : {}),
    firstSteps: (message.firstSteps ?? []).slice(0, 5).map(step => say(step, 200)),
    ...(runbook ? { runbook } : {}),
  };
}

function valuesOf(facts: MessageFacts): Readonly<Record<string, string>> {
  const { device, shown } = facts;
  const timeZone = facts.timeZone ?? device.tags.timeZone ?? 'UTC';
  return {
    ...named('tags', device.tags),
    ...named('properties', facts.properties),
    ...named('signals', facts.signals),
    ...named('group', facts.group),
    value: deviceText(shown.value ?? ''),
    limit: deviceText(shown.limit ?? ''),
    severity: facts.severity,
    since: whenOf(facts.since, facts.now ?? facts.since, timeZone),
    timeToLimit: shown.timeToLimitMs === undefined ? '' : howLong(shown.timeToLimitMs),
    devicesBehind: facts.devicesBehind === undefined ? '' : String(facts.devicesBehind),
    'device.name': deviceText(device.name || device.id),
    'device.id': cleanText(device.id),
  };
}

const named = (room: string, values: Named = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${room}.${name}`, shownText(value)]));

function shownText(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? deviceText(value) : '';
}

/** The host must be the author's own words: a device must not choose where a link leads. */
function runbookOf(template: string | undefined, values: Readonly<Record<string, string>>): string | undefined {
  if (!template || !/^https:\/\/[^/?#{}\s\\]+([/?#]|$)/.test(template)) return undefined;
  const encoded = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));
  return httpsLink(fill(template, encoded));
}
