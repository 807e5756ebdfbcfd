/** Spans and log records to a collector, by OTLP over HTTP with JSON. */
import http from 'node:http';
import https from 'node:https';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AlwaysOnSampler, BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Telemetry, TelemetryOptions } from './telemetry.ts';
import { failuresTo, inTime } from './telemetry-failures.ts';
import { linesVia } from './telemetry-lines.ts';
import { traceVia } from './telemetry-spans.ts';

export const scope = 'tocsin';

/** What waits to be sent is bounded: beyond so many spans, and so many records, new ones are dropped. */
export const queueMost = 4_096;

export function telemetryViaOtlp(options: TelemetryOptions): Telemetry {
  const { version, timeoutMs = 5_000 } = options;
  failuresTo(options.onFailure);
  const { spans, records, destroy } = otlpProcessors(options.otlpEndpoint ?? '', timeoutMs);
  const resource = resourceOf(version);
  const tracers = new BasicTracerProvider({ resource, sampler: new AlwaysOnSampler(), spanProcessors: [spans] });
  const loggers = new LoggerProvider({ resource, processors: [records] });
  const both = (what: 'forceFlush' | 'shutdown') => inTime([tracers[what](), loggers[what]()], timeoutMs);
  return {
    trace: traceVia(tracers.getTracer(scope, version), options.quietShare),
    lines: linesVia(loggers.getLogger(scope, version)),
    flush: () => both('forceFlush'),
    async close() {
      await both('shutdown');
      destroy();
    },
  };
}

export const resourceOf = (version: string) => resourceFromAttributes({ 'service.name': 'tocsin', 'service.version': version });

/** `destroy` cuts what is still under way, so that it holds up nobody's exit. */
export function otlpProcessors(endpoint: string, timeoutMs: number) {
  const secure = endpoint.startsWith('https:');
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 4 });
  const to = (path: string) => ({
    url: `${endpoint.replace(/\/+$/, '')}/v1/${path}`,
    timeoutMillis: timeoutMs,
    httpAgentOptions: () => agent,
  });
  const limits = { maxQueueSize: queueMost, exportTimeoutMillis: timeoutMs };
  return {
    spans: new BatchSpanProcessor(new OTLPTraceExporter(to('traces')), limits),
    records: new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(to('logs')), ...limits }),
    destroy: () => agent.destroy(),
  };
}
