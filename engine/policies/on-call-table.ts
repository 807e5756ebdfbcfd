/** Who has the phone, from when to when. */
import { changesOfHands, dutyAt } from './on-call.ts';
import type { Policy } from './policy.ts';

/** A time in which one person has the phone of a rotation; ms, `from` is included, `to` is not. */
export interface Duty {
  readonly rotation: string;
  readonly from: number;
  readonly to: number;
  readonly person: string;
  /** They stand in for somebody. */
  readonly cover?: { readonly note?: string };
}

/** A longer table ends here. */
const longestMs = 5 * 366 * 86_400_000;

/** From `from` to `to` (5 years at most), rotation by rotation in the order of the policy. There are no gaps: somebody always has the phone. */
export const onCallTable = (policy: Policy, from: number, to: number): Duty[] =>
  Object.keys(policy.rotations ?? {}).flatMap(rotation => dutiesOf(policy, rotation, from, to));

export function dutiesOf(policy: Policy, rotation: string, from: number, to: number): Duty[] {
  const until = Math.min(to, from + longestMs);
  const moments = [from, ...changesOfHands(policy, rotation, from, until)];
  const duties: Duty[] = [];
  for (const [index, start] of moments.entries()) {
    const end = moments[index + 1] ?? until;
    const { person, cover } = dutyAt(policy, rotation, start);
    const duty = {
      rotation,
      from: start,
      to: end,
      person,
      ...(cover && { cover: cover.note === undefined ? {} : { note: cover.note } }),
    };
    const last = duties.at(-1);
    if (last && last.person === person && last.cover?.note === duty.cover?.note && !last.cover === !cover)
      duties.splice(-1, 1, { ...last, to: end });
    else if (start < end) duties.push(duty);
  }
  return duties;
}
