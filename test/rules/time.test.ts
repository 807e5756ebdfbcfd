import { expect, test } from 'vitest';
import type { ConditionDocument } from '../../engine/rules/rule.ts';
import { ms, ruleOf, Watch } from './watch.ts';

const hot: ConditionDocument = { signal: 'temperature', above: -15 };
const raising = (when: ConditionDocument, clearWhen: ConditionDocument | 'manual' | { normalFor: string } = 'manual') =>
  new Watch(ruleOf({ raise: [{ severity: 'major', when }], clearWhen }));

test('for: true once the condition has been true for so long, without a further reading', () => {
  const watch = raising({ ...hot, for: '10m' }).reads('1m', { temperature: -10 });
  expect(watch.fireAt).toBe(watch.state!.newestAt! + ms('10m'));
  expect(watch.passes('10m59s').news()).toEqual([]);
  expect(watch.passes('11m').news()).toEqual(['major at 11m']);
});

test('for: a due time at the time of a reading is judged together with it', () => {
  expect(
    raising({ ...hot, for: '10m' })
      .reads('1m', { temperature: -10 })
      .reads('11m', { temperature: -20 })
      .passes('1h')
      .news(),
  ).toEqual([]);
  expect(
    raising({ ...hot, for: '10m' })
      .reads('1m', { temperature: -10 })
      .reads('11m', { temperature: -9 })
      .news(),
  ).toEqual(['major at 11m']);
});

test('for: what was due before a reading is judged before it, at its own time', () => {
  const watch = raising({ ...hot, for: '10m' })
    .reads('1m', { temperature: -10 })
    .reads('30m', { temperature: -20 });
  expect(watch.news()).toEqual(['major at 11m']);
});

test('for: false while the condition is false, and counting starts anew', () => {
  const watch = raising({ ...hot, for: '10m' })
    .reads('0m', { temperature: -10 })
    .reads('9m', { temperature: -16 });
  expect(watch.reads('10m', { temperature: -10 }).passes('1h').news()).toEqual(['major at 20m']);
});

test('for: unknown pauses the counting', () => {
  const watch = raising({ ...hot, for: '10m' })
    .reads('0m', { temperature: -10 })
    .reads('6m', { temperature: 'broken' });
  expect(watch.reads('20m', { temperature: -10 }).passes('1h').news()).toEqual(['major at 24m']);
});

test('for: not yet long enough is false, so its negation is true', () => {
  expect(
    raising({ not: { ...hot, for: '10m' } })
      .reads('1m', { temperature: -10 })
      .news(),
  ).toEqual(['major at 1m']);
});

test('for: nested in all and any, each counts for itself', () => {
  const when: ConditionDocument = {
    all: [
      { ...hot, for: '5m' },
      { signal: 'door', is: 'open', for: '2m' },
    ],
    for: '1m',
  };
  const watch = raising(when).reads('0m', { temperature: -10, door: 'closed' }).reads('4m', { temperature: -10, door: 'open' });
  expect(watch.passes('1h').news()).toEqual(['major at 7m']);
});

test('average: the arithmetic mean of the readings in (t − w, t]', () => {
  const watch = raising({ signal: 'temperature', average: '3m', above: -10 });
  for (const [minute, temperature] of [-20, -20, -20, -20, -10, -4].entries()) watch.reads(`${minute}m`, { temperature });
  expect(watch.reads('6m', { temperature: -16 }).news()).toEqual([]); // (−10 − 4 − 16) / 3 is −10: at the limit
  expect(watch.reads('7m', { temperature: -9.9 }).news()).toEqual(['major at 7m']);
});

test('a window is unknown until the signal has been observed for so long', () => {
  const watch = raising({ signal: 'temperature', average: '5m', above: -15 }).reads('10m', { temperature: -8 });
  expect(watch.passes('14m59s').news()).toEqual([]);
  expect(watch.reads('14m', { temperature: -8 }, { arrives: '14m' }).passes('1h').news()).toEqual(['major at 15m']);
});

test('a window that holds no reading is unknown: it neither raises nor clears', () => {
  const watch = raising(
    { signal: 'temperature', average: '5m', above: -15 },
    { not: { signal: 'temperature', average: '5m', above: -15 } },
  );
  watch.reads('0m', { temperature: -8 }).reads('3m', { temperature: -8 }).reads('5m', { temperature: -8 });
  expect(watch.news()).toEqual(['major at 5m']);
  expect(watch.passes('24h').news()).toEqual([]);
  expect(watch.reads('25h', { temperature: -20 }).news()).toEqual(['cleared at 1d1h']);
});

test('a reading that leaves a window can raise by itself', () => {
  const watch = raising({ signal: 'temperature', min: '5m', above: -15 });
  watch
    .reads('0m', { temperature: -20 })
    .reads('1m', { temperature: -20 })
    .reads('2m', { temperature: -8 })
    .reads('4m', { temperature: -8 });
  expect(watch.passes('5m59s').news()).toEqual([]);
  expect(watch.passes('1h').news()).toEqual(['major at 6m']);
});

test('silent: no reading and no connect event for so long, without a reading to say so', () => {
  const watch = raising({ silent: '15m' }).reads('0m', { heartbeat: 1 }).connection('10m', true, 1);
  expect(watch.passes('24m59s').news()).toEqual([]);
  expect(watch.passes('25m').news()).toEqual(['major at 25m']);
});

test('silent: a disconnect event is no sign of life', () => {
  const watch = raising({ silent: '15m' }).reads('0m', { heartbeat: 1 }).connection('10m', false, 1);
  expect(watch.passes('1h').news()).toEqual(['major at 15m']);
});

test('silent: counted from when the device became known if it never reported', () => {
  const rule = ruleOf({ appliesTo: {}, raise: [{ severity: 'major', when: { silent: '15m' } }] });
  expect(new Watch(rule).lifecycle('created', '5m').passes('1h').news()).toEqual(['major at 20m']);
});

test('connection: unknown before the first event', () => {
  const rule = {
    raise: [{ severity: 'major' as const, when: { not: { connection: 'connected' as const } } }],
    clearWhen: 'manual' as const,
  };
  const watch = new Watch(ruleOf(rule)).reads('0m', { heartbeat: 1 });
  expect(watch.passes('1h').news()).toEqual([]);
  expect(watch.connection('2h', true, 1).news()).toEqual([]);
  expect(watch.connection('3h', false, 2).news()).toEqual(['major at 3h']);
});

test('connection: ordered by sequence, an older one that comes later is stale', () => {
  const watch = raising({ connection: 'disconnected' })
    .reads('20m', { heartbeat: 1 })
    .connection('20m', true, 5)
    .connection('9m', false, 4, '21m');
  expect(watch.fates).toEqual(['applied', 'applied', 'stale']);
  expect(watch.news()).toEqual([]);
  expect(watch.connection('9m30s', false, 6, '22m').fates.at(-1)).toBe('applied');
  expect(watch.news()).toEqual(['major at 20m']);
});

test('connection: an older one within the lateness is put in its place', () => {
  const watch = raising({ connection: 'disconnected' }).reads('0m', { heartbeat: 1 }).connection('10m', true, 5);
  expect(watch.connection('9m', false, 4, '11m').fates.at(-1)).toBe('applied');
  expect(watch.news()).toEqual(['major at 9m']);
});
