/** The environment, read once: all problems at once, with the fix. */
import { parseDuration } from '../engine/duration.ts';
import type { Ports } from '../engine/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReadSettings {
  readonly settings: Ports['settings'];
  /** Channels that are not there yet, a sentence each: the house runs without them. */
  readonly notes: readonly string[];
}

/** Where the services are that the app works with, and how it shows who it is. */
export interface Services {
  readonly storage: { readonly connectionString: string } | { readonly account: string };
  readonly acs: { readonly connectionString: string } | { readonly endpoint: string };
  readonly topic: { readonly endpoint: string; readonly key?: string };
  /** Without it there are no cases. */
  readonly dataverseUrl?: string;
  /** Id of the account that cases belong to. */
  readonly dataverseAccount?: string;
  /** Client id of the identity that the app has in Azure. Without it the developer's own sign-in counts. */
  readonly clientId?: string;
}

/** Who watches from outside. Nobody, when neither is set. */
export interface TelemetrySettings {
  readonly connectionString?: string;
  readonly otlpEndpoint?: string;
  readonly quietShare: number;
}

export interface AppSettings extends ReadSettings {
  readonly services: Services;
  readonly telemetry: TelemetrySettings;
  readonly routes: { readonly telemetry: 'eventGrid' | 'eventHubs' };
}

/** Throws one error that names everything that is wrong. */
export function readSettings(env: Environment): ReadSettings {
  const wrong: string[] = [];
  const read = readHouse(env, wrong);
  refuse(wrong);
  return read;
}

/** Apart from the others: the log that tells of their mistakes is made with these. Throws one error that names everything that is wrong. */
export function readTelemetry(env: Environment): TelemetrySettings {
  const wrong: string[] = [];
  const read = readWatchers(env, wrong);
  refuse(wrong);
  return read;
}

/** As `readSettings`, and what the app needs besides when it runs under the Functions host: in Azure, or with `func start`. */
export function readAppSettings(env: Environment): AppSettings {
  const wrong: string[] = [];
  const read = readHouse({ ...env, TOCSIN_PUBLIC_URL: env.TOCSIN_PUBLIC_URL || ownAddress(env) }, wrong);
  const services = readServices(env, wrong);
  const telemetry = readWatchers(env, wrong);
  refuse(wrong);
  const byHub = env.EVENTHUB__fullyQualifiedNamespace || env.EVENTHUB;
  return { ...read, services, telemetry, routes: { telemetry: byHub ? 'eventHubs' : 'eventGrid' } };
}

function refuse(wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(`settings/wrong: ${wrong.join(' ')}`);
}

function readHouse(env: Environment, wrong: string[]): ReadSettings {
  const lateness = parseDuration(env.TOCSIN_LATENESS || '10m');
  if (lateness === undefined) wrong.push(`TOCSIN_LATENESS is "${env.TOCSIN_LATENESS}", not a duration as 10m or 1h30m.`);
  const publicUrl = (env.TOCSIN_PUBLIC_URL ?? '').replace(/\/+$/, '');
  if (!URL.canParse(publicUrl))
    wrong.push('TOCSIN_PUBLIC_URL must say where people open the links in messages: https://alarms.example.');
  const emailFrom = address(env.TOCSIN_EMAIL_FROM, 'TOCSIN_EMAIL_FROM', /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address', wrong);
  const smsFrom = address(env.TOCSIN_SMS_FROM, 'TOCSIN_SMS_FROM', /^\+\d{5,15}$/, 'a number as +4721000000', wrong);
  const settings = { publicUrl, latenessMs: lateness ?? 0, ...(emailFrom && { emailFrom }), ...(smsFrom && { smsFrom }) };
  return {
    settings,
    notes: [...missing(emailFrom, 'e-mail', 'TOCSIN_EMAIL_FROM'), ...missing(smsFrom, 'SMS', 'TOCSIN_SMS_FROM')],
  };
}

function readWatchers(env: Environment, wrong: string[]): TelemetrySettings {
  const connectionString = env.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const otlpEndpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (otlpEndpoint && !/^https?:/.test(otlpEndpoint))
    wrong.push('OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector: http://localhost:4318.');
  const quietShare = Number(env.TOCSIN_TRACE_QUIET || 1);
  if (!(quietShare >= 0 && quietShare <= 1))
    wrong.push(`TOCSIN_TRACE_QUIET is "${env.TOCSIN_TRACE_QUIET}", not a share from 0 to 1.`);
  return { ...(connectionString && { connectionString }), ...(otlpEndpoint && { otlpEndpoint }), quietShare };
}

function readServices(env: Environment, wrong: string[]): Services {
  const { TOCSIN_STORAGE_CONNECTION_STRING: storageString, TOCSIN_ACS_CONNECTION_STRING: acsString } = env;
  const need = (name: string, what: string, shape = url) => {
    const text = env[name] ?? '';
    if (!shape.test(text)) wrong.push(`${name} must be ${what}${text === '' ? '' : `, it is "${text}"`}.`);
    return text;
  };
  const { TOCSIN_TOPIC_KEY: key, TOCSIN_DATAVERSE_URL: dataverse, AZURE_CLIENT_ID: clientId } = env;
  const { TOCSIN_DATAVERSE_ACCOUNT: account } = env;
  return {
    storage: storageString
      ? { connectionString: storageString }
      : { account: need('TOCSIN_STORAGE_ACCOUNT', 'the name of the storage account', /^[a-z0-9]{3,24}$/) },
    acs: acsString
      ? { connectionString: acsString }
      : { endpoint: need('TOCSIN_ACS_ENDPOINT', 'the address of Communication Services: https://NAME.communication.azure.com') },
    topic: {
      endpoint: need(
        'TOCSIN_TOPIC_ENDPOINT',
        'the address that alarm events go to: https://TOPIC.REGION.eventgrid.azure.net/api/events',
      ),
      ...(key && { key }),
    },
    ...(dataverse && {
      dataverseUrl: need('TOCSIN_DATAVERSE_URL', 'the address of a Dataverse environment').replace(/\/+$/, ''),
    }),
    ...(account && { dataverseAccount: need('TOCSIN_DATAVERSE_ACCOUNT', 'the id of an account in Dataverse', guid) }),
    ...(clientId && { clientId }),
  };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Plain http only on this machine. */
const url = /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/\S*)?$/;

/** What the Functions host says that it is reached at; `func start` says `localhost:7071`. */
function ownAddress({ WEBSITE_HOSTNAME: host }: Environment): string | undefined {
  if (!host) return undefined;
  return /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? `http://${host}` : `https://${host}`;
}

function address(text: string | undefined, name: string, shape: RegExp, what: string, wrong: string[]): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!shape.test(text)) wrong.push(`${name} is not ${what}.`);
  return text;
}

const missing = (value: string | undefined, channel: string, name: string): readonly string[] =>
  value === undefined ? [`No ${channel} is sent: ${name} is not set. People are told on the channels that are there.`] : [];
