/** The sample rules' own examples, as they stand, against the plain evaluator. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import type { ExampleDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { after, connectionAt, readingAt, say, start } from './device.ts';
import { trueAlarms } from './true-alarms.ts';
import { ms } from './verdicts.ts';

type Written = ExampleDocument['readings'][number];

const folder = join(import.meta.dirname, 'samples');
const examples = readdirSync(folder).flatMap(file => {
  const rule = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RuleDocument;
  return rule.examples!.map(example => ({ title: `${rule.id}: ${example.name}`, rule, example }));
});

test.each(examples)('$title', ({ rule, example }) => {
  const from = example.startsAt === undefined ? start : Date.parse(example.startsAt);
  const events = example.readings.flatMap((written, index) => eventsOf(written, index, from, example.device?.tags ?? {}));
  const resets = (example.actions ?? []).filter(action => action.do === 'reset').map(({ at }) => after(at, from));
  const until = example.until === undefined ? Math.max(...resets, ...events.map(({ at }) => at)) : after(example.until, from);
  const want = example.expect.map(({ at, state }) => `${state} at ${at}`);
  expect(say(trueAlarms(rule, events, { until, resets }), from).map(normal)).toEqual(want);
});

const normal = (line: string): string => line.replace(/^(cleared|reset)/, 'normal');

function eventsOf(written: Written, index: number, from: number, tags: Readonly<Record<string, string>>): DeviceEvent[] {
  const { at, from: first, to, every, connection, ...signals } = written as Record<string, Value>;
  const step = ms(String(every ?? '1m'));
  const [begin, end] = [after(String(at ?? first), from), after(String(at ?? to), from)];
  const events: DeviceEvent[] = [];
  for (let time = begin; time <= end; time += step) {
    const number = index * 1000 + events.length;
    if (connection !== undefined) events.push(connectionAt(time, connection === 'connected', number));
    if (Object.keys(signals).length > 0) events.push(readingAt(time, signals, `m${number}`, tags));
  }
  return events;
}
