/** What the calendars of a policy say of its steps: for which alarms they are, and until when their pages wait. */
import { type Calendar, compileCalendar, isTimeZone } from '../calendars/calendar.ts';
import type { Policy, Step } from './policy.ts';

/** The raise of the alarm. */
export interface Raised {
  readonly at: number;
  /** The device's own time zone, for calendars with "site"; without one the policy's counts. */
  readonly timeZone?: string | undefined;
}

/** Whether a step is for alarms that were raised then. Whatever comes later, it stays so. */
export const isForRaise = ({ during, notDuring }: Step, policy: Policy, raised: Raised): boolean =>
  (during === undefined || isInside(policy, during, raised.at, raised)) &&
  (notDuring === undefined || !isInside(policy, notDuring, raised.at, raised));

/** When a page that falls due at `at` may go: then, or when the calendar that holds it begins. Hours that never come hold nothing. */
export function heldUntil({ holdUntil }: Pick<Step, 'holdUntil'>, policy: Policy, at: number, raised: Raised): number {
  if (holdUntil === undefined || at === Number.POSITIVE_INFINITY || isInside(policy, holdUntil, at, raised)) return at;
  return calendarOf(policy, holdUntil)?.nextEdge(at, zoneOf(policy, raised)) ?? at;
}

/** When the hours of a calendar begin and end between two moments, for a device without a time zone of its own. */
export function edgesOf(policy: Policy, id: string, from: number, to: number): number[] {
  const calendar = calendarOf(policy, id);
  const edges: number[] = [];
  for (
    let at = calendar?.nextEdge(from, policy.timeZone);
    at !== undefined && at < to;
    at = calendar?.nextEdge(at, policy.timeZone)
  )
    edges.push(at);
  return edges;
}

const isInside = (policy: Policy, id: string, at: number, raised: Raised): boolean =>
  calendarOf(policy, id)?.inside(at, zoneOf(policy, raised)) ?? true;

const zoneOf = ({ timeZone }: Policy, raised: Raised): string =>
  raised.timeZone !== undefined && isTimeZone(raised.timeZone) ? raised.timeZone : timeZone;

const compiled = new WeakMap<Policy, Map<string, Calendar>>();

/** Compiled once for each policy that was read. `readPolicy` refuses a policy that names a calendar it does not have. */
function calendarOf(policy: Policy, id: string): Calendar | undefined {
  let known = compiled.get(policy);
  if (!known) {
    const all = Object.entries(policy.calendars ?? {});
    known = new Map(all.map(([name, calendar]) => [name, compileCalendar(calendar, policy.timeZone)]));
    compiled.set(policy, known);
  }
  return known.get(id);
}
