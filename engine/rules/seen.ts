/** What a run sees of a device at an instant, and what it shows and explains of that. */
import type { Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import type { CompiledLevel } from './compile-rule.ts';
import { propertyOf } from './device-state.ts';
import { sayVerdict, type TrueAlarm, type View } from './parts.ts';
import type { Run } from './run.ts';
import { type DeviceWork, lookOver } from './work.ts';

export function viewOf(run: Run, work: DeviceWork, at: number, reading: Readonly<Record<string, Value>> | undefined): View {
  const { facts } = work;
  return {
    at,
    deviceType: facts.type,
    siteZone: Object.hasOwn(facts.tags, 'timeZone') ? facts.tags.timeZone : undefined,
    connected: work.connection?.connected,
    contactAt: work.contactAt ?? work.knownSince,
    open: run.open,
    reading,
    value: signal => work.signals.get(signal)?.value,
    property: name => propertyOf(facts, name),
    over: (signal, key, make) => lookOver(work, signal, key, at, make),
  };
}

/** Value and limit of the open level's first comparison of numbers, as they are now. */
export function lastShown(run: Run, open: TrueAlarm, view: View): Shown {
  const level = run.rule.levels.find(({ severity }) => severity === open.severity);
  return level ? shownOf(run, level, view, false) : {};
}

export const shownNow = (run: Run, open: TrueAlarm, work: DeviceWork, at: number): Shown =>
  lastShown(run, open, viewOf(run, work, at, undefined));

export function shownOf(run: Run, level: CompiledLevel, view: View, onlyTrue: boolean): Shown {
  for (let index = level.first; index <= level.root; index += 1) {
    if (onlyTrue && run.tally.verdicts[index] !== true) continue;
    const shown = run.rule.parts[index]?.shown?.(view, run.tally);
    if (shown) return shown;
  }
  return {};
}

export const explain = ({ rule, tally }: Run, view: View) => ({
  at: view.at,
  levels: rule.levels.map(({ severity, root }) => ({
    severity,
    verdict: sayVerdict(tally.verdicts[root]),
    because: rule.parts[root]?.explain(view, tally) ?? null,
  })),
});
