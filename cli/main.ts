/** The command as a process: its arguments, streams and clock. */
import { readFileSync } from 'node:fs';
import type { Io } from './io.ts';
import { run } from './run.ts';

const lookEveryMs = 250;

/** Answers the exit code. A reader that goes away (`| head`) ends it without a word. */
export async function mainIn(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return run(argv, processIo(), version());
}

const processIo = (): Io => ({
  cwd: process.cwd(),
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  out: text => void process.stdout.write(`${text}\n`),
  err: text => void process.stderr.write(`${text}\n`),
  input: readAll,
  now: () => Date.now(),
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  again: () => new Promise(resolve => setTimeout(resolve, lookEveryMs, true)),
});

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

if (import.meta.main) process.exitCode = await mainIn(process.argv.slice(2));
