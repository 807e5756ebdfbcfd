/** `npm start`: the living system in one process, until somebody stops it. */

import { randomBytes } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { logViaPino } from '../adapters/pino-log.ts';
import { type FolderRules, rulesFromFolder } from '../adapters/rules-folder.ts';
import type { Person } from '../engine/people.ts';
import type { Json } from '../engine/ports.ts';
import { type Problem, showProblem } from '../engine/problems.ts';
import { readRuleSet } from '../engine/rules/rule-set.ts';
import type { Keys } from './host/keys.ts';
import { runLoop } from './host/loop.ts';
import type { Worker } from './host/types.ts';
import { type House, openHouse } from './house.ts';
import { keptClock } from './kept-clock.ts';
import { watching } from './lines.ts';
import { exitCodeOfBadUsage, type Options, readOptions, usage } from './options.ts';
import { answerByLink } from './simulation/answer-by-link.ts';
import { simulatedDevices, siteCount, timeZone } from './simulation/devices.ts';
import { createSimulation } from './simulation/simulation.ts';
import { sqliteBlobs } from './store/blobs.ts';
import { openDatabase } from './store/database.ts';
import { lockFolder } from './store/lock.ts';
import { readValue, writeValue } from './store/values.ts';
import { createTerminal, type Terminal } from './terminal.ts';

const root = resolve(import.meta.dirname, '..');
/** The night shift begins on a Tuesday at 02:00 in Oslo. */
const simulationStart = Date.parse('2026-03-03T02:00:00+01:00');
const simulationSeed = 7;

async function main(argv: readonly string[]): Promise<number> {
  const read = readOptions(argv);
  if (!read.ok) return tell(`${read.says}\n\n${usage}`, exitCodeOfBadUsage);
  if (read.options.help) return tell(usage, 0);
  const stopped = new Promise<void>(stop => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop()); // a signal may come twice, by way of the group and of a parent
  });
  try {
    const close = await start(read.options);
    await stopped;
    await close();
    return 0;
  } catch (error) {
    return tell(error instanceof Error ? error.message : String(error), 1);
  }
}

function tell(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

async function start(options: Options): Promise<() => Promise<void>> {
  const dir = resolve(options.data);
  const lock = lockFolder(dir);
  const db = openDatabase(join(dir, 'tocsin.sqlite'));
  checkMode(db, options);
  const startAt = options.simulation ? simulationStart : Date.now();
  const kept = keptClock(db, { startAt, speed: options.speed });
  const { clock } = kept;
  const people = JSON.parse(readFileSync(join(root, 'local/people.sample.json'), 'utf8')) as Person[];
  const nameOf = (id: string) => people.find(person => person.id === id)?.name ?? id;
  const terminal = createTerminal(process.stdout, { env: process.env, timeZone, speed: options.speed });
  const lines = createWriteStream(join(dir, 'tocsin.log'), { flags: 'a' });
  const log = watching(logViaPino({ level: 'info', stream: lines }), terminal, () => clock.now(), nameOf);
  const rules = await rulesFromFolder({ dir: join(root, 'rules'), blobs: sqliteBlobs(db), log, read: readRuleSet });
  const keys = options.enableAuth ? keysOf(db) : undefined;
  const house = await openHouse({
    db,
    clock,
    rules,
    people,
    log,
    env: process.env,
    port: options.port,
    timeZone,
    ...(keys && { keys }),
  });
  const simulation = options.simulation ? [simulate(house, terminal, startedAt(db, clock.now()))] : [];
  banner(terminal, { house, options, dir, rules, keys });
  rules.onChange(({ problems }) => {
    sayProblems(terminal, clock.now(), problems);
    house.judgeAll().catch(error => log.error('rules.not-judged', { error: String(error) }));
  });
  const loop = runLoop(clock, [...house.workers, ...simulation], (worker, error) =>
    log.error('worker.failed', { worker, error: String(error) }),
  );
  return async () => {
    await Promise.all(simulation.map(worker => worker.close()));
    await house.server.close();
    await loop.stop();
    await house.close();
    rules.close();
    kept.stop();
    db.close();
    lines.end();
    lock.release();
  };
}

/** Simulated time and real time must not meet in one folder. */
function checkMode(db: DatabaseSync, { simulation, data }: Options): void {
  const mode = simulation ? 'simulation' : 'live';
  const before = readValue(db, 'mode');
  if (before !== undefined && before !== mode) {
    const fix = simulation ? 'add --no-simulation' : 'leave out --no-simulation';
    throw new Error(
      `The folder ${data} was filled with${simulation ? 'out' : ''} the simulation: ${fix}, or choose another folder with --data.`,
    );
  }
  writeValue(db, 'mode', mode);
}

function startedAt(db: DatabaseSync, now: number): number {
  const before = readValue(db, 'simulation started');
  if (typeof before === 'number') return before;
  writeValue(db, 'simulation started', now);
  return now;
}

/** Made once per folder, so that scripts with a key outlive a restart. */
function keysOf(db: DatabaseSync): Keys {
  const before = readValue(db, 'keys') as Keys | undefined;
  if (before) return before;
  const key = () => randomBytes(24).toString('base64url');
  const keys = { master: key(), functions: key(), eventgrid: key() };
  writeValue(db, 'keys', keys as unknown as Json);
  return keys;
}

function simulate(house: House, terminal: Terminal, started: number): Worker {
  const { inbox } = house.standIns;
  return createSimulation({
    clock: house.ports.clock as Parameters<typeof createSimulation>[0]['clock'],
    startedAt: started,
    seed: simulationSeed,
    post: (door, events) => house.post(door, events),
    inbox,
    replySms: (from, text) => replySms(house, from, text),
    answerByLink,
    say: ({ at, device, text }) => terminal.event({ kind: 'happening', at, device, text }),
  });
}

async function replySms(house: House, from: string, text: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = new TextEncoder().encode(JSON.stringify({ from, text }));
  const { status } = await house.request({ method: 'POST', url: '/inbox/sms-reply', headers, body });
  if (status !== 202) throw new Error(`The SMS from ${from} was not taken: ${status}`);
}

interface Shown {
  readonly house: House;
  readonly options: Options;
  readonly dir: string;
  readonly rules: FolderRules;
  readonly keys: Keys | undefined;
}

function banner(terminal: Terminal, { house, options, dir, rules, keys }: Shown): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const set = rules.current();
  const simulated = options.simulation ? [`${simulatedDevices.length} simulated devices at ${siteCount} sites`] : [];
  terminal.banner({
    version,
    node: process.version.slice(1),
    url: house.server.url,
    data: dir,
    counts: [`${set.rules.length} rules`, `${set.policies.size} policies`, ...simulated],
    notes: [
      ...house.notes,
      ...(keys ? [`keys: functions ${keys.functions}   eventgrid ${keys.eventgrid}   master ${keys.master}`] : []),
    ],
    at: house.ports.clock.now(),
    speed: options.speed,
  });
  sayProblems(terminal, house.ports.clock.now(), set.problems);
}

function sayProblems(terminal: Terminal, at: number, problems: readonly Problem[]): void {
  for (const problem of problems) terminal.event({ kind: 'note', at, text: `rules/${oneLine(problem)}` });
}

const oneLine = (problem: Problem): string => showProblem(problem, '').split('\n').filter(Boolean).join('  ');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
