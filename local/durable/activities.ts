/** Runs one activity. At least once: a crash before its result is written runs it again. */
import type { TypedData } from '../host/types.ts';
import type { EpisodeTools } from './episode.ts';
import { Event, type HistoryEvent } from './protocol.ts';
import type { Work } from './store.ts';

export async function runActivity(tools: EpisodeTools, work: Work): Promise<void> {
  const instance = tools.store.numbered(work.n);
  if (instance === undefined) return;
  const how = instance.traceparent === null ? {} : { traceparent: instance.traceparent };
  const event = await outcome(work, () =>
    tools.invoker.invoke(work.name, activityInput(work.input), { ...how, metadata: { instanceId: instance.id } }),
  );
  tools.store.finishWork(work, event, Math.floor(tools.clock.now()));
}

async function outcome(work: Work, invoke: () => Promise<{ readonly returnValue?: unknown }>): Promise<HistoryEvent> {
  const base = { EventId: -1, IsPlayed: false, Timestamp: '', TaskScheduledId: work.task };
  try {
    const { returnValue } = await invoke();
    return { ...base, EventType: Event.taskCompleted, Result: resultText(returnValue) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Azure's text has two blanks here.
    const Reason = `Activity function '${work.name}' failed:  ${message}`;
    return { ...base, EventType: Event.taskFailed, Reason, Details: JSON.stringify({ Message: message }), FailureDetails: null };
  }
}

/** The one element of a `TaskScheduled` input as Azure hands it over: primitives as .NET text, the rest as JSON text. */
export function activityInput(input: string): TypedData {
  const [value] = JSON.parse(input) as [unknown];
  if (value === null || value === undefined) return { json: 'null' };
  // The library has encoded a string once more already; as text it arrives as the string that was given.
  if (typeof value === 'string') return { string: value };
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: JSON.stringify(value) };
}

/** JSON text of what the activity returned; `null` for nothing. Throws for bytes, which cannot travel. */
export function resultText(returned: unknown): string {
  if (returned === null || returned === undefined) return 'null';
  const data = returned as { json?: string; string?: string; int?: number; double?: number };
  const text = data.json ?? JSON.stringify(data.string ?? data.int ?? data.double);
  if (text === undefined) throw new Error('it returned bytes; return an object or text');
  return text;
}
