/** An alarm as the API shows it: times as ISO text, people by id. */
import type { Alarm, CaseRow, Delivery, TimelineEntry } from './alarm.ts';
import { currentLevel, standingAnswer } from './occurrence.ts';

interface Shown {
  readonly alarm: Alarm;
  readonly deliveries: readonly Delivery[];
  readonly timeline: readonly TimelineEntry[];
  readonly case?: CaseRow;
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** `next`: the page still to come, as the plan sees it now. */
export function viewOf(story: Shown, next: { readonly at: number; readonly pages: readonly string[] } | undefined, now: number) {
  const { alarm } = story;
  const { severity, shown } = currentLevel(alarm);
  const answer = standingAnswer(alarm, now);
  return {
    id: alarm.id,
    rule: alarm.rule.id,
    device: alarm.device.id,
    severity,
    active: alarm.over === undefined,
    acknowledged: answer !== undefined,
    raisedAt: iso(alarm.raisedAt),
    knownAt: iso(alarm.knownAt),
    answeredAt: iso(answer?.at),
    answeredBy: answer?.by ?? null,
    overAt: iso(alarm.over?.at),
    beganAt: iso(alarm.revised?.began ?? alarm.raisedAt),
    endedAt: iso(alarm.revised?.ended ?? alarm.over?.at),
    overBecause: alarm.over?.because ?? null,
    title: alarm.message.title,
    why: alarm.why,
    value: shown.value ?? null,
    limit: shown.limit ?? null,
    ruleVersion: alarm.rule.version,
    traceId: alarm.traceparent.split('-')[1] ?? null,
    explanation: alarm.explanation,
    next: next ? { at: iso(next.at), pages: next.pages } : null,
    timeline: story.timeline.map(({ at, kind, by, data }) => ({ at: iso(at), kind, by, data })),
    deliveries: story.deliveries.map(deliveryView),
    case: story.case ? { state: story.case.state, queue: story.case.queue, priority: story.case.priority } : null,
  };
}

function deliveryView({ key, state, dueAt, acceptedAt, endedAt, why, receipt }: Delivery) {
  const received = receipt ? { delivered: receipt.delivered, at: iso(receipt.at), details: receipt.details } : null;
  return { key, state, at: iso(acceptedAt ?? endedAt ?? dueAt), dueAt: iso(dueAt), why: why ?? null, receipt: received };
}
