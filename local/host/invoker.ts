/** One invocation, in the order of the real worker: arguments, hooks, function, hooks, response. */
import { randomUUID } from 'node:crypto';
import type { App, Callback, HookName, LogCategory, LogLevel, LogLine } from './core.ts';
import { toTypedData } from './typed-data.ts';
import type { FunctionEntry, Invoker, Retry, TypedData } from './types.ts';

export interface InvokerOptions {
  /** JSON text that the genuine durable client is made from. Asked at each invocation that has one. */
  readonly durableClientBinding?: () => string;
  /** Lines that handlers wrote with `context.log` and its kin, and warnings of the library. */
  readonly onLog?: (line: LogLine) => void;
  readonly newId?: () => string;
}

/** An invoker that can be watched: what runs is not over before `running()` is 0. */
export interface WatchedInvoker extends Invoker {
  running(): number;
  /** Calls `listener` after each start and each end of an invocation. */
  onRunning(listener: (running: number) => void): void;
  /** Resolves when nothing runs, at once if that is so now. */
  quiet(): Promise<void>;
}

type Options = Parameters<Invoker['invoke']>[2];
type Answer = Awaited<ReturnType<Invoker['invoke']>>;

export function createInvoker(app: App, options: InvokerOptions = {}): WatchedInvoker {
  const entries = new Map(app.functions.map(entry => [entry.name, entry]));
  const appHookData = {};
  const count = counter();
  return {
    ...count.watch,
    functions: () => app.functions,
    invoke: (name, trigger, how) =>
      count.during(async () => {
        const entry = entries.get(name);
        if (entry === undefined) throw new Error(`There is no function "${name}".`);
        return await runOne({ app, entry, trigger, how, options, appHookData });
      }),
  };
}

interface One {
  readonly app: App;
  readonly entry: FunctionEntry;
  readonly trigger: TypedData;
  readonly how: Options;
  readonly options: InvokerOptions;
  readonly appHookData: object;
}

async function runOne(one: One): Promise<Answer> {
  const { app, entry } = one;
  const call = coreContext(one);
  const model = app.invocationModel(call);
  const { context, inputs } = await model.getArguments();
  const shared = { invocationContext: context, hookData: {}, appHookData: one.appHookData };

  const before: Record<string, unknown> = { ...shared, inputs, functionCallback: app.callback(entry.name) };
  await runHooks(app, 'preInvocation', call, before);

  const after: Record<string, unknown> = { ...shared, inputs: before.inputs, result: undefined, error: undefined };
  call.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs as unknown[], before.functionCallback as Callback);
  } catch (error) {
    after.error = error ?? new Error('The function threw nothing.');
  }
  await runHooks(app, 'postInvocation', call, after);
  call.state = undefined;
  if (after.error !== undefined && after.error !== null) throw after.error;

  const response = await model.getResponse(context, after.result);
  const outputs = Object.fromEntries((response.outputData ?? []).map(({ name, data }) => [name, data]));
  return { outputs, ...(response.returnValue == null ? {} : { returnValue: response.returnValue }) };
}

/** Hooks are awaited one by one, in the order of their registration. */
async function runHooks(
  app: App,
  name: HookName,
  call: Record<string, unknown>,
  context: Record<string, unknown>,
): Promise<void> {
  call.state = `${name}Hooks`;
  for (const hook of app.hooks(name)) await hook(context);
}

function coreContext(one: One): Record<string, unknown> {
  const { entry, how, options } = one;
  const id = (options.newId ?? randomUUID)();
  return {
    invocationId: id,
    metadata: { name: entry.name, bindings: entry.bindings },
    request: {
      invocationId: id,
      functionId: entry.name,
      inputData: inputData(one),
      triggerMetadata: { ...how?.typedMetadata, ...mapped(how?.metadata ?? {}) },
      ...(how?.retry === undefined ? {} : { retryContext: retryContext(how.retry) }),
      ...(how?.traceparent === undefined
        ? {}
        : { traceContext: { traceParent: how.traceparent, traceState: '', attributes: {} } }),
    },
    state: undefined,
    log: (level: LogLevel, category: LogCategory, message: string) => logLine(one, id, { level, category, message }),
  };
}

const mapped = (metadata: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, toTypedData(value)]));

const retryContext = ({ count, most, error }: Retry): unknown => ({
  retryCount: count,
  maxRetryCount: most,
  exception: { message: error instanceof Error ? error.message : String(error), source: '', stackTrace: '' },
});

function inputData({ entry, trigger, options }: One): { name: string; data: unknown }[] {
  const clients = Object.entries(entry.bindings).filter(([, binding]) => binding.type === 'durableClient');
  return [
    { name: entry.trigger.name, data: trigger },
    ...clients.map(([name]) => ({ name, data: { string: clientBinding(entry, options) } })),
  ];
}

function clientBinding(entry: FunctionEntry, { durableClientBinding }: InvokerOptions): string {
  if (durableClientBinding === undefined)
    throw new Error(`The function "${entry.name}" wants a durable client; this host has no durable engine.`);
  return durableClientBinding();
}

/** Log hooks may change level and message; they are not awaited, as a line is written at once. */
function logLine({ app, entry, options }: One, id: string, line: LogLine): void {
  const context: Record<string, unknown> = { ...line, hookData: {}, appHookData: {} };
  for (const hook of app.hooks('log')) hook(context);
  const { level, message } = context as unknown as LogLine;
  options.onLog?.({ level, message, category: line.category, invocation: { id, function: entry.name } });
}

function counter() {
  const listeners: ((running: number) => void)[] = [];
  let running = 0;
  const change = (by: 1 | -1): void => {
    running += by;
    for (const listener of [...listeners]) listener(running);
  };
  const quiet = (): Promise<void> =>
    new Promise(resolve => {
      if (running === 0) return resolve();
      const end = (now: number): void => {
        if (now > 0) return;
        listeners.splice(listeners.indexOf(end), 1);
        resolve();
      };
      listeners.push(end);
    });
  return {
    watch: { running: () => running, onRunning: (listener: (running: number) => void) => void listeners.push(listener), quiet },
    async during<T>(work: () => Promise<T>): Promise<T> {
      change(1);
      try {
        return await work();
      } finally {
        change(-1);
      }
    },
  };
}
