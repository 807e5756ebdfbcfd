/** One device, one batch of its events (or a due time, or a reset): evaluate, write state and outbox, tell the house. */
import type { DeviceEvent } from '../../engine/events/event.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import { type DeviceState, openAlarms, withAlarmIds } from '../../engine/rules/device-state.ts';
import { applyEvents, type Evaluated, fireDue, type RulesForDevice, resetAlarm } from '../../engine/rules/evaluate.ts';
import { type CompiledRule, readRule } from '../../engine/rules/read-rule.ts';
import type { Signals } from '../../engine/rules/signals.ts';
import { type DeviceRow, type OutboxEntry, readDevice, writeDevice } from '../store/devices.ts';
import { dispatch, type Renamed } from './dispatch.ts';
import { type DoorSpan, doorOfEvents, throughDoor } from './door-span.ts';
import { nameOccurrences } from './raise.ts';

export interface Arrived {
  readonly event: DeviceEvent;
  readonly arrivedAt: number;
}

export type EventFate = Evaluated['fates'][number];

/** Evaluates for a device and tells the house. Everything throws when a store is out of reach: whoever sent the event tries again. */
export interface Reactor {
  /** What each event became, in the order of `events`. */
  toEvents(driver: Driver, device: string, events: readonly Arrived[]): Promise<readonly EventFate[]>;
  /** What is due without a reading. `id` is the number of the deadline message: only the one that counts does anything; `'any'`: judge anew, the rules have changed. */
  toDeadline(driver: Driver, device: string, id: number | 'any'): Promise<void>;
  /** A person resets a latched alarm. Answers why not, or nothing when it was done. */
  toReset(driver: Driver, device: string, ruleId: string, by: string): Promise<string | undefined>;
}

export function createReactor(ports: Ports): Reactor {
  const decide = decider(ports);
  return {
    async toEvents(driver, device, events) {
      const apply: Evaluate = (state, rules) => applyEvents(state, events, rules, ports.settings.latenessMs);
      const of = doorOfEvents(device, events);
      const [message] = of.links.slice(-1);
      const evaluated = await throughDoor(ports, of, door =>
        decide({ driver, device, door, ...(message !== undefined && { message }) }, apply),
      );
      return evaluated?.fates ?? [];
    },
    async toDeadline(driver, device, id) {
      const fire: Evaluate = (state, rules, row) => {
        if (!state || (id !== 'any' && row?.deadline?.id !== id)) return undefined;
        return fireDue(state, ports.clock.now(), rules, ports.settings.latenessMs);
      };
      const of = { name: 'deadlines', attributes: { 'tocsin.device': device } };
      await throughDoor(ports, of, door => decide({ driver, device, door, usesUp: id }, fire));
    },
    async toReset(driver, device, ruleId, by) {
      let refused: string | undefined = 'this device is not known';
      const reset: Evaluate = (state, rules) => {
        if (!state) return undefined;
        const result = resetAlarm(state, ruleId, ports.clock.now(), rules);
        refused = 'refused' in result ? result.refused : undefined;
        return 'refused' in result ? undefined : result;
      };
      const of = { name: 'reset', attributes: { 'tocsin.device': device, 'tocsin.rule': ruleId } };
      await throughDoor(ports, of, door => decide({ driver, device, door, by }, reset));
      return refused;
    },
  };
}

type Evaluate = (state: DeviceState | undefined, rules: RulesForDevice, row: DeviceRow | undefined) => Evaluated | undefined;

/** Rows whose outbox this process has told, by etag: they need not be told again when they are read. */
const rememberedRows = 20_000;

interface At {
  readonly driver: Driver;
  readonly device: string;
  readonly door: DoorSpan;
  /** The person who asked for it. */
  readonly by?: string;
  /** Trace parent of the newest message. */
  readonly message?: string;
  /** The deadline message that brought us here. */
  readonly usesUp?: number | 'any';
}

/** Facts are written before anybody is told of them; a lost race means to read and decide again. */
function decider(ports: Ports) {
  const told = new Map<string, string>();
  const tell = async (at: At, row: DeviceRow | undefined, etag: string | undefined): Promise<Renamed> => {
    const { device } = at;
    // An outbox that this process has not told may never have been: a crash, or a store that failed half-way. Twice is harmless.
    if (!row || etag === undefined || told.get(device) === etag) return new Map();
    const renamed = await dispatch(ports, at, row.outbox);
    if (told.size >= rememberedRows) told.clear();
    told.set(device, etag);
    return renamed;
  };
  return async (at: At, evaluate: Evaluate): Promise<Evaluated | undefined> => {
    const { device, door, by } = at;
    for (let attempt = 1; attempt <= 20; attempt++) {
      const stored = await readDevice(ports.tables, device);
      const renamed = await tell(at, stored?.row, stored?.etag);
      const state = stored && rename(stored.row.state, renamed);
      const rules = await rulesFor(ports, state);
      const evaluated = evaluate(state, rules, stored?.row);
      if (!evaluated) return undefined;
      const before = usedUp(stored?.row, at.usesUp);
      const message = at.message ?? before?.traceparent;
      door.cameOf(message);
      const next = await nextRow(ports, { before, state, evaluated, rules, door, ...(by !== undefined && { by }) });
      const row = { ...next, ...(message !== undefined && { traceparent: message }) };
      const etag = await writeDevice(ports.tables, device, row, stored?.etag);
      if (etag === undefined) continue;
      door.decided(evaluated, attempt);
      tellNotices(ports, device, evaluated);
      const again = await tell(at, row, etag);
      if (again.size > 0) await writeDevice(ports.tables, device, { ...row, state: rename(row.state, again), outbox: [] }, etag);
      return evaluated;
    }
    throw new Error(`store/contended: device ${device} changed 20 times while it was being evaluated`);
  };
}

interface Next {
  readonly before: DeviceRow | undefined;
  readonly state: DeviceState | undefined;
  readonly evaluated: Evaluated;
  readonly rules: RulesForDevice;
  readonly door: DoorSpan;
  readonly by?: string;
}

async function nextRow(ports: Ports, { before, state, evaluated, rules, door, by }: Next): Promise<DeviceRow> {
  const ruleOf = (raise: { ruleId: string; version: string }) =>
    rules.rulesFor(evaluated.state.facts).find(rule => rule.id === raise.ruleId) ?? rules.version(raise.ruleId, raise.version);
  const named = await nameOccurrences(ports, state, evaluated, { ruleOf, traceOf: door.raisedBy });
  const outbox = by === undefined ? named.outbox : named.outbox.map(entry => signed(entry, by));
  return { state: named.state, ...deadlineOf(ports, before, evaluated.fireAt, outbox) };
}

const signed = (entry: OutboxEntry, by: string): OutboxEntry =>
  entry.kind === 'over' ? { ...entry, over: { ...entry.over, by } } : entry;

/**
 * A message that was received does not count any more, also when it came before its time: clocks of machines differ, and a queue
 * of a cloud goes by its own. Were it left to count, nobody would wake for what is due.
 */
function usedUp(row: DeviceRow | undefined, id: number | 'any' | undefined): DeviceRow | undefined {
  if (!row || row.deadline?.id !== id) return row;
  const { deadline: _, ...rest } = row;
  return rest;
}

/** A queue message can wait so long; a due time farther away is looked at on the way. */
const longestWaitMs = 6 * 24 * 3_600_000;

/**
 * At most one deadline message counts per device, and it is moved lazily: one that comes before the due time is left where it
 * is (it will find nothing due and ask again), one that would come too late is replaced.
 */
function deadlineOf(ports: Ports, before: DeviceRow | undefined, fireAt: number | undefined, outbox: readonly OutboxEntry[]) {
  const deadlines = before?.deadlines ?? 0;
  const now = ports.clock.now();
  const { deadline } = before ?? {};
  if (fireAt === undefined) return { outbox, deadlines };
  if (deadline && deadline.at <= fireAt && deadline.at > now) return { outbox, deadlines, deadline };
  const at = Math.min(Math.max(fireAt, now), now + longestWaitMs);
  const next = { id: deadlines + 1, at };
  return { outbox: [...outbox, { kind: 'deadline' as const, ...next }], deadlines: deadlines + 1, deadline: next };
}

function rename(state: DeviceState, renamed: Renamed): DeviceState {
  if (renamed.size === 0) return state;
  return withAlarmIds(state, (_, { alarmId }) => renamed.get(alarmId));
}

/** A version that was good when it raised is judged by it, also when a signal it names was taken from the list since. */
function readOld(text: string, path: string, signals: Signals) {
  const read = readRule(text, path, signals);
  return read.ok ? read : readRule(text, path);
}

/** The rules that count now, and the versions that open alarms of this device were raised with. */
async function rulesFor(ports: Ports, state: DeviceState | undefined): Promise<RulesForDevice> {
  const current = ports.rules.current();
  const old = new Map<string, CompiledRule>();
  for (const [id, version] of state ? versionsOf(state) : []) {
    if (current.rules.some(rule => rule.id === id && rule.version === version)) continue;
    const text = await ports.rules.version(version);
    const read = text === undefined ? undefined : readOld(text, `${id}.rule.json`, current.signals);
    if (read?.ok) old.set(`${id} ${version}`, read.rule);
    else ports.log.error('rules.version-lost', { rule: id, version });
  }
  return {
    rulesFor: facts => current.rulesFor(facts),
    version: (id, version) =>
      current.rules.find(rule => rule.id === id && rule.version === version) ?? old.get(`${id} ${version}`),
  };
}

/** Versions that alarms were raised with: as they were told, and as the readings have them. */
const versionsOf = (state: DeviceState): readonly (readonly [string, string])[] => [
  ...openAlarms(state).map(({ ruleId, version }) => [ruleId, version] as const),
  ...Object.entries(state.rules).flatMap(([id, { open }]) => (open ? [[id, open.version] as const] : [])),
];

function tellNotices(ports: Ports, device: string, { notices }: Evaluated): void {
  for (const { kind, ...fields } of notices) ports.log.info(`rule.${kind}`, { device, ...fields });
}
