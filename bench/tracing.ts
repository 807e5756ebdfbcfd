/**
 * What it costs to be watched, at the telemetry door: tracing on (a collector in a process of its own, everything sent within the
 * round) and off, delivery by delivery in turn in one process. Time is that of the processor, so that neither the collector nor anything
 * else on the machine counts.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { openTelemetry, type Telemetry } from '../adapters/telemetry.ts';
import { noTrace } from '../engine/no-trace.ts';
import type { Log } from '../engine/ports.ts';
import { type RuleFile, readRuleSet } from '../engine/rules/rule-set.ts';
import { runningClock } from '../local/clock.ts';
import { type House, openHouse } from '../local/house.ts';
import { fixedRules } from '../local/scenario/fixed-rules.ts';
import { openDatabase } from '../local/store/database.ts';
import type { Measured } from './cold-start.ts';

const rounds = 21;
/** About what the exporter waits for: it sends 512 spans at once, or what there is after five seconds. */
const roundMs = 500;
/** Until its code is compiled, a span costs ten times as much. */
const warmUpRounds = 2;

interface Case {
  readonly name: string;
  /** In one delivery, an event of each. */
  readonly devices: number;
}

const cases: readonly Case[] = [
  { name: 'µs per event, one at a time', devices: 1 },
  { name: 'µs per event, 100 of 100 devices', devices: 100 },
];

/** Microseconds of the processor for one event, watched and not. Throughput is to be at least 90 %: a ratio of at most 1.11. */
export async function tracing(): Promise<readonly Measured[]> {
  const collector = fork(import.meta.filename, ['--collector']);
  const [url] = (await once(collector, 'message')) as [string];
  const telemetry = await openTelemetry({ otlpEndpoint: url, version: 'bench', onFailure: why => console.error(why) });
  const watch = { on: false };
  const house = await openWatched(telemetry, watch);
  const found: Measured[] = [];
  for (const one of cases) found.push({ bench: 'tracing', case: one.name, ...(await compare(house, telemetry, watch, one)) });
  await end(house, telemetry, collector);
  return found;
}

async function end(house: House, telemetry: Telemetry, collector: ChildProcess): Promise<void> {
  await house.close();
  await telemetry.close();
  collector.kill();
}

const silent: Log = { info: () => {}, warn: () => {}, error: (event, fields) => console.error(event, fields) };

/** The house as `npm start` has it, on a database in memory; its watcher can be switched on and off. */
function openWatched({ trace }: Telemetry, watch: { readonly on: boolean }): Promise<House> {
  const folder = resolve(import.meta.dirname, '../rules');
  const filesIn = (below: string): RuleFile[] =>
    readdirSync(join(folder, below))
      .filter(name => name.endsWith('.json'))
      .map(name => ({ path: below + name, text: readFileSync(join(folder, below, name), 'utf8') }));
  return openHouse({
    db: openDatabase(':memory:'),
    clock: runningClock({ startAt: Date.now(), speed: 1 }),
    rules: fixedRules(readRuleSet([...filesIn(''), ...filesIn('policies/')])),
    ...{ people: [], log: silent, env: {}, port: 0, timeZone: 'Europe/Oslo' },
    trace: { begin: of => (watch.on ? trace : noTrace).begin(of) },
  });
}

/** The median of rounds: each has deliveries watched and not in turn, so that what else the machine does hits both alike. */
async function compare(house: House, telemetry: Telemetry, watch: { on: boolean }, one: Case) {
  const took: { readonly ours: number; readonly peer: number }[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    const found = await measure(house, telemetry, watch, one);
    if (round >= warmUpRounds) took.push(found);
  }
  return {
    ours: median(took.map(({ ours }) => ours)),
    peer: median(took.map(({ peer }) => peer)),
    ratio: median(took.map(({ ours, peer }) => ours / peer)),
  };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

let sequence = 0;

/** As many deliveries watched as not, then everything sent to the collector, which is on the account of the watched ones. */
async function measure(house: House, telemetry: Telemetry, watch: { on: boolean }, { devices }: Case) {
  const spent = { on: 0, off: 0 };
  const pay = async (which: 'on' | 'off', work: () => Promise<void>) => {
    watch.on = which === 'on';
    const began = processorMs();
    await work();
    spent[which] += processorMs() - began;
  };
  let turns = 0;
  for (; spent.off < roundMs; turns++) {
    for (const which of turns % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      const delivery = Array.from({ length: devices }, (_, i) => reading(`frz-${i}`));
      await pay(which, () => house.post('telemetry', delivery));
    }
  }
  await pay('on', () => telemetry.flush());
  const perEvent = (ms: number) => (1_000 * ms) / (turns * devices);
  return { ours: perEvent(spent.on), peer: perEvent(spent.off) };
}

const topic = '/SUBSCRIPTIONS/0/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/PLANT';

/** A freezer that is well: nothing is decided. */
function reading(device: string) {
  const at = new Date().toISOString();
  const id = String(++sequence);
  return {
    ...{ id, topic, subject: `devices/${device}`, eventType: 'Microsoft.Devices.DeviceTelemetry', eventTime: at },
    ...{ dataVersion: '', metadataVersion: '1' },
    data: {
      properties: { deviceType: 'freezer', name: device, site: 'oslo' },
      systemProperties: {
        'iothub-content-type': 'application/json',
        'iothub-content-encoding': 'utf-8',
        'iothub-connection-device-id': device,
        'iothub-enqueuedtime': at,
        'iothub-message-id': id,
      },
      body: { temperature: -20 - (sequence % 7) / 10, defrosting: false },
    },
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Takes everything and looks at nothing. */
function serveCollector(): void {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  process.on('disconnect', () => process.exit());
}

if (process.argv[1] === import.meta.filename && process.argv.includes('--collector')) serveCollector();
