/** Whoever watches is down, hangs or refuses: the night is the same, what waits is bounded, and nobody's end is held up. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTelemetry } from '../../adapters/telemetry.ts';
import { queueMost } from '../../adapters/telemetry-otlp.ts';
import type { Plant } from '../../local/scenario.ts';
import { freezer7, freezerIsClosed, freezerIsLeftOpen, runNight, warm } from '../nights/night.ts';
import { startWatching, watchedBy } from './watched.ts';

/** Everything that anybody was sent, when and what; ids of traces are another matter each time. */
const sentIn = (plant: Plant) =>
  plant.house.standIns.inbox.log().map(({ at, channel, to, subject, text }) => ({
    at,
    channel,
    to,
    subject,
    text: text.replace(/00-[0-9a-f-]{49}-01/g, 'trace'),
  }));

async function nightSeenBy(wrap: ReturnType<typeof watchedBy> | undefined) {
  let sent: ReturnType<typeof sentIn> = [];
  await runNight(wrap ? { wrap } : {}, async plant => {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('1m');
    plant.person('lena').isTold(/CRITICAL/);
    await plant.phone('lena').answers();
    plant.phone('lena').hasReceived(/You have it/);
    await freezerIsClosed(plant, device);
    plant.mailbox('lena').hasReceived(/OVER/);
    sent = sentIn(plant);
  });
  return sent;
}

test('a watcher that is down, slow or refuses changes nothing of a night, and is complained of once', async () => {
  const unseen = await nightSeenBy(undefined);
  expect(unseen.length).toBeGreaterThan(6);
  for (const behaviour of ['well', 'down', 'hang', 400, 429, 500] as const) {
    const watching = await startWatching(behaviour, 300);
    expect(await nightSeenBy(watchedBy(watching.telemetry)), String(behaviour)).toEqual(unseen);
    await watching.telemetry.flush();
    await watching.telemetry.close();
    expect(watching.failures.length, String(behaviour)).toBe(behaviour === 'well' ? 0 : 1);
    await watching.close();
  }
});

test('what waits for a watcher that hangs is bounded, and goes out when it is well again', async () => {
  const watching = await startWatching('hang', 5_000);
  const { telemetry, collector } = watching;
  const line = JSON.stringify({ level: 'info', time: '2026-03-03T01:00:00.000Z', event: 'alarm.raised' });
  for (let i = 0; i < 5 * queueMost; i++) {
    telemetry.trace.begin({ name: 'telemetry' }).end();
    telemetry.lines.write(line);
  }
  collector.behaves('well');
  collector.release();
  await telemetry.flush();
  await watching.close();
  for (const { length } of [collector.spans, collector.records]) {
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(queueMost + 512); // and the batch that was under way
  }
});

test('of what decides nothing a share is told, of alarms everything', async () => {
  const watching = await startWatching();
  const telemetry = await openTelemetry({ otlpEndpoint: watching.server.url, version: '0', quietShare: 0.25 });
  await runNight({ wrap: watchedBy(telemetry) }, async plant => {
    const steady = plant.device('frz-1', freezer7);
    await steady.reports({ temperature: -22, defrosting: false }).every('1m').for('40m');
    plant.device('frz-7', freezer7).reports(warm).every('1m').onAndOn();
    await plant.wait('11m');
    plant.person('lena').isTold(/CRITICAL/);
  });
  await telemetry.close();
  const doors = watching.collector.spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  const quiet = doors.filter(
    ({ traceId }) => !watching.collector.spans.some(span => span.parentSpanId && span.traceId === traceId),
  );
  expect(doors.length - quiet.length).toBe(1);
  expect(quiet.length).toBeGreaterThanOrEqual(12);
  expect(quiet.length).toBeLessThanOrEqual(18);
  await watching.close();
});

test('a process that ends does not wait for an answer that never comes', async () => {
  const watching = await startWatching('hang');
  const leaver = fork(join(import.meta.dirname, 'leaver.ts'), [watching.server.url], { silent: true });
  const [code] = await once(leaver, 'exit');
  expect(code).toBe(0);
  expect(watching.collector.unanswered()).toBeGreaterThan(0);
  await watching.close();
});

test('settings that are no good are told, and nobody watches', async () => {
  const failures: string[] = [];
  const onFailure = (why: string) => void failures.push(why);
  const telemetry = await openTelemetry({ connectionString: 'InstrumentationKey=none', version: '0', onFailure });
  expect(telemetry.trace.begin({ name: 'telemetry' }).traceparent).toBeUndefined();
  expect(failures).toEqual([expect.stringContaining('instrumentation key')]);
});
