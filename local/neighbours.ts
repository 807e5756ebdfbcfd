/**
 * `npm run stand-ins`: what `func start` needs around it, on the ports that `local.settings.sample.json` names: a storage account
 * (Azurite), Communication Services, a CRM and a topic for alarm events, whose inbox shows what people would receive.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { tablesInAzure } from '../adapters/azure-tables.ts';
import type { Person } from '../engine/people.ts';
import { putPerson } from '../functions/store/people.ts';
import { startAzurite } from './azurite.ts';
import { runningClock } from './clock.ts';
import { runLoop } from './host/loop.ts';
import { startServer } from './host/server.ts';
import { createStandIns } from './stand-ins/stand-ins.ts';
import { openDatabase } from './store/database.ts';
import { lockFolder } from './store/lock.ts';

const root = resolve(import.meta.dirname, '..');
const dir = join(root, '.tocsin', 'stand-ins');
const storagePorts = [10000, 10001, 10002] as const;
const port = 4281;
/** Where `func start` listens. */
const app = 'http://127.0.0.1:7071';
/** It opens nothing but these stand-ins, and stands in the sample of the settings. */
const key = 'dG9jc2luLXN0YW5kLWlucy1vbi10aGlzLW1hY2hpbmU=';
const timeZone = 'Europe/Oslo';

async function main(): Promise<number> {
  const stopped = new Promise<void>(stop => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  });
  try {
    const lock = lockFolder(dir);
    const azurite = await startAzurite({ dir: join(dir, 'azurite'), ports: storagePorts });
    const db = openDatabase(join(dir, 'stand-ins.sqlite'));
    const close = await standIn(db);
    await enterPeople(azurite.connectionString);
    process.stdout.write(`Storage on ${storagePorts.join(', ')} (UseDevelopmentStorage=true). Ctrl-C ends it all.\n`);
    const ended = azurite.ended.then(() => 'Azurite ended by itself; .tocsin/stand-ins/azurite/azurite.log has its last words.');
    const why = await Promise.race([stopped, ended]);
    await close();
    await azurite.close();
    db.close();
    lock.release();
    if (why !== undefined) process.stderr.write(`${why}\n`);
    return why === undefined ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** Answers what ends them. */
async function standIn(db: DatabaseSync): Promise<() => Promise<void>> {
  const { TOCSIN_SMS_FROM: smsFrom } = sampleSettings();
  const clock = runningClock({ startAt: 0, speed: 1 });
  const standIns = createStandIns({ ...{ db, clock, timeZone, key }, smsFrom: String(smsFrom), deliver });
  const onError = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  const server = await startServer({ port, endpoints: [standIns.endpoint], onError });
  const loop = runLoop(clock, [standIns.worker], (_, error) => onError(error));
  process.stdout.write(`Mails, SMS, cases and events: ${server.url}/inbox\n`);
  return async () => {
    await server.close();
    await loop.stop();
  };
}

/** As a subscription of Event Grid would. Throws when the app is not there yet: it is tried again. */
async function deliver(functionName: string, event: unknown): Promise<void> {
  const response = await fetch(`${app}/runtime/webhooks/EventGrid?functionName=${encodeURIComponent(functionName)}`, {
    method: 'POST',
    headers: { 'aeg-event-type': 'Notification', 'content-type': 'application/json' },
    body: JSON.stringify([event]),
  });
  if (response.status !== 202) throw new Error(`${functionName} did not take an event: ${response.status}`);
}

async function enterPeople(connectionString: string): Promise<void> {
  const tables = tablesInAzure({ connectionString });
  const people = JSON.parse(readFileSync(join(root, 'local/people.sample.json'), 'utf8')) as Person[];
  for (const person of people) await putPerson(tables, person);
}

const sampleSettings = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(root, 'local.settings.sample.json'), 'utf8')).Values;

process.exitCode = await main();
