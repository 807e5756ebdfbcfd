/**
 * The app as it is deployed, from door to inbox: the bundle with its own SDKs, on an emulated storage account and on stand-ins for
 * the other services, in real time; the local host is what runs it in place of the Functions host.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { tablesInAzure } from '../../adapters/azure-tables.ts';
import { bundleApp, writeBundle } from '../../bin/build.ts';
import { putPerson } from '../../functions/store/people.ts';
import { runningClock } from '../../local/clock.ts';
import { createHost } from '../../local/host/host.ts';
import { runLoop } from '../../local/host/loop.ts';
import { startServer } from '../../local/host/server.ts';
import type { Endpoint } from '../../local/host/types.ts';
import { telemetryEvent } from '../../local/simulation/events.ts';
import { createStandIns } from '../../local/stand-ins/stand-ins.ts';
import { openDatabase } from '../../local/store/database.ts';
import { storesInAccount } from '../../local/store/stores.ts';
import { emulatedAccount } from '../azure/account.ts';
import { samplePeople } from '../nights/night.ts';

const account = emulatedAccount();
const key = Buffer.from('a key for this test alone').toString('base64');
const require = createRequire(import.meta.url);

async function deployed(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-story-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeBundle(await bundleApp(), folder);
  cpSync(join(import.meta.dirname, '../../rules'), join(folder, 'rules'), { recursive: true });
  const policy = join(folder, 'rules/policies/facilities-duty.policy.json');
  writeFileSync(policy, readFileSync(policy, 'utf8').replace('"wait": "1m"', '"wait": "0s"')); // time is real here
  return folder;
}

async function plant() {
  const folder = await deployed();
  const [db, clock] = [openDatabase(':memory:'), runningClock({ startAt: 0, speed: 1 })];
  let endpoints: readonly Endpoint[] = [];
  const answer: Endpoint = async request => {
    for (const endpoint of endpoints) {
      const response = await endpoint(request);
      if (response) return response;
    }
    return undefined;
  };
  const server = await startServer({ port: 0, endpoints: [answer] });
  const post = (door: string, events: readonly unknown[]) =>
    fetch(`${server.url}/runtime/webhooks/eventgrid?functionName=${door}`, {
      ...{ method: 'POST', headers: { 'aeg-event-type': 'Notification' }, body: JSON.stringify(events) },
    });
  const deliver = async (door: string, event: unknown) => void (await post(door, [event]));
  const standIns = createStandIns({ db, clock, timeZone: 'Europe/Oslo', smsFrom: '+4759440000', key, deliver });
  const reach = standIns.reach(server.url);
  Object.assign(process.env, {
    TOCSIN_STORAGE_CONNECTION_STRING: account.connectionString,
    TOCSIN_ACS_CONNECTION_STRING: reach.acsConnectionString,
    TOCSIN_TOPIC_ENDPOINT: reach.topicUrl,
    TOCSIN_TOPIC_KEY: reach.topicKey,
    TOCSIN_DATAVERSE_URL: reach.crmUrl,
    TOCSIN_EMAIL_FROM: 'alarms@tocsin.example',
    TOCSIN_SMS_FROM: '+4759440000',
    TOCSIN_PUBLIC_URL: server.url,
  });
  for (const person of samplePeople()) await putPerson(tablesInAzure(account), person);
  const { queues } = storesInAccount(account, clock);
  const host = await createHost({
    bind: () => require(join(folder, 'dist/index.cjs')),
    clock,
    db,
    queues,
    baseUrl: () => server.url,
  });
  endpoints = [standIns.endpoint, ...host.endpoints];
  const loop = runLoop(clock, [...host.workers, standIns.worker]);
  onTestFinished(async () => {
    await server.close();
    await loop.stop();
    await host.close();
    db.close();
  });
  return { clock, post, standIns };
}

test('a leak is told by SMS, by mail and to the topic, and its page opens', { timeout: 120_000 }, async () => {
  const { clock, post, standIns } = await plant();
  const sensor = { id: 'leak-3', type: 'leak-sensor', name: 'Leak 3', site: 'oslo', place: 'cellar' };
  const now = clock.now();
  const events = [now - 15_000, now].map(at =>
    telemetryEvent(sensor as Parameters<typeof telemetryEvent>[0], { leak: true }, at),
  );
  expect((await post('telemetry', events)).status).toBe(202);
  const arrived = async (channel: string) => {
    for (;;) {
      const found = standIns.inbox.log().find(entry => entry.channel === channel);
      if (found) return found;
      await setTimeout(50); // the alarm's driver works by itself, in real time
    }
  };
  const sms = await arrived('sms');
  expect(sms.text).toMatch(/leak-3|Leak 3/);
  expect((await arrived('email')).subject).toMatch(/Leak 3/);
  expect((await arrived('event')).text).toContain('water-leak');
  const page = await fetch(/https?:\/\/\S+/.exec(sms.text)?.[0] ?? '');
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Leak 3')]);
});
