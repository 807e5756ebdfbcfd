/** Azurite, Microsoft's emulator of a storage account, as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const program = resolve(import.meta.dirname, '../node_modules/azurite/dist/src/azurite.js');
const services = ['Blob', 'Queue', 'Table'] as const;
/** Azurite's account and key, published by Microsoft: they open nothing but emulators. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
/** Should this process be killed, Azurite ends too. */
const orphaned = '--import=data:text/javascript,process.on("disconnect",()=>process.exit());process.channel?.unref()';
const patienceMs = 60_000;

export interface Azurite {
  readonly connectionString: string;
  /** When the process ends by itself; its last words are in the log. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** `dir` holds its log and, unless it works `inMemory`, its data. Without `ports` (blob, queue, table) it takes free ones. */
export async function startAzurite(options: {
  readonly dir: string;
  readonly inMemory?: boolean;
  readonly ports?: readonly [number, number, number];
}): Promise<Azurite> {
  const { dir, ports = [0, 0, 0], inMemory = false } = options;
  mkdirSync(dir, { recursive: true });
  const logFile = join(dir, 'azurite.log');
  const log = openSync(logFile, 'w'); // a file: it dies of a pipe that is closed
  const listen = services.flatMap((service, n) => [`--${service.toLowerCase()}Port`, String(ports[n])]);
  const flags = [
    '--silent',
    '--disableTelemetry',
    '--skipApiVersionCheck',
    ...(inMemory ? ['--inMemoryPersistence'] : ['--location', dir]),
  ];
  const child = spawn(process.execPath, [orphaned, program, ...flags, ...listen], { stdio: ['ignore', log, log, 'ipc'] });
  child.channel?.unref();
  child.unref();
  closeSync(log);
  const ended = once(child, 'exit');
  const urls = await addresses(logFile, () => child.exitCode !== null);
  return {
    connectionString: [
      `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key}`,
      ...services.map((service, n) => `${service}Endpoint=${urls[n]}/${account}`),
    ].join(';'),
    ended,
    async close() {
      child.ref();
      child.kill();
      await ended;
    },
  };
}

async function addresses(logFile: string, hasEnded: () => boolean): Promise<readonly string[]> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await setTimeout(50)) {
    const said = readFileSync(logFile, 'utf8');
    const urls = services.map(service => new RegExp(`${service} service is successfully listening at (\\S+)`).exec(said)?.[1]);
    if (urls.every(url => url !== undefined)) return urls as string[];
    if (hasEnded()) throw new Error(`Azurite ended before it could be reached:\n${said.trim()}`);
  }
  throw new Error(`Azurite could not be reached within ${patienceMs / 1000} s; see ${logFile}.`);
}
