/** Telemetry that is loaded after the log and the ports are there, as in Azure. */
import { expect, test } from 'vitest';
import { lateTelemetry, sharedLines, type Telemetry } from '../../adapters/telemetry.ts';
import { readTelemetry } from '../../functions/settings.ts';

function recorder() {
  const lines: string[] = [];
  const spans: string[] = [];
  const telemetry: Telemetry = {
    trace: {
      begin({ name }) {
        spans.push(name);
        return { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', end: () => {} };
      },
    },
    lines: { write: line => void lines.push(line) },
    flush: async () => {},
    close: async () => {},
  };
  return { lines, spans, telemetry };
}

test('lines wait until it is there, a thousand of them; spans begin when it is', async () => {
  const { lines, spans, telemetry } = recorder();
  let loads = 0;
  const late = lateTelemetry(async () => {
    loads++;
    return telemetry;
  });
  for (let i = 0; i < 1_001; i++) late.lines.write(`line ${i}`);
  expect(late.trace.begin({ name: 'too early' }).traceparent).toBeUndefined();
  await Promise.all([late.open(), late.open()]);
  late.lines.write('after');
  expect(late.trace.begin({ name: 'telemetry' }).traceparent).toBeDefined();
  expect(loads).toBe(1);
  expect(spans).toEqual(['telemetry']);
  expect(lines).toHaveLength(1_001);
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['line 0', 'line 999', 'after']);
});

test('what should be seen without telemetry is written beside it: warnings and errors', () => {
  const [watching, other] = [recorder(), recorder()];
  const shared = sharedLines(watching.telemetry.lines, other.telemetry.lines);
  const all = ['info', 'warn', 'error'].map(level => JSON.stringify({ level, event: 'door.parked' }));
  for (const line of all) shared.write(line);
  expect(watching.lines).toEqual(all);
  expect(other.lines).toEqual(all.slice(1));
});

const [APPLICATIONINSIGHTS_CONNECTION_STRING, OTEL_EXPORTER_OTLP_ENDPOINT] = ['InstrumentationKey=k', 'http://localhost:4318'];

test.each([
  { name: 'nobody', env: {}, is: { quietShare: 1 } },
  {
    name: 'everybody',
    env: { APPLICATIONINSIGHTS_CONNECTION_STRING, OTEL_EXPORTER_OTLP_ENDPOINT, TOCSIN_TRACE_QUIET: '0.1' },
    is: { connectionString: APPLICATIONINSIGHTS_CONNECTION_STRING, otlpEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT, quietShare: 0.1 },
  },
  { name: 'alarms only', env: { OTEL_EXPORTER_OTLP_ENDPOINT, TOCSIN_TRACE_QUIET: '0' }, is: { quietShare: 0 } },
])('settings: $name', ({ env, is }) => expect(readTelemetry(env)).toMatchObject(is));

test('settings: what is wrong is named, all of it', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318', TOCSIN_TRACE_QUIET: '1.1' };
  expect(() => readTelemetry(env)).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT.*TOCSIN_TRACE_QUIET/);
});
