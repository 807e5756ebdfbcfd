/** The words that durable-functions 3.5 and its host exchange: history events in, a list of actions out. */

/** Numbers of the history events that this host writes. */
export const Event = {
  executionStarted: 0,
  executionCompleted: 1,
  taskScheduled: 4,
  taskCompleted: 5,
  taskFailed: 6,
  timerCreated: 10,
  timerFired: 11,
  orchestratorStarted: 12,
  orchestratorCompleted: 13,
  eventRaised: 15,
} as const;

export type EventType = (typeof Event)[keyof typeof Event];

/** One event of an instance's history, as the library reads it. Times are ISO texts; payloads are JSON texts. */
export interface HistoryEvent {
  readonly EventType: EventType;
  /** The sequence id of a decision (scheduled, timer created, completed), else -1. */
  readonly EventId: number;
  readonly IsPlayed: boolean;
  readonly Timestamp: string;
  readonly Name?: string;
  readonly Input?: string | null;
  readonly Result?: string | null;
  readonly TaskScheduledId?: number;
  readonly TimerId?: number;
  readonly FireAt?: string;
  readonly Reason?: string;
  readonly [field: string]: unknown;
}

/** Numbers of the actions that this host carries out. */
export const Act = { activity: 0, activityWithRetry: 1, timer: 5, wait: 6, any: 11, all: 12 } as const;

const refusedActs: Readonly<Record<number, string>> = {
  2: 'callSubOrchestrator',
  3: 'callSubOrchestratorWithRetry',
  4: 'continueAsNew',
  7: 'callEntity',
  8: 'callHttp',
  9: 'signalEntity',
  13: 'lock',
  14: 'release of a lock',
};

export interface RetryOptions {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
  readonly retryTimeoutInMilliseconds?: number;
}

/** One entry of the action list. Which fields are there depends on `actionType`. */
export interface Action {
  readonly actionType: number;
  readonly functionName?: string;
  readonly input?: unknown;
  readonly retryOptions?: RetryOptions;
  readonly fireAt?: string;
  readonly isCanceled?: boolean;
  readonly externalEventName?: string;
  readonly compoundActions?: readonly Action[];
}

/** Names the call of the library that this host does not carry out, if the action or a part of it is one. */
export function refusedCall(action: Action): string | undefined {
  const part = action.compoundActions?.map(refusedCall).find(call => call !== undefined);
  if (part !== undefined) return part;
  const known = (Object.values(Act) as number[]).includes(action.actionType);
  return known ? undefined : (refusedActs[action.actionType] ?? `action ${action.actionType}`);
}

/** What the library answered for one episode. `ended` is absent while the orchestrator waits for something. */
export interface Outcome {
  readonly actions: readonly Action[];
  readonly customStatus?: unknown;
  readonly ended?: { readonly output: unknown } | { readonly error: string };
  /** The orchestrator threw what Azure cannot carry: it would stay Running for ever. */
  readonly threwNoError?: true;
  /** The library itself failed, or the host could not call it; there is no list of actions. */
  readonly fault?: string;
}

interface State {
  readonly isDone?: boolean;
  readonly actions?: readonly (readonly Action[])[];
  readonly output?: unknown;
  readonly error?: string;
  readonly customStatus?: unknown;
}

/** Reads the value that an orchestrator's invocation resolved to. */
export function readReturned(returned: unknown): Outcome {
  const data = returned as { json?: string; string?: string } | undefined;
  const text = data?.json ?? data?.string;
  const state = (text === undefined ? {} : JSON.parse(text)) as State;
  if (!Array.isArray(state.actions))
    return { actions: [], fault: 'it answered without a list of actions: only `function*` handlers can be run' };
  return { ...common(state), ...(state.isDone === true ? { ended: { output: state.output ?? null } } : {}) };
}

const label = '\n\n$OutOfProcData$:';

/** Reads the error that an orchestrator's invocation rejected with. The library appends the state to the message. */
export function readThrown(thrown: unknown): Outcome {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const at = message.indexOf(label);
  if (at < 0) return { actions: [], fault: message };
  const state = JSON.parse(message.slice(at + label.length)) as State;
  if (state.error) return { ...common(state), ended: { error: state.error } };
  return { ...common(state), threwNoError: true };
}

const common = (state: State): { actions: readonly Action[]; customStatus?: unknown } => ({
  actions: state.actions?.[0] ?? [],
  ...(state.customStatus === undefined ? {} : { customStatus: state.customStatus }),
});

/** Slices of long timers, as the Azure Storage backend announces them. */
export const timerLimits = {
  longestMs: 6 * 86_400_000,
  sliceMs: 3 * 86_400_000,
  payload: {
    longRunningTimerIntervalDuration: '3.00:00:00',
    maximumShortTimerDuration: '6.00:00:00',
    // The missing letter is the protocol's own.
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
  },
} as const;
