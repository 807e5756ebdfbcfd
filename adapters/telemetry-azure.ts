/** Spans and log records to Azure Monitor by Microsoft's distribution, with everything off that works by patching. */
import { shutdownAzureMonitor, useAzureMonitor } from '@azure/monitor-opentelemetry';
import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import type { Telemetry, TelemetryOptions } from './telemetry.ts';
import { failuresTo, inTime } from './telemetry-failures.ts';
import { linesVia } from './telemetry-lines.ts';
import { otlpProcessors, resourceOf, scope } from './telemetry-otlp.ts';
import { traceVia } from './telemetry-spans.ts';

const off = { enabled: false };
/** Instrumentations patch modules as they are required; in a bundle nothing is required. Our spans are our own. */
const nothingPatched = {
  ...{ http: off, azureSdk: off, mongoDb: off, mySql: off, postgreSql: off, redis: off, redis4: off },
  ...{ bunyan: off, winston: off, console: off },
};

export function telemetryViaAzureMonitor(options: TelemetryOptions): Telemetry {
  const { connectionString = '', credential, version, timeoutMs = 5_000 } = options;
  const collector = options.otlpEndpoint ? otlpProcessors(options.otlpEndpoint, timeoutMs) : undefined;
  useAzureMonitor({
    azureMonitorExporterOptions: {
      connectionString,
      ...plainly(connectionString),
      disableOfflineStorage: true, // what does not go out is lost: the store and the log of the host have what counts
      ...(credential && { credential }),
    },
    resource: resourceOf(version),
    // Its default keeps five traces a second; ours keeps all, and thins what is quiet before it gets here.
    tracesPerSecond: 0,
    samplingRatio: 1,
    ...{ enableLiveMetrics: false, enableStandardMetrics: false, enablePerformanceCounters: false },
    enableTraceBasedSamplingForLogs: false,
    instrumentationOptions: nothingPatched,
    ...(collector && { spanProcessors: [collector.spans], logRecordProcessors: [collector.records] }),
  });
  failuresTo(options.onFailure);
  return {
    trace: traceVia(trace.getTracer(scope, version), options.quietShare),
    lines: linesVia(logs.getLogger(scope, version)),
    flush: () => inTime([flushed(trace.getTracerProvider()), flushed(logs.getLoggerProvider())], timeoutMs),
    async close() {
      await inTime([shutdownAzureMonitor()], timeoutMs);
      collector?.destroy();
    },
  };
}

/** The library makes every endpoint https: a plain one is a stand-in on this machine. */
function plainly(connectionString: string) {
  const [, host] = /(?:^|;)\s*IngestionEndpoint=(http:[^;]+)/i.exec(connectionString) ?? [];
  return host === undefined ? {} : { host, allowInsecureConnection: true };
}

/** The providers that are registered for the process can be flushed, though their interface does not say so. */
async function flushed(registered: unknown): Promise<void> {
  const provider = registered instanceof ProxyTracerProvider ? registered.getDelegate() : registered;
  await (provider as { forceFlush?(): Promise<void> }).forceFlush?.();
}
