/** An instance as the status API shows it. */
import { Event } from './protocol.ts';
import type { Instance } from './store.ts';
import type { WalkedEvent } from './walker.ts';

export function statusOf(
  instance: Instance,
  shown: { readonly showInput: boolean; readonly events?: readonly WalkedEvent[] },
): Readonly<Record<string, unknown>> {
  return {
    name: instance.name,
    instanceId: instance.id,
    runtimeStatus: instance.status,
    // The library refuses a status without these two.
    input: shown.showInput ? parsed(instance.input) : null,
    output: parsed(instance.output),
    customStatus: parsed(instance.customStatus),
    createdTime: wholeSeconds(instance.created),
    lastUpdatedTime: wholeSeconds(instance.updated),
    ...(shown.events === undefined ? {} : { historyEvents: shown.events.flatMap(readable) }),
  };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
const wholeSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const names = new Map<number, string>(
  Object.entries(Event).map(([name, code]) => [code, name[0]!.toUpperCase() + name.slice(1)]),
);

/** Events with their names; the frames of the episodes are left out. */
function readable({ event }: WalkedEvent): readonly unknown[] {
  if (event.EventType === Event.orchestratorStarted || event.EventType === Event.orchestratorCompleted) return [];
  const { EventId: _id, IsPlayed: _played, ...rest } = event;
  return [{ ...rest, EventType: names.get(event.EventType) }];
}
