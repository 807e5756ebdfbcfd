/** The examples of a rule as written. */
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
  number,
  oneOf,
  type Tell,
  text,
} from './check.ts';
import { checkSignal } from './check-comparison.ts';
import type { Known } from './known.ts';
import { words } from './words.ts';

/** Readings of one example, all together. */
const mostReadings = 20_000;

export function checkExamples(tell: Tell, value: unknown, at: Path, rule: Members, known: Known): void {
  const names = new Set<unknown>();
  const states = [...levelsOf(rule), 'normal'];
  list(
    tell,
    value,
    at,
    (item, place) => {
      const example = members(tell, item, place, words.example);
      if (!example) return;
      if (has(example, 'name') && text(tell, example.name, [...place, 'name'])) {
        if (names.has(example.name))
          tell([...place, 'name'], 'rule/example-twice', 'Another example has this name.', {
            fix: 'Say what is special about this one.',
          });
        names.add(example.name);
      }
      checkExample(tell, example, place, states, known);
    },
    0,
  );
}

const levelsOf = ({ raise }: Members): string[] =>
  (Array.isArray(raise) ? raise : []).flatMap(level =>
    isObject(level) && typeof level.severity === 'string' ? [level.severity] : [],
  );

function checkExample(tell: Tell, example: Members, at: Path, states: readonly string[], known: Known): void {
  if (has(example, 'note')) text(tell, example.note, [...at, 'note']);
  if (has(example, 'startsAt')) checkInstant(tell, example.startsAt, [...at, 'startsAt']);
  if (has(example, 'until')) duration(tell, example.until, [...at, 'until'], 'zero');
  if (has(example, 'device')) checkDevice(tell, example.device, [...at, 'device']);
  let readings = 0;
  if (has(example, 'readings'))
    list(
      tell,
      example.readings,
      [...at, 'readings'],
      (item, place) => {
        readings += checkReading(tell, item, place, known);
      },
      0,
    );
  if (readings > mostReadings)
    tell([...at, 'readings'], 'rule/long-example', `This example has ${readings} readings; ${mostReadings} is the most.`, {
      fix: 'Let a reading come less often ("every"), or end it earlier.',
    });
  if (has(example, 'actions'))
    list(tell, example.actions, [...at, 'actions'], (item, place) => checkAction(tell, item, place), 0);
  if (has(example, 'expect'))
    list(tell, example.expect, [...at, 'expect'], (item, place) => checkExpected(tell, item, place, states), 0);
}

function checkDevice(tell: Tell, value: unknown, at: Path): void {
  const device = members(tell, value, at, words.exampleDevice);
  if (!device) return;
  for (const word of ['id', 'name']) if (has(device, word)) text(tell, device[word], [...at, word]);
  if (has(device, 'tags')) checkNamed(tell, device.tags, [...at, 'tags'], 'tags are expected: { "site": "oslo" }', text);
  if (has(device, 'properties'))
    checkNamed(tell, device.properties, [...at, 'properties'], 'properties are expected: { "maxTemp": 8 }', literal);
}

function checkNamed(
  tell: Tell,
  value: unknown,
  at: Path,
  wanted: string,
  check: (tell: Tell, value: unknown, at: Path) => unknown,
): void {
  if (isObject(value)) for (const [name, each] of Object.entries(value)) check(tell, each, [...at, name]);
  else tell(at, 'rule/wrong-kind', `Here ${wanted}, not ${kindOf(value)}.`);
}

function literal(tell: Tell, value: unknown, at: Path): void {
  if (!['string', 'number', 'boolean'].includes(typeof value))
    tell(at, 'rule/wrong-kind', `A text, a number, true or false is expected here, not ${kindOf(value)}.`);
}

/** How many readings it stands for. */
function checkReading(tell: Tell, value: unknown, at: Path, known: Known): number {
  if (!isObject(value)) {
    tell(at, 'rule/wrong-kind', `Here a reading is expected: { "at": "5m", … }, not ${kindOf(value)}.`);
    return 0;
  }
  for (const [name, each] of Object.entries(value)) {
    if (timeWords.includes(name)) continue;
    checkValue(tell, name, each, [...at, name]);
    if (name !== 'connection') checkSignal(tell, name, [...at, name], known, 'name');
  }
  if (has(value, 'at')) {
    for (const word of ['from', 'to', 'every'])
      if (has(value, word))
        tell([...at, word], 'rule/misplaced-word', `“${word}” does not go with “at”.`, {
          of: 'name',
          fix: 'One reading has "at"; many have "from", "to" and "every".',
        });
    duration(tell, value.at, [...at, 'at'], 'zero');
    return 1;
  }
  return checkSeries(tell, value, at);
}

const timeWords = ['at', 'from', 'to', 'every'];

function checkSeries(tell: Tell, value: Members, at: Path): number {
  const missing = ['from', 'to', 'every'].filter(word => !has(value, word));
  if (missing.length > 0) {
    tell(at, 'rule/missing-word', 'A reading says when: "at", or "from", "to" and "every".', {
      fix: missing.length === 3 ? 'Add "at": "5m".' : `Add "${missing.join('" and "')}".`,
    });
    return 0;
  }
  const from = duration(tell, value.from, [...at, 'from'], 'zero');
  const to = duration(tell, value.to, [...at, 'to'], 'zero');
  const every = duration(tell, value.every, [...at, 'every']);
  if (from === undefined || to === undefined || every === undefined) return 0;
  if (to < from)
    tell([...at, 'to'], 'rule/range-upside-down', '“to” is before “from”.', {
      fix: 'Exchange the two.',
      change: [
        { at: [...at, 'from'], write: value.to },
        { at: [...at, 'to'], write: value.from },
      ],
    });
  return Math.floor((to - from) / every) + 1;
}

function checkValue(tell: Tell, name: string, value: unknown, at: Path): void {
  if (name === 'connection') return void oneOf(tell, value, at, ['connected', 'disconnected']);
  if (['string', 'number', 'boolean'].includes(typeof value)) return;
  if (Array.isArray(value)) {
    if (value.length !== 2 || !value.every(each => typeof each === 'number'))
      tell(at, 'rule/wrong-kind', 'A ramp has two numbers: [from, to].', { fix: 'Like [-20, -8].' });
    return;
  }
  const noise = members(tell, value, at, {
    ...words.noise,
    of: 'a value (a text, a number, true, false, a ramp [a, b] or a noise { "normal", "spread" })',
  });
  for (const word of ['normal', 'spread'])
    if (noise && has(noise, word)) number(tell, noise[word], [...at, word], `“${word}” is a number`);
}

function checkAction(tell: Tell, value: unknown, at: Path): void {
  const action = members(tell, value, at, words.action);
  if (!action) return;
  if (has(action, 'note')) text(tell, action.note, [...at, 'note']);
  if (has(action, 'at')) duration(tell, action.at, [...at, 'at'], 'zero');
  if (has(action, 'do')) oneOf(tell, action.do, [...at, 'do'], ['reset', 'acknowledge', 'shelve']);
}

function checkExpected(tell: Tell, value: unknown, at: Path, states: readonly string[]): void {
  const expected = members(tell, value, at, words.expected);
  if (!expected) return;
  const times = ['at', 'by'].filter(word => has(expected, word));
  if (times.length !== 1)
    tell(at, 'rule/missing-word', 'An expected change says when: either "at" (exactly) or "by" (at the latest).', {
      fix: times.length === 0 ? 'Add "at": "5m".' : 'Keep one of them.',
    });
  for (const word of times) duration(tell, expected[word], [...at, word], 'zero');
  if (!has(expected, 'state') || !isState(tell, expected.state, [...at, 'state'], states)) return;
  if (!states.includes(String(expected.state)))
    tell([...at, 'state'], 'rule/unknown-value', `This rule has no level “${String(expected.state)}”.`, {
      fix: `One of: ${states.join(', ')}.`,
    });
}

const isState = (tell: Tell, value: unknown, at: Path, states: readonly string[]): boolean => {
  const all = [...severities, 'normal'];
  return oneOf(tell, value, at, typeof value === 'string' && all.includes(value) ? all : states);
};
