/** What the plan is made from, and what it says. Times are plant time, ms. */
import type { Alarm, CaseRow, Delivery, DeliveryKind, OutgoingEvent, Severity, TimelineEntry } from '../alarms/alarm.ts';
import type { Channel, Person } from '../people.ts';
import type { LoadedPolicy } from './read-policy.ts';

export interface Facts {
  readonly alarm: Alarm;
  readonly deliveries: readonly Delivery[];
  readonly case?: CaseRow;
  readonly events: readonly OutgoingEvent[];
  /** By version hash. */
  readonly policies: ReadonlyMap<string, LoadedPolicy>;
  readonly people: readonly Person[];
  /** Channels that are configured on this system. */
  readonly channels: ReadonlySet<Channel>;
}

/** A message to one person on one channel: what its ledger key is made of, and what its text needs. */
export interface PlannedPage {
  readonly kind: DeliveryKind;
  readonly round: number;
  readonly step: number | 'then';
  readonly repeat: number;
  /** Person id; of a team or role without members, the target as the step names it. */
  readonly person: string;
  readonly channel: Channel;
  readonly dueAt: number;
  readonly severity: Severity;
  /** The alarm had ended before Tocsin knew of it: from when to when it was, no answer is asked. */
  readonly toldOnce?: true;
  /** Nobody can be told here: a row of the ledger, nothing to send. */
  readonly noContact?: true;
  /** Why this page and not another: for the ledger and the timeline. */
  readonly why?: string;
  /** Person ids that were paged before and have not answered. */
  readonly escalatedFrom?: readonly string[];
}

export interface Plan {
  /** Due, and not yet in the ledger. To be written all together: a page that has a row counts as planned for all its people. */
  readonly pages: readonly PlannedPage[];
  /** Ledger keys that wait to be worked on. */
  readonly retry: readonly string[];
  readonly openCase?: Pick<CaseRow, 'queue' | 'priority' | 'step'>;
  readonly retryCase?: true;
  readonly closeCase?: true;
  /** Changes of the alarm that have no row yet. */
  readonly events: readonly Omit<OutgoingEvent, 'state' | 'attempts'>[];
  readonly retryEvents: readonly string[];
  /** Lines of the story, the same however often they are planned. */
  readonly notes: readonly TimelineEntry[];
  /** Always later than `now`; absent: nothing changes by itself any more. */
  readonly lookAgainAt?: number;
  /** Over, and nothing is owed to anybody. */
  readonly finished: boolean;
  /** The next page still to come: person ids as they would be paged then. */
  readonly next?: { readonly at: number; readonly pages: readonly string[] };
}
