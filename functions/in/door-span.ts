/** A door as a span: its own, and one for each alarm it raises, as every alarm is a trace of its own that begins with its door. */
import type { Ports, Span, SpanOf } from '../../engine/ports.ts';
import type { Evaluated } from '../../engine/rules/evaluate.ts';
import { nameOf } from '../trace.ts';
import type { Arrived } from './react.ts';

export interface DoorSpan {
  /** What is changed elsewhere from here is linked to this. */
  readonly traceparent: string | undefined;
  /** Trace parent for the alarm that this rule raises: the same again when a lost race makes the door decide again. */
  raisedBy(ruleId: string): string | undefined;
  /** Without a message of its own, it came of this one. */
  cameOf(traceparent: string | undefined): void;
  /** The decisions are written now, after so many attempts; telling the house of them is what remains. */
  decided(evaluated: Evaluated, attempts: number): void;
}

/** A span links at most so many messages. */
const linksMost = 32;

/** Links to the messages, in the order of the events. */
export const doorOfEvents = (device: string, events: readonly Arrived[]) => ({
  name: events.some(({ event }) => event.kind === 'reading') ? 'telemetry' : 'device-events',
  links: [...new Set(events.flatMap(({ event }) => event.traceparent ?? []))].slice(-linksMost),
  attributes: { 'tocsin.device': device, 'tocsin.events': events.length },
});

const unwatched: DoorSpan = { traceparent: undefined, raisedBy: () => undefined, cameOf: () => {}, decided: () => {} };

export async function throughDoor(
  ports: Ports,
  of: SpanOf,
  work: (door: DoorSpan) => Promise<Evaluated | undefined>,
): Promise<Evaluated | undefined> {
  const door = watch(ports, { ...of, kind: 'door', since: ports.clock.machine() });
  if (!door) return work(unwatched);
  try {
    const evaluated = await work(door);
    door.end({ quiet: !evaluated || evaluated.decisions.length === 0 });
    return evaluated;
  } catch (error) {
    door.end({ failed: nameOf(error) });
    throw error;
  }
}

function watch({ trace }: Ports, of: SpanOf): (DoorSpan & Pick<Span, 'end'>) | undefined {
  const own = trace.begin(of);
  if (own.traceparent === undefined) return undefined;
  const raised = new Map<string, Span>();
  let links: readonly string[] = [];
  const all = () => new Set([own, ...raised.values()]);
  return {
    traceparent: own.traceparent,
    raisedBy(ruleId) {
      const span = raised.get(ruleId) ?? (raised.size === 0 ? own : trace.begin(of));
      raised.set(ruleId, span);
      return span.traceparent;
    },
    cameOf(message) {
      links = message === undefined || of.links?.length ? [] : [message];
    },
    decided({ decisions }, attempts) {
      const rules = new Set(decisions.map(({ ruleId }) => ruleId));
      for (const ruleId of raised.keys()) if (!rules.has(ruleId)) raised.delete(ruleId);
      if (decisions.length === 0) return;
      const attributes = { 'tocsin.decisions': decisions.length, 'tocsin.attempts': attempts };
      for (const { traceparent: parent } of all())
        trace.begin({ name: 'evaluate', parent, attributes, ...(of.since !== undefined && { since: of.since }) }).end();
    },
    end: how => {
      for (const span of all()) span.end({ ...how, links });
    },
  };
}
