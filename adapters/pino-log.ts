/** The log of the app: one JSON line per event, with nothing in it that names or reaches a person. */
import { type DestinationStream, pino } from 'pino';
import type { Log } from '../engine/ports.ts';
import { redacted } from './redact.ts';

export interface PinoLog {
  /** `debug`, `info`, `warn`, `error`, `silent`. */
  readonly level: string;
  /** Default: standard output, written at once, so that a crash loses no line. */
  readonly stream?: DestinationStream;
}

/** A line is `{ level, time, event, …fields }`; `time` is machine time. */
export function logViaPino({ level, stream }: PinoLog): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    stream ?? pino.destination({ fd: 1, sync: true }),
  );
  const line = (severity: 'info' | 'warn' | 'error') => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    logger[severity](redacted(fields ?? {}), event);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
