/** What an episode brings about: new work, new timers, the end — or a failure that says why this would hang on Azure. */
import { type Action, Event, type Outcome, refusedCall } from './protocol.ts';
import { hasEnded, type Instance, type Status } from './store.ts';
import type { Finding, Leaf } from './walk-nodes.ts';
import type { Walked, WalkedEvent } from './walker.ts';

export interface Decisions {
  readonly work: readonly { readonly task: number; readonly name: string; readonly input: string }[];
  readonly timers: readonly { readonly id: number; readonly fireAt: number; readonly cancelled: boolean }[];
  /** Ids of timers that were cancelled and need not fire. */
  readonly cancelled: readonly number[];
  readonly status: Status;
  /** JSON text, `null` while there is none. */
  readonly output: string | null;
  readonly findings: readonly Finding[];
}

export interface Episode {
  readonly instance: Instance;
  readonly outcome: Outcome;
  readonly walked: Walked;
  readonly past: readonly WalkedEvent[];
  /** Names of the activities that the app registered. */
  readonly activities: ReadonlySet<string>;
}

export function decide(episode: Episode): Decisions {
  const { instance, outcome, walked, past } = episode;
  if (outcome.fault !== undefined)
    return failed(instance, outcome.fault, [{ code: 'durable/fault', says: outcome.fault, breaks: true }]);
  const known = new Set(past.filter(({ event }) => isDecision(event.EventType)).map(({ event }) => event.EventId));
  const fresh = [...walked.leaves.values()].filter(leaf => !known.has(leaf.id));
  const open = [...walked.leaves.values()].filter(leaf => leaf.state === 'open' && !leaf.cancelled);
  const findings = [...lint(episode), ...walked.findings, ...atTheEnd(episode, open), ...inputs(fresh), ...ownInput(instance)];
  const broken = findings.find(finding => finding.breaks);
  if (broken !== undefined)
    return failed(instance, `${broken.says} (${broken.code})`, [...findings.filter(finding => !finding.breaks), broken]);
  const going = {
    work: fresh
      .filter(leaf => leaf.kind === 'activity')
      .map(leaf => ({ task: leaf.id, name: leaf.name!, input: JSON.stringify([leaf.input]) })),
    timers: fresh.filter(leaf => leaf.kind === 'timer').map(({ id, fireAt, cancelled }) => ({ id, fireAt: fireAt!, cancelled })),
    cancelled: [...walked.leaves.values()].filter(leaf => leaf.cancelled && known.has(leaf.id)).map(leaf => leaf.id),
    findings,
  };
  // Azure does not complete an orchestration while its activities and timers are open.
  if (outcome.ended === undefined || open.length > 0) return { ...going, status: 'Running', output: null };
  if ('error' in outcome.ended)
    return { ...failed(instance, outcome.ended.error, findings), work: going.work, timers: going.timers };
  return { ...going, status: 'Completed', output: JSON.stringify(outcome.ended.output) };
}

function failed(instance: Instance, error: string, findings: readonly Finding[]): Decisions {
  const output = JSON.stringify(`Orchestrator function '${instance.name}' failed: ${error}`);
  return { work: [], timers: [], cancelled: [], status: 'Failed', output, findings };
}

/** Faults that show in the list of actions alone, and code that is not the code that wrote the history. */
function lint({ outcome, walked, past, activities }: Episode): readonly Finding[] {
  const findings: Finding[] = [];
  const breaks = (code: string, says: string): void => void findings.push({ code, says, breaks: true });
  if (outcome.threwNoError)
    breaks(
      'durable/threw-no-error',
      'it threw something that is not an Error with a message; on Azure it would stay Running for ever',
    );
  for (const action of outcome.actions) {
    const call = refusedCall(action);
    if (call !== undefined) breaks('durable/not-supported', `it uses ${call}, which the local host does not run`);
    if (anyPart(action, part => part.retryOptions?.retryTimeoutInMilliseconds !== undefined))
      breaks(
        'durable/retry-timeout',
        'it sets retryTimeoutInMilliseconds, after which Azure and the library no longer agree; use maxNumberOfAttempts and maxRetryIntervalInMilliseconds',
      );
  }
  const changed = past
    .map(({ event }) => event)
    .find(event => isDecision(event.EventType) && !matches(walked.leaves.get(event.EventId), event));
  if (changed !== undefined)
    breaks(
      'durable/non-deterministic',
      `its history says that call ${changed.EventId} was ${named(changed)}, now it is ${namedLeaf(walked.leaves.get(changed.EventId))}: the code changed or does not repeat itself`,
    );
  const unknown = [...walked.leaves.values()].find(
    leaf => leaf.kind === 'activity' && leaf.state === 'open' && !activities.has(leaf.name!),
  );
  if (unknown !== undefined)
    breaks(
      'durable/unknown-activity',
      `it calls the activity "${unknown.name}", which is not registered; on Azure it would stay Running for ever`,
    );
  return findings;
}

const anyPart = (action: Action, test: (part: Action) => boolean): boolean =>
  test(action) || (action.compoundActions ?? []).some(part => anyPart(part, test));

const isDecision = (type: number): boolean => type === Event.taskScheduled || type === Event.timerCreated;

const matches = (leaf: Leaf | undefined, event: { EventType: number; Name?: string }): boolean =>
  event.EventType === Event.timerCreated ? leaf?.kind === 'timer' : leaf?.kind === 'activity' && leaf.name === event.Name;

const named = (event: { EventType: number; Name?: string }): string =>
  event.EventType === Event.timerCreated ? 'a timer' : `activity "${event.Name}"`;
const namedLeaf = (leaf: Leaf | undefined): string =>
  leaf === undefined ? 'nothing' : leaf.kind === 'timer' ? 'a timer' : `activity "${leaf.name}"`;

function atTheEnd({ outcome, walked, instance }: Episode, open: readonly Leaf[]): readonly Finding[] {
  if (outcome.ended === undefined) {
    if (outcome.threwNoError || open.length > 0 || walked.waits || hasEnded(instance.status)) return [];
    return [{ code: 'durable/stuck', says: 'it neither ended nor waits for anything', breaks: true }];
  }
  const timer = open.find(leaf => leaf.kind === 'timer' && leaf.parent?.kind !== 'retry');
  if (timer === undefined) return [];
  const at = new Date(timer.fireAt!).toISOString();
  return [
    {
      code: 'durable/timer-left-open',
      says: `it ended with an open timer and stays Running until ${at}; cancel timers that lost`,
      breaks: false,
    },
  ];
}

/** The library makes a Date of every text of that name in the input, however deep: the code would be given something else than was sent. */
function ownInput({ input }: Instance): readonly Finding[] {
  if (input === null || !/"Timestamp"\s*:\s*"/.test(input)) return [];
  const says = 'its input has a text named "Timestamp", which it gets as a Date; choose another name';
  return [{ code: 'durable/timestamp-in-input', says, breaks: false }];
}

const largeBytes = 45_000;

function inputs(fresh: readonly Leaf[]): readonly Finding[] {
  return fresh.flatMap(leaf => {
    if (typeof leaf.input === 'boolean')
      return [
        {
          code: 'durable/boolean-input',
          says: `"${leaf.name}" gets the text "True" or "False" for a boolean input; use an object`,
          breaks: false,
        },
      ];
    if ((JSON.stringify(leaf.input)?.length ?? 0) < largeBytes) return [];
    return [{ code: 'durable/large-input', says: `the input of "${leaf.name}" is over 45 KB; pass a reference`, breaks: false }];
  });
}
