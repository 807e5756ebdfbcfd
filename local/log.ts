/** The log of the living system: a file, the terminal, and whoever watches from outside. */
import { createWriteStream } from 'node:fs';
import { logViaPino } from '../adapters/pino-log.ts';
import { openTelemetry } from '../adapters/telemetry.ts';
import type { Log, Trace } from '../engine/ports.ts';
import { readTelemetry } from '../functions/settings.ts';
import { watching } from './lines.ts';
import type { Terminal } from './terminal.ts';

export interface LogOptions {
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly terminal: Terminal;
  readonly now: () => number;
  readonly nameOf: (id: string) => string;
}

export interface OpenLog {
  readonly log: Log;
  readonly trace: Trace;
  /** After the last line. */
  close(): Promise<void>;
}

export async function openLog({ file, env, version, terminal, now, nameOf }: LogOptions): Promise<OpenLog> {
  const kept = createWriteStream(file, { flags: 'a' });
  const onFailure = (why: string) => log.warn('telemetry.failed', { why });
  const telemetry = await openTelemetry({ ...readTelemetry(env), version, onFailure });
  const stream = {
    write(line: string) {
      kept.write(line);
      telemetry.lines.write(line);
    },
  };
  const log = watching(logViaPino({ level: 'info', stream }), terminal, now, nameOf);
  return {
    ...{ log, trace: telemetry.trace },
    async close() {
      await telemetry.close();
      kept.end();
    },
  };
}
