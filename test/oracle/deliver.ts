/** The engine under the same rule: events as they arrive, due times when it asks for them, its state written and read again at each step. */
import type { DeviceEvent } from '../../engine/events/event.ts';
import { compileRule } from '../../engine/rules/compile-rule.ts';
import type { Decision, DeviceState, Evaluated, RulesForDevice } from '../../engine/rules/device-state.ts';
import { applyEvents, fireDue, resetAlarm } from '../../engine/rules/evaluate.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import { conversionsOf } from '../../engine/rules/signals.ts';
import type { SaidAlarm } from './device.ts';
import { type Pair, signals } from './random-pairs.ts';

/** One delivery of an event; the same one may arrive more than once. */
export interface Arrival {
  readonly event: DeviceEvent;
  readonly arrivedAt: number;
}

class Plant {
  readonly decisions: Decision[] = [];
  state: DeviceState | undefined;
  fireAt: number | undefined;
  readonly #rules: RulesForDevice;
  readonly #latenessMs: number;

  constructor(rule: RuleDocument, latenessMs: number) {
    const compiled = compileRule(JSON.stringify(rule), rule, { conversions: conversionsOf(signals), calendars: new Map() });
    this.#rules = { rulesFor: () => [compiled], version: () => undefined };
    this.#latenessMs = latenessMs;
  }

  receives(arrivals: readonly Arrival[]): void {
    this.#take(applyEvents(this.state, arrivals, this.#rules, this.#latenessMs));
  }

  /** What falls due up to plant time `to`, that instant included when so said. */
  passes(to: number, included: boolean): void {
    for (let at = this.fireAt; at !== undefined && (at < to || (included && at === to)); at = this.fireAt) {
      this.#take(fireDue(this.state!, at, this.#rules, this.#latenessMs));
      if (this.fireAt !== undefined && this.fireAt <= at) throw new Error(`asked again for ${at}, which was just done`);
    }
  }

  resets(ruleId: string, at: number): void {
    const result = resetAlarm(this.state!, ruleId, at, this.#rules, this.#latenessMs);
    if (!('refused' in result)) this.#take(result);
  }

  #take({ state, decisions, fireAt }: Evaluated): void {
    this.state = JSON.parse(JSON.stringify(state)) as DeviceState;
    this.decisions.push(...decisions);
    this.fireAt = fireAt;
  }
}

/** In order and at once; `together[i]`: the i-th instant arrives in one batch with the one before. */
export function inOrder({ rule, events, until, resets }: Pair, together: readonly boolean[]): SaidAlarm[] {
  const plant = new Plant(rule, 0);
  const times = [...new Set([...events.map(({ at }) => at), ...resets])].toSorted((a, b) => a - b);
  let batch: Arrival[] = [];
  const deliver = () => {
    if (batch.length > 0) plant.passes(batch[0]!.event.at, false);
    if (batch.length > 0) plant.receives(batch);
    batch = [];
  };
  for (const [index, at] of times.entries()) {
    if (!together[index]) deliver();
    batch.push(...events.filter(event => event.at === at).map(event => ({ event, arrivedAt: at })));
    if (!resets.includes(at)) continue;
    deliver();
    plant.passes(at, true);
    plant.resets(rule.id, at);
  }
  deliver();
  plant.passes(until, true);
  return told(plant.decisions);
}

/** As they arrive, due times fired in between. */
export function anyhow(rule: RuleDocument, arrivals: readonly Arrival[], until: number, latenessMs: number): SaidAlarm[] {
  const plant = new Plant(rule, latenessMs);
  for (const arrival of arrivals) {
    plant.passes(arrival.arrivedAt, false);
    plant.receives([arrival]);
  }
  plant.passes(until, true);
  return told(plant.decisions);
}

/** The alarms that the world was told of, with the times that it believes at the end; those that never were left out. */
function told(decisions: readonly Decision[]): SaidAlarm[] {
  const alarms: SaidAlarm[] = [];
  const newest = new Map<string, number>();
  for (const decision of decisions) {
    const index = newest.get(decision.key);
    const alarm = index === undefined ? undefined : alarms[index];
    if (decision.kind !== 'raise') alarms[index!] = changed(alarm, decision);
    else {
      if (alarm && !alarm.over) throw new Error(`${decision.key} is raised twice`);
      newest.set(decision.key, alarms.push(raised(decision)) - 1);
    }
  }
  return alarms.filter(({ over }) => over?.because !== 'corrected');
}

type Raised = Extract<Decision, { kind: 'raise' }>;

const raised = ({ at, severity }: Raised): SaidAlarm => ({ raisedAt: at, levels: [{ at, severity }] });

function changed(alarm: SaidAlarm | undefined, decision: Exclude<Decision, Raised>): SaidAlarm {
  const { at } = decision;
  if (!alarm) throw new Error(`${decision.key} was never raised`);
  if (decision.kind === 'severity') return { ...alarm, levels: [...alarm.levels, { at, severity: decision.severity }] };
  if (decision.kind === 'over') return { ...alarm, over: { at, because: decision.because } };
  const { began, ended } = decision;
  return { ...alarm, raisedAt: began, ...(ended === undefined || !alarm.over ? {} : { over: { ...alarm.over, at: ended } }) };
}
