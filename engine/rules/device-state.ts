/** What is remembered of a device between events, and what an evaluation answers. All of it is plain JSON; times are ms since the epoch. */

import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import { own } from '../own.ts';
import type { Json } from '../ports.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { PackedSamples } from './pack.ts';
import type { TrueAlarm } from './parts.ts';

export interface DeviceFacts {
  readonly id: string;
  readonly hub: string;
  readonly type?: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The newest reading of a signal. */
export interface SignalState {
  readonly at: number;
  readonly value: Value;
  /** Message id of the newest reading: of two of one instant the greater wins. */
  readonly id: string;
  /** How far back, ms, the windows over it reach, and from when on every reading was kept for them. */
  readonly needMs?: number;
  readonly heldFrom?: number;
}

/** What one rule remembers of one device. */
export interface RuleState {
  readonly version: string;
  /** Of each `for`, by its condition: ms true so far, and whether the condition holds (1, 0, −1 for unknown). */
  readonly held: Readonly<Record<string, readonly [number, number]>>;
  /** Of each `count`, by its condition: when its readings were. */
  readonly counted?: Readonly<Record<string, readonly number[]>>;
  /** The instant up to which `held` is counted. */
  readonly at: number;
  /** This version came into force here at this instant; absent: it counted from the beginning. */
  readonly from?: number;
  /** The alarm as the readings say it is. */
  readonly open?: TrueAlarm;
  /** When a person last reset it. */
  readonly resetAt?: number;
  /** The level whose `for` is running, when that was noticed. */
  readonly pending?: Severity;
}

/** An alarm as the world was told of it. */
export interface Told {
  /** Tells it apart from the others of this rule and device. */
  readonly key: string;
  /** `''` until the caller has named the occurrence. */
  readonly alarmId: string;
  /** Version of the rule that raised it, and that goes on judging it. */
  readonly version: string;
  readonly severity: Severity;
  readonly raisedAt: number;
  /** When it truly began, as far as is known now; late readings move it. */
  readonly began: number;
  /** Event time of the last level that was told. */
  readonly levelAt: number;
  readonly overAt?: number;
  /** When it was truly over. */
  readonly ended?: number;
  readonly corrected?: true;
  /** Number of the last decision about it. */
  readonly decision: number;
}

export interface Counters {
  readonly applied: number;
  readonly late: number;
  readonly duplicate: number;
  readonly stale: number;
}

/** What an evaluation goes on from. */
export interface Kept {
  readonly facts: DeviceFacts;
  readonly knownSince: number;
  /** Event time of the newest reading. */
  readonly newestAt?: number;
  /** The instant that everything here is evaluated up to: `newestAt`, or a later connection event. */
  readonly keptAt: number;
  /** The last reading or connect event. */
  readonly contactAt?: number;
  readonly signals: Readonly<Record<string, SignalState>>;
  readonly connection?: { readonly connected: boolean; readonly sequence: string; readonly at: number };
  readonly rules: Readonly<Record<string, RuleState>>;
}

/** An event that may have to be applied again. */
export type Logged =
  | {
      readonly kind: 'reading';
      readonly at: number;
      readonly id: string;
      readonly signals: Readonly<Record<string, Value>>;
      /** Index in `History.tags`. */
      readonly tags: number;
    }
  | {
      readonly kind: 'connection';
      readonly at: number;
      readonly id: string;
      readonly connected: boolean;
      readonly sequence: string;
    };

/** So much of the past that a late reading can be put in its place. */
export interface History {
  /** Oldest first; the first one of a new device is empty (`genesis`). */
  readonly snapshots: readonly (Kept & { readonly genesis?: true })[];
  /** All events later than the first snapshot, in the order of event time. */
  readonly log: readonly Logged[];
  /** The tags of those events, each set once. */
  readonly tags: readonly Readonly<Record<string, string>>[];
}

export interface DeviceState extends Kept {
  readonly v: 2;
  /** When our door received the last event that counted. */
  readonly arrivedAt?: number;
  /** Arrival − event time of the newest reading. */
  readonly lagMs?: number;
  /** By signal: the readings that windows look at. */
  readonly samples: Readonly<Record<string, PackedSamples>>;
  /** By rule: alarms the world was told of, so long as they are open or may still be corrected. */
  readonly told: Readonly<Record<string, readonly Told[]>>;
  /** Up to this plant time due times were told of, without a reading. */
  readonly toldTo?: number;
  readonly resets?: readonly { readonly ruleId: string; readonly at: number }[];
  readonly history?: History;
  /** Readings that came too late to count, the newest last, and the rules to whose levels they would have mattered. */
  readonly late?: readonly LateReading[];
  /** Short hashes of the last message ids, oldest first. */
  readonly recent: readonly string[];
  readonly counters: Counters;
  readonly deletedAt?: number;
  /** Of a device that was made anew: when the one of that name before it was deleted. */
  readonly notBefore?: number;
}

export interface LateReading {
  readonly at: number;
  readonly arrivedAt: number;
  readonly signals: Readonly<Record<string, Value>>;
  readonly mattersTo: readonly string[];
}

interface About {
  readonly ruleId: string;
  /** `Told.key` of the alarm. */
  readonly key: string;
  readonly decision: number;
}

export type Decision =
  | (About & {
      readonly kind: 'raise';
      readonly version: string;
      readonly severity: Severity;
      readonly at: number;
      readonly shown: Shown;
      readonly explanation: Json;
    })
  | (About & { readonly kind: 'severity'; readonly severity: Severity; readonly at: number; readonly shown: Shown })
  | (About & {
      readonly kind: 'over';
      readonly at: number;
      /** `corrected`: readings that came late show that it never was. It may have been over already. */
      readonly because: 'cleared' | 'reset' | 'device deleted' | 'corrected';
      readonly shown: Shown;
    })
  /** Readings that came late move the true times of an alarm. Nobody is told anew. */
  | (About & { readonly kind: 'revised'; readonly at: number; readonly began: number; readonly ended?: number });

/** A level's condition holds and its `for` is running; or it stopped before the alarm was raised. Event times. */
export interface Notice {
  readonly kind: 'pending' | 'pending-ended';
  readonly ruleId: string;
  readonly severity: Severity;
  readonly at: number;
  readonly until?: number;
  readonly shown: Shown;
}

/** What became of an event. `late`: too old to be put in its place, counted and shown only; `stale` is a lifecycle event that a newer one has overtaken. */
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

/** The alarm of this rule that the world was told of and that is not over. */
export const openTold = (state: Pick<DeviceState, 'told'>, ruleId: string): Told | undefined =>
  own(state.told, ruleId)?.find(({ overAt }) => overAt === undefined);

/** All alarms that the world was told of and that are not over, with their rules. */
export const openAlarms = (state: Pick<DeviceState, 'told'>): readonly (Told & { readonly ruleId: string })[] =>
  Object.entries(state.told).flatMap(([ruleId, told]) =>
    told.flatMap(each => (each.overAt === undefined ? [{ ruleId, ...each }] : [])),
  );

/** The same state in which alarms bear these ids, by rule and key. */
export function withAlarmIds(state: DeviceState, idOf: (ruleId: string, told: Told) => string | undefined): DeviceState {
  const told = Object.entries(state.told).map(([ruleId, alarms]) => [
    ruleId,
    alarms.map(each => ({ ...each, alarmId: idOf(ruleId, each) ?? each.alarmId })),
  ]);
  return { ...state, told: Object.fromEntries(told) };
}

/** The properties of the device by name, as messages say them. */
export const propertiesOf = ({ tags }: DeviceFacts): Readonly<Record<string, string>> => {
  const prefix = 'properties.';
  const named = Object.entries(tags).flatMap(([tag, value]) =>
    tag.startsWith(prefix) ? [[tag.slice(prefix.length), value]] : [],
  );
  return { ...tags, ...Object.fromEntries(named) };
};
