/** A device's state while it is evaluated: readings in growing arrays, windows over them. Nothing of the stored state is changed. */

import type { Reading, Value } from '../events/event.ts';
import { own } from '../own.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { DeviceFacts, DeviceState, Kept, SignalState } from './device-state.ts';
import { packSamples, unpackSamples } from './pack.ts';
import { newSamples, pruned, type Samples, samplesUpTo } from './samples.ts';

interface SignalWork {
  at: number;
  value: Value;
  id: string;
  needMs: number;
  samples?: Samples;
  readonly windows: Map<string, (at: number) => unknown>;
}

export interface DeviceWork {
  facts: DeviceFacts;
  knownSince: number;
  newestAt: number | undefined;
  keptAt: number;
  contactAt: number | undefined;
  connection: Kept['connection'];
  readonly signals: Map<string, SignalWork>;
}

/** Beyond this, signals that no rule reads are forgotten, the one longest unheard first. */
const mostSignals = 128;
const longestText = 256;
/** No sensor means this; sums of what lies below stay finite. */
const largest = 1e300;

/** `samples`: those of the newest state; of them, what `kept` did not know yet is left out. */
export function openWork(kept: Kept, samples: DeviceState['samples']): DeviceWork {
  const { facts, knownSince, newestAt, keptAt, contactAt, connection } = kept;
  const signals = new Map(
    Object.entries(kept.signals).map(([name, signal]) => [name, openSignal(signal, own(samples, name), keptAt)]),
  );
  return { facts, knownSince, newestAt, keptAt, contactAt, connection, signals };
}

function openSignal(
  { at, value, id, needMs = 0, heldFrom }: SignalState,
  packed: DeviceState['samples'][string] | undefined,
  keptAt: number,
): SignalWork {
  const work: SignalWork = { at, value, id, needMs, windows: new Map() };
  if (heldFrom === undefined || !packed) return work;
  return { ...work, samples: samplesUpTo(unpackSamples(packed), keptAt, heldFrom) };
}

/** Keeps as much of each signal as the windows of these rules reach back; what was not kept before is unknown. */
export function fitWindows(work: DeviceWork, rules: readonly CompiledRule[]): void {
  for (const [name, signal] of work.signals) {
    const needMs = Math.max(0, ...rules.map(rule => rule.windows.get(name) ?? 0));
    if (needMs === signal.needMs) continue;
    if (needMs === 0) delete signal.samples;
    else if (!signal.samples) startSamples(signal, signal.at, signal.value);
    else if (needMs > signal.needMs) signal.samples.heldFrom = Math.max(signal.samples.heldFrom, work.keptAt - signal.needMs);
    signal.needMs = needMs;
    signal.windows.clear();
  }
}

/** Whoever applied all of an instant fits the windows to the rules that then count. */
export function applyReading(work: DeviceWork, reading: Pick<Reading, 'at' | 'messageId' | 'signals' | 'tags'>): void {
  const { at } = reading;
  work.facts = withTags(work.facts, reading.tags);
  work.newestAt = Math.max(work.newestAt ?? at, at);
  work.keptAt = Math.max(work.keptAt, at);
  work.contactAt = Math.max(work.contactAt ?? at, at);
  for (const [name, value] of Object.entries(reading.signals)) setSignal(work.signals, name, cut(value), reading);
}

/** The greater sequence counts, in whatever order they come. */
export function applyConnection(work: DeviceWork, event: { at: number; connected: boolean; sequence: string }): void {
  work.keptAt = Math.max(work.keptAt, event.at);
  if (event.connected) work.contactAt = Math.max(work.contactAt ?? event.at, event.at);
  if (event.sequence <= (work.connection?.sequence ?? '')) return;
  work.connection = { connected: event.connected, sequence: event.sequence, at: event.at };
}

function setSignal(
  signals: DeviceWork['signals'],
  name: string,
  value: Value,
  { at, messageId }: Pick<Reading, 'at' | 'messageId'>,
): void {
  const signal = signals.get(name);
  if (!signal) {
    signals.set(name, { at, value, id: messageId, needMs: 0, windows: new Map() });
    return;
  }
  if (signal.at === at && signal.id >= messageId) return;
  if (signal.at === at) dropSample(signal, at);
  Object.assign(signal, { at, value, id: messageId });
  if (signal.needMs === 0) return;
  if (!signal.samples) startSamples(signal, at, value);
  else if (isSample(value)) addSample(signal.samples, at, value);
}

const isSample = (value: Value): value is number => typeof value === 'number' && Math.abs(value) < largest;

function startSamples(signal: SignalWork, at: number, value: Value): void {
  if (isSample(value)) signal.samples = newSamples(at, value);
}

function addSample(samples: Samples, at: number, value: number): void {
  samples.at.push(at);
  samples.value.push(value);
}

/** Of two readings of one instant the greater message id wins: the other leaves the windows. */
function dropSample(signal: SignalWork, at: number): void {
  if (!signal.samples || signal.samples.at.at(-1) !== at) return;
  signal.samples.at.pop();
  signal.samples.value.pop();
  if (signal.samples.heldFrom === at) delete signal.samples;
  signal.windows.clear();
}

const cut = (value: Value): Value => (typeof value === 'string' ? value.slice(0, longestText) : value);

function withTags(facts: DeviceFacts, tags: Reading['tags']): DeviceFacts {
  const { deviceType, name, ...others } = tags;
  const isKnown = (tag: string) =>
    (tag === 'deviceType' ? facts.type : tag === 'name' ? facts.name : own(facts.tags, tag)) === tags[tag];
  if (Object.keys(tags).every(isKnown)) return facts;
  return {
    ...facts,
    ...(deviceType === undefined ? {} : { type: deviceType }),
    ...(name === undefined ? {} : { name }),
    tags: newestOf({ ...facts.tags, ...others }, others),
  };
}

/** Beyond this, tags are forgotten: the one that came first, of those that the newest message does not name. */
const mostTags = 64;

function newestOf(all: Reading['tags'], named: Reading['tags']): Reading['tags'] {
  const excess = Object.keys(all).length - mostTags;
  if (excess <= 0) return all;
  const forgotten = new Set(
    Object.keys(all)
      .filter(name => !Object.hasOwn(named, name))
      .slice(0, excess),
  );
  return Object.fromEntries(Object.entries(all).filter(([name]) => !forgotten.has(name)));
}

export function lookOver<Seen>(
  work: DeviceWork,
  name: string,
  key: string,
  at: number,
  make: (samples: Samples) => (at: number) => Seen,
): Seen | undefined {
  const signal = work.signals.get(name);
  if (!signal?.samples) return undefined;
  const known = signal.windows.get(key) as ((at: number) => Seen) | undefined;
  const look = known ?? make(signal.samples);
  if (!known) signal.windows.set(key, look);
  return look(at);
}

/** The newest of each signal, those that a rule reads before the others. */
export function storeSignals(work: DeviceWork, read: (name: string) => boolean): Kept['signals'] {
  const all = [...work.signals].sort(([, a], [, b]) => b.at - a.at);
  const kept =
    all.length <= mostSignals ? all : [...all.filter(([n]) => read(n)), ...all.filter(([n]) => !read(n))].slice(0, mostSignals);
  return Object.fromEntries(
    kept.map(([name, { at, value, id, needMs, samples }]) => [
      name,
      { at, value, id, ...(samples && needMs > 0 ? { needMs, heldFrom: samples.heldFrom } : {}) },
    ]),
  );
}

/** `floor`: the oldest instant that may be evaluated again. */
export function storeSamples(work: DeviceWork, signals: Kept['signals'], floor: number): DeviceState['samples'] {
  const packed = [...work.signals].flatMap(([name, { samples, needMs }]) =>
    samples && needMs > 0 && Object.hasOwn(signals, name) ? [[name, packSamples(pruned(samples, needMs, floor))] as const] : [],
  );
  return Object.fromEntries(packed);
}
