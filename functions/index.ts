/** The app as it runs in Azure, and with `func start`: settings and services in, functions registered. */
import { join } from 'node:path';
import { app as functions } from '@azure/functions';
import df from 'durable-functions';
import { portsInAzure } from '../adapters/azure.ts';
import { logViaPino } from '../adapters/pino-log.ts';
import { noTrace } from '../engine/no-trace.ts';
import { bindTocsin } from './bind.ts';
import { readAppSettings } from './settings.ts';

const { settings, services, routes, notes } = readAppSettings(process.env);
const log = logViaPino({ level: 'info' });
const ports = portsInAzure({ settings, services, log, trace: noTrace, rulesDir: join(import.meta.dirname, '..', 'rules') });
const bound = bindTocsin({ functions, durable: df.app, input: df.input }, ports, routes);

functions.hook.appStart(() => {
  for (const note of notes) log.warn('settings.note', { note });
  for (const problem of ports.rules.current().problems) log.error('rules.problem', { ...problem });
  // Nobody waits for it: a device that reports is judged by the new rules in any case. What fails is done at the next start.
  void bound.judgeIfChanged(ports.rules.fingerprint).catch(error => log.error('rules.not-judged', { error: String(error) }));
});
