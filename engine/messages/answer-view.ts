/** What the answer page is made of: one alarm as it stands for one person. */
import type { Alarm, Severity } from '../alarms/alarm.ts';

/** How things stand for this person. Names are names, not ids. Times are plant time, ms. */
export type Standing =
  /** Open and unanswered. `youCannotSince`: this person has said "I cannot" before, and may still take it. */
  | { readonly kind: 'open'; readonly youCannotSince?: number | undefined }
  | { readonly kind: 'answered'; readonly by: string; readonly since: number }
  /** `withdrawUntil`: until then the answer can be taken back here. */
  | {
      readonly kind: 'you-answered';
      readonly since: number;
      readonly withdrawUntil?: number | undefined;
      readonly quietUntil?: number | undefined;
      /** Everyone who was paged must answer, and these have not. */
      readonly waitsFor?: readonly string[] | undefined;
    }
  | { readonly kind: 'over'; readonly answeredBy?: { readonly name: string; readonly at: number } | undefined }
  /** The 24 hours of the link are over: nothing of the alarm is shown. */
  | { readonly kind: 'expired' };

/** Why the last press of a button changed nothing. `stale-form`: the anti-forgery field was not ours any more. */
export type AnswerProblem =
  | { readonly kind: 'wrong-code'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly until?: number | undefined }
  | { readonly kind: 'stale-form' };

export interface AnswerView {
  readonly alarm: Alarm;
  readonly personName: string;
  readonly severity: Severity;
  readonly standing: Standing;
  readonly problem?: AnswerProblem | undefined;
  /** Goes into the hidden field `t` of the form. */
  readonly antiForgery: string;
  readonly now: number;
  /** The site's. */
  readonly timeZone: string;
  readonly next?: { readonly at: number; readonly names: readonly string[] } | undefined;
  readonly whyYou?: string | undefined;
}
