/** Whom a policy would page: for its own examples, and for "who would be called tonight". */
import { Temporal } from 'temporal-polyfill';
import type { Severity } from '../alarms/alarm.ts';
import { showDuration } from '../duration.ts';
import type { AskedChannel } from './channels.ts';
import { onCall } from './on-call.ts';
import type { Example, Policy } from './policy.ts';
import type { LoadedPolicy } from './read-policy.ts';
import { startOf } from './rounds.ts';
import { draftsOf, durationMs } from './schedule.ts';

export interface Previewed {
  /** Plant time, ms. */
  readonly at: number;
  /** Rotations as the person who has the phone then; people, teams and roles as the step names them. */
  readonly pages: string[];
  /** As the step asks for them, those that are not there yet included. */
  readonly via: AskedChannel[];
}

export interface Imagined {
  readonly raisedAt: number;
  readonly severity: Severity;
  /** ms after the raise. */
  readonly acknowledgedAfter?: number;
  /** The device’s, for calendars with "site". */
  readonly timeZone?: string;
}

/** The first pages of round 1, repeats left out: until somebody answers (`acknowledgedAfter`, ms after the raise), else to its end. */
export function preview(policy: LoadedPolicy, { raisedAt, severity, acknowledgedAfter, timeZone }: Imagined): Previewed[] {
  if (severity === 'info') return [];
  const { document } = policy;
  const round = startOf(policy, { severity, raised: { at: raisedAt, timeZone }, begins: raisedAt, first: true }, 1);
  const drafts = draftsOf(round);
  const unanswered = document.ifUnanswered && drafts[0] ? drafts[0].nominal + durationMs(document.ifUnanswered.after) : undefined;
  const end = Math.min(
    acknowledgedAfter === undefined ? Number.POSITIVE_INFINITY : raisedAt + acknowledgedAfter,
    unanswered ?? Number.POSITIVE_INFINITY,
  );
  return drafts
    .filter(({ nominal }) => nominal < end)
    .map(({ nominal, page, via }) => ({
      at: nominal,
      pages: page.map(target => named(target, document, nominal)),
      via: [...via],
    }));
}

function named(target: string, policy: Policy, at: number): string {
  return target.startsWith('rotation:') ? onCall(policy, target.slice('rotation:'.length), at) : target;
}

export interface ExampleResult {
  readonly name: string;
  readonly ok: boolean;
  readonly expected: Example['expect'];
  readonly got: Example['expect'];
  /** One sentence: that it holds, or where the two part. */
  readonly says: string;
}

export const runPolicyExamples = (policy: LoadedPolicy): ExampleResult[] =>
  (policy.document.examples ?? []).map(example => runExample(policy, example));

function runExample(policy: LoadedPolicy, example: Example): ExampleResult {
  const raisedAt = Temporal.Instant.from(example.raisedAt).epochMilliseconds;
  const { name, severity, acknowledgedAfter, expect: expected } = example;
  const answer = acknowledgedAfter === undefined ? {} : { acknowledgedAfter: durationMs(acknowledgedAfter) };
  const got = preview(policy, { raisedAt, severity, ...answer }).map(({ at, ...page }) => ({
    at: showDuration(at - raisedAt),
    ...page,
  }));
  const wrong = Array.from({ length: Math.max(expected.length, got.length) }, (_, index) => index).find(
    index => shown(expected[index]) !== shown(got[index]),
  );
  if (wrong === undefined) return { name, ok: true, expected, got, says: `“${name}” holds.` };
  const says = `“${name}”: page ${wrong + 1} should be ${shown(expected[wrong])}, but is ${shown(got[wrong])}.`;
  return { name, ok: false, expected, got, says };
}

/** The same text for the same page, in whatever order people and channels are written. */
const shown = (page: Example['expect'][number] | undefined): string =>
  page === undefined
    ? 'none'
    : `${[...page.pages].sort().join(', ')} at ${showDuration(durationMs(page.at))} by ${[...page.via].sort().join(' and ')}`;
