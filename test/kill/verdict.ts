/** What a check says of a run. */
export interface Verdict {
  readonly what: string;
  /** The figures behind it. */
  readonly says: string;
  readonly wrong: readonly string[];
}
