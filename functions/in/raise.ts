/** From the engine's decisions to what the rest of the house is told: named occurrences with everything bound that they will need. */
import type { Alarm, Severity } from '../../engine/alarms/alarm.ts';
import { severities } from '../../engine/alarms/alarm.ts';
import { occurrenceId } from '../../engine/alarms/occurrence.ts';
import { renderMessage } from '../../engine/messages/fill.ts';
import type { Ports } from '../../engine/ports.ts';
import type { DeviceState } from '../../engine/rules/device-state.ts';
import { latestValues, propertiesOf, withAlarmIds } from '../../engine/rules/device-state.ts';
import type { Decision, Evaluated } from '../../engine/rules/evaluate.ts';
import type { CompiledRule } from '../../engine/rules/read-rule.ts';
import type { OutboxEntry } from '../store/devices.ts';
import { reserveNumber } from '../store/occurrences.ts';

type Raise = Extract<Decision, { kind: 'raise' }>;

interface Sources {
  ruleOf(raise: Raise): CompiledRule | undefined;
  /** Trace parent for an alarm of this rule; `undefined` when nobody watches. */
  traceOf(ruleId: string): string | undefined;
}

/** The outbox of these decisions, and the state in which open occurrences bear their ids. */
export async function nameOccurrences(
  ports: Ports,
  before: DeviceState | undefined,
  evaluated: Evaluated,
  { ruleOf, traceOf }: Sources,
): Promise<{ readonly state: DeviceState; readonly outbox: OutboxEntry[] }> {
  const knownAt = ports.clock.now();
  const ids = new Map(
    Object.entries(before?.told ?? {}).flatMap(([id, told]) =>
      told.map(({ key, alarmId }) => [`${id} ${key}`, alarmId] as const),
    ),
  );
  const outbox: OutboxEntry[] = [];
  for (const decision of evaluated.decisions) {
    if (decision.kind === 'raise') {
      const rule = ruleOf(decision);
      if (!rule) throw new Error(`A raise by rule ${decision.ruleId} ${decision.version}, which is not loaded.`);
      const n = await reserveNumber(ports.tables, decision.ruleId, evaluated.state.facts.id, decision.key);
      const fresh = newTrace(ports); // made in any case: what is drawn after it does not depend on who watches
      const traceparent = traceOf(decision.ruleId) ?? fresh;
      const alarm = await newAlarm(ports, { rule, raise: decision, state: evaluated.state, n, knownAt, traceparent });
      ids.set(`${decision.ruleId} ${decision.key}`, alarm.id);
      outbox.push({ kind: 'raise', alarm });
    } else {
      const alarmId = ids.get(`${decision.ruleId} ${decision.key}`);
      if (alarmId !== undefined) outbox.push({ ...told(decision, knownAt), alarmId });
    }
  }
  return { state: withAlarmIds(evaluated.state, (ruleId, { key }) => ids.get(`${ruleId} ${key}`)), outbox };
}

function told(decision: Exclude<Decision, Raise>, knownAt: number) {
  if (decision.kind === 'severity') {
    const { decision: number, severity, at, shown } = decision;
    return { kind: 'severity' as const, decision: number, severity, at, knownAt, shown };
  }
  if (decision.kind === 'revised') {
    const { decision: number, began, ended } = decision;
    return { kind: 'revised' as const, decision: number, knownAt, began, ...(ended === undefined ? {} : { ended }) };
  }
  const { decision: number, at, because, shown } = decision;
  return { kind: 'over' as const, over: { decision: number, at, knownAt, because, shown } };
}

interface NewAlarm {
  readonly rule: CompiledRule;
  readonly raise: Raise;
  readonly state: DeviceState;
  readonly n: number;
  readonly knownAt: number;
  readonly traceparent: string;
}

async function newAlarm(ports: Ports, { rule, raise, state, n, knownAt, traceparent }: NewAlarm): Promise<Alarm> {
  await ports.rules.keep(rule.version, rule.text);
  const { facts } = state;
  const title = { title: rule.document.message?.title ?? `${rule.document.name}: {{device.name}}` };
  const message = { ...rule.document.message, ...title };
  const values = {
    device: facts,
    shown: raise.shown,
    severity: raise.severity,
    since: raise.at,
    signals: latestValues(state),
    properties: propertiesOf(facts),
  };
  return {
    id: occurrenceId(rule.id, facts.id, n),
    rule: { id: rule.id, name: rule.document.name, version: rule.version },
    device: { id: facts.id, name: facts.name, tags: facts.tags },
    message: renderMessage(message, values),
    why: rule.document.why,
    raisedAt: raise.at,
    knownAt,
    levels: [{ decision: raise.decision, at: raise.at, knownAt, severity: raise.severity, shown: raise.shown }],
    answers: [],
    policies: await boundPolicies(ports, rule),
    generation: 0,
    traceparent,
    explanation: raise.explanation,
  };
}

/** The policy of each severity with the version that counts now: the alarm keeps it whatever is edited later. */
async function boundPolicies(ports: Ports, rule: CompiledRule): Promise<Alarm['policies']> {
  const { notify } = rule.document;
  const current = ports.rules.current();
  const bound: Partial<Record<Severity, { id: string; version: string } | null>> = {};
  for (const severity of severities) {
    const id =
      rule.status === 'shadow' || notify === null ? null : typeof notify === 'string' ? notify : (notify[severity] ?? null);
    const policy = id === null || id === undefined ? undefined : current.policies.get(id);
    if (policy) await ports.rules.keep(policy.version, policy.text);
    bound[severity] = policy ? { id: policy.id, version: policy.version } : null;
  }
  return bound;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Every alarm is a trace of its own: the device's is linked to it, not its parent. */
const newTrace = (ports: Ports): string => `00-${hex(ports.random.bytes(16))}-${hex(ports.random.bytes(8))}-01`;
