/**
 * Tells the house what a device's state has decided: the alarm row first, then whoever drives it. Every entry may come twice,
 * late, or again after a crash in the middle; what was done is found done.
 */
import type { Alarm } from '../../engine/alarms/alarm.ts';
import { currentLevel, occurrenceId, withLevel, withOver, withRevised } from '../../engine/alarms/occurrence.ts';
import { headlineOf } from '../../engine/messages/headline.ts';
import type { Driver, Ports, SpanOf } from '../../engine/ports.ts';
import { changeAlarm, closeIndex, indexAlarm, insertAlarm, line, readAlarm } from '../store/alarms.ts';
import type { OutboxEntry } from '../store/devices.ts';
import { reserveNumber } from '../store/occurrences.ts';
import { traced, within } from '../trace.ts';

/** Occurrences that had to take another number than the one reserved: old id → new id. */
export type Renamed = ReadonlyMap<string, string>;

/** Who is told of what a device has decided, and the door that it was decided at. */
export interface Telling {
  readonly driver: Driver;
  readonly device: string;
  readonly door: { readonly traceparent: string | undefined };
}

export async function dispatch(ports: Ports, telling: Telling, outbox: readonly OutboxEntry[]): Promise<Renamed> {
  const { driver, device } = telling;
  const renamed = new Map<string, string>();
  const idOf = (id: string) => renamed.get(id) ?? id;
  for (const entry of outbox) {
    switch (entry.kind) {
      case 'raise': {
        const id = await raiseTraced(ports, driver, entry.alarm);
        if (id !== entry.alarm.id) renamed.set(entry.alarm.id, id);
        break;
      }
      case 'severity':
        await changeLevel(ports, telling, idOf(entry.alarmId), entry);
        break;
      case 'over':
        await end(ports, telling, idOf(entry.alarmId), entry.over);
        break;
      case 'revised':
        await revise(ports, idOf(entry.alarmId), entry);
        break;
      case 'deadline':
        await ports.queues.send('deadlines', JSON.stringify({ device, id: entry.id }), entry.at);
        break;
      default:
        return entry satisfies never;
    }
  }
  return renamed;
}

async function raiseTraced(ports: Ports, driver: Driver, alarm: Alarm): Promise<string> {
  const { id } = await traced(
    ports.trace,
    { name: 'raise', parent: alarm.traceparent, attributes: { 'tocsin.rule': alarm.rule.id } },
    traceparent => raise(within(ports, traceparent), driver, alarm, traceparent ?? alarm.traceparent),
    raised => (raised.new ? { 'tocsin.alarm': raised.id, 'tocsin.severity': currentLevel(alarm).severity } : undefined),
  );
  return id;
}

interface Raised {
  readonly id: string;
  /** It was not raised before. */
  readonly new: boolean;
}

/** The insert is the lock of the occurrence. Whoever finds the row there and no driver started starts it. */
async function raise(ports: Ports, driver: Driver, wanted: Alarm, traceparent: string): Promise<Raised> {
  let alarm = wanted;
  for (let attempt = 1; attempt <= 10; attempt++) {
    const first = line({ at: alarm.knownAt, kind: 'raised', by: 'tocsin', data: raisedData(alarm) }, '1');
    const inserted = await insertAlarm(ports.tables, alarm, first);
    const there = inserted ? alarm : ((await readAlarm(ports.tables, alarm.id)) as Alarm);
    if (there.raisedAt === alarm.raisedAt) {
      await indexAlarm(ports.tables, there);
      if (there.startedAt === undefined) await start(ports, driver, there, inserted ? traceparent : there.traceparent);
      if (inserted) report(ports, 'alarm.raised', alarm, raisedData(alarm));
      return { id: alarm.id, new: inserted };
    }
    const n = await reserveNumber(
      ports.tables,
      alarm.rule.id,
      alarm.device.id,
      String(alarm.raisedAt),
      Number(alarm.id.split('~').at(-1)),
    );
    alarm = { ...alarm, id: occurrenceId(alarm.rule.id, alarm.device.id, n) };
  }
  throw new Error(`No free number for an occurrence of ${wanted.rule.id} on ${wanted.device.id}.`);
}

const raisedData = (alarm: Alarm) => {
  const { severity, shown } = currentLevel(alarm);
  return { severity, ...shown, raisedAt: new Date(alarm.raisedAt).toISOString(), title: headlineOf(alarm) };
};

/** What the driver does is a part of its start: it is handed on with the driver's input. */
async function start(ports: Ports, driver: Driver, alarm: Alarm, parent: string): Promise<void> {
  await traced(
    ports.trace,
    { name: 'escalate-alarm', parent },
    traceparent => driver.start({ ...alarm, traceparent: traceparent ?? parent }),
    started => (started ? { 'tocsin.alarm': alarm.id } : undefined),
  );
  await changeAlarm(ports.tables, alarm.id, row =>
    row.startedAt === undefined ? { value: { ...row, startedAt: ports.clock.now() } } : undefined,
  );
}

/** A change of an alarm that is there already: a part of its trace, linked to the door that it came from. */
function changed(ports: Ports, { driver, door }: Telling, alarm: Alarm, of: SpanOf, tell: (ports: Ports) => void): Promise<void> {
  const links = door.traceparent === undefined ? [] : [door.traceparent];
  const attributes = { 'tocsin.alarm': alarm.id, ...of.attributes };
  return traced(ports.trace, { ...of, parent: alarm.traceparent, links, attributes }, async traceparent => {
    tell(within(ports, traceparent));
    await driver.news(alarm);
  });
}

async function changeLevel(
  ports: Ports,
  telling: Telling,
  id: string,
  entry: Extract<OutboxEntry, { kind: 'severity' }>,
): Promise<void> {
  const { decision, at, knownAt, severity, shown } = entry;
  const since = ports.clock.machine();
  let applied = false;
  const alarm = await changeAlarm(ports.tables, id, row => {
    const value = withLevel(row, { decision, at, knownAt, severity, shown });
    applied = value !== undefined;
    if (!value) return undefined;
    const data = { severity, ...shown, at: new Date(at).toISOString() };
    return { value, also: [line({ at: knownAt, kind: 'severity', by: 'tocsin', data }, String(decision))] };
  });
  if (!alarm) return;
  if (!applied) return telling.driver.news(alarm);
  const of = { name: 'severity', since, attributes: { 'tocsin.severity': severity } };
  await changed(ports, telling, alarm, of, own => report(own, 'alarm.severity', alarm, { severity, ...shown }));
}

async function end(ports: Ports, telling: Telling, id: string, over: NonNullable<Alarm['over']>): Promise<void> {
  const since = ports.clock.machine();
  let applied = false;
  const alarm = await changeAlarm(ports.tables, id, row => {
    const value = withOver(row, over);
    applied = value !== undefined;
    if (!value) return undefined;
    const data = { because: over.because, ...over.shown, at: new Date(over.at).toISOString() };
    return { value, also: [line({ at: over.knownAt, kind: 'over', by: over.by ?? 'tocsin', data }, String(over.decision))] };
  });
  if (!alarm) return;
  await closeIndex(ports.tables, id);
  if (!applied) return telling.driver.news(alarm);
  const of = { name: 'over', since, attributes: { 'tocsin.because': over.because } };
  await changed(ports, telling, alarm, of, own => report(own, 'alarm.over', alarm, { because: over.because, ...over.shown }));
}

/** A line of the alarm's story: nobody is told anew, and nothing is owed. */
async function revise(ports: Ports, id: string, { decision, knownAt, began, ended }: Extract<OutboxEntry, { kind: 'revised' }>) {
  await changeAlarm(ports.tables, id, row => {
    const value = withRevised(row, { decision, knownAt, began, ...(ended === undefined ? {} : { ended }) });
    if (!value) return undefined;
    const data = { began: iso(began), ...(ended === undefined ? {} : { ended: iso(ended) }) };
    return { value, also: [line({ at: knownAt, kind: 'revised', by: 'tocsin', data }, String(decision))] };
  });
}

const iso = (at: number): string => new Date(at).toISOString();

export function report(ports: Ports, event: string, alarm: Alarm, fields: Readonly<Record<string, unknown>>): void {
  ports.log.info(event, {
    alarmId: alarm.id,
    traceId: alarm.traceparent.split('-')[1],
    device: alarm.device.id,
    title: alarm.message.title,
    ...fields,
  });
}
