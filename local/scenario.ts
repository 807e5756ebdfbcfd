/** A whole plant for one test: the same house as `npm start`, on a virtual clock, with words that tell a night. */

import { parseDuration } from '../engine/duration.ts';
import type { Person } from '../engine/people.ts';
import type { Log, Random } from '../engine/ports.ts';
import { type RuleFile, type RuleSet, readRuleSet } from '../engine/rules/rule-set.ts';
import { virtualClock } from './clock.ts';
import { advanceTo } from './host/loop.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { type DeviceWords, deviceWords, type Told } from './scenario/device-words.ts';
import { fixedRules } from './scenario/fixed-rules.ts';
import { type HubWords, newHub, sentBehind } from './scenario/hub.ts';
import { type BothWords, bothWords, type PersonWords, personWords } from './scenario/person-words.ts';
import { newPlanner } from './scenario/planner.ts';
import { seededRandom } from './scenario/seeded-random.ts';
import { timelineOf } from './scenario/timeline.ts';
import type { Fault, Provider } from './stand-ins/faults.ts';
import type { Inbox, LogEntry } from './stand-ins/inbox.ts';
import { openDatabase } from './store/database.ts';

export interface ScenarioOptions {
  /** Files of rules and policies, paths as under `rules/`. */
  readonly rules: readonly RuleFile[];
  readonly people: readonly Person[];
  /** Default: Tuesday 3 March 2026, 02:00 in Oslo. */
  readonly startsAt?: string;
  readonly seed?: number;
  /** Settings of the app, as in a deployment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Longest attempt to reach a provider, ms of machine time. Default 400: a provider that hangs must not hold up a test. */
  readonly attemptMs?: number;
  /** With telemetry by `eventHubs` everything that devices report goes that way. */
  readonly routes?: NonNullable<HouseOptions['routes']>;
  /** Where the house keeps its documents and messages. Default: in a database in memory. */
  readonly stores?: (clock: HouseOptions['clock']) => NonNullable<HouseOptions['stores']>;
  /** What the functions get in place of their ports. */
  readonly wrap?: NonNullable<HouseOptions['wrap']>;
  /** Asked for at the doors, as in Azure. */
  readonly keys?: NonNullable<HouseOptions['keys']>;
  /** Hears every line of the log, as well as the timeline of a night that fails. */
  readonly log?: Log;
}

export interface Plant {
  readonly house: House;
  now(): number;
  device(id: string, told?: Told): DeviceWords;
  /** Batches of messages just as they are told, when telemetry comes by `eventHubs`. */
  readonly hub: HubWords;
  /** By person id or first name. Messages that are not asked for by the end of the night fail it. */
  phone(person: string): PersonWords;
  mailbox(person: string): PersonWords;
  /** Phone and mailbox at once. */
  person(person: string): BothWords;
  provider(name: Provider): { fails(fault: Fault): void; heals(): void };
  /** Lets plant time pass: `9m`, `1h30m`. */
  wait(duration: string): Promise<void>;
  /** An alarm as the API shows it: the newest of this rule, or of this rule and device. */
  alarm(rule: string, device?: string): Promise<Readonly<Record<string, unknown>>>;
  /** A call to the API, JSON both ways. */
  api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
  /** Saves other rules, as an editor would. */
  saves(rules: readonly RuleFile[]): Promise<void>;
  /** What the CRM has been told, in order. */
  cases(): readonly LogEntry[];
  events(): readonly LogEntry[];
  /** Throws when somebody received a message that the night did not ask for. */
  nothingElse(): void;
  timeline(): Promise<string>;
  close(): Promise<void>;
}

/** The same in every night, whatever port is free: links are part of what people receive. */
const publicUrl = 'https://alarms.tocsin.example';

export async function scenario(options: ScenarioOptions): Promise<Plant> {
  const seed = options.seed ?? 1;
  const clock = virtualClock(Date.parse(options.startsAt ?? '2026-03-03T02:00:00+01:00'));
  const db = openDatabase(':memory:');
  const rules = fixedRules(flawless(readRuleSet(options.rules)));
  const lines: string[] = [];
  const house = await houseFor(options, { db, clock, rules, log: logInto(lines, options.log), random: seededRandom(seed) });
  const hub = newHub({ clock, invoker: house.host.invoker, settle: () => settle() });
  const byHub = options.routes?.telemetry === 'eventHubs';
  const planner = newPlanner(clock, (door, events) =>
    byHub && door === 'telemetry' ? hub.take(events.map(sentBehind)) : house.post(door, events),
  );
  const workers = [...house.workers, planner.worker];
  const advance = async (until: number) => {
    await advanceTo(clock, workers, until, { quiet: house.host.invoker.quiet });
    refuseTraps(lines);
  };
  const wait = (duration: string) => advance(clock.now() + ms(duration));
  const { inbox, faults } = house.standIns;
  const expected = new Set<number>();
  let written = 0;
  const nextId = () => `${seed}/${++written}`;
  const settle = () => advance(clock.now());
  const wordsFor = (channel: 'sms' | 'email') => (name: string) =>
    personWords({ house, channel, person: personOf(options.people, name), expected, settle, nextId });
  const [phone, mailbox] = [wordsFor('sms'), wordsFor('email')];
  await advance(clock.now());
  return {
    house,
    now: () => clock.now(),
    device: (id, told = {}) => deviceWords({ id, told, clock, planner, wait, seed }),
    ...{ hub, phone, mailbox },
    person: name => bothWords(phone(name), mailbox(name)),
    provider: name => ({ fails: fault => faults.fails(name, fault), heals: () => faults.heals(name) }),
    wait,
    alarm: async (rule, device) => alarmOf(house, rule, device),
    api: async (method, path, body) => {
      const answer = await call(house, method, path, body);
      await advance(clock.now());
      return answer;
    },
    saves: async files => {
      rules.saves(readRuleSet(files, rules.current()));
      await house.judgeAll();
      await advance(clock.now());
    },
    cases: () => inbox.log().filter(({ channel }) => channel === 'case'),
    events: () => inbox.log().filter(({ channel }) => channel === 'event'),
    nothingElse: () => nothingElse(inbox, expected),
    timeline: () => timelineOf({ house, seed, lines }),
    async close() {
      await house.close();
      await planner.worker.close();
      db.close();
    },
  };
}

/** A night begins with rules that are as they should be: one that is left out would only be silent. */
function flawless(rules: RuleSet): RuleSet {
  const [first] = rules.problems;
  if (first) throw new Error(`${first.path}:${first.line}:${first.column} ${first.says} ${first.fix ?? ''}`);
  return rules;
}

type Given = Pick<HouseOptions, 'db' | 'clock' | 'rules' | 'log'> & { readonly random: Random };

const houseFor = ({ people, env, attemptMs = 400, routes, wrap, stores, keys }: ScenarioOptions, given: Given): Promise<House> =>
  openHouse({
    ...{ ...given, people, attemptMs, port: 0, timeZone: 'Europe/Oslo' },
    ...(routes && { routes }),
    ...(wrap && { wrap }),
    ...(keys && { keys }),
    ...(stores && { stores: stores(given.clock) }),
    env: { TOCSIN_PUBLIC_URL: publicUrl, ...env },
  });

function nothingElse(inbox: Inbox, expected: ReadonlySet<number>): void {
  const isMessage = ({ channel }: LogEntry) => channel === 'sms' || channel === 'email';
  const surprises = inbox.log().filter(entry => isMessage(entry) && !expected.has(entry.sequence));
  if (surprises.length === 0) return;
  const said = surprises.map(one => `${new Date(one.at).toISOString()} ${one.channel} to ${one.to}: ${one.subject ?? one.text}`);
  throw new Error(`Nobody expected ${surprises.length === 1 ? 'this message' : 'these messages'}:\n${said.join('\n')}`);
}

export function ms(duration: string): number {
  const value = parseDuration(duration);
  if (value === undefined) throw new Error(`"${duration}" is not a duration; write 90s, 9m, 1h30m.`);
  return value;
}

function personOf(people: readonly Person[], name: string): Person {
  const found = people.filter(({ id, name: full }) => id === name || full.toLowerCase().split(' ')[0] === name.toLowerCase());
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} people go by "${name}".`);
  return found[0];
}

/** What works here and would not on Azure is only warned of in a living system; a night it fails. */
function refuseTraps(lines: readonly string[]): void {
  const traps = lines.filter(line => line.startsWith('warn durable.warning'));
  if (traps.length > 0) throw new Error(`The durable engine warns:\n${traps.join('\n')}`);
}

/** Kept for the timeline of a night that failed. */
function logInto(lines: string[], also?: Log): Log {
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
      also?.[level](event, fields);
    };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

async function alarmOf(house: House, rule: string, device?: string): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await call(house, 'GET', '/api/alarms?top=200');
  const items = body.items as readonly Readonly<Record<string, unknown>>[];
  const found = items.find(item => item.rule === rule && (device === undefined || item.device === device));
  if (!found) throw new Error(`There is no alarm of ${rule}${device === undefined ? '' : ` on ${device}`}.`);
  return found;
}

async function call(house: House, method: string, path: string, body?: unknown) {
  const response = await house.request({
    ...{ method, url: path },
    headers: { 'content-type': 'application/json', host: 'localhost' },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  });
  const text = typeof response.body === 'string' ? response.body : new TextDecoder().decode(response.body);
  return {
    status: response.status,
    body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Readonly<Record<string, unknown>>,
  };
}
