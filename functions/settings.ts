/** The environment, read once: all problems at once, with the fix. */
import { parseDuration } from '../engine/duration.ts';
import type { Ports } from '../engine/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReadSettings {
  readonly settings: Ports['settings'];
  /** Channels that are not there yet, a sentence each: the house runs without them. */
  readonly notes: readonly string[];
}

/** Throws one error that names everything that is wrong. */
export function readSettings(env: Environment): ReadSettings {
  const wrong: string[] = [];
  const lateness = parseDuration(env.TOCSIN_LATENESS ?? '10m');
  if (lateness === undefined) wrong.push(`TOCSIN_LATENESS is "${env.TOCSIN_LATENESS}", not a duration as 10m or 1h30m.`);
  const publicUrl = (env.TOCSIN_PUBLIC_URL ?? '').replace(/\/+$/, '');
  if (!URL.canParse(publicUrl))
    wrong.push('TOCSIN_PUBLIC_URL must say where people open the links in messages: https://alarms.example.');
  const emailFrom = address(env.TOCSIN_EMAIL_FROM, 'TOCSIN_EMAIL_FROM', /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address', wrong);
  const smsFrom = address(env.TOCSIN_SMS_FROM, 'TOCSIN_SMS_FROM', /^\+\d{5,15}$/, 'a number as +4721000000', wrong);
  if (wrong.length > 0) throw new Error(`settings/wrong: ${wrong.join(' ')}`);
  const settings = { publicUrl, latenessMs: lateness ?? 0, ...(emailFrom && { emailFrom }), ...(smsFrom && { smsFrom }) };
  return {
    settings,
    notes: [...missing(emailFrom, 'e-mail', 'TOCSIN_EMAIL_FROM'), ...missing(smsFrom, 'SMS', 'TOCSIN_SMS_FROM')],
  };
}

/** Who watches from outside. Nobody, when neither is set. */
export interface TelemetrySettings {
  readonly connectionString?: string;
  readonly otlpEndpoint?: string;
  readonly quietShare: number;
}

/** Apart from the others: the log that tells of their mistakes is made with these. Throws one error that names everything that is wrong. */
export function readTelemetry(env: Environment): TelemetrySettings {
  const wrong: string[] = [];
  const connectionString = env.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const otlpEndpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (otlpEndpoint && !/^https?:/.test(otlpEndpoint))
    wrong.push('OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector: http://localhost:4318.');
  const quietShare = Number(env.TOCSIN_TRACE_QUIET || 1);
  if (!(quietShare >= 0 && quietShare <= 1))
    wrong.push(`TOCSIN_TRACE_QUIET is "${env.TOCSIN_TRACE_QUIET}", not a share from 0 to 1.`);
  if (wrong.length > 0) throw new Error(`settings/wrong: ${wrong.join(' ')}`);
  return { ...(connectionString && { connectionString }), ...(otlpEndpoint && { otlpEndpoint }), quietShare };
}

function address(text: string | undefined, name: string, shape: RegExp, what: string, wrong: string[]): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!shape.test(text)) wrong.push(`${name} is not ${what}.`);
  return text;
}

const missing = (value: string | undefined, channel: string, name: string): readonly string[] =>
  value === undefined ? [`No ${channel} is sent: ${name} is not set. People are told on the channels that are there.`] : [];
