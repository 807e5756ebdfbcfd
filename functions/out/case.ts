/** The case in the CRM: opened once, closed once. Its id is made from the alarm's, so that doing it again finds it done. */
import type { Alarm, CaseRow } from '../../engine/alarms/alarm.ts';
import { currentLevel } from '../../engine/alarms/occurrence.ts';
import { headlineOf } from '../../engine/messages/headline.ts';
import type { CaseResult, Crm, Ports } from '../../engine/ports.ts';
import { uuidV5 } from '../../engine/uuid.ts';
import type { Outcome } from '../../orchestrations/activities.ts';
import { changeCase, line, readStory } from '../store/alarms.ts';
import { later, pauseMs } from './effect.ts';

/** A CRM that is down for a shift is waited for; after a day somebody has to look. */
const patienceMs = 24 * 3_600_000;
/** Nobody sleeps worse for a case that is ten minutes late: an outage of hours costs a few attempts, not hundreds. */
const longestPauseMs = 600_000;

const caseId = (alarmId: string): string => uuidV5(`${alarmId}/case`);

export const openCase =
  (ports: Ports) =>
  ({ alarmId }: { alarmId: string; key: string }): Promise<Outcome> =>
    work(ports, alarmId, 'intent', 'open', (crm, card, alarm) => {
      const { severity } = currentLevel(alarm);
      const description = [alarm.why, alarm.message.consequence, `Alarm ${alarm.id}`].filter(Boolean).join('\n');
      const title = `${severity.toUpperCase()} ${headlineOf(alarm)}`;
      return crm.open({ id: caseId(alarmId), title, description, priority: card.priority, queue: card.queue });
    });

export const closeCase =
  (ports: Ports) =>
  ({ alarmId }: { alarmId: string; key: string }): Promise<Outcome> =>
    work(ports, alarmId, 'open', 'closed', (crm, _, alarm) => {
      const description = `Over since ${new Date(alarm.over?.at ?? alarm.knownAt).toISOString()} (${alarm.over?.because ?? 'cleared'}).`;
      return crm.close(caseId(alarmId), { subject: `Over: ${headlineOf(alarm)}`, description });
    });

async function work(
  ports: Ports,
  alarmId: string,
  from: CaseRow['state'],
  to: 'open' | 'closed',
  effect: (crm: Crm, card: CaseRow, alarm: Alarm) => Promise<CaseResult>,
): Promise<Outcome> {
  const story = await readStory(ports.tables, alarmId);
  const card = story?.case;
  if (!card || card.state !== from) return { state: card?.state ?? 'missing' };
  const result: CaseResult = ports.crm
    ? await effect(ports.crm, card, story.alarm)
    : { kind: 'refused', why: 'no CRM is configured' };
  return settle(ports, story.alarm, card, to, result);
}

async function settle(ports: Ports, alarm: Alarm, card: CaseRow, to: 'open' | 'closed', result: CaseResult): Promise<Outcome> {
  const now = ports.clock.now();
  const since = to === 'open' ? alarm.knownAt : (alarm.over?.knownAt ?? alarm.knownAt);
  if (result.kind === 'busy' && now - since < patienceMs) {
    const notBefore = now + pauseMs(card.attempts + 1, result.retryAfterMs, longestPauseMs);
    await changeCase(ports.tables, alarm.id, 'case', row => ({
      value: { ...row, attempts: row.attempts + 1, notBefore, why: result.why },
    }));
    return later('to be tried again', notBefore);
  }
  const done = result.kind === 'done';
  const state = done ? to : 'failed';
  const times = done ? (to === 'open' ? { openedAt: now, reference: result.reference } : { closedAt: now }) : { why: result.why };
  const data = done ? { queue: card.queue, priority: card.priority } : { why: result.why };
  await changeCase(ports.tables, alarm.id, 'case', row => ({
    value: { ...row, ...times, state, attempts: 0 },
    also: [line({ at: now, kind: done ? `case-${to}` : 'case-failed', by: 'tocsin', data }, to)],
  }));
  ports.log.info(done ? `case.${to}` : 'case.failed', { alarmId: alarm.id, traceId: alarm.traceparent.split('-')[1], ...data });
  return { state };
}
