import type { Alarm, OutgoingEvent } from '../../engine/alarms/alarm.ts';
import { currentLevel, standingAnswer } from '../../engine/alarms/occurrence.ts';
import type { Json, Ports, SendResult } from '../../engine/ports.ts';
import type { Outcome } from '../../orchestrations/activities.ts';
import { changeEvent, readStory } from '../store/alarms.ts';
import { later, pauseMs } from './effect.ts';

/** A topic that is down is tried for so long; what could not be published by then stays in the row, marked. */
const patienceMs = 24 * 3_600_000;

/** One change of an alarm to the topic, as a CloudEvent. The id is made from the decision: subscribers see it once per id. */
export const publishEvent =
  (ports: Ports) =>
  async ({ alarmId, key }: { alarmId: string; key: string }): Promise<Outcome> => {
    const story = await readStory(ports.tables, alarmId);
    const event = story?.events.find(({ id }) => id === key);
    if (!story || !event || event.state !== 'intent') return { state: event?.state ?? 'missing' };
    const result: SendResult = ports.topic
      ? await ports.topic.publish({
          ...event,
          subject: `alarms/${alarmId}`,
          data: dataOf(story.alarm, ports.clock.now()),
          traceparent: story.alarm.traceparent,
        })
      : { kind: 'refused', why: 'no topic is configured' };
    return settle(ports, alarmId, event, result);
  };

/** The record that subscribers get: how the alarm stands now. People are named by id. */
function dataOf(alarm: Alarm, now: number): Json {
  const level = currentLevel(alarm);
  const answer = standingAnswer(alarm, now);
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    alarmId: alarm.id,
    deviceId: alarm.device.id,
    siteId: alarm.device.tags.site ?? null,
    ruleId: alarm.rule.id,
    severity: level.severity,
    state: alarm.over ? 'over' : answer ? 'acknowledged' : 'active',
    openedAt: iso(alarm.raisedAt),
    ackedAt: iso(answer?.at),
    ackedBy: answer?.by ?? null,
    resolvedAt: iso(alarm.over?.at),
    value: level.shown.value ?? null,
    threshold: level.shown.limit ?? null,
    title: alarm.message.title,
    traceparent: alarm.traceparent,
    schemaVersion: 1,
  };
}

async function settle(ports: Ports, alarmId: string, event: OutgoingEvent, result: SendResult): Promise<Outcome> {
  const now = ports.clock.now();
  if ((result.kind === 'busy' || result.kind === 'unknown') && now - event.at < patienceMs) {
    const notBefore = now + pauseMs(event.attempts + 1, result.kind === 'busy' ? result.retryAfterMs : undefined);
    await changeEvent(ports.tables, alarmId, event.id, row => ({ value: { ...row, attempts: row.attempts + 1, notBefore } }));
    return later('to be tried again', notBefore);
  }
  const state = result.kind === 'accepted' ? 'published' : 'failed';
  await changeEvent(ports.tables, alarmId, event.id, row => ({ value: { ...row, state } }));
  if (state === 'failed')
    ports.log.error('event.failed', { alarmId, id: event.id, why: result.kind === 'accepted' ? '' : result.why });
  return { state };
}
