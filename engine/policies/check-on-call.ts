/** The same person first and second: then the second step wakes nobody else. */

import { Temporal } from 'temporal-polyfill';
import type { Complaint } from '../calendars/check-calendar.ts';
import { own } from '../own.ts';
import { type Duty, dutiesOf } from './on-call-table.ts';
import type { Policy } from './policy.ts';

/** So far ahead of the later start of two rotations they are compared. */
const horizonMs = 370 * 86_400_000;

/** Needs rotations whose zones and dates are good. */
export function checkOnCall(policy: Policy): Complaint[] {
  const named = policy.steps.flatMap(({ page }) => page).filter(target => target.startsWith('rotation:'));
  const rotations = [...new Set(named.map(target => target.slice('rotation:'.length)))].filter(id =>
    own(policy.rotations ?? {}, id),
  );
  const starts = rotations.map(id => Temporal.PlainDate.from(policy.rotations![id]!.startsOn).toZonedDateTime('UTC'));
  const from = Math.max(0, ...starts.map(({ epochMilliseconds }) => epochMilliseconds));
  const tables = rotations.length > 1 ? rotations.map(id => dutiesOf(policy, id, from, from + horizonMs)) : [];
  return tables.flatMap((first, index) => tables.slice(index + 1).flatMap(second => twice(first, second, policy)));
}

function twice(first: readonly Duty[], second: readonly Duty[], policy: Policy): Complaint[] {
  const both = overlapOf(first, second);
  if (!both) return [];
  const { mine, other, at } = both;
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(policy.timeZone).toPlainDate().toString();
  return [
    {
      at: ['rotations', other.rotation],
      of: 'name',
      code: 'policy/same-person-twice',
      severity: 'warning',
      // Said where everybody can read it: it names nobody.
      says: `On ${day}, the same person has the phone of “${mine.rotation}” and of “${other.rotation}”.`,
      why: 'A step that pages the second one then reaches nobody who was not paged before.',
      fix:
        mine.cover || other.cover
          ? `Let somebody else than ${mine.person} stand in.`
          : `Let one of them begin with another person: it is ${mine.person}.`,
    },
  ];
}

/** Both tables are in the order of time. */
function overlapOf(first: readonly Duty[], second: readonly Duty[]) {
  let index = 0;
  for (const mine of first) {
    while (second[index] && second[index]!.to <= mine.from) index += 1;
    for (let k = index; second[k] && second[k]!.from < mine.to; k += 1)
      if (second[k]!.person === mine.person) return { mine, other: second[k]!, at: Math.max(mine.from, second[k]!.from) };
  }
  return undefined;
}
