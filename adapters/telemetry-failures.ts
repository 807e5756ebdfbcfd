/** What happens when telemetry does not go out: somebody hears of it now and then, and nobody waits for it. */
import { type DiagLogger, DiagLogLevel, diag } from '@opentelemetry/api';

const quietMs = 60_000;

/** The libraries tell their failures to one listener of the process: the last one given here. */
export function failuresTo(listener: ((why: string) => void) | undefined): void {
  let saidAt = -Infinity;
  const say = (...parts: unknown[]): void => {
    if (Date.now() - saidAt < quietMs) return;
    saidAt = Date.now();
    listener?.(parts.map(String).join(' ').slice(0, 500));
  };
  const nothing = (): void => {};
  const logger: DiagLogger = { error: say, warn: say, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

/** Resolves when all have ended, well or not, at the latest after `mostMs`. */
export async function inTime(work: readonly Promise<unknown>[], mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>(resolve => {
    timer = setTimeout(resolve, mostMs);
  });
  await Promise.race([Promise.allSettled(work), tooLate]);
  clearTimeout(timer);
}
