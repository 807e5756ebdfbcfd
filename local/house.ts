/** The whole house in one process: ports on one database, providers standing in, the app in the local host, one server. */

import type { DatabaseSync } from 'node:sqlite';
import { app as functions } from '@azure/functions';
import df from 'durable-functions';
import { emailViaAcs } from '../adapters/acs-email.ts';
import { smsViaAcs } from '../adapters/acs-sms.ts';
import { crmViaDataverse } from '../adapters/dataverse.ts';
import { topicViaEventGrid } from '../adapters/event-grid-topic.ts';
import { systemRandom } from '../adapters/system.ts';
import { noTrace } from '../engine/no-trace.ts';
import type { Person } from '../engine/people.ts';
import type { Log, Ports, Random, RuleSource, Trace } from '../engine/ports.ts';
import { type Bound, bindTocsin, type Routes } from '../functions/bind.ts';
import { readSettings } from '../functions/settings.ts';
import { putPerson } from '../functions/store/people.ts';
import { createHost, type Host } from './host/host.ts';
import type { Keys } from './host/keys.ts';
import { type RunningServer, startServer } from './host/server.ts';
import type { Endpoint, PlainRequest, PlainResponse, PlantClock, Worker } from './host/types.ts';
import { createStandIns, type StandIns } from './stand-ins/stand-ins.ts';
import { type Stores, storesInDatabase } from './store/stores.ts';

export interface HouseOptions {
  readonly db: DatabaseSync;
  readonly clock: PlantClock;
  /** Default: in the database. The history of the durable engine lies there in any case. */
  readonly stores?: Stores;
  readonly rules: RuleSource;
  readonly people: readonly Person[];
  readonly log: Log;
  /** Default: nobody watches. */
  readonly trace?: Trace;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** 0: any free port. */
  readonly port: number;
  readonly timeZone: string;
  /** Asked for at the doors, as in Azure. */
  readonly keys?: Keys;
  readonly random?: Random;
  /** Longest attempt to reach a provider, ms of machine time. */
  readonly attemptMs?: number;
  /** Default: telemetry comes by Event Grid. */
  readonly routes?: Routes;
  /** What the functions get in place of their ports: a store that fails, a provider that is slow. */
  readonly wrap?: (ports: Ports) => Ports;
  /** One activity and one message of an alarm at a time. Default: on a virtual clock. */
  readonly deterministic?: boolean;
}

export interface House {
  readonly ports: Ports;
  readonly host: Host;
  readonly standIns: StandIns;
  readonly server: RunningServer;
  readonly workers: readonly Worker[];
  /** What is not configured. */
  readonly notes: readonly string[];
  /** Delivers to an Event Grid trigger as a subscription would. Throws when the app did not take it. */
  post(functionName: string, events: readonly unknown[]): Promise<void>;
  request(request: PlainRequest): Promise<PlainResponse>;
  /** The rules have changed: every device is judged anew. */
  judgeAll(): Promise<void>;
  close(): Promise<void>;
}

/** What stands in for the settings of a deployment; any of them can be set, an empty one means "not bought yet". */
const localSettings = { TOCSIN_EMAIL_FROM: 'alarms@tocsin.example', TOCSIN_SMS_FROM: '+4759440000' };

export async function openHouse(options: HouseOptions): Promise<House> {
  const { db, clock, people, log, keys, timeZone } = options;
  let endpoints: readonly Endpoint[] = [];
  const answer: Endpoint = async request => firstAnswer(endpoints, request);
  const server = await startServer({
    port: options.port,
    endpoints: [answer],
    onError: error => log.error('server.failed', { error: String(error) }),
  });
  const post = poster(answer, keys);
  const { settings, notes } = readSettings({ ...localSettings, TOCSIN_PUBLIC_URL: server.url, ...options.env });
  const standIns = createStandIns({
    ...{ db, clock, timeZone },
    smsFrom: settings.smsFrom ?? localSettings.TOCSIN_SMS_FROM,
    deliver: (functionName, event) => post(functionName, [event]),
  });
  const { tables, queues, blobs } = options.stores ?? storesInDatabase(db, clock);
  const ports: Ports = {
    ...{ clock, log, settings, tables, queues, blobs },
    trace: options.trace ?? noTrace,
    sole: true, // the data folder is locked for this process
    rules: options.rules,
    random: options.random ?? systemRandom,
    ...providers(standIns, server.url, settings, options.attemptMs),
  };
  for (const person of people) await putPerson(ports.tables, person);
  let bound: Bound | undefined;
  const host = await createHost({
    bind: () => {
      bound = bindTocsin({ functions, durable: df.app, input: df.input }, options.wrap?.(ports) ?? ports, options.routes);
    },
    ...{ clock, db, queues, baseUrl: () => server.url },
    ...(keys && { keys }),
    ...(options.deterministic !== undefined && { deterministic: options.deterministic }),
    onError: (name, error) => log.error('function.failed', { function: name, error: String(error) }),
    onWarning: warning => log.warn('durable.warning', { ...warning }),
  });
  endpoints = [standIns.endpoint, ...host.endpoints];
  return {
    ...{ ports, host, standIns, server, notes, post },
    workers: [...host.workers, standIns.worker],
    request: async request => (await answer(request)) ?? { status: 404 },
    judgeAll: async () => bound?.judgeAll(),
    async close() {
      await server.close();
      await host.close();
      await standIns.worker.close();
    },
  };
}

async function firstAnswer(endpoints: readonly Endpoint[], request: PlainRequest): Promise<PlainResponse | undefined> {
  if (endpoints.length === 0) return { status: 503, body: 'starting' };
  for (const endpoint of endpoints) {
    const answer = await endpoint(request);
    if (answer) return answer;
  }
  return undefined;
}

function poster(answer: Endpoint, keys: Keys | undefined): House['post'] {
  return async (functionName, events) => {
    const response = await answer({
      method: 'POST',
      url: `/runtime/webhooks/eventgrid?functionName=${encodeURIComponent(functionName)}`,
      headers: {
        'aeg-event-type': 'Notification',
        'content-type': 'application/json',
        ...(keys && { 'x-functions-key': keys.eventgrid }),
      },
      body: new TextEncoder().encode(JSON.stringify(events)),
    });
    if (response?.status !== 202)
      throw new Error(`The app did not take the events for ${functionName}: ${response?.status} ${String(response?.body ?? '')}`);
  };
}

/** The genuine SDKs against the stand-ins; a channel whose sender is not set is not there. */
function providers(
  standIns: StandIns,
  url: string,
  settings: Ports['settings'],
  timeoutMs?: number,
): Pick<Ports, 'email' | 'sms' | 'crm' | 'topic'> {
  const { acsConnectionString, crmUrl, topicUrl, topicKey } = standIns.reach(url);
  const { emailFrom, smsFrom } = settings;
  const bounded = timeoutMs === undefined ? {} : { timeoutMs };
  const acs = { connectionString: acsConnectionString, allowInsecure: true, ...bounded };
  return {
    ...(emailFrom !== undefined && { email: emailViaAcs({ ...acs, from: emailFrom }) }),
    ...(smsFrom !== undefined && { sms: smsViaAcs({ ...acs, from: smsFrom }) }),
    crm: crmViaDataverse({ baseUrl: crmUrl, token: async () => 'local', ...bounded }),
    topic: topicViaEventGrid({ endpoint: topicUrl, key: topicKey, allowInsecure: true, ...bounded }),
  };
}
