import { expect, test } from 'vitest';
import type { CompiledRule } from '../../engine/rules/compile-rule.ts';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { after, ms, ruleOf, rulesOf, Watch } from './watch.ts';

const hot: ConditionDocument = { signal: 'temperature', above: -15 };
const hotFor: Partial<RuleDocument> = { raise: [{ severity: 'major', when: { ...hot, for: '10m' } }] };
const watchOf = (words: Partial<RuleDocument>) => new Watch(ruleOf(words));

test('a reading older than the newest by more than the lateness is late: counted, kept, shown, and whether it would have mattered', () => {
  const watch = watchOf({}).reads('20m', { temperature: -20 }).reads('9m', { temperature: -5 }, { arrives: '21m' });
  watch.reads('8m', { temperature: -16 }, { arrives: '21m' });
  expect([watch.fates, watch.news()]).toEqual([['applied', 'late', 'late'], []]);
  expect(watch.state?.counters).toEqual({ applied: 1, late: 2, duplicate: 0, stale: 0 });
  expect(watch.state?.signals.temperature?.value).toBe(-20);
  expect(watch.state?.late?.map(({ at, mattersTo }) => [at, mattersTo])).toEqual([
    [after('9m'), ['warm']],
    [after('8m'), []],
  ]);
});

test('the same message id of the same hub is a duplicate, whatever it says now', () => {
  const watch = watchOf({}).reads('1m', { temperature: -20 }, { id: 'a' }).reads('2m', { temperature: -5 }, { id: 'a' });
  expect([watch.fates, watch.news()]).toEqual([['applied', 'duplicate'], []]);
});

test('the last 256 message ids are remembered, and those of the log: a repetition from before is late', () => {
  const watch = watchOf({});
  for (let i = 0; i < 300; i += 1) watch.reads(`${i}s`, { temperature: -20 }, { id: `id-${i}` });
  watch.reads('44s', { temperature: -5 }, { id: 'id-44' }).reads('43s', { temperature: -5 }, { id: 'id-43' });
  expect(watch.fates.slice(-2)).toEqual(['duplicate', 'duplicate']);
  expect([watch.state?.recent.length, watch.state?.history?.log.length]).toEqual([256, 300]);
});

test('of two readings of one instant and signal the greater message id wins, in whatever order they come', () => {
  const either = (first: string, second: string) => {
    const watch = watchOf({
      raise: [{ severity: 'major', when: { signal: 'temperature', average: '1m', above: -15 } }],
      clearWhen: 'manual',
    });
    watch.reads('0m', { temperature: -20 }).reads('5m', { temperature: first === 'b' ? -5 : -20 }, { id: first });
    watch.reads('5m', { temperature: second === 'b' ? -5 : -20, door: 'open' }, { id: second });
    return [watch.news(), watch.state?.signals.door?.value];
  };
  expect(either('a', 'b')).toEqual([['major at 5m'], 'open']);
  expect(either('b', 'a')).toEqual([['major at 5m'], 'open']);
});

test('readings of one instant are applied together before anything is judged', () => {
  const when: ConditionDocument = { all: [hot, { signal: 'defrosting', is: false }] };
  const watch = watchOf({ raise: [{ severity: 'major', when }] }).reads('0m', { defrosting: false });
  watch.receives('1m', watch.reading('1m', { temperature: -5 }), watch.reading('1m', { defrosting: true }));
  expect(watch.news()).toEqual([]);
});

test('a batch is applied in event time, its fates in the order given', () => {
  const watch = watchOf(hotFor);
  watch.receives(
    '20m',
    watch.reading('12m', { temperature: -20 }),
    watch.reading('0m', { temperature: -5 }),
    watch.reading('9m', { temperature: -6 }),
    watch.reading('9m', { temperature: -6 }, 'm3'),
  );
  expect([watch.fates, watch.news()]).toEqual([
    ['applied', 'applied', 'applied', 'duplicate'],
    ['major at 10m', 'cleared at 12m'],
  ]);
});

test('backlog: a due time waits for the last arrival plus the lag, at most the lateness', () => {
  const watch = watchOf(hotFor).reads('0m', { temperature: -5 }, { arrives: '2h' });
  expect(watch.fireAt).toBe(after('2h') + ms('10m'));
  const near = watchOf(hotFor).reads('0m', { temperature: -5 }, { arrives: '2m' });
  expect(near.fireAt).toBe(after('10m'));
  expect(watchOf(hotFor).reads('0m', { temperature: -5 }, { arrives: '9m' }).fireAt).toBe(after('18m'));
});

test('backlog: two hours of buffered readings, hot once in the middle, raise nothing that the next reading refutes', () => {
  const watch = watchOf(hotFor);
  for (let minute = 0; minute <= 120; minute += 5)
    watch.reads(`${minute}m`, { temperature: minute === 60 ? -5 : -20 }, { arrives: '2h' }).passes('2h');
  expect(watch.passes('5h').news()).toEqual([]);
});

test('fired by due time, refuted by a reading that comes after: it never was', () => {
  const watch = watchOf(hotFor).reads('0m', { temperature: -5 }).passes('10m');
  expect(watch.news()).toEqual(['major at 10m']);
  watch.reads('9m', { temperature: -20 }, { arrives: '11m' });
  expect([watch.fates.at(-1), watch.news()]).toEqual(['applied', ['corrected at 10m']]);
  expect(watch.passes('1h').news()).toEqual([]);
});

test('fired by due time, confirmed by the readings that come after: told once', () => {
  const watch = watchOf(hotFor)
    .reads('0m', { temperature: -5 })
    .passes('10m')
    .reads('9m', { temperature: -5 }, { arrives: '11m' });
  watch.reads('12m', { temperature: -5 }).reads('20m', { temperature: -20 });
  expect(watch.news()).toEqual(['major at 10m', 'cleared at 20m']);
});

test.each([
  { name: 'the same', temperature: -10, want: [] },
  { name: 'a longer alarm', temperature: -8, want: ['corrected at 10m30s', 'major at 9m'] },
])('raised and ended by due times, then a reading from before says: $name', ({ temperature, want }) => {
  const wasHot: ConditionDocument = { signal: 'temperature', max: '6m', atLeast: -9 };
  const when: ConditionDocument = { all: [{ signal: 'temperature', min: '5m', above: -15 }, wasHot] };
  const watch = watchOf({ raise: [{ severity: 'major', when }], clearWhen: { not: wasHot } });
  watch.reads('0m', { temperature: -20 }).reads('4m', { temperature: -20 }).reads('4m30s', { temperature: -8 });
  expect(watch.reads('8m', { temperature: -10 }).passes('11m').news()).toEqual(['major at 9m', 'cleared at 10m30s']);
  expect(watch.reads('8m30s', { temperature }, { arrives: '11m' }).passes('1h').news()).toEqual(want);
});

test('firing early, late or twice does no harm', () => {
  const watch = watchOf({ ...hotFor, clearWhen: { normalFor: '5m' } }).reads('0m', { temperature: -5 });
  const again = (at: string) => {
    watch.fireAt = after(at);
    return watch.passes(at).news();
  };
  expect(again('9m')).toEqual([]);
  expect(again('50m')).toEqual(['major at 10m']);
  watch.fireAt = undefined;
  expect(watch.passes('2h').reads('1h', { temperature: -20 }).passes('2h').news()).toEqual(['cleared at 1h5m']);
});

const versions = (...all: CompiledRule[]) => ({
  ...rulesOf(all.at(-1)!),
  version: (_: string, hash: string) => all.find(({ version }) => version === hash),
});

test('an open alarm keeps the version that raised it, the new one counts from its end', () => {
  const old = ruleOf({});
  const stricter = ruleOf({
    raise: [{ severity: 'critical', when: { signal: 'temperature', above: -25 } }],
    clearWhen: { signal: 'temperature', atMost: -30 },
  });
  const watch = new Watch(old).reads('0m', { temperature: -10 });
  watch.rules = versions(old, stricter);
  expect(watch.reads('1m', { temperature: -12 }).news()).toEqual(['major at 0s']);
  expect(watch.reads('2m', { temperature: -19 }).news()).toEqual(['cleared at 2m', 'critical at 2m']);
  expect(watch.decisions.length + watch.reads('3m', { temperature: -26 }).decisions.length).toBe(0);
});

test('a rule that is new to the device judges its newest reading, whatever makes us look', () => {
  const manual = ruleOf({ clearWhen: 'manual' });
  const fresh = ruleOf({
    id: 'fresh',
    raise: [{ severity: 'info', when: { signal: 'temperature', below: -30 } }],
    clearWhen: 'manual',
  });
  const looks: ((watch: Watch) => unknown)[] = [
    watch => watch.resets('10m'),
    watch => watch.reads('0m', { temperature: 0 }, { arrives: '10m' }),
    watch => {
      watch.fireAt = after('10m');
      return watch.passes('10m');
    },
  ];
  for (const look of looks) {
    const watch = new Watch(manual).reads('0m', { temperature: -10 }).reads('5m', { temperature: -40 });
    watch.rules = rulesOf(manual, fresh);
    watch.news();
    look(watch);
    expect([watch.news()[0], watch.state?.rules.fresh?.open?.raisedAt]).toEqual(['info at 5m', after('5m')]);
  }
});

test('a deleted rule judges its open alarm until that is over', () => {
  const rule = ruleOf({});
  const watch = new Watch(rule).reads('0m', { temperature: -10 });
  watch.rules = { rulesFor: () => [], version: () => rule };
  expect(watch.reads('1m', { temperature: -20 }).reads('2m', { temperature: -10 }).news()).toEqual([
    'major at 0s',
    'cleared at 1m',
  ]);
  expect(watch.state?.rules).toEqual({});
});

test('a device that no longer fits keeps its open alarm until that is over', () => {
  const rule = ruleOf({ appliesTo: { tags: { site: 'oslo' } } });
  const watch = new Watch(rule).reads('0m', { temperature: -10 }, { tags: { site: 'oslo' } });
  watch.rules = { ...watch.rules, version: () => rule };
  watch
    .reads('1m', { temperature: -9 }, { tags: { site: 'bergen' } })
    .reads('2m', { temperature: -20 })
    .reads('3m', { temperature: -9 });
  expect(watch.news()).toEqual(['major at 0s', 'cleared at 2m']);
});

test('a new version without an open alarm: what was counted for the same condition is kept, and windows', () => {
  const first = ruleOf(hotFor);
  const watch = new Watch(first).reads('0m', { temperature: -5 }).reads('5m', { temperature: -5 });
  watch.rules = rulesOf(ruleOf({ ...hotFor, name: 'Other words' }));
  expect(watch.reads('6m', { temperature: -5 }).passes('1h').news()).toEqual(['major at 10m']);
  const averaged = { severity: 'major' as const, when: { signal: 'temperature', average: '5m', above: -15 } };
  const windowed = new Watch(ruleOf({ raise: [averaged] })).reads('0m', { temperature: -20 }).reads('4m', { temperature: -20 });
  windowed.rules = rulesOf(ruleOf({ raise: [averaged], name: 'Other words' }));
  expect(windowed.reads('6m', { temperature: 0 }).news()).toEqual(['major at 6m']);
});

test('a longer window is unknown until it has been observed', () => {
  const averaged = (average: string) =>
    ruleOf({ raise: [{ severity: 'major', when: { signal: 'temperature', average, above: -15 } }] });
  const watch = new Watch(averaged('5m'));
  for (let minute = 0; minute <= 60; minute += 1) watch.reads(`${minute}m`, { temperature: -20 });
  watch.rules = rulesOf(averaged('20m'));
  for (let minute = 61; minute <= 80; minute += 1) watch.reads(`${minute}m`, { temperature: 0 });
  expect(watch.news()).toEqual(['major at 1h15m']);
});

test('deleted: open alarms end, due times and readings are gone; a later reading makes it new', () => {
  const watch = watchOf({}).reads('0m', { temperature: -10 }).lifecycle('deleted', '5m');
  expect([watch.news(), watch.fireAt, watch.state?.deletedAt]).toEqual([
    ['major at 0s', 'device deleted at 5m'],
    undefined,
    after('5m'),
  ]);
  expect(watch.reads('4m', { temperature: -5 }, { arrives: '6m' }).fates.at(-1)).toBe('late');
  expect(watch.connection('6m', false, 9).fates.at(-1)).toBe('stale');
  watch.reads('7m', { temperature: -10 });
  expect([watch.news(), watch.state?.deletedAt, watch.state?.knownSince]).toEqual([['major at 7m'], undefined, after('7m')]);
  expect(watch.lifecycle('deleted', '5m').fates.at(-1)).toBe('stale');
});

test('created: makes the device known, and does no harm later', () => {
  const watch = watchOf({}).lifecycle('created', '0m').reads('5m', { temperature: -20 }).lifecycle('created', '0m');
  expect([watch.fates, watch.state?.knownSince, watch.state?.facts.type]).toEqual([
    ['applied', 'applied', 'applied'],
    after('0m'),
    'freezer',
  ]);
});

test('names that a device chooses are data', () => {
  const watch = watchOf({}).reads('0m', JSON.parse('{"__proto__": 5, "constructor": 6, "temperature": -20}'), {
    tags: JSON.parse('{"__proto__": "x", "toString": "y"}'),
  });
  expect(Object.keys(watch.state?.signals ?? {}).sort()).toEqual(['__proto__', 'constructor', 'temperature']);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
