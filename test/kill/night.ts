/** One run: a plant, its people, a host that is killed again and again, and the end of it all. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Delivered, deliver, live, oddEvents } from './deliver.ts';
import { type Device, devicesOf } from './devices.ts';
import { freePort, type Health, type HostProcess, startHost, untilReady } from './host-process.ts';
import { type Kill, killAgainAndAgain } from './killer.ts';
import { answerPages, type Confirmed } from './people.ts';
import { ask, createWorld, type World } from './world.ts';

export interface NightOptions {
  readonly seed: number;
  readonly kills: number;
  readonly speed: number;
  readonly freezers: number;
  readonly leaks: number;
  readonly says?: (line: string) => void;
}

/** What those around the host know of a run. */
export interface Night {
  readonly options: NightOptions;
  readonly dir: string;
  readonly db: string;
  readonly devices: readonly Device[];
  readonly sent: readonly Delivered[];
  readonly odd: readonly Delivered[];
  readonly confirmed: readonly Confirmed[];
  readonly kills: readonly Kill[];
  /** Plant time before a kill and after the next start. */
  readonly clockSteps: readonly { readonly before: number; readonly after: number }[];
  readonly health: Health;
  /** Ids of orchestrations that run at the end. */
  readonly running: readonly string[];
  readonly exit: number | string;
  readonly exitMs: number;
  /** Plant time of the end. */
  readonly endedAt: number;
}

/** Longest wait for the end once nobody kills any more, minutes of plant time. */
const patienceMinutes = 240;

export async function liveThrough(options: NightOptions): Promise<Night> {
  const { seed, speed, says = () => {} } = options;
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-kill-'));
  const port = await freePort();
  const db = join(dir, 'tocsin.sqlite');
  const world = createWorld({ url: `http://127.0.0.1:${port}`, db, speed, seed });
  const start = () => startHost(['--no-simulation', '--speed', `${speed}`, '--port', `${port}`, '--data', dir]);
  const devices = devicesOf(seed, options.freezers, options.leaks);
  const [sent, odd, confirmed]: [Delivered[], Delivered[], Confirmed[]] = [[], [], []];
  says(`seed ${seed}, ${options.kills} kills, speed ${speed}, data in ${dir}`);
  const first = start();
  world.isUp(await untilReady(first, world.url));
  const lives = [...devices.map(device => live(world, device, sent)), sendOddEvents(world, odd)];
  const people = answerPages(world, devices, confirmed);
  const { host, done, clockSteps } = await killAgainAndAgain({ world, start, kills: options.kills, says }, first);
  world.phase = 'ending';
  says('nobody kills any more; waiting for the last alarms to end');
  await untilQuiet(world, sent, devices);
  world.phase = 'ended';
  await Promise.all([...lives, people]);
  const health = await untilReady(host, world.url);
  const running = (await orchestrations(world, 'Running,Pending')).map(({ instanceId }) => instanceId);
  const { exit, exitMs } = await interrupt(host);
  const endedAt = Date.parse(health.clock.now);
  return { options, dir, db, devices, sent, odd, confirmed, kills: done, clockSteps, health, running, exit, exitMs, endedAt };
}

async function sendOddEvents(world: World, odd: Delivered[]): Promise<void> {
  for (let n = 0; world.phase === 'alarms'; n++) {
    const events = oddEvents(n);
    odd.push(...events.map(({ record }) => record));
    await deliver(world, events);
    await sleep(500);
  }
}

/** All devices have been calm for a while, no alarm is open, and no driver runs. */
async function untilQuiet(world: World, sent: readonly Delivered[], devices: readonly Device[]): Promise<void> {
  const end = (world.now() ?? 0) + patienceMinutes * 60_000;
  for (;;) {
    await sleep(300);
    const now = world.now()!;
    if (now > end) return; // the checks say what still runs
    const calm = devices.every(device => calmFor(device, sent, now) > 20 * 60_000);
    if (!calm) continue;
    const open = await ask(`${world.url}/api/alarms?open=true`);
    const none = typeof open !== 'string' && (JSON.parse(open.text) as { items: unknown[] }).items.length === 0;
    if (none && (await orchestrations(world, 'Running,Pending')).length === 0) return sleep(Math.ceil(60_000 / world.speed));
  }
}

function calmFor(device: Device, sent: readonly Delivered[], now: number): number {
  const calm = JSON.stringify(device.body(device.cycle(0), undefined));
  const last = sent.findLast(one => one.device === device && JSON.stringify(one.body) !== calm);
  return last ? now - last.at : 0;
}

async function orchestrations(world: World, status: string): Promise<readonly { readonly instanceId: string }[]> {
  const url = `${world.url}/runtime/webhooks/durabletask/instances?runtimeStatus=${status}&top=1000`;
  for (let attempt = 1; attempt <= 5; attempt++) {
    const reply = await ask(url);
    if (typeof reply !== 'string') return JSON.parse(reply.text) as { instanceId: string }[];
  }
  throw new Error('The host does not answer any more.');
}

async function interrupt(host: HostProcess): Promise<{ exit: number | string; exitMs: number }> {
  const from = performance.now();
  host.child.kill('SIGINT');
  const exit = await host.ended;
  return { exit, exitMs: Math.round(performance.now() - from) };
}
