/** A process that tells of one alarm and ends: `watcher <connection string> <collector>`, either may be empty. Also run as a bundle. */
import { logViaPino } from '../../adapters/pino-log.ts';
import { openTelemetry } from '../../adapters/telemetry.ts';
import type { Ports } from '../../engine/ports.ts';
import { within } from '../../functions/trace.ts';

async function main([, , connectionString = '', otlpEndpoint = '']: readonly string[]): Promise<void> {
  const onFailure = (why: string) => void process.stderr.write(`${why}\n`);
  const telemetry = await openTelemetry({ connectionString, otlpEndpoint, version: '0.0.0-test', onFailure });
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

void main(process.argv);
