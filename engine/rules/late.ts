/** Readings that came too late to be put in their place: kept, counted, shown. */
import type { Reading } from '../events/event.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { DeviceState, RulesForDevice } from './device-state.ts';
import { propertyOf } from './device-state.ts';
import type { View } from './parts.ts';

const mostKept = 20;

export function withLate(state: DeviceState, { at, signals }: Reading, arrivedAt: number, rules: RulesForDevice): DeviceState {
  const mattersTo = rules
    .rulesFor(state.facts)
    .filter(rule => wouldMatter(rule, state, at, signals))
    .map(({ id }) => id);
  const late = [...(state.late ?? []), { at, arrivedAt, signals, mattersTo }];
  return { ...state, late: late.slice(-mostKept) };
}

/** Whether a level's own comparison holds for this reading alone. */
function wouldMatter({ levels, parts }: CompiledRule, state: DeviceState, at: number, signals: Reading['signals']): boolean {
  const view: View = {
    at,
    deviceType: state.facts.type,
    siteZone: state.facts.tags.timeZone,
    connected: undefined,
    contactAt: at,
    open: undefined,
    reading: signals,
    value: signal => (Object.hasOwn(signals, signal) ? signals[signal] : undefined),
    property: name => propertyOf(state.facts, name),
    over: () => undefined,
  };
  return levels.some(({ first, root }) => parts.slice(first, root + 1).some(part => part.alone?.(signals, view) === true));
}
