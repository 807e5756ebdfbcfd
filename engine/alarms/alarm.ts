/** The alarm and what hangs on it, as stored: the truth that drivers, doors and pages read. Times are plant time, ms, unless said otherwise. */
import type { Channel } from '../people.ts';

/** Worst first. */
export const severities = ['critical', 'major', 'minor', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a message says about a comparison: `-9.6 °C`, limit `-10 °C`. */
export interface Shown {
  readonly value?: string;
  readonly limit?: string;
  /** Of a forecast: until the limit is reached, ms. */
  readonly timeToLimitMs?: number;
}

/** The answer of a person. Withdrawn by a severity rise, or by the person within ten minutes. */
export interface Answer {
  readonly at: number;
  /** Person id, or the name an API client gave. */
  readonly by: string;
  readonly answer: 'have-it' | 'cannot';
  readonly via: 'link' | 'sms' | 'api';
  /** Everyone who was paged must answer, and others had not: this answer stops the pages to this person alone. */
  readonly joint?: true;
  /** From then on it keeps nobody quiet any more: what is still active is paged, and can be answered, again. Absent: no such time. */
  readonly quietUntil?: number;
  readonly withdrawnAt?: number;
  readonly withdrawnBecause?: string;
}

/** A level that the alarm was at, from this moment on. The first one is the raise. */
export interface LevelChange {
  /** Number of the decision: level and over decisions of one occurrence apply once, in order. */
  readonly decision: number;
  /** Event time. */
  readonly at: number;
  readonly knownAt: number;
  readonly severity: Severity;
  readonly shown: Shown;
}

export interface Over {
  readonly decision: number;
  /** Event time. */
  readonly at: number;
  readonly knownAt: number;
  readonly because: 'cleared' | 'reset' | 'device deleted' | 'corrected';
  readonly by?: string;
  readonly shown: Shown;
}

/** The true times of an alarm, when readings that came late show that it was told at others. */
export interface Revised {
  readonly decision: number;
  readonly knownAt: number;
  /** Event times. */
  readonly began: number;
  readonly ended?: number;
}

/** One occurrence: a raise-to-over life. Inserted once; the row is the lock. */
export interface Alarm {
  /** `<ruleId>~<device>~<n>`. */
  readonly id: string;
  readonly rule: { readonly id: string; readonly name: string; readonly version: string };
  readonly device: { readonly id: string; readonly name: string; readonly tags: Readonly<Record<string, string>> };
  /** Rendered at the raise, for the life of the alarm. `firstSteps` is at most 5. */
  readonly message: {
    readonly title: string;
    readonly consequence?: string;
    readonly firstSteps: readonly string[];
    readonly runbook?: string;
  };
  readonly why: string;
  /** Event time of the raise; `knownAt`: when Tocsin learned of it. */
  readonly raisedAt: number;
  readonly knownAt: number;
  /** Worst last is not promised: in the order of decisions. Never empty. */
  readonly levels: readonly LevelChange[];
  readonly answers: readonly Answer[];
  readonly over?: Over;
  readonly revised?: Revised;
  /** Policy id and version hash per severity, bound at the raise. `null`: record only. */
  readonly policies: Readonly<Partial<Record<Severity, { readonly id: string; readonly version: string } | null>>>;
  /** Set once the first driver was started. */
  readonly startedAt?: number;
  /** Generation of the driver, from 0: `<id>` then `<id>.<generation>`. */
  readonly generation: number;
  readonly traceparent: string;
  readonly explanation: unknown;
}

/** `test`: a test page, which belongs to no alarm (`test-page.ts`). */
export type DeliveryKind = 'raised' | 'severity' | 'over' | 'test';
/** `withdrawn`: no longer wanted when its turn came. `no-contact`: the person has no way to be told on any channel. */
export type DeliveryState = 'intent' | 'sending' | 'unknown' | 'accepted' | 'failed' | 'withdrawn' | 'no-contact';

/** A row of the ledger: written before anything is sent, the only thing that is sent from. */
export interface Delivery {
  /** `alarmId/kind/round/step/repeat/person/channel`: made from what was decided, never from when. */
  readonly key: string;
  readonly kind: DeliveryKind;
  readonly round: number;
  /** 1-based, `'then'`, or 0 for over. */
  readonly step: number | 'then';
  readonly repeat: number;
  readonly person: string;
  readonly channel: Channel;
  /** When the plan wanted it. */
  readonly dueAt: number;
  /** Not before: set when the budget or the provider said "later". */
  readonly notBefore?: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Attempts that ended `unknown`. */
  readonly ambiguous: number;
  /** Machine time until which an attempt under way may still come through. */
  readonly sendingUntil?: number;
  /** Machine time of the first attempt. */
  readonly firstSentAt?: number;
  readonly acceptedAt?: number;
  readonly endedAt?: number;
  readonly providerId?: string;
  readonly why?: string;
  /** Kept apart from `state`; merged by rank (failed > delivered), not by arrival. */
  readonly receipt?: { readonly delivered: boolean; readonly at: number; readonly details: string };
  /** The bytes that are sent, the same at each attempt. Empty text for `no-contact`. */
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  readonly severity: Severity;
  /** How many answers and levels of the alarm the plan had seen: a page is no longer wanted once there are newer ones that matter. */
  readonly seen: { readonly answers: number; readonly levels: number };
  /** The alarm had ended before Tocsin knew of it: told once, no answer is asked. */
  readonly toldOnce?: true;
}

/** The case in the CRM. */
export interface CaseRow {
  readonly id: string;
  readonly state: 'intent' | 'open' | 'closed' | 'failed';
  readonly queue: string;
  readonly priority: 'urgent' | 'high' | 'normal' | 'low';
  readonly step: number | 'then';
  readonly attempts: number;
  readonly notBefore?: number;
  readonly openedAt?: number;
  readonly closedAt?: number;
  readonly reference?: string;
  readonly why?: string;
}

/** A change of the alarm that was, or is to be, published. `id` = `alarmId/event/<what>`. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type:
    | 'tocsin.alarm.raised'
    | 'tocsin.alarm.severity'
    | 'tocsin.alarm.acknowledged'
    | 'tocsin.alarm.unacknowledged'
    | 'tocsin.alarm.over';
  readonly at: number;
  readonly state: 'intent' | 'published' | 'failed';
  readonly attempts: number;
  readonly notBefore?: number;
}

/** A line of the alarm's story. `data` holds person ids, never contacts. */
export interface TimelineEntry {
  readonly at: number;
  readonly kind: string;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}
