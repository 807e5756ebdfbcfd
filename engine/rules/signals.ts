/** `rules/signals.json`: the signals of each device type and the units they are measured in. */
import { readDocument } from '../documents.ts';
import { type Problem, pointerOf } from '../problems.ts';
import { type Convert, converter, isUnit, unitNames } from '../units.ts';
import { isObject } from './check.ts';
import type { Conversions } from './limits.ts';

export type Signals = ReadonlyMap<string, ReadonlyMap<string, { readonly unit?: string }>>;

export function readSignals(
  text: string,
  path: string,
): { ok: true; signals: Signals } | { ok: false; problems: readonly Problem[] } {
  const document = readDocument(text, path);
  if (!document.ok) return document;
  const problems: Problem[] = [];
  const wrong = (at: string[], says: string) =>
    problems.push({ code: 'signals/wrong', path, ...document.place(at), pointer: pointerOf(at), says, fix: usual });
  const types = new Map<string, Map<string, { unit?: string }>>();
  if (!isObject(document.value)) wrong([], 'Here device types are expected: { "freezer": { "temperature": { "unit": "°C" } } }.');
  for (const [type, signals] of isObject(document.value) ? Object.entries(document.value) : []) {
    if (type === '$schema') {
      if (!isText(signals)) wrong([type], 'Here the link to the schema is expected, a text.');
    } else if (!isObject(signals)) wrong([type], 'Here the signals of a device type are expected: { … }.');
    else
      types.set(
        type,
        new Map(Object.entries(signals).map(([name, facts]) => [name, unitOf(facts, says => wrong([type, name], says))])),
      );
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, signals: types };
}

const usual = 'Like { "freezer": { "temperature": { "unit": "°C" }, "doorOpen": {} } }.';

function unitOf(facts: unknown, wrong: (says: string) => void): { unit?: string } {
  if (!isObject(facts)) {
    wrong('Here { "unit": "…" } or { } is expected.');
    return {};
  }
  const { unit, note = 'none', ...others } = facts;
  for (const word of Object.keys(others))
    wrong(`“${word.slice(0, 60)}” is not a word of a signal: it may have "unit" and "note".`);
  if (!isText(note)) wrong('A "note" is a text.');
  if (unit === undefined) return {};
  if (typeof unit === 'string' && isUnit(unit)) return { unit };
  wrong(`${JSON.stringify(unit)} is not a unit that is known here. One of: ${unitNames.join(' ')}.`);
  return {};
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** For each device type that measures a signal in another unit than the rule: how its values become the rule's. */
export const conversionsOf =
  (signals: Signals): Conversions =>
  (signal, unit) => {
    const conversions = new Map<string, Convert>();
    for (const [type, listed] of signals) {
      const measured = listed.get(signal)?.unit;
      const convert = unit !== undefined && measured !== undefined && measured !== unit ? converter(measured, unit) : undefined;
      if (convert) conversions.set(type, convert);
    }
    return conversions;
  };
