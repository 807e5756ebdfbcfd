/** The words of a rule, by place: those that are built, those of the language that are not yet, and what people write instead. */
import { compareWords, windowWords } from './comparison.ts';

export interface Words {
  /** As in "not a word of …". */
  readonly of: string;
  readonly known: readonly string[];
  readonly needed?: readonly string[];
  readonly notYet?: readonly string[];
}

const selection = ['type', 'tags', 'devices'];
const messageWords = ['title', 'consequence', 'firstSteps', 'runbook'];

export const words = {
  rule: {
    of: 'a rule',
    known: [
      '$schema',
      'id',
      'name',
      'why',
      'owner',
      'status',
      'until',
      'note',
      'appliesTo',
      'raise',
      'clearWhen',
      'notify',
      'message',
    ].concat(['translations', 'whileActive', 'examples']),
    needed: ['id', 'name', 'why', 'owner', 'status', 'appliesTo', 'raise', 'clearWhen', 'notify', 'message'],
    notYet: ['per', 'stepDownAfter'],
  },
  appliesTo: { of: '"appliesTo"', known: [...selection, 'except'] },
  except: { of: '"except"', known: selection },
  level: { of: 'a level', known: ['severity', 'when', 'note'], needed: ['severity', 'when'], notYet: ['stepDownAfter'] },
  condition: {
    of: 'a condition',
    known: ['all', 'any', 'not', 'signal', 'silent', 'connection', ...windowWords, ...compareWords, 'unit', 'for', 'note'],
    notYet: [
      'sum',
      'range',
      'change',
      'count',
      'of',
      'rate',
      'per',
      'trend',
      'reaches',
      'within',
      'unusualBy',
      'baseline',
      'direction',
    ].concat(['during', 'notDuring', 'acrossDevices', 'where', 'spread']),
  },
  normalFor: { of: '"clearWhen"', known: ['normalFor', 'note'], needed: ['normalFor'] },
  limit: { of: 'a limit', known: ['signal', 'plus'], needed: ['signal'], notYet: ['property', 'default'] },
  notify: { of: '"notify"', known: ['critical', 'major', 'minor', 'info'] },
  message: { of: '"message"', known: messageWords, needed: ['title'] },
  translation: { of: 'a translation', known: messageWords },
  whileActive: { of: '"whileActive"', known: ['hold', 'except'], needed: ['hold'] },
  example: {
    of: 'an example',
    known: ['name', 'note', 'startsAt', 'device', 'readings', 'actions', 'until', 'expect'],
    needed: ['name', 'readings', 'expect'],
    notYet: ['devices'],
  },
  exampleDevice: { of: 'the device of an example', known: ['id', 'name', 'tags'], notYet: ['properties'] },
  noise: { of: 'a noise', known: ['normal', 'spread'], needed: ['normal', 'spread'] },
  action: { of: 'an action', known: ['at', 'do', 'note'], needed: ['at', 'do'] },
  expected: { of: 'an expected change', known: ['at', 'by', 'state'], needed: ['state'], notYet: ['group'] },
} satisfies Record<string, Words>;

const meant: Readonly<Record<string, readonly string[]>> = {
  above: ['gt', 'greaterThan', 'moreThan', 'over', 'exceeds', 'higherThan', '>'],
  atLeast: ['gte', 'ge', 'greaterOrEqual', '>='],
  below: ['lt', 'lessThan', 'under', 'lowerThan', '<'],
  atMost: ['lte', 'le', 'lessOrEqual', '<='],
  is: ['eq', 'equals', 'equal', 'value', '==', '='],
  isNot: ['ne', 'neq', 'notEqual', 'notEquals', '!='],
  in: ['oneOf', 'anyOf'],
  notIn: ['nin', 'noneOf'],
  average: ['mean', 'avg'],
  min: ['minimum', 'lowest'],
  max: ['maximum', 'highest'],
  all: ['and', 'allOf'],
  any: ['or'],
  for: ['duration', 'during', 'sustained'],
  signal: ['metric', 'field', 'sensor', 'measurement', 'telemetry'],
  silent: ['offline', 'noData', 'absent', 'missing'],
  connection: ['connectionState', 'connected'],
  unit: ['uom', 'units'],
  clearWhen: ['clear', 'clears', 'resolveWhen', 'resolve', 'clearsWhen'],
  raise: ['levels', 'raises', 'alarms', 'conditions'],
  appliesTo: ['device', 'devices', 'target', 'scope'],
  why: ['description', 'reason'],
  notify: ['policy', 'escalate', 'escalation'],
  when: ['condition', 'if'],
  severity: ['level', 'priority'],
  note: ['comment', '//', '_comment', 'remark'],
  active: ['enabled', 'on', 'live'],
  paused: ['disabled', 'off'],
  critical: ['urgent', 'high', 'fatal', 'error'],
  major: ['warning', 'medium'],
  minor: ['low'],
  manual: ['manually', 'latched', 'never'],
  '°C': ['C', 'celsius', 'degC', '℃', 'ºC'],
  '°F': ['F', 'fahrenheit', 'degF', '℉', 'ºF'],
  K: ['kelvin'],
  '%': ['percent', 'pct'],
  'm³/h': ['m3/h'],
  'm³': ['m3'],
  'L/min': ['l/min', 'lpm'],
};

/** What the writer most likely meant: a synonym, else a word at most two letters away. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const synonym = known.find(each => meant[each]?.some(other => other.toLowerCase() === lower));
  const sameLetters = known.find(each => each.toLowerCase() === lower);
  if (synonym ?? sameLetters) return synonym ?? sameLetters;
  const [best] = known.map(each => ({ each, away: distance(lower, each.toLowerCase()) })).sort((a, b) => a.away - b.away);
  return best && best.away <= Math.min(2, Math.floor(best.each.length / 2)) ? best.each : undefined;
}

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
