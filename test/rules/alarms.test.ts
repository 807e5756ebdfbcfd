import { expect, test } from 'vitest';
import type { ConditionDocument, LevelDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { ruleOf, Watch } from './watch.ts';

const hot: ConditionDocument = { signal: 'temperature', above: -15 };
const levels: LevelDocument[] = [
  { severity: 'critical', when: { signal: 'temperature', above: -10, unit: '°C' } },
  { severity: 'major', when: { signal: 'temperature', above: -15, unit: '°C' } },
];
const watchOf = (words: Partial<RuleDocument>) => new Watch(ruleOf(words));
const temperatures = (watch: Watch, ...values: number[]): Watch => {
  for (const [minute, temperature] of values.entries()) watch.reads(`${minute}m`, { temperature });
  return watch;
};

test('one alarm at a time: raised by the worst level that holds, over when clearWhen holds', () => {
  const watch = temperatures(watchOf({ raise: levels }), -20, -8, -9, -20, -8);
  expect(watch.news()).toEqual(['critical at 1m', 'cleared at 3m', 'critical at 4m']);
});

test('severity only rises while the alarm is open', () => {
  const watch = temperatures(watchOf({ raise: levels }), -12, -8, -12, -8, -16, -20);
  expect(watch.decisions.map(({ decision }) => decision)).toEqual([1, 2, 3]);
  expect(watch.news()).toEqual(['major at 0m', 'critical at 1m', 'cleared at 5m'].map(said => said.replace('0m', '0s')));
});

test('between raise and clear limits nothing changes', () => {
  expect(temperatures(watchOf({ raise: levels }), -14, -16, -17, -17.9).news()).toEqual(['major at 0s']);
});

test('raise beats clear when both hold', () => {
  const watch = watchOf({ raise: [{ severity: 'major', when: hot }], clearWhen: { signal: 'door', is: 'closed' } });
  expect(watch.reads('1m', { temperature: -10, door: 'closed' }).reads('2m', { temperature: -9 }).news()).toEqual([
    'major at 1m',
  ]);
  expect(watch.reads('3m', { temperature: -16 }).news()).toEqual(['cleared at 3m']);
});

test('value and limit: of the first true comparison when raised, of the open level’s first one when over', () => {
  const when: ConditionDocument = {
    any: [
      { signal: 'humidity', above: 90, unit: '%' },
      { signal: 'temperature', above: -15, unit: '°C' },
    ],
  };
  const watch = watchOf({ raise: [{ severity: 'major', when }], clearWhen: { not: when } });
  watch.reads('1m', { humidity: 50, temperature: -9.6 }).reads('2m', { temperature: -20 });
  expect(watch.decisions.map(each => 'shown' in each && each.shown)).toEqual([
    { value: '-9.6 °C', limit: '-15 °C' },
    { value: '50 %', limit: '90 %' },
  ]);
});

test('why: the explanation holds inputs, comparisons and verdicts of every level', () => {
  const [raise] = temperatures(watchOf({ raise: levels }), -12).decisions;
  expect(raise?.kind === 'raise' ? JSON.stringify(raise.explanation) : '').toContain(
    '{"severity":"major","verdict":"true","because":{"compares":"temperature above -15 °C","value":-12,"limit":[-15],"verdict":"true"}}',
  );
});

test('normalFor: the open level false and no other level true for so long, without a reading', () => {
  const watch = watchOf({ raise: levels, clearWhen: { normalFor: '15m' } });
  expect(temperatures(watch, -8, -20).passes('15m').news()).toEqual(['critical at 0s']);
  expect(watch.passes('16m').news()).toEqual(['cleared at 16m']);
});

test('normalFor: another level that is true starts it anew', () => {
  const watch = watchOf({ raise: levels, clearWhen: { normalFor: '15m' } });
  temperatures(watch, -8, -20).reads('10m', { temperature: -12 }).reads('11m', { temperature: -20 });
  expect(watch.passes('2h').news()).toEqual(['critical at 0s', 'cleared at 26m']);
});

test('normalFor: the open level’s own outer for is set aside', () => {
  const raise: LevelDocument[] = [{ severity: 'major', when: { ...hot, for: '10m' } }];
  const watch = watchOf({ raise, clearWhen: { normalFor: '15m' } });
  watch
    .reads('0m', { temperature: -10 })
    .reads('11m', { temperature: -20 })
    .reads('20m', { temperature: -10 })
    .reads('21m', { temperature: -20 });
  expect(watch.passes('2h').news()).toEqual(['major at 10m', 'cleared at 36m']);
});

test('normalFor: unknown pauses it', () => {
  const watch = watchOf({ raise: [{ severity: 'major', when: hot }], clearWhen: { normalFor: '15m' } });
  watch
    .reads('0m', { temperature: -10 })
    .reads('1m', { temperature: -20 })
    .reads('6m', { temperature: 'broken' })
    .reads('1h', { temperature: -20 });
  expect(watch.passes('2h').news()).toEqual(['major at 0s', 'cleared at 1h10m']);
});

test('manual: only a person ends it, and not while a level holds', () => {
  const watch = temperatures(watchOf({ raise: levels, clearWhen: 'manual' }), -12, -30, -12);
  expect(watch.news()).toEqual(['major at 0s']);
  expect(watch.resets('3m')).toContain('major');
  expect(watch.reads('4m', { temperature: -20 }).passes('1h').resets('1h')).toBeUndefined();
  expect(watch.news()).toEqual(['reset at 1h']);
  expect(watch.resets('2h')).toContain('no alarm');
  expect(watch.reads('3h', { temperature: -8 }).news()).toEqual(['critical at 3h']);
});

test('manual: an alarm that ends by itself is not reset', () => {
  expect(temperatures(watchOf({ raise: levels }), -12).resets('1m')).toContain('ends by itself');
});

test('manual: a hot reading from just before the reset raises anew', () => {
  const watch = temperatures(watchOf({ raise: levels, clearWhen: 'manual' }), -12, -20);
  expect(watch.resets('10m')).toBeUndefined();
  watch.reads('9m', { temperature: -8 }, { arrives: '10m1s' }).passes('12m');
  expect(watch.news()).toEqual(['major at 0s', 'reset at 10m', 'critical at 10m']);
});

test('pending: said once when a for begins to run, and once when it stops short', () => {
  const watch = watchOf({ raise: [{ severity: 'major', when: { ...hot, for: '10m' } }] });
  temperatures(watch, -20, -10, -9, -20, -10).passes('1h');
  expect(watch.notices.map(({ kind, at, until }) => [kind, at - watch.state!.knownSince, (until ?? at) - at])).toEqual([
    ['pending', 60_000, 600_000],
    ['pending-ended', 180_000, 0],
    ['pending', 240_000, 600_000],
  ]);
  expect(watch.news()).toEqual(['major at 14m']);
});

test.each(['draft', 'paused'] as const)('%s: not evaluated', status => {
  expect(temperatures(watchOf({ raise: levels, status }), -20, -8).news()).toEqual([]);
});

test('shadow: evaluated, told to nobody (that is up to whoever reads the status)', () => {
  const rule = ruleOf({ raise: levels, status: 'shadow' });
  expect([rule.status, temperatures(new Watch(rule), -8).news()]).toEqual(['shadow', ['critical at 0s']]);
});

test('which devices: type, tags and devices must fit, a list means any of, except takes out', () => {
  const rule = ruleOf({
    appliesTo: { type: ['freezer', 'chest'], tags: { site: ['oslo', 'bergen'] }, except: { tags: { use: 'lab' } } },
  });
  const device = (type: string | undefined, tags: Record<string, string>) =>
    rule.appliesTo({ id: 'f-7', hub: 'h', name: 'F 7', ...(type ? { type } : {}), tags });
  expect(device('freezer', { site: 'oslo' })).toBe(true);
  expect(device('chest', { site: 'bergen', use: 'shop' })).toBe(true);
  expect(device('freezer', { site: 'tromso' })).toBe(false);
  expect(device('freezer', {})).toBe(false);
  expect(device('pump', { site: 'oslo' })).toBe(false);
  expect(device(undefined, { site: 'oslo' })).toBe(false);
  expect(device('freezer', { site: 'oslo', use: 'lab' })).toBe(false);
  expect(ruleOf({ appliesTo: { devices: ['f-7', 'f-8'] } }).appliesTo({ id: 'f-7', hub: 'h', name: '', tags: {} })).toBe(true);
  expect(ruleOf({ appliesTo: { devices: 'f-8' } }).appliesTo({ id: 'f-7', hub: 'h', name: '', tags: {} })).toBe(false);
});

test('tags: type and name come from them, absent ones stay as remembered', () => {
  const watch = watchOf({ raise: levels });
  watch.reads('0m', { temperature: -20 }, { tags: { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo' } });
  watch.reads('1m', { temperature: -20 }, { tags: { site: 'bergen' } });
  expect(watch.state?.facts).toEqual({ id: 'f-7', hub: 'plant', type: 'freezer', name: 'Freezer 7', tags: { site: 'bergen' } });
});

test('notify: one policy, one per severity, or nobody', () => {
  expect(ruleOf({ notify: 'duty' }).notify('info')).toBe('duty');
  const perSeverity = ruleOf({ notify: { critical: 'duty', minor: null } });
  expect((['critical', 'major', 'minor'] as const).map(severity => perSeverity.notify(severity))).toEqual(['duty', null, null]);
  expect(ruleOf({ notify: null }).notify('critical')).toBe(null);
});

test('a late event makes an alarm before one that a due time told of: the first is over before the second, never two at once', () => {
  const watch = watchOf({
    raise: [
      { severity: 'critical', when: { connection: 'disconnected', for: '90s' } },
      { severity: 'minor', when: { connection: 'connected', for: '30s' } },
    ],
    clearWhen: { normalFor: '30s' },
  }).reads('1m', { heartbeat: 1 });
  expect(watch.connection('2m30s', false, 3).passes('4m30s').news()).toEqual(['critical at 4m']);
  watch.connection('1m30s', true, 2, '4m30s');
  expect(watch.news()).toEqual(['minor at 2m', 'cleared at 3m']);
});
