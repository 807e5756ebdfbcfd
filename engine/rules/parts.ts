/** What a compiled condition consists of: a list of parts, children before parents, each of which judges an instant. */
import type { Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import type { Json } from '../ports.ts';
import type { OpenAlarm } from './device-state.ts';
import type { Look, Over } from './windows.ts';

/** Undefined is unknown: it never raises and never clears. */
export type Verdict = boolean | undefined;

/** What a part sees of a device at one instant. */
export interface View {
  readonly at: number;
  readonly deviceType: string | undefined;
  readonly connected: boolean | undefined;
  /** The last reading or connect event, else when the device became known. */
  readonly contactAt: number;
  /** The alarm of this rule, when one is open. */
  readonly open: OpenAlarm | undefined;
  value(signal: string): Value | undefined;
  property(name: string): Value | undefined;
  window(signal: string, over: Over, spanMs: number): Look;
}

/** What the parts before this one said, and for how long each `for` has been true in all. */
export interface Tally {
  readonly verdicts: Verdict[];
  readonly heldMs: number[];
}

export interface Part {
  judge(view: View, tally: Tally): Verdict;
  /** When the verdict can change without a reading; undefined or past: not by itself. */
  due?(view: View, tally: Tally): number | undefined;
  /** Of a comparison of numbers: its value and limit. */
  shown?(view: View): Shown | undefined;
  explain(view: View, tally: Tally): Json;
  /** Of a `for`: the part whose true time is counted, and from when on (default: always). */
  readonly counts?: { readonly part: number; from?(view: View): number | undefined };
}

/** Where a condition ends up in the list. `base` is the condition without its outer `for`. */
export interface Placed {
  readonly first: number;
  readonly root: number;
  readonly base: number;
  /** Length of the outer `for`. */
  readonly forMs?: number;
}

export const everyOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;

export const anyOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;

export const notOf = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);

export const sayVerdict = (verdict: Verdict): string => (verdict === undefined ? 'no data' : String(verdict));
