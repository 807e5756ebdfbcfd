/**
 * Stands in for `@azure/functions-core`, the module that the Functions worker gives to the genuine `@azure/functions` library.
 * The library asks for it once and keeps it, so one core serves every app of the process; which app registers is decided here.
 */
import { createRequire } from 'node:module';
import { admit } from './admit.ts';
import type { FunctionEntry } from './types.ts';

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';
/** A line that the library or a handler wrote; `invocation` is absent for lines that belong to none. */
export interface LogLine {
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly message: string;
  readonly invocation?: { readonly id: string; readonly function: string };
}

export type HookName = 'preInvocation' | 'postInvocation' | 'appStart' | 'appTerminate' | 'log';
export type Hook = (context: Record<string, unknown>) => unknown;
export type Callback = (...args: unknown[]) => unknown;

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: Callback): Promise<unknown>;
  getResponse(
    context: unknown,
    result: unknown,
  ): Promise<{ outputData?: { name: string; data: unknown }[]; returnValue?: unknown }>;
}
interface ProgrammingModel {
  getInvocationModel(context: Record<string, unknown>): InvocationModel;
}

/** What one `bind` registered. It does not change any more once `newApp` has resolved. */
export interface App {
  readonly functions: readonly FunctionEntry[];
  callback(name: string): Callback;
  hooks(name: HookName): readonly Hook[];
  invocationModel(context: Record<string, unknown>): InvocationModel;
}

interface Registry {
  readonly entries: Map<string, FunctionEntry>;
  readonly callbacks: Map<string, Callback>;
  readonly hooks: Map<HookName, Hook[]>;
  readonly onLog: (line: LogLine) => void;
}

let model: ProgrammingModel | undefined;
let current: Registry | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `bind`, which registers through the genuine libraries, and answers what it registered. Rejects with what `bind` threw:
 * a function of the same name, a trigger or binding that this host does not run, an option it does not know.
 * Two calls at once wait for each other, because the libraries know of one app only.
 */
export function newApp(bind: () => unknown, options: { readonly onLog?: (line: LogLine) => void } = {}): Promise<App> {
  const app = last.then(() => register(bind, options.onLog ?? (() => {})));
  last = app.catch(() => undefined);
  return app;
}

async function register(bind: () => unknown, onLog: (line: LogLine) => void): Promise<App> {
  const registry: Registry = { entries: new Map(), callbacks: new Map(), hooks: new Map(), onLog };
  current = registry;
  try {
    await bind();
  } finally {
    current = undefined;
  }
  const app = seal(registry);
  for (const hook of app.hooks('appStart')) await hook({ functionAppDirectory: process.cwd(), hookData: {}, appHookData: {} });
  return app;
}

function seal({ entries, callbacks, hooks }: Registry): App {
  return {
    functions: [...entries.values()],
    callback(name) {
      const found = callbacks.get(name);
      if (found === undefined) throw new Error(`There is no function "${name}".`);
      return found;
    },
    hooks: name => hooks.get(name) ?? [],
    invocationModel(context) {
      if (model === undefined) throw new Error('No function was registered through @azure/functions.');
      return model.getInvocationModel(context);
    },
  };
}

function registerFunction(
  metadata: { name: string; bindings: FunctionEntry['bindings']; retryOptions?: unknown },
  callback: Callback,
) {
  const registry = open(`function "${metadata.name}"`);
  if (registry.entries.has(metadata.name)) throw new Error(`A function named "${metadata.name}" is registered twice.`);
  registry.entries.set(metadata.name, admit(metadata));
  registry.callbacks.set(metadata.name, callback);
  return new Disposable(() => {
    registry.entries.delete(metadata.name);
    registry.callbacks.delete(metadata.name);
  });
}

const hookNames: readonly string[] = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'] satisfies HookName[];

function registerHook(name: HookName, hook: Hook) {
  // The library tells an old worker from this very error.
  if (!hookNames.includes(name))
    throw Object.assign(new RangeError(`Unknown hook "${name}".`), { isAzureFunctionsSystemError: true });
  const { hooks } = open(`hook "${name}"`);
  const list = hooks.get(name) ?? [];
  hooks.set(name, [...list, hook]);
  return new Disposable(() =>
    hooks.set(
      name,
      hooks.get(name)!.filter(other => other !== hook),
    ),
  );
}

function open(what: string): Registry {
  if (current === undefined)
    throw new Error(`The ${what} comes too late: functions and hooks are registered while the app is bound.`);
  return current;
}

/** The library logs its set-up through here, before anything is invoked; that is the only sign of HTTP streaming. */
function log(level: LogLevel, category: LogCategory, message: string): void {
  if (message === 'HTTP streaming enabled.') {
    library().app.setup({ enableHttpStream: false }); // the flag is the library's, and would outlive this app
    throw new Error('This host does not run HTTP streaming: leave `enableHttpStream` off.');
  }
  current?.onLog({ level, category, message });
}

class Disposable {
  readonly #end: () => unknown;
  constructor(end: () => unknown) {
    this.#end = end;
  }
  dispose(): void {
    this.#end();
  }
  static from(...parts: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.forEach(part => void part.dispose()));
  }
}

const core = {
  version: '3.9.1',
  hostVersion: '4.1037.0',
  registerFunction,
  registerHook,
  setProgrammingModel(set: ProgrammingModel) {
    model = set;
  },
  getProgrammingModel: () => model,
  log,
  Disposable,
};

const require = createRequire(import.meta.url);
const library = (): typeof import('@azure/functions') => require('@azure/functions');

const modules = (require('node:module') as { prototype: { require(id: string): unknown } }).prototype;
const requireBefore = modules.require;
modules.require = function (this: unknown, id: string): unknown {
  return id === '@azure/functions-core' ? core : requireBefore.call(this, id);
};
