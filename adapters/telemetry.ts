/** Traces and logs to whoever watches from outside: Azure Monitor, an OpenTelemetry collector, both, or nobody. */
import { noTrace } from '../engine/no-trace.ts';
import type { Trace } from '../engine/ports.ts';
import type { TokenCredential } from './acs-resource.ts';

export interface TelemetryOptions {
  /** Of Application Insights. */
  readonly connectionString?: string;
  /** For an Application Insights that takes no keys. */
  readonly credential?: TokenCredential;
  /** Of a collector that speaks OTLP over HTTP with JSON: `http://localhost:4318`. */
  readonly otlpEndpoint?: string;
  /** Share, 0 to 1, of deliveries that decided nothing that are told; alarms always are. Default: all. */
  readonly quietShare?: number;
  readonly version: string;
  /** Hears, at most once a minute, why telemetry does not go out. Nobody else waits for it or fails by it. */
  readonly onFailure?: (why: string) => void;
  /** Longest attempt to send a batch, and longest wait for the last ones at the end, ms. Default 5 s. */
  readonly timeoutMs?: number;
}

export interface Telemetry {
  readonly trace: Trace;
  /** Takes lines of the log, as `logViaPino` writes them. */
  readonly lines: { write(line: string): void };
  /** Sends what waits; resolves when it went out or could not in time. Never rejects. */
  flush(): Promise<void>;
  /** The same, for the last time. */
  close(): Promise<void>;
}

/** Nobody watches: nothing of OpenTelemetry is even loaded. */
const unwatched: Telemetry = { trace: noTrace, lines: { write: () => {} }, flush: async () => {}, close: async () => {} };

/** Never rejects: what is wrong with it is told, and then nobody watches. */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  try {
    if (options.connectionString) return (await import('./telemetry-azure.ts')).telemetryViaAzureMonitor(options);
    if (options.otlpEndpoint) return (await import('./telemetry-otlp.ts')).telemetryViaOtlp(options);
  } catch (error) {
    options.onFailure?.(String(error));
  }
  return unwatched;
}

/** Lines that wait for telemetry that is still loading; more than so many are not sent. */
const waitingMost = 1_000;

export interface LateTelemetry extends Telemetry {
  /** Loads it, once; resolves when it is there. */
  open(): Promise<void>;
}

/** To be had before it is loaded: what is begun until then is not told; lines wait for it. */
export function lateTelemetry(load: () => Promise<Telemetry>): LateTelemetry {
  const waiting: string[] = [];
  let now: Telemetry = {
    ...unwatched,
    lines: { write: line => void (waiting.length < waitingMost && waiting.push(line)) },
  };
  let opened: Promise<void> | undefined;
  return {
    trace: { begin: of => now.trace.begin(of) },
    lines: { write: line => now.lines.write(line) },
    flush: () => now.flush(),
    close: () => now.close(),
    open() {
      opened ??= load().then(telemetry => {
        now = telemetry;
        for (const line of waiting.splice(0)) telemetry.lines.write(line);
      });
      return opened;
    },
  };
}

/** Lines for those who watch, and for `other` what should be seen without them: warnings and errors. */
export const sharedLines = (watching: Telemetry['lines'], other: Telemetry['lines']): Telemetry['lines'] => ({
  write(line) {
    watching.write(line);
    if (/^\{"level":"(warn|error)"/.test(line)) other.write(line);
  },
});
