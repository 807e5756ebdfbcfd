/** The app as it runs in Azure, and with `func start`: settings and services in, functions registered. */
import { join } from 'node:path';
import { app as functions } from '@azure/functions';
import df from 'durable-functions';
import { portsInAzure } from '../adapters/azure.ts';
import { logViaPino } from '../adapters/pino-log.ts';
import { lateTelemetry, openTelemetry, sharedLines } from '../adapters/telemetry.ts';
import { credentialWhenUsed } from '../adapters/when-used.ts';
import manifest from '../package.json' with { type: 'json' };
import { bindTocsin } from './bind.ts';
import { readAppSettings } from './settings.ts';

const { settings, services, routes, notes, telemetry: watched } = readAppSettings(process.env);
const telemetry = lateTelemetry(() => openTelemetry({ ...watched, ...identity(), version: manifest.version, onFailure }));
const isWatched = watched.connectionString !== undefined || watched.otlpEndpoint !== undefined;
const log = logViaPino({ level: 'info', ...(isWatched && { stream: sharedLines(telemetry.lines, process.stdout) }) });
const ports = portsInAzure({
  settings,
  services,
  log,
  trace: telemetry.trace,
  rulesDir: join(import.meta.dirname, '..', 'rules'),
});
const bound = bindTocsin({ functions, durable: df.app, input: df.input }, ports, routes);

// Nobody waits for these: what fails is told, and a device that reports is judged by the new rules in any case.
functions.hook.appStart(
  () => void setImmediate(() => afterStart().catch(error => log.error('start.failed', { error: String(error) }))),
);

// The first invocation waits for it, so that no alarm is without its trace; with nobody watching there is nothing to load.
functions.hook.preInvocation(() => telemetry.open());
functions.hook.appTerminate(() => telemetry.close());

function onFailure(why: string): void {
  log.warn('telemetry.failed', { why });
}

/** Where the app has an identity of its own, Application Insights takes no keys. */
function identity() {
  const { clientId } = services;
  if (clientId === undefined) return {};
  return { credential: credentialWhenUsed(async () => (await import('../adapters/azure-identity.ts')).identityOf(clientId)) };
}

async function afterStart(): Promise<void> {
  await telemetry.open();
  for (const note of notes) log.warn('settings.note', { note });
  for (const problem of ports.rules.current().problems) log.error('rules.problem', { ...problem });
  await bound.judgeIfChanged(ports.rules.fingerprint);
}
