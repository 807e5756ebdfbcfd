/** The genuine libraries in a bundle, as they run in Azure: no hooks, nothing patched, no code made from text. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleApp, writeBundle } from '../../bin/build.ts';
import { startServer } from '../../local/host/server.ts';
import { type Collector, createCollector, type SeenEnvelope } from '../../local/stand-ins/collector.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tocsin-telemetry-'));
const services = join(folder, 'dist', 'services');

beforeAll(async () => writeBundle(await bundleApp(), folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the bundle tells of one alarm, and what it says while it does. */
async function told(by: (url: string) => readonly string[]): Promise<{ collector: Collector; says: string }> {
  const collector = createCollector();
  const server = await startServer({ port: 0, endpoints: [collector.endpoint] });
  const flags = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];
  // The library would tell its maker how it is used.
  const env = { ...process.env, APPLICATION_INSIGHTS_NO_STATSBEAT: '1' };
  const watcher = [join(import.meta.dirname, 'watcher.ts'), services, ...by(server.url)];
  const { stdout, stderr } = await run(process.execPath, [...flags, ...watcher], { env });
  await server.close();
  return { collector, says: stdout + stderr };
}

const insights = (url: string) => `InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=${url}`;
const of = (envelopes: readonly SeenEnvelope[], type: string) => envelopes.filter(({ data }) => data.baseType === type);

test('Application Insights is sent requests, dependencies and lines of one operation', async () => {
  const { collector, says } = await told(url => [insights(url)]);
  expect(says).toBe('');
  const [request] = of(collector.envelopes, 'RequestData');
  const operation = request?.tags['ai.operation.id'];
  expect(request).toMatchObject({
    tags: { 'ai.cloud.role': 'tocsin', 'ai.operation.name': 'telemetry' },
    data: {
      baseData: {
        ...{ name: 'telemetry', success: true },
        properties: { 'tocsin.device': 'frz-7', '_MS.links': expect.stringContaining('4bf92f3577b34da6a3ce929d0e0e4736') },
      },
    },
  });
  const parent = { 'ai.operation.id': operation, 'ai.operation.parentId': request?.data.baseData.id };
  expect(of(collector.envelopes, 'RemoteDependencyData')).toMatchObject([
    { tags: parent, data: { baseData: { name: 'sms.send', success: false, properties: { 'tocsin.result': 'refused' } } } },
  ]);
  expect(of(collector.envelopes, 'MessageData')).toMatchObject([
    {
      tags: parent,
      data: {
        baseData: {
          ...{ message: 'page.failed', severityLevel: 'Warning' },
          properties: { alarmId: 'freezer-too-warm~frz-7~1', phone: '[redacted]' },
        },
      },
    },
  ]);
  expect(collector.spans).toEqual([]);
});

test('a collector is told the same, alone or beside Application Insights', async () => {
  for (const beside of [false, true]) {
    const { collector, says } = await told(url => [beside ? insights(url) : '', url]);
    expect(says).toBe('');
    expect(collector.spans.map(({ name }) => name).sort()).toEqual(['sms.send', 'telemetry']);
    expect(collector.spans[0]).toMatchObject({ resource: { 'service.name': 'tocsin', 'service.version': '0.0.0-test' } });
    const [record] = collector.records;
    expect(record).toMatchObject({ body: 'page.failed', severity: 'warn', traceId: collector.spans[0]?.traceId });
    expect(of(collector.envelopes, 'RequestData')).toHaveLength(beside ? 1 : 0);
  }
});

test('when nobody watches nothing of OpenTelemetry is loaded', async () => {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'loads.ts')]);
  expect(JSON.parse(stdout)).toEqual([]);
});
