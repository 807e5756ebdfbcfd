/** Random readings, hostile ones among them, thrown at random rules; and what evaluating them must never do. */
import fc from 'fast-check';
import type { DeviceEvent } from '../../engine/events/event.ts';
import { signalsOf } from '../../engine/events/signals.ts';
import { tagsOf } from '../../engine/events/tags.ts';
import type { Arrived } from '../../engine/rules/apply-events.ts';
import type { CompiledRule } from '../../engine/rules/compile-rule.ts';
import type { DeviceState, Evaluated, RulesForDevice } from '../../engine/rules/device-state.ts';
import { applyEvents, fireDue, resetAlarm } from '../../engine/rules/evaluate.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import { rule as anyRule, signals as measured } from '../oracle/random-pairs.ts';
import { bases } from './bases.ts';
import { untouched } from './documents.ts';

const shipped = bases.filter(({ kind }) => kind === 'rule').map(({ text }) => text);
/** Names that every object of the language has as well. */
const aliases = fc.constantFrom('a', 'a', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'motor.temperature');
const ids = fc.constantFrom('warm', 'warm', 'constructor');
const random = fc
  .tuple(anyRule, aliases, ids)
  .map(([rule, name, id]) => JSON.stringify({ ...rule, id }).replaceAll('"a"', JSON.stringify(name)));

const ruleTexts = fc.array(fc.oneof(random, random, fc.constantFrom(...shipped)), { minLength: 1, maxLength: 3 });

const extremes = fc.constantFrom(0, -0, 1e308, -1e308, 1.7976931348623157e308, 5e-324, -5e-324, 2 ** 53, 0.1, 1e-300, 1e21);
const texts = fc.constantFrom(
  '',
  'on',
  'E21',
  'NaN',
  '1e999',
  '-1',
  '{{value}}',
  '\ud800',
  'x'.repeat(5_000),
  '__proto__',
  '<b>',
);
const values: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -30, max: 30 }) },
  { weight: 3, arbitrary: extremes },
  { weight: 1, arbitrary: fc.double() },
  { weight: 2, arbitrary: texts },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);
const names = fc.oneof(
  { weight: 4, arbitrary: aliases },
  {
    weight: 6,
    arbitrary: fc.constantFrom('b', 'depth', 'mode', 'temperature', 'door', 'leak', 'flow', 'faultCode', 'running', 'defrosting'),
  },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', '', 'x'.repeat(200)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const bodies = fc
  .array(fc.tuple(names, values), { maxLength: 8 })
  .map(entries => JSON.parse(bodyText(entries)) as Record<string, unknown>);

/** As a device would send it: a name can be `__proto__` in a text. */
const bodyText = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${[...new Map(entries)].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value ?? null)}`).join()}}`;

const tags = fc.dictionary(
  fc.constantFrom('timeZone', 'properties.p', 'q', 'site', 'toString', 'constructor', 'properties.maxTemp', 'gateway', 'name'),
  fc.constantFrom('Europe/Oslo', 'Mars/Base', '', '1', 'NaN', '1e999', '-3', '__proto__', 'x'.repeat(300)),
);

const types = fc.constantFrom('freezer', 'freezer', 'cold-room', 'pump', 'gateway', 'elevator', 'toString', '__proto__');
const gaps = fc.oneof(
  { weight: 8, arbitrary: fc.nat(120_000) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: -900_000, max: 0 }) },
  { weight: 1, arbitrary: fc.constantFrom(86_400_000, 40 * 86_400_000, -86_400_000, -40 * 365 * 86_400_000) },
);

const kinds = fc.oneof(
  { weight: 12, arbitrary: fc.constant('reading') },
  fc.constantFrom('connected', 'disconnected', 'created', 'deleted'),
);
const happening = fc.record({
  gap: gaps,
  kind: kinds,
  body: bodies,
  tags,
  type: types,
  lag: fc.constantFrom(0, 0, 1_000, 400_000),
  again: fc.boolean(),
});
const pauses = fc.option(fc.nat(3_600_000), { nil: undefined });

export interface Night {
  readonly rules: readonly string[];
  readonly batches: readonly {
    readonly events: readonly unknown[];
    readonly pause: number | undefined;
    readonly stored: boolean;
  }[];
}

type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;
interface Batches extends Night {
  readonly batches: readonly {
    readonly events: readonly Happening[];
    readonly pause: number | undefined;
    readonly stored: boolean;
  }[];
}

/** So many events each, on average about half of it. */
const eventsMax = 40;

export const nights: fc.Arbitrary<Batches> = fc.record({
  rules: ruleTexts,
  batches: fc.array(
    fc.record({ events: fc.array(happening, { minLength: 1, maxLength: 4 }), pause: pauses, stored: fc.boolean() }),
    {
      minLength: 1,
      maxLength: eventsMax / 4,
      size: 'max',
    },
  ),
});

const latenessMs = 600_000;
const bytesPerRule = 32_768;

/** Plays it and answers how many readings there were. Throws when evaluating does what it must never do. */
export function playSafely({ rules: ruleTexts, batches }: Batches): number {
  const before = untouched();
  const compiled = ruleTexts.flatMap(compile);
  const rules: RulesForDevice = { rulesFor: facts => compiled.filter(each => each.appliesTo(facts)), version: () => undefined };
  let state: DeviceState | undefined;
  let [at, now, count] = [Date.UTC(2026, 2, 2, 12), 0, 0];
  const take = (evaluated: Evaluated) => {
    bounded(evaluated, compiled.length);
    state = evaluated.state;
    return evaluated.fireAt;
  };
  for (const { events, pause, stored } of batches) {
    const arrived: Arrived[] = events.flatMap((each, index) => {
      at += each.gap;
      now = Math.max(now, at + each.lag);
      const event = eventOf(each, at, each.again ? 'same' : `m${count}-${index}`);
      count += 1;
      return event ? [{ event, arrivedAt: now }] : [];
    });
    if (arrived.length === 0) continue;
    const fireAt = take(applyEvents(state, arrived, rules, latenessMs));
    if (stored) state = JSON.parse(JSON.stringify(state)) as DeviceState;
    now += pause ?? 0;
    const due = Math.max(now, pause === undefined ? now : (fireAt ?? now));
    const next = take(fireDue(state!, due, rules, latenessMs));
    if (next !== undefined && next <= due) throw new Error(`looks again at ${next}, which is not after ${due}`);
    for (const { id } of compiled) {
      const reset = pause === undefined ? resetAlarm(state!, id, due, rules, latenessMs) : { refused: 'not tried' };
      if (!('refused' in reset)) take(reset);
    }
  }
  if (untouched() !== before) throw new Error('a prototype was touched');
  return count;
}

/** A random rule that the checks refuse is no rule. */
function compile(text: string): CompiledRule[] {
  const read = readRule(text, 'x.rule.json', text.includes('"depth"') ? measured : undefined);
  return read.ok ? [read.rule] : [];
}

const device = { device: 'f-7', hub: 'plant' };

function eventOf({ kind, body, tags: written, type }: Happening, at: number, messageId: string): DeviceEvent | undefined {
  const about = { ...device, messageId, at };
  if (kind === 'created' || kind === 'deleted') return { ...about, kind };
  if (kind !== 'reading')
    return { ...about, kind: 'connection', connected: kind === 'connected', sequence: at.toString(16).padStart(64, '0') };
  const signals = signalsOf(body);
  return signals && { ...about, kind: 'reading', signals, tags: { ...tagsOf(written), deviceType: type } };
}

/** What is kept and told is JSON, and does not grow without end. */
function bounded({ state, decisions, notices, fireAt }: Evaluated, rules: number): void {
  for (const part of [state, decisions, notices]) isJson(part, '');
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes > bytesPerRule * (rules + 1)) throw new Error(`the state has ${bytes} bytes`);
  if (fireAt !== undefined && !Number.isFinite(fireAt)) throw new Error(`looks again at ${fireAt}`);
}

function isJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'object') throw new Error(`${String(value)} at ${path} is no JSON`);
  for (const [name, inner] of Object.entries(value)) isJson(inner, `${path}/${name}`);
}
