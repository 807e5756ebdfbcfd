/** What people write instead of our words, and which of our words they meant. */
import { severities } from '../alarms/alarm.ts';

const meant: Readonly<Record<string, readonly string[]>> = {
  above: ['gt', 'greaterThan', 'moreThan', 'over', 'exceeds', 'higherThan', '>', 'greater'],
  atLeast: ['gte', 'ge', 'greaterOrEqual', 'greaterThanOrEqual', '>='],
  below: ['lt', 'lessThan', 'under', 'lowerThan', '<', 'less'],
  atMost: ['lte', 'le', 'lessOrEqual', 'lessThanOrEqual', '<='],
  between: ['inside', 'betweenAnd', 'inRange'],
  outside: ['notBetween', 'outOfRange'],
  is: ['eq', 'equals', 'equal', 'equalTo', '==', '=', '==='],
  isNot: ['ne', 'neq', 'notEqual', 'notEquals', '!=', '<>'],
  in: ['oneOf', 'anyOf'],
  notIn: ['nin', 'noneOf'],
  average: ['mean', 'avg'],
  min: ['minimum', 'lowest'],
  max: ['maximum', 'highest'],
  sum: ['total'],
  change: ['delta', 'difference'],
  rate: ['slope', 'rateOfChange', 'derivative'],
  trend: ['forecast', 'predict', 'prediction'],
  within: ['horizon'],
  unusualBy: ['anomaly', 'anomalous', 'deviations', 'zScore', 'sigma', 'unusual'],
  all: ['and', 'allOf'],
  any: ['or'],
  for: ['duration', 'sustained', 'sustainedFor', 'lasting'],
  during: ['schedule', 'onlyDuring'],
  notDuring: ['exceptDuring', 'outsideOf'],
  signal: ['metric', 'field', 'sensor', 'measurement', 'telemetry', 'measure'],
  silent: ['offline', 'noData', 'absent', 'missing', 'silentFor'],
  connection: ['connectionState', 'connected'],
  unit: ['uom', 'units'],
  property: ['prop'],
  plus: ['add', 'offset'],
  clearWhen: ['clear', 'clears', 'resolveWhen', 'resolve', 'clearsWhen', 'clearCondition'],
  raise: ['levels', 'raises', 'alarms', 'conditions', 'raiseWhen'],
  appliesTo: ['device', 'devices', 'target', 'scope'],
  why: ['description', 'reason'],
  name: ['label', 'displayName'],
  owner: ['team', 'ownedBy'],
  notify: ['policy', 'escalate', 'escalation', 'notifications'],
  when: ['condition', 'if', 'trigger'],
  severity: ['level', 'priority', 'sev'],
  title: ['subject', 'headline'],
  note: ['comment', '//', '_comment', 'remark', '$comment'],
  firstSteps: ['steps', 'actions'],
  examples: ['tests', 'cases'],
  expect: ['expected', 'expectations'],
  readings: ['data', 'samples'],
  state: ['becomes', 'alarm'],
  active: ['enabled', 'on', 'live'],
  paused: ['disabled', 'off'],
  critical: ['urgent', 'high', 'fatal', 'error', 'crit'],
  major: ['warning', 'medium', 'warn'],
  minor: ['low'],
  info: ['information', 'informational', 'notice'],
  normal: ['ok', 'cleared', 'quiet', 'over'],
  disconnected: ['offline', 'off'],
  connected: ['online', 'on'],
  manual: ['manually', 'latched', 'never'],
  acknowledge: ['ack', 'answer'],
  shelve: ['snooze', 'mute'],
  'device.name': ['name', 'device', 'deviceName'],
  'device.id': ['id', 'deviceId'],
  limit: ['threshold'],
  '°C': ['C', 'celsius', 'degC', '℃', 'ºC', 'deg C'],
  '°F': ['F', 'fahrenheit', 'degF', '℉', 'ºF', 'deg F'],
  K: ['kelvin'],
  '%': ['percent', 'pct', 'per cent'],
  'm³/h': ['m3/h'],
  'm³': ['m3'],
  'L/min': ['l/min', 'lpm'],
  rpm: ['1/min', 'r/min'],
  ...Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(day => [
      day.slice(0, 3),
      [day, day.slice(0, 2), day.slice(0, 4)],
    ]),
  ),
};

/** Words that other systems use in more than one sense: nothing is changed by a guess that decides who is woken. */
const unsure = new Set(
  [
    'warning',
    'warn',
    'high',
    'medium',
    'low',
    'error',
    'urgent',
    'off',
    'offline',
    'missing',
    'never',
    'over',
    'value',
    'level',
  ].concat(['priority', 'actions', 'steps']),
);

/** What people write instead of one of our words. */
export const otherNames = (word: string): readonly string[] => (Object.hasOwn(meant, word) ? (meant[word] ?? []) : []);

export interface Suggestion {
  readonly word: string;
  /** Nothing else can have been meant. */
  readonly sure: boolean;
}

/** What the writer most likely meant: a synonym, else a word at most two letters away. */
export function suggestion(word: string, known: readonly string[]): Suggestion | undefined {
  const lower = word.toLowerCase();
  const sameLetters = known.filter(each => each.toLowerCase() === lower);
  const synonyms = known.filter(each =>
    (Object.hasOwn(meant, each) ? meant[each] : [])?.some(other => other.toLowerCase() === lower),
  );
  const [named] = [...sameLetters, ...synonyms];
  if (named !== undefined) return { word: named, sure: !unsure.has(lower) && new Set([...sameLetters, ...synonyms]).size === 1 };
  const near = known.map(each => ({ each, away: distance(lower, each.toLowerCase()) })).sort((a, b) => a.away - b.away);
  const [best, second] = near;
  if (!best || best.away > Math.min(2, Math.floor(best.each.length / 2))) return undefined;
  return { word: best.each, sure: best.each.length >= 4 && best.away < (second?.away ?? 3) };
}

/** 0 for `critical`, also of a word that most likely means it. */
export function rankMeant(severity: unknown): number | undefined {
  const word = typeof severity === 'string' ? suggest(severity, severities) : undefined;
  const rank = severities.indexOf(word as (typeof severities)[number]);
  return rank < 0 ? undefined : rank;
}

export const suggest = (word: string, known: readonly string[]): string | undefined => suggestion(word, known)?.word;

/** Letters to change, add, drop or swap (optimal string alignment). A long word is no misspelling of ours. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
