/** Stand-ins on a free port and the adapters that reach them through the genuine SDKs. */
import type { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { emailViaAcs } from '../../adapters/acs-email.ts';
import { smsViaAcs } from '../../adapters/acs-sms.ts';
import { crmViaDataverse } from '../../adapters/dataverse.ts';
import { topicViaEventGrid } from '../../adapters/event-grid-topic.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import { virtualClock } from '../../local/clock.ts';
import { startServer } from '../../local/host/server.ts';
import type { GridEvent } from '../../local/stand-ins/reports.ts';
import { createStandIns } from '../../local/stand-ins/stand-ins.ts';

export const start = Date.parse('2026-11-18T02:00:00Z');
const from = 'alarms@plant.example';
const number = '+15550100';

export async function openPlant(options: { db?: DatabaseSync; timeoutMs?: number } = {}) {
  const clock = virtualClock(start);
  const delivered: { name: string; event: GridEvent; at: number }[] = [];
  const app = { down: false };
  const deliver = async (name: string, event: GridEvent) => {
    if (app.down) throw new Error('the app is down');
    delivered.push({ name, event, at: clock.now() });
  };
  const kept = options.db === undefined ? {} : { db: options.db };
  const standIns = createStandIns({ clock, deliver, smsFrom: number, timeZone: 'Europe/Oslo', ...kept });
  const server = await startServer({ port: 0, endpoints: [standIns.endpoint] });
  onTestFinished(server.close);
  const reach = standIns.reach(server.url);
  const how = { allowInsecure: true, timeoutMs: options.timeoutMs ?? 10_000 };
  const acs = { connectionString: reach.acsConnectionString, ...how };
  return {
    ...standIns,
    ...{ clock, delivered, app, url: server.url, reach },
    email: emailViaAcs({ ...acs, from }),
    sms: smsViaAcs({ ...acs, from: number }),
    crm: crmViaDataverse({ ...how, baseUrl: reach.crmUrl, token: async () => 'any' }),
    topic: topicViaEventGrid({ ...how, endpoint: reach.topicUrl, key: reach.topicKey }),
    /** Plant time goes on, and what falls due is done. */
    async pass(ms: number) {
      clock.set(clock.now() + ms);
      await standIns.worker.settle();
    },
  };
}

export const alarmId = 'freezer-too-warm~f-7~3';

export const mail = (step: string | number = 1, text = 'Go and look.') => {
  const tag = `${alarmId}/raised/1/${step}/0/lena/email`;
  const to = { to: 'lena@plant.example', toName: 'Lena Åberg' };
  return { operationId: uuidV5(tag), ...to, subject: 'CRITICAL: f-7 is too warm', text, html: `<p>${text}</p>`, tag };
};

export const sms = (step: string | number = 1, text = 'CRITICAL f-7 too warm. Reply 4K7Q') => {
  const tag = `${alarmId}/raised/1/${step}/0/lena/sms`;
  return { repeatabilityId: uuidV5(tag), firstSentAt: Date.now(), to: '+4790000001', text, tag };
};
