/** What a compiled condition consists of: a list of parts, children before parents, each of which judges an instant. */
import type { Severity, Shown } from '../alarms/alarm.ts';
import type { Value } from '../events/event.ts';
import type { Json } from '../ports.ts';
import type { Samples } from './samples.ts';

/** Undefined is unknown: it never raises and never clears. */
export type Verdict = boolean | undefined;

/** An alarm as the readings alone say it is, whatever was told. */
export interface TrueAlarm {
  /** Version of the rule that raised it, and that goes on judging it. */
  readonly version: string;
  readonly raisedAt: number;
  readonly severity: Severity;
  /** When it came to this severity. */
  readonly since: number;
}

/** What a part sees of a device at one instant. */
export interface View {
  readonly at: number;
  readonly deviceType: string | undefined;
  /** Time zone of the device's site; undefined: it has not said. */
  readonly siteZone: string | undefined;
  readonly connected: boolean | undefined;
  /** The last reading or connect event, else when the device became known. */
  readonly contactAt: number;
  /** The alarm of this rule, when one is open. */
  readonly open: TrueAlarm | undefined;
  /** What was read at this very instant; undefined when time alone has passed. */
  readonly reading: Readonly<Record<string, Value>> | undefined;
  value(signal: string): Value | undefined;
  property(name: string): Value | undefined;
  /** What `make` says of the signal's readings, made once for all that ask by this key; undefined: there are none. */
  over<Seen>(signal: string, key: string, make: (samples: Samples) => (at: number) => Seen): Seen | undefined;
}

/** What the parts before this one said, for how long each `for` has been true in all, and when the readings of each `count` were. */
export interface Tally {
  readonly verdicts: Verdict[];
  readonly heldMs: number[];
  readonly counted: (number[] | undefined)[];
}

export interface Part {
  judge(view: View, tally: Tally): Verdict;
  /** When the verdict can change without a reading; undefined or past: not by itself. */
  due?(view: View, tally: Tally): number | undefined;
  /** Of a comparison of numbers: its value and limit. */
  shown?(view: View, tally: Tally): Shown | undefined;
  explain(view: View, tally: Tally): Json;
  /** Of a comparison: what it says of these values of signals alone. */
  alone?(values: Readonly<Record<string, Value>>, view: View): Verdict;
  /** Of a `for`: the part whose true time is counted, from when on (default: always), and what it is remembered by. */
  readonly counts?: { readonly part: number; readonly key: string; from?(view: View): number | undefined };
  /** Of a `count`: whether the reading of this instant counts, for how long, and what it is remembered by. */
  readonly gathers?: { readonly key: string; readonly spanMs: number; of(view: View): Verdict };
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

/** The earliest of these that is there. */
export const earliest = (dues: readonly (number | undefined)[]): number | undefined =>
  dues.reduce((least, due) => (due !== undefined && (least === undefined || due < least) ? due : least), undefined);
