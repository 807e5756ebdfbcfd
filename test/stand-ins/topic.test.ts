import { expect, test } from 'vitest';
import { topicViaEventGrid } from '../../adapters/event-grid-topic.ts';
import type { Fault } from '../../local/stand-ins/faults.ts';
import { alarmId, openPlant, start } from './plant.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const event = {
  id: `${alarmId}/event/raise`,
  type: 'tocsin.alarm.raised',
  subject: alarmId,
  at: start,
  data: { alarmId, severity: 'critical' },
  traceparent,
};

test('an alarm event arrives as the CloudEvent that it is', async () => {
  const { topic, inbox } = await openPlant();
  expect(await topic.publish(event)).toEqual({ kind: 'accepted', providerId: event.id });
  expect(inbox.items()).toMatchObject([
    { channel: 'event', subject: 'tocsin.alarm.raised', alarmId, text: JSON.stringify(event.data) },
  ]);
  expect(inbox.log()[0]?.raw).toMatchObject({
    ...{ specversion: '1.0', id: event.id, source: '/tocsin', subject: alarmId, traceparent },
    time: new Date(start).toISOString(),
  });
});

test('a wrong key is refused', async () => {
  const { reach, inbox } = await openPlant();
  const topic = topicViaEventGrid({ endpoint: reach.topicUrl, key: 'wrong', allowInsecure: true });
  expect(await topic.publish(event)).toMatchObject({ kind: 'refused' });
  expect(inbox.log()).toEqual([]);
});

test.each<{ name: string; fault: Fault; want: object }>([
  { name: '429', fault: { status: 429, retryAfterSeconds: 10 }, want: { kind: 'busy', retryAfterMs: 10_000 } },
  { name: '503', fault: { status: 503 }, want: { kind: 'busy' } },
  { name: '500', fault: { status: 500 }, want: { kind: 'unknown' } },
  { name: 'a hang', fault: { hang: true }, want: { kind: 'unknown' } },
  { name: 'taken, and the answer lost', fault: { timeoutButAccepted: true }, want: { kind: 'unknown' } },
])('$name', async ({ fault, want }) => {
  const { topic, faults } = await openPlant({ timeoutMs: 250 });
  faults.fails('topic', fault);
  expect(await topic.publish(event)).toMatchObject(want);
});
