/** What the rules say of all that a device has sent, in its true order: the plain answer that the alarms of a run are held against. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Alarm } from '../../engine/alarms/alarm.ts';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';
import { applyEvents, fireDue } from '../../engine/rules/evaluate.ts';
import { readRuleSet } from '../../engine/rules/rule-set.ts';
import type { Delivered } from './deliver.ts';
import { telemetryOf } from './devices.ts';

const folder = resolve(import.meta.dirname, '../../rules');

function shippedRules() {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.json'));
  return readRuleSet(paths.map(path => ({ path, text: readFileSync(join(folder, path), 'utf8') })));
}

/** One line per raise, rise and end: what, and its event time. */
export function expectedOf(sent: readonly Delivered[], endedAt: number): readonly string[] {
  const set = shippedRules();
  const rules = { rulesFor: set.rulesFor, version: () => undefined };
  const events = sent.map(({ device, body, at }) => {
    const decoded = decodeTelemetry(telemetryOf(device!, body!, at));
    if (!decoded.ok) throw new Error(`A reading of the run is not one: ${JSON.stringify(decoded)}`);
    return { event: decoded.event, arrivedAt: at };
  });
  const applied = applyEvents(undefined, events, rules, 0);
  const decisions = [...applied.decisions, ...fireDue(applied.state, endedAt, rules, 0).decisions];
  return decisions
    .flatMap(one => (one.kind === 'revised' ? [] : [line(one.ruleId, one.kind === 'over' ? one.because : one.severity, one.at)]))
    .sort();
}

/** The same lines of what the house has made of it. */
export const foundOf = (alarms: readonly Alarm[]): readonly string[] =>
  alarms
    .flatMap(({ rule, levels, over }) => [
      ...levels.map(({ severity, at }) => line(rule.id, severity, at)),
      ...(over ? [line(rule.id, over.because, over.at)] : []),
    ])
    .sort();

const line = (rule: string, what: string, at: number): string => `${new Date(at).toISOString()} ${rule} ${what}`;
