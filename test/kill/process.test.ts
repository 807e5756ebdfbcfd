/** The host as a process: who may have a folder and a port, what a signal does, who may come in. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Keys } from '../../local/host/keys.ts';
import { openDatabase } from '../../local/store/database.ts';
import { lockFolder } from '../../local/store/lock.ts';
import { readValue, writeValue } from '../../local/store/values.ts';
import { byTheFrontDoor, freePort, type HostProcess, isAlive, startHost, untilReady } from './host-process.ts';

vi.setConfig({ testTimeout: 240_000 }); // processes that start on a busy machine

interface Place {
  readonly dir: string;
  readonly port: number;
  readonly url: string;
  readonly options: readonly string[];
}

async function newPlace(): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-process-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const port = await freePort();
  const options = ['--no-simulation', '--speed', '60', '--port', String(port), '--data', dir];
  return { dir, port, url: `http://127.0.0.1:${port}`, options };
}

function start(options: readonly string[], script?: readonly string[]): HostProcess {
  const host = startHost(options, script);
  onTestFinished(async () => {
    host.child.kill('SIGKILL');
    await host.ended;
  });
  return host;
}

/** The port can be had again. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>(done => {
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => done(true));
  });
  server.close();
  return free;
}

const pidIn = ({ dir }: Place): number => Number(readFileSync(join(dir, 'lock.pid'), 'utf8'));

test('a second process on the same folder is refused by name; after a kill -9 the folder is free', async () => {
  const place = await newPlace();
  const first = start(place.options);
  await untilReady(first, place.url);
  const second = start(['--no-simulation', '--port', '0', '--data', place.dir]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  first.child.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  const third = start(place.options);
  expect(await untilReady(third, place.url)).toHaveProperty('status', 'ok');
});

test('Ctrl-C ends the host, and nothing stays behind', async () => {
  const place = await newPlace();
  const host = start(place.options);
  await untilReady(host, place.url);
  host.child.kill('SIGINT');
  expect(await host.ended).toBe(0);
  expect(await isFree(place.port)).toBe(true);
});

test('Ctrl-C ends a host that is just starting', async () => {
  const place = await newPlace();
  const host = start(place.options);
  while (!host.output().includes('\n') && host.child.exitCode === null && !(await isTaken(place.port))) await sleep(5);
  host.child.kill('SIGINT');
  expect(await host.ended).toBe(0);
  expect(await isFree(place.port)).toBe(true);
});

const isTaken = async (port: number): Promise<boolean> => !(await isFree(port));

test('Ctrl-C at the front door ends the host behind it', async () => {
  const place = await newPlace();
  const front = start(place.options, byTheFrontDoor);
  await untilReady(front, place.url);
  const pid = pidIn(place);
  expect(pid).not.toBe(front.child.pid);
  front.child.kill('SIGINT');
  expect(await front.ended).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(await isFree(place.port)).toBe(true);
});

test('a front door that is killed takes the host with it', async () => {
  const place = await newPlace();
  const front = start(place.options, byTheFrontDoor);
  await untilReady(front, place.url);
  const pid = pidIn(place);
  front.child.kill('SIGKILL');
  await front.ended; // its output ends with the last process that writes to it
  while (isAlive(pid)) await sleep(5);
  expect(await isFree(place.port)).toBe(true);
});

test('a port that is taken is said, and the folder is free again', async () => {
  const place = await newPlace();
  const other: Server = createServer().listen(place.port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const refused = start(place.options);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${place.port} is taken`);
  lockFolder(place.dir).release();
});

test('a folder of the other mode is refused, with the way out', async () => {
  const place = await newPlace();
  const db = openDatabase(join(place.dir, 'tocsin.sqlite'));
  writeValue(db, 'mode', 'live');
  db.close();
  const simulated = start(place.options.filter(word => word !== '--no-simulation'));
  expect(await simulated.ended).toBe(1);
  expect(simulated.output()).toMatch(/add --no-simulation,.* another folder with --data/);
});

test('with keys the API asks for one; health and answer links stay open', async () => {
  const place = await newPlace();
  const host = start([...place.options, '--enable-auth']);
  await untilReady(host, place.url);
  const db = new DatabaseSync(join(place.dir, 'tocsin.sqlite'), { readOnly: true });
  const keys = readValue(db, 'keys') as unknown as Keys;
  db.close();
  const statusOf = async (path: string, init: RequestInit = {}) => (await fetch(`${place.url}${path}`, init)).status;
  const door = '/runtime/webhooks/eventgrid?functionName=telemetry';
  const post = { method: 'POST', headers: { 'aeg-event-type': 'Notification' }, body: '[]' };
  expect(await statusOf('/api/alarms')).toBe(401);
  expect(await statusOf('/api/alarms?code=wrong')).toBe(401);
  expect(await statusOf(`/api/alarms?code=${keys.functions}`)).toBe(200);
  expect(await statusOf('/api/devices', { headers: { 'x-functions-key': keys.master } })).toBe(200);
  expect(await statusOf(`/api/alarms?code=${keys.eventgrid}`)).toBe(403);
  expect(await statusOf(door, post)).toBe(401);
  expect(await statusOf(`${door}&code=${keys.eventgrid}`, post)).toBe(202);
  expect(await statusOf('/health')).toBe(200);
  expect(await statusOf(`/a/${'a'.repeat(26)}`)).toBe(404); // unknown, and not "no key"
  expect(await statusOf('/runtime/webhooks/durabletask/instances')).toBe(401);
});
