/** Small nights on paper, told to the plain evaluator. */
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import type { ConditionDocument, RuleDocument } from '../../engine/rules/rule.ts';
import { after, connectionAt, createdAt, readingAt, ruleWith, say } from './device.ts';
import { trueAlarms } from './true-alarms.ts';

export type Happens = Readonly<Record<string, Value>> | 'connected' | 'disconnected' | 'created';
interface Setting {
  readonly tags?: Readonly<Record<string, string>>;
  readonly resets?: readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  readonly from?: number;
}

/** What happens at each time; the rule looks on for two hours. */
export function night(words: Partial<RuleDocument>, script: [string, Happens][], setting: Setting = {}): string[] {
  const { tags = {}, resets = [], units = {}, from } = setting;
  const events = script.map(([at, what], index): DeviceEvent => {
    if (what === 'created') return createdAt(after(at, from));
    if (typeof what === 'string') return connectionAt(after(at, from), what === 'connected', index);
    return readingAt(after(at, from), what, `m${String(index).padStart(3, '0')}`, { deviceType: 'freezer', ...tags });
  });
  const signals = new Map([['freezer', new Map(Object.entries(units).map(([name, unit]) => [name, { unit }]))]]);
  const options = { until: after('2h', from), signals, resets: resets.map(each => after(each, from)) };
  return say(trueAlarms(ruleWith(words), events, options), from);
}

/** A rule with one level, over when it does not hold. */
export const when = (condition: ConditionDocument, more: Partial<RuleDocument> = {}): Partial<RuleDocument> => ({
  raise: [{ severity: 'major', when: condition }],
  clearWhen: { not: condition },
  ...more,
});
/** Readings of the signal `a`. */
export const a = (...steps: [string, Value][]): [string, Happens][] => steps.map(([at, value]) => [at, { a: value }]);
