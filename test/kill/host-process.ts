/** The local host as a process of its own: started, looked at over HTTP, killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');

export interface HostProcess {
  readonly child: ChildProcess;
  /** All that it has written so far. */
  output(): string;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** `npm start` is `node start.mjs start`; without the front door it is the host itself that gets the signals. */
export const byTheFrontDoor = [join(root, 'start.mjs'), 'start'];
const itself = ['--disable-warning=ExperimentalWarning', join(root, 'local/main.ts')];

export function startHost(options: readonly string[], script: readonly string[] = itself): HostProcess {
  const child = spawn(process.execPath, [...script, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => void child.kill('SIGKILL'); // whoever started it and ends by an error leaves nothing behind
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void said.push(text));
  const ended = new Promise<number | string>(end => child.on('close', (code, signal) => end(code ?? signal ?? 'unknown')));
  return { child, ended, output: () => said.join('') };
}

export interface Health {
  readonly clock: { readonly now: string; readonly speed: number };
  readonly events: Readonly<Record<'applied' | 'late' | 'duplicate' | 'filtered' | 'parked', number>>;
}

/** Waits until the app answers. Rejects when the process ends instead. */
export async function untilReady(host: HostProcess, url: string): Promise<Health> {
  let gone = false;
  void host.ended.then(() => {
    gone = true;
  });
  for (;;) {
    const health = await fetch(`${url}/health`)
      .then(async answer => (answer.ok ? ((await answer.json()) as Health) : undefined))
      .catch(() => undefined);
    if (health) return health;
    if (gone) throw new Error(`The host has ended (${await host.ended}):\n${host.output()}`);
    await sleep(20);
  }
}

/** Nothing listens there now. Another program may take it until the host does: then the host says so. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise(done => server.close(done));
  return port;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
