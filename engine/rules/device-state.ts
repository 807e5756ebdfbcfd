/** What is remembered of a device between events, and what an evaluation answers. All of it is plain JSON; times are ms since the epoch. */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import type { Json } from '../ports.ts';
import type { CompiledRule } from './compile-rule.ts';

export interface DeviceFacts {
  readonly id: string;
  readonly hub: string;
  readonly type?: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The newest reading of a signal, and, when a rule has a window over it, the readings that window may still hold. */
export interface SignalState {
  readonly at: number;
  readonly value: Value;
  /** Message id of the newest reading: of two of one instant the greater wins. */
  readonly id: string;
  /** Every reading later than this is in `samples`, so far as `needMs` reaches back. */
  readonly heldFrom?: number;
  readonly needMs?: number;
  /** Time since the sample before (the first: since the epoch) and value, in turns. */
  readonly samples?: readonly number[];
}

export interface OpenAlarm {
  /** `''` until the caller has named the occurrence. */
  readonly alarmId: string;
  /** Version of the rule that raised it, and that goes on judging it. */
  readonly version: string;
  readonly severity: Severity;
  readonly raisedAt: number;
  /** Number of the last decision about it. */
  readonly decision: number;
}

/** What one rule remembers of one device. */
export interface RuleState {
  readonly version: string;
  /** Of each `for`, in the order of the rule: ms true so far, and whether its condition holds (1, 0, −1 for unknown). */
  readonly held: readonly number[];
  /** The instant up to which `held` is counted. */
  readonly at: number;
  readonly open?: OpenAlarm;
  /** Nothing is decided again at or before this instant. */
  readonly decidedAt?: number;
  readonly closed?: { readonly raisedAt: number; readonly overAt: number; readonly because: 'cleared' | 'reset' };
  /** The level whose `for` is running, when that was noticed. */
  readonly pending?: Severity;
}

export interface Counters {
  readonly applied: number;
  readonly late: number;
  readonly duplicate: number;
  readonly stale: number;
}

export interface DeviceState {
  readonly v: 1;
  readonly facts: DeviceFacts;
  readonly knownSince: number;
  /** Event time of the newest reading. */
  readonly newestAt?: number;
  /** The instant that everything here is evaluated up to: `newestAt`, or a later connection event. */
  readonly keptAt: number;
  /** When our door received the last event that counted. */
  readonly arrivedAt?: number;
  /** Arrival − event time of the newest reading. */
  readonly lagMs?: number;
  /** The last reading or connect event. */
  readonly contactAt?: number;
  readonly signals: Readonly<Record<string, SignalState>>;
  readonly connection?: { readonly connected: boolean; readonly sequence: string; readonly at: number };
  /** Short hashes of the last message ids, oldest first. */
  readonly recent: readonly string[];
  readonly counters: Counters;
  readonly rules: Readonly<Record<string, RuleState>>;
  readonly deletedAt?: number;
}

export type Decision =
  | {
      readonly kind: 'raise';
      readonly ruleId: string;
      readonly version: string;
      readonly severity: Severity;
      readonly at: number;
      readonly shown: Shown;
      readonly explanation: Json;
      readonly decision: number;
    }
  | {
      readonly kind: 'severity';
      readonly ruleId: string;
      readonly severity: Severity;
      readonly at: number;
      readonly shown: Shown;
      readonly decision: number;
    }
  | {
      readonly kind: 'over';
      readonly ruleId: string;
      readonly at: number;
      readonly because: 'cleared' | 'reset' | 'device deleted';
      readonly shown: Shown;
      readonly decision: number;
    };

/** A level's condition holds and its `for` is running; or it stopped before the alarm was raised. Event times. */
export interface Notice {
  readonly kind: 'pending' | 'pending-ended';
  readonly ruleId: string;
  readonly severity: Severity;
  readonly at: number;
  readonly until?: number;
  readonly shown: Shown;
}

/** What became of an event. `late`: older than the newest, counted and shown only; `stale` is a lifecycle event that a newer one has overtaken. */
export type Fate = 'applied' | 'late' | 'duplicate' | 'stale';

export interface RulesForDevice {
  rulesFor(facts: DeviceFacts): readonly CompiledRule[];
  /** The version an open alarm was raised with, when it is not the live one. */
  version(ruleId: string, version: string): CompiledRule | undefined;
}

export interface Evaluated {
  readonly state: DeviceState;
  readonly decisions: readonly Decision[];
  /** One per event, in the order they were given. */
  readonly fates: readonly Fate[];
  /** Plant time at which due times must be looked at next, when nothing comes before. */
  readonly fireAt?: number;
  readonly notices: readonly Notice[];
}

/** What a message may say of the signals: the newest value of each. */
export const latestValues = (state: DeviceState): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(state.signals).map(([name, { value }]) => [name, value]));

/** A property travels as an application property, as tags do: `properties.maxTemp`, or `maxTemp` alone. */
export const propertyOf = ({ tags }: DeviceFacts, name: string): Value | undefined =>
  Object.hasOwn(tags, `properties.${name}`) ? tags[`properties.${name}`] : Object.hasOwn(tags, name) ? tags[name] : undefined;
