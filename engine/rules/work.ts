/** A device's state while it is evaluated: readings in growing arrays, windows over them. Nothing of the stored state is changed. */
import type { ConnectionChange, Reading, Value } from '../events/event.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { DeviceFacts, DeviceState, SignalState } from './device-state.ts';
import { addSample, type Look, type Over, type Samples, type Window, windowOver } from './windows.ts';

interface SignalWork {
  at: number;
  value: Value;
  id: string;
  needMs: number;
  samples?: Samples;
  readonly windows: Map<string, Window>;
}

export interface DeviceWork {
  facts: DeviceFacts;
  readonly knownSince: number;
  newestAt: number | undefined;
  keptAt: number;
  contactAt: number | undefined;
  connection: DeviceState['connection'];
  readonly signals: Map<string, SignalWork>;
}

/** Beyond this, signals that no rule reads are forgotten, the one longest unheard first. */
const mostSignals = 128;
const longestText = 256;
/** No sensor means this; sums of what lies below stay finite. */
const largest = 1e300;

export function openWork(state: DeviceState): DeviceWork {
  return {
    facts: state.facts,
    knownSince: state.knownSince,
    newestAt: state.newestAt,
    keptAt: state.keptAt,
    contactAt: state.contactAt,
    connection: state.connection,
    signals: new Map(Object.entries(state.signals).map(([name, signal]) => [name, openSignal(signal)])),
  };
}

function openSignal({ at, value, id, needMs, heldFrom, samples }: SignalState): SignalWork {
  const work: SignalWork = { at, value, id, needMs: needMs ?? 0, windows: new Map() };
  if (heldFrom === undefined || samples === undefined) return work;
  const opened: Samples = { at: [], value: [], start: 0, heldFrom };
  let time = 0;
  for (let i = 0; i + 1 < samples.length; i += 2) {
    time += samples[i]!;
    opened.at.push(time);
    opened.value.push(samples[i + 1]!);
  }
  return { ...work, samples: opened };
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
export function applyReading(work: DeviceWork, reading: Reading): void {
  const { at } = reading;
  work.facts = withTags(work.facts, reading.tags);
  work.newestAt = at;
  work.keptAt = Math.max(work.keptAt, at);
  work.contactAt = Math.max(work.contactAt ?? at, at);
  for (const [name, value] of Object.entries(reading.signals)) setSignal(work.signals, name, cut(value), reading);
}

export function applyConnection(work: DeviceWork, event: ConnectionChange): void {
  work.keptAt = Math.max(work.keptAt, event.at);
  work.connection = { connected: event.connected, sequence: event.sequence, at: event.at };
  if (event.connected) work.contactAt = Math.max(work.contactAt ?? event.at, event.at);
}

function setSignal(signals: DeviceWork['signals'], name: string, value: Value, { at, messageId }: Reading): void {
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
  else if (isSample(value)) addSample(signal.samples, at, value, signal.needMs);
}

const isSample = (value: Value): value is number => typeof value === 'number' && Math.abs(value) < largest;

function startSamples(signal: SignalWork, at: number, value: Value): void {
  if (isSample(value)) signal.samples = { at: [at], value: [value], start: 0, heldFrom: at };
}

/** Of two readings of one instant the greater message id wins: the other leaves the windows. */
function dropSample(signal: SignalWork, at: number): void {
  if (!signal.samples || signal.samples.at.at(-1) !== at) return;
  signal.samples.at.pop();
  signal.samples.value.pop();
  signal.samples.start = Math.min(signal.samples.start, signal.samples.at.length);
  signal.windows.clear();
}

const cut = (value: Value): Value => (typeof value === 'string' ? value.slice(0, longestText) : value);

function withTags(facts: DeviceFacts, tags: Reading['tags']): DeviceFacts {
  const { deviceType, name, ...others } = tags;
  if (Object.keys(tags).length === 0) return facts;
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

export function lookAt(work: DeviceWork, name: string, over: Over, spanMs: number, at: number): Look {
  const signal = work.signals.get(name);
  if (!signal?.samples) return {};
  const key = `${over} ${spanMs}`;
  const window = signal.windows.get(key) ?? windowOver(signal.samples, over, spanMs);
  signal.windows.set(key, window);
  return window(at);
}

export function storeSignals(work: DeviceWork, read: (name: string) => boolean): DeviceState['signals'] {
  const all = [...work.signals].sort(([, a], [, b]) => b.at - a.at);
  const kept =
    all.length <= mostSignals ? all : [...all.filter(([n]) => read(n)), ...all.filter(([n]) => !read(n))].slice(0, mostSignals);
  return Object.fromEntries(kept.map(([name, signal]) => [name, storeSignal(signal)]));
}

function storeSignal({ at, value, id, needMs, samples }: SignalWork): SignalState {
  if (!samples || needMs === 0) return { at, value, id };
  const flat: number[] = [];
  let before = 0;
  for (let i = samples.start; i < samples.at.length; i += 1) {
    flat.push(samples.at[i]! - before, samples.value[i]!);
    before = samples.at[i]!;
  }
  return { at, value, id, needMs, heldFrom: samples.heldFrom, samples: flat };
}
