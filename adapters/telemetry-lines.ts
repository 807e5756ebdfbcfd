/** Lines of the log to an OpenTelemetry logger: what is in them was made fit to be seen when they were written. */
import { type AnyValueMap, type Logger, SeverityNumber } from '@opentelemetry/api-logs';
import { contextOf } from './telemetry-spans.ts';

const severities: Readonly<Record<string, SeverityNumber>> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

/** A record's body is the name of the event; the other fields are its attributes. What is no line of ours is left out. */
export const linesVia = (logger: Logger): { write(line: string): void } => ({
  write(line) {
    const read = fieldsOf(line);
    if (!read) return;
    const { level, time, event, traceId, spanId, ...attributes } = read;
    const known = typeof traceId === 'string' && typeof spanId === 'string';
    logger.emit({
      severityNumber: severities[String(level)] ?? SeverityNumber.INFO,
      severityText: String(level),
      timestamp: Date.parse(String(time)),
      body: String(event),
      attributes: (known || traceId === undefined ? attributes : { ...attributes, traceId }) as AnyValueMap,
      ...(known && { context: contextOf(`00-${traceId}-${spanId}-01`) }),
    });
  },
});

function fieldsOf(line: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null && 'event' in read && 'time' in read ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
