/** A process that has told something and wants to end: `leaver.ts <collector>`. */
import { openTelemetry } from '../../adapters/telemetry.ts';

const telemetry = await openTelemetry({ otlpEndpoint: process.argv[2] ?? '', version: '0', timeoutMs: 1_000 });
telemetry.trace.begin({ name: 'telemetry' }).end();
telemetry.lines.write(JSON.stringify({ level: 'info', time: new Date().toISOString(), event: 'alarm.raised' }));
await telemetry.close();
