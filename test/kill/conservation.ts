/** Nothing delivered is lost or counted twice. */
import type { Delivered } from './deliver.ts';
import type { Kept } from './kept.ts';
import type { Night } from './night.ts';
import type { Verdict } from './verdict.ts';

/**
 * A delivery that was answered 202 counts exactly once. One that was not may have been counted or not, as the process died
 * somewhere between the two. So, with M messages, C deliveries answered 202 and U unanswered ones: every message is applied once,
 * M of the deliveries; of the others at least C − M and at most C − M + U are duplicates.
 */
export function conservation(night: Night, kept: Kept): Verdict {
  const { sent, odd, health } = night;
  const counters = kept.devices.map(device => device.counters);
  const sum = (of: (one: (typeof counters)[number]) => number) => counters.reduce((total, one) => total + of(one), 0);
  const [applied, late, duplicate, stale] = [
    sum(one => one.applied),
    sum(one => one.late),
    sum(one => one.duplicate),
    sum(one => one.stale),
  ];
  const readings = totals(sent);
  const again = readings.confirmed - sent.length;
  const atDoors = (fate: string) => Object.values(kept.counts).reduce((total, counts) => total + (counts[fate] ?? 0), 0);
  const parked = totals(odd);
  return {
    what: 'delivered = applied + late + duplicate + filtered + parked',
    says:
      `${sent.length} readings in ${readings.confirmed} deliveries answered 202 and ${readings.unsure} unanswered: ` +
      `${applied} applied, ${duplicate} duplicate; ${odd.length} bad events: ${health.events.parked} parked; ${reports(night, kept).says}`,
    wrong: [
      ...within('applied', applied, sent.length, sent.length),
      ...within('late', late, 0, 0),
      ...within('stale', stale, 0, 0),
      ...within('duplicate', duplicate, again, again + readings.unsure),
      ...within('parked', health.events.parked, parked.confirmed, parked.confirmed + parked.unsure),
      ...within('/health applied', health.events.applied, applied + atDoors('applied'), applied + atDoors('applied')),
      ...within('/health duplicate', health.events.duplicate, duplicate + atDoors('duplicate'), duplicate + atDoors('duplicate')),
      ...within('/health filtered', health.events.filtered, stale + atDoors('filtered'), stale + atDoors('filtered')),
      ...reports(night, kept).wrong,
    ],
  };
}

/** Reports come one after the other: each kill can have one of them counted and brought again. Each reply that was not confirmed may count. */
function reports({ kills, confirmed }: Night, { log, counts }: Kept) {
  const sends = log.filter(({ channel }) => channel === 'sms' || channel === 'email').length;
  const replies = confirmed.filter(({ via }) => via === 'sms');
  const unsure = replies.reduce((total, { attempts }) => total + attempts - 1, 0);
  const counted = Object.values(counts['message-events'] ?? {}).reduce((total, count) => total + count, 0);
  const least = sends + replies.length;
  return {
    says: `${sends} reports and ${replies.length} replies: ${counted} counted`,
    wrong: within('reports and replies', counted, least, least + kills.length + unsure),
  };
}

const totals = (sent: readonly Delivered[]) => ({
  confirmed: sent.reduce((total, one) => total + one.confirmed, 0),
  unsure: sent.reduce((total, one) => total + one.unsure, 0),
});

const within = (what: string, found: number, least: number, most: number): readonly string[] =>
  found >= least && found <= most ? [] : [`${what}: ${found}, not ${least === most ? least : `${least} to ${most}`}`];
