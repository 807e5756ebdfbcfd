/** `npm start`: the living system in one process, until somebody stops it. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { type FolderRules, rulesFromFolder } from '../adapters/rules-folder.ts';
import type { Person } from '../engine/people.ts';
import type { Json } from '../engine/ports.ts';
import { type Problem, showProblem } from '../engine/problems.ts';
import { readRuleSet } from '../engine/rules/rule-set.ts';
import type { Keys } from './host/keys.ts';
import { runLoop } from './host/loop.ts';
import type { PlantClock, Worker } from './host/types.ts';
import { type House, openHouse } from './house.ts';
import { keptClock } from './kept-clock.ts';
import { openLog } from './log.ts';
import { exitCodeOfBadUsage, type Options, readOptions, usage } from './options.ts';
import { openReplay, type Replay } from './replay/open-replay.ts';
import { answerByLink } from './simulation/answer-by-link.ts';
import { simulatedDevices, siteCount, timeZone } from './simulation/devices.ts';
import { createSimulation } from './simulation/simulation.ts';
import { claimAccount } from './store/claim.ts';
import { openDatabase } from './store/database.ts';
import { lockFolder } from './store/lock.ts';
import { type Stores, storesInAccount, storesInDatabase } from './store/stores.ts';
import { readValue, writeValue } from './store/values.ts';
import { createTerminal, type Terminal } from './terminal.ts';

const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
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
  const replay = options.replay && openReplay(db, options.replay, options.data);
  const startAt = replay?.startAt ?? (options.simulation ? simulationStart : Date.now());
  const kept = keptClock(db, { startAt, speed: options.speed, ...(replay && { heldBy: replay.hold.over }) });
  const { clock } = kept;
  const stores = await openStores(options, db, clock);
  const people = JSON.parse(readFileSync(join(root, 'local/people.sample.json'), 'utf8')) as Person[];
  const nameOf = (id: string) => people.find(person => person.id === id)?.name ?? id;
  const terminal = createTerminal(process.stdout, { env: process.env, timeZone, speed: options.speed });
  const told = await openLog({
    ...{ file: join(dir, 'tocsin.log'), env: process.env, version, terminal, nameOf },
    now: () => clock.now(),
  });
  const { log, trace } = told;
  const rulesDir = resolve(root, options.rules ?? 'rules');
  const rules = await rulesFromFolder({ dir: rulesDir, blobs: stores.blobs, log, read: readRuleSet });
  const keys = options.enableAuth ? keysOf(db) : undefined;
  const house = await openHouse({
    db,
    clock,
    stores,
    rules,
    people,
    log,
    trace,
    env: process.env,
    port: options.port,
    timeZone,
    ...(keys && { keys }),
  });
  const simulation = options.simulation ? [simulate(house, terminal, startedAt(db, clock.now()))] : [];
  const recording = replay ? [play(replay, house, terminal)] : [];
  banner(terminal, { house, options, dir, rules, keys, says: replay?.says ?? [] });
  rules.onChange(({ problems }) => {
    sayProblems(terminal, clock.now(), problems);
    house.judgeAll().catch(error => log.error('rules.not-judged', { error: String(error) }));
  });
  const loop = runLoop(clock, [...house.workers, ...simulation, ...recording], (worker, error) =>
    log.error('worker.failed', { worker, error: String(error) }),
  );
  return async () => {
    await Promise.all([...simulation, ...recording].map(worker => worker.close()));
    await house.server.close();
    await loop.stop();
    await house.close();
    rules.close();
    kept.stop();
    db.close();
    lock.release();
    await told.close();
  };
}

const howToGoOn = {
  simulation: 'leave out --no-simulation and --replay',
  live: 'add --no-simulation, without --replay',
  replay: 'name its recording with --replay',
};

/** Simulated, recorded and real time must not meet in one folder. */
function checkMode(db: DatabaseSync, { simulation, replay, storage, data }: Options): void {
  const mode = simulation ? 'simulation' : replay ? 'replay' : 'live';
  const before = readValue(db, 'mode') as keyof typeof howToGoOn | undefined;
  if (before !== undefined && before !== mode)
    throw new Error(
      `The folder ${data} was filled by ${described[before]}: ${howToGoOn[before]}, or choose another folder with --data.`,
    );
  const place = storage === undefined ? 'folder' : 'account';
  const placeBefore = before === undefined ? place : (readValue(db, 'place') ?? 'folder');
  if (placeBefore !== place)
    throw new Error(
      `The folder ${data} was filled ${storage ? 'without' : 'with'} --storage: ${storage ? 'leave it out' : 'add it'}, or choose another folder with --data.`,
    );
  writeValue(db, 'mode', mode);
  writeValue(db, 'place', place);
}

async function openStores({ storage, data }: Options, db: DatabaseSync, clock: PlantClock): Promise<Stores> {
  if (storage === undefined) return storesInDatabase(db, clock);
  const stores = storesInAccount({ connectionString: storage }, clock);
  await claimAccount(stores.tables, db, data);
  return stores;
}

const described = { simulation: 'the simulation', live: 'real time', replay: 'a recording' };

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

const play = (replay: Replay, house: House, terminal: Terminal): Worker =>
  replay.worker({
    clock: house.ports.clock as PlantClock,
    timeZone,
    post: events => house.post('telemetry', events),
    say: (at, text) => terminal.event({ kind: 'note', at, text }),
  });

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
  /** Of the recording that is played. */
  readonly says: readonly string[];
}

function banner(terminal: Terminal, { house, options, dir, rules, keys, says }: Shown): void {
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
  for (const text of says) terminal.event({ kind: 'note', at: house.ports.clock.now(), text });
  sayProblems(terminal, house.ports.clock.now(), set.problems);
}

function sayProblems(terminal: Terminal, at: number, problems: readonly Problem[]): void {
  for (const problem of problems) terminal.event({ kind: 'note', at, text: `rules/${oneLine(problem)}` });
}

const oneLine = (problem: Problem): string => showProblem(problem, '').split('\n').filter(Boolean).join('  ');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
