/** A process that tells of one alarm, by telemetry as it is bundled, and ends: `watcher <services> <connection string> <collector>`. */
import { join } from 'node:path';
import { logViaPino } from '../../adapters/pino-log.ts';
import type { Telemetry } from '../../adapters/telemetry.ts';
import type { Ports } from '../../engine/ports.ts';
import { within } from '../../functions/trace.ts';

const [, , services = '', connectionString = '', otlpEndpoint = ''] = process.argv;

async function open(): Promise<Telemetry> {
  const onFailure = (why: string) => void process.stderr.write(`${why}\n`);
  const options = { connectionString, otlpEndpoint, version: '0.0.0-test', onFailure };
  const name = connectionString === '' ? 'telemetry-otlp.mjs' : 'telemetry-azure.mjs';
  const { telemetryViaAzureMonitor, telemetryViaOtlp } = await import(join(services, name));
  return (telemetryViaAzureMonitor ?? telemetryViaOtlp)(options);
}

async function main(): Promise<void> {
  const telemetry = await open();
  const { trace } = telemetry;
  const log = logViaPino({ level: 'info', stream: telemetry.lines });
  const links = ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'];
  const door = trace.begin({ name: 'telemetry', kind: 'door', links, attributes: { 'tocsin.device': 'frz-7' } });
  const sms = { send: async () => ({ kind: 'refused', why: 'no such number' }) as const };
  const ports = within({ trace, log, sms } as unknown as Ports, door.traceparent);
  await ports.sms?.send({ repeatabilityId: '', firstSentAt: 0, to: '+4700000003', text: 'CRITICAL', tag: '' });
  ports.log.warn('page.failed', { alarmId: 'freezer-too-warm~frz-7~1', phone: '+4700000003' });
  door.end();
  await telemetry.close();
}

await main();
