/** One night, seen from outside: what a collector is told, from the door to the answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plant } from '../../local/scenario.ts';
import type { SeenSpan } from '../../local/stand-ins/collector.ts';
import { cold, doorRule, freezer7, samplePeople, shippedRules, warm } from '../nights/night.ts';
import { namesIn } from './queries.ts';
import { type Calls, startWatching, type Watching, watchedNight } from './watched.ts';

const fromFreezer = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const fromDoor = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparentOf = ({ traceId, spanId }: typeof fromDoor) => `00-${traceId}-${spanId}-01`;

/** A second rule that one reading breaks together with the first. */
const doorToo = { path: 'door-too.rule.json', text: doorRule.text.replace('"door-open"', '"door-too"') };

let watching: Watching;
let calls: Calls;
/** What the house itself knows of the night, to compare with. */
const known = { alarms: [] as { id: string; traceId: string }[], activities: 0, secrets: [] as string[] };

/** The first SMS is refused, so that the night has a failure in it. Lena has it when there is a case already; then it is over. */
async function story(plant: Plant): Promise<void> {
  plant.provider('sms').fails({ status: 400, times: 1 });
  const seventh = plant.device('frz-7', { ...freezer7, traceparent: traceparentOf(fromFreezer) });
  seventh.reports(warm).every('1m').onAndOn();
  await plant.wait('32m');
  await plant.mailbox('lena').answers();
  const eighth = plant.device('frz-8', { ...freezer7, name: 'Freezer 8' });
  eighth.reports(warm).every('1m').onAndOn();
  await plant.wait('12m');
  await plant.phone('lena').answers();
  const door = plant.device('door-1', { deviceType: 'door', traceparent: traceparentOf(fromDoor) });
  await door.reports('door', 'open').once();
  await plant.wait('1m');
  const path = `/api/alarms/${encodeURIComponent('door-open~door-1~1')}/acknowledge`;
  await plant.api('POST', path, { by: 'control room', answer: 'have-it' });
  await door.reports('door', 'closed').once();
  seventh.reports(cold).every('1m').onAndOn();
  await plant.wait('20m');
  await remember(plant);
}

async function remember(plant: Plant): Promise<void> {
  const { body } = await plant.api('GET', '/api/alarms');
  known.alarms = body.items as typeof known.alarms;
  for (const { id } of known.alarms) known.activities += await activitiesOf(plant, id);
  const messages = plant.house.standIns.inbox.log().filter(({ channel }) => channel === 'sms' || channel === 'email');
  known.secrets = messages.flatMap(({ text }) =>
    [/\/a\/([\w-]{16,})/.exec(text)?.[1] ?? [], /\b([A-Z0-9]{4})\b\W*$/m.exec(text)?.[1] ?? []].flat(),
  );
}

async function activitiesOf(plant: Plant, id: string): Promise<number> {
  const path = `/runtime/webhooks/durabletask/instances/${encodeURIComponent(id)}?showHistory=true`;
  const { body } = await plant.api('GET', path);
  return (body.historyEvents as { EventType: string }[]).filter(({ EventType }) => EventType === 'TaskCompleted').length;
}

beforeAll(async () => {
  watching = await startWatching();
  calls = await watchedNight(watching, story, { rules: [...shippedRules(), doorRule, doorToo] });
});
afterAll(() => watching.close());

const spans = () => watching.collector.spans;
const ofTrace = (traceId: string) => spans().filter(span => span.traceId === traceId);
const named = (name: string, among = spans()) => among.filter(span => span.name === name);
const alarmOf = (device: string) =>
  known.alarms.find(({ id }) => id.includes(`~${device}~`) && !id.startsWith('door-too')) as { id: string; traceId: string };

const activities = ['plan-next', 'send-sms', 'send-email', 'open-case', 'close-case', 'publish-event', 'relay'];

test('nothing went wrong on the way', () => expect(watching.failures).toEqual([]));

test('an alarm is one trace: its root is the door, linked to the message of the device', () => {
  const rootsOf = (device: string) => ofTrace(alarmOf(device).traceId).filter(({ parentSpanId }) => parentSpanId === undefined);
  const kind = 2;
  expect(rootsOf('door-1')).toMatchObject([
    { name: 'telemetry', kind, attributes: { 'tocsin.device': 'door-1' }, links: [fromDoor] },
  ]);
  const [first, second] = known.alarms.filter(({ id }) => id.includes('~door-1~')).map(({ traceId }) => ofTrace(traceId));
  expect(second?.find(({ parentSpanId }) => !parentSpanId)).toMatchObject({ name: 'telemetry', kind, links: [fromDoor] });
  expect(second?.[0]?.traceId).not.toBe(first?.[0]?.traceId);
  // Ten minutes of warmth are over without a reading: the due time came of the last message.
  expect(rootsOf('frz-7')).toMatchObject([
    { name: 'deadlines', kind, attributes: { 'tocsin.device': 'frz-7' }, links: [fromFreezer] },
  ]);
  expect(rootsOf('frz-8')).toMatchObject([{ name: 'deadlines', kind, links: [] }]);
});

test('no trace of an alarm is told in two, and no other door claims one', () => {
  const alarmsIn = new Map<unknown, Set<string>>();
  for (const { attributes, traceId } of spans()) {
    const alarm = attributes['tocsin.alarm'];
    if (alarm !== undefined) alarmsIn.set(alarm, (alarmsIn.get(alarm) ?? new Set()).add(traceId));
  }
  expect(Object.fromEntries([...alarmsIn].map(([id, traces]) => [id, [...traces]]))).toEqual(
    Object.fromEntries(known.alarms.map(({ id, traceId }) => [id, [traceId]])),
  );
});

test('every part hangs on a part that was told', () => {
  const ids = new Set(spans().map(({ spanId }) => spanId));
  expect(spans().filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId))).toEqual([]);
  expect(ids.size).toBe(spans().length);
});

test('the tree goes from the door through decision, driver and activities to the providers, and back to the answer', () => {
  const trace = ofTrace(alarmOf('frz-7').traceId);
  const nameOf = (spanId: string | undefined) => trace.find(span => span.spanId === spanId)?.name;
  const edges = new Set(trace.map(({ name, parentSpanId }) => `${nameOf(parentSpanId) ?? ''} > ${name}`));
  expect([...edges].sort()).toEqual(
    [
      ' > deadlines',
      'deadlines > evaluate',
      'deadlines > raise',
      'raise > escalate-alarm',
      ...['plan-next', 'send-sms', 'send-email', 'publish-event', 'open-case', 'close-case'].map(
        name => `escalate-alarm > ${name}`,
      ),
      'send-sms > sms.send',
      'send-email > email.send',
      'publish-event > topic.publish',
      'open-case > crm.open',
      'close-case > crm.close',
      'deadlines > delivery-report',
      'deadlines > answer',
      'deadlines > over',
    ].sort(),
  );
});

test('a part takes its time within the night, and its parts come after its beginning', () => {
  const startOf = new Map(spans().map(({ spanId, start }) => [spanId, start]));
  const early = spans().filter(({ parentSpanId, start }) => start < (startOf.get(parentSpanId ?? '') ?? 0n));
  expect(early.map(({ name }) => name)).toEqual([]);
  expect(spans().filter(({ start, end }) => end < start)).toEqual([]);
});

test('what ends an alarm is linked to the door that it came by', () => {
  const [over] = named('over', ofTrace(alarmOf('door-1').traceId));
  const door = spans().find(({ spanId }) => spanId === over?.links[0]?.spanId);
  expect(door).toMatchObject({ name: 'telemetry', traceId: over?.links[0]?.traceId });
  expect(door?.traceId).not.toBe(over?.traceId);
});

test('every call to a provider is one span with what came of it', () => {
  const told = new Map<string, string[]>();
  for (const { name, attributes, failed, kind } of spans().filter(({ name }) => /^(sms|email|crm|topic)\./.test(name))) {
    expect(kind).toBe(3);
    const result = String(attributes['tocsin.result']);
    expect(failed).toBe(['refused', 'busy', 'unknown'].includes(result) ? result : undefined);
    told.set(name, [...(told.get(name) ?? []), String(attributes['tocsin.result'])]);
  }
  const sorted = (of: Calls) => Object.fromEntries([...of].map(([name, results]) => [name, [...results].sort()]));
  expect(sorted(told)).toEqual(sorted(calls));
  expect(told.get('sms.send')).toContain('refused');
});

test('replays tell nothing: one span per run of an activity', () => {
  expect(known.activities).toBeGreaterThan(10);
  expect(spans().filter(({ name }) => activities.includes(name))).toHaveLength(known.activities);
  expect(named('escalate-alarm')).toHaveLength(known.alarms.length);
  expect(named('raise')).toHaveLength(known.alarms.length);
});

test('answers by link, SMS and API are parts of the alarm', () => {
  const answers = named('answer');
  expect(answers.map(({ traceId, attributes }) => [traceId, attributes['tocsin.via'], attributes['tocsin.result']])).toEqual([
    [alarmOf('frz-7').traceId, 'link', 'taken'],
    [alarmOf('frz-8').traceId, 'sms', 'taken'],
    [alarmOf('door-1').traceId, 'api', 'taken'],
  ]);
  const [reply] = named('sms-reply');
  expect(
    named(
      'sms.send',
      spans().filter(({ parentSpanId }) => parentSpanId === reply?.spanId),
    ),
  ).toHaveLength(1);
});

test('lines about an alarm name its trace and the part that they come from', () => {
  const { records } = watching.collector;
  const about = records.filter(({ attributes }) => attributes.alarmId !== undefined);
  const traceOf = new Map(known.alarms.map(({ id, traceId }) => [id, traceId]));
  const spanOf = new Map<string | undefined, SeenSpan>(spans().map(span => [span.spanId, span]));
  expect(about.length).toBeGreaterThan(10);
  for (const record of about) {
    expect(record).toMatchObject({
      traceId: traceOf.get(String(record.attributes.alarmId)),
      attributes: expect.not.objectContaining({ spanId: expect.anything() }),
    });
    expect(spanOf.get(record.spanId)?.traceId).toBe(record.traceId);
  }
  const whence = Object.fromEntries(about.map(({ body, spanId }) => [body, spanOf.get(spanId)?.name]));
  expect(whence).toMatchObject({
    'alarm.raised': 'raise',
    'page.failed': 'send-sms',
    'page.accepted': expect.stringMatching(/^send-(sms|email)$/),
    'alarm.answered': 'answer',
    'alarm.over': 'over',
    'case.open': 'open-case',
  });
});

test('nothing that names or reaches a person is told', () => {
  const people = samplePeople();
  const reach = people.flatMap(({ name, email, phone }) => [name, email, phone]).filter(text => text !== undefined);
  const all = JSON.stringify([spans(), watching.collector.records], (_, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  expect(known.secrets.length).toBeGreaterThan(4);
  expect([...reach, ...known.secrets].filter(text => all.includes(text))).toEqual([]);
  const inSpans = JSON.stringify(spans().map(({ attributes, failed }) => [attributes, failed]));
  expect(people.map(({ id }) => id).filter(id => inSpans.includes(id))).toEqual([]);
});

test('the queries of docs/operations.md name what is told', () => {
  const used = namesIn(readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8'));
  const { records } = watching.collector;
  const told = {
    spans: new Set(spans().map(({ name }) => name)),
    events: new Set(records.map(({ body }) => String(body))),
    properties: new Set([...spans(), ...records].flatMap(({ attributes }) => Object.keys(attributes))),
  };
  expect(used.queries).toBe(5);
  for (const kind of ['spans', 'events', 'properties'] as const) {
    expect(used[kind].length).toBeGreaterThan(0);
    expect(
      used[kind].filter(name => !told[kind].has(name)),
      kind,
    ).toEqual([]);
  }
});
