/** What a rule is checked against. */
import type { Signals } from './signals.ts';

export interface Known {
  readonly signals: Signals;
  /** Device types that the rule is for. */
  readonly types: readonly string[];
  /** Ids of calendars and policies; undefined: whether one is there is not checked. */
  readonly calendars?: readonly string[] | undefined;
  readonly policies?: readonly string[] | undefined;
  /** Inside of `of`: a condition on one reading. */
  readonly oneReading?: boolean;
  /** A limit is a number as it stands, of no other signal or property. */
  readonly plainNumbers?: boolean;
}
