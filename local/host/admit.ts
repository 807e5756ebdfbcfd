/** Decides what this host runs. What it does not run is refused by name while the app is bound, never left out in silence. */
import type { FunctionEntry } from './types.ts';

type Binding = FunctionEntry['bindings'][string];

const triggers = [
  'httpTrigger',
  'eventGridTrigger',
  'eventHubTrigger',
  'queueTrigger',
  'timerTrigger',
  'orchestrationTrigger',
  'activityTrigger',
];

/** The function as the host knows it. Throws when it asks for a trigger, a binding or a retry that this host does not have. */
export function admit(metadata: {
  readonly name: string;
  readonly bindings: FunctionEntry['bindings'];
  readonly retryOptions?: unknown;
}): FunctionEntry {
  const { name, bindings } = metadata;
  const entries = Object.entries(bindings);
  // The binding's name may be anything; only its type says that it is the trigger.
  const found = entries.find(([, binding]) => /trigger$/i.test(typeOf(binding)));
  if (found === undefined) throw refused(name, 'it has no trigger');
  const [triggerName, trigger] = found;
  const type = typeOf(trigger);
  if (!triggers.includes(type)) throw refused(name, `its trigger "${type}" is not one of ${triggers.join(', ')}`);
  if (type === 'eventHubTrigger') admitEventHub(name, trigger, metadata.retryOptions);
  else if (trigger.cardinality === 'many') throw refused(name, `its ${type} asks for cardinality "many"`);
  else if (metadata.retryOptions !== undefined) throw refused(name, 'it asks for function-level retries');
  for (const [key, binding] of entries) if (key !== triggerName) admitBinding(name, binding);
  return { name, trigger: { ...trigger, type, name: triggerName }, bindings };
}

/** Without retries the checkpoint passes what failed: that works on no cloud, so it does not work here. */
function admitEventHub(name: string, trigger: Binding, retryOptions: unknown): void {
  if (trigger.cardinality !== 'many') throw refused(name, 'its eventHubTrigger does not ask for cardinality "many"');
  const most = (retryOptions as { maxRetryCount?: unknown } | undefined)?.maxRetryCount;
  if (most !== -1)
    throw refused(name, 'its eventHubTrigger does not retry for ever (maxRetryCount -1), and would lose what failed');
}

function admitBinding(name: string, binding: Binding): void {
  const type = typeOf(binding);
  const known = binding.direction === 'in' ? type === 'durableClient' : type === 'http';
  if (!known) throw refused(name, `its ${binding.direction}put binding "${type}" is neither "durableClient" nor "http"`);
}

const typeOf = (binding: Binding): string => String(binding.type);

const refused = (name: string, why: string): Error => new Error(`The local host cannot run the function "${name}": ${why}.`);
