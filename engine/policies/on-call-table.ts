/** Who has the phone, from when to when. */
import { turnsOf } from './on-call.ts';
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
  const duties: Duty[] = [];
  if (from >= to) return duties;
  for (const { person, cover, ...turn } of turnsOf(policy, rotation, from, Math.min(to, from + longestMs))) {
    const stands = cover && { cover: cover.note === undefined ? {} : { note: cover.note } };
    const last = duties.at(-1);
    const goesOn = last?.person === person && last.cover?.note === cover?.note && !last.cover === !cover;
    if (last && goesOn) duties.splice(-1, 1, { ...last, to: turn.to });
    else duties.push({ rotation, ...turn, person, ...stands });
  }
  return duties;
}
