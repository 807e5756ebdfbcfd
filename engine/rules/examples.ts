/** A rule's own proof: its examples, played through the evaluator as if each event had arrived the moment it happened. */
import { parseDuration, showDuration } from '../duration.ts';
import type { DeviceEvent } from '../events/event.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { Decision, DeviceState, Evaluated, RulesForDevice } from './device-state.ts';
import { applyEvents, fireDue, resetAlarm } from './evaluate.ts';
import { eventsOf, type Setting } from './example-readings.ts';
import type { ExampleDocument, ExpectedChange } from './rule.ts';

/** A change of the alarm's state; `at` counts from the start of the example. */
export interface Change {
  readonly at: string;
  readonly state: string;
}

export interface ExampleResult {
  readonly name: string;
  readonly ok: boolean;
  readonly expected: readonly ExpectedChange[];
  readonly got: readonly Change[];
  /** One sentence: that it holds, or the first difference. */
  readonly says: string;
}

/** Whatever the rule's status: a draft is proven before it counts. */
export function runExamples(rule: CompiledRule): ExampleResult[] {
  return (rule.document.examples ?? []).map(example => runExample({ ...rule, status: 'active' }, example));
}

/** A Monday noon, UTC. */
const monday = Date.UTC(2026, 0, 5, 12);

function runExample(rule: CompiledRule, example: ExampleDocument): ExampleResult {
  const setting = settingOf(rule, example);
  const played = play(rule, example, setting);
  const got = played.decisions.map(decision => ({ at: showDuration(decision.at - setting.startsAt), state: stateOf(decision) }));
  const wrong = played.refused ?? difference(example.expect, got);
  return { name: example.name, ok: wrong === undefined, expected: example.expect, got, says: wrong ?? 'as expected' };
}

export interface FirstRaise {
  /** Name of the example. */
  readonly example: string;
  readonly raise: Extract<Decision, { kind: 'raise' }>;
  /** The device when it was raised. */
  readonly state: DeviceState;
}

/** The first alarm that an example of the rule raises: what its messages would look like. */
export function firstRaise(rule: CompiledRule): FirstRaise | undefined {
  const active: CompiledRule = { ...rule, status: 'active' };
  for (const example of rule.document.examples ?? []) {
    const { raised } = play(active, example, settingOf(active, example));
    if (raised) return { example: example.name, ...raised };
  }
  return undefined;
}

const stateOf = (decision: Decision): string =>
  decision.kind === 'raise' || decision.kind === 'severity' ? decision.severity : 'normal';

function settingOf(rule: CompiledRule, { name, startsAt, device }: ExampleDocument): Setting {
  const type = [rule.document.appliesTo.type ?? []].flat()[0];
  const id = device?.id ?? [rule.document.appliesTo.devices ?? []].flat()[0] ?? 'example';
  const properties = Object.fromEntries(
    Object.entries(device?.properties ?? {}).map(([property, value]) => [`properties.${property}`, String(value)]),
  );
  const names = { ...(type === undefined ? {} : { deviceType: type }), name: device?.name ?? id };
  return {
    device: id,
    startsAt: startsAt === undefined ? monday : Date.parse(startsAt),
    tags: { ...device?.tags, ...properties, ...names },
    seed: `${rule.id}\n${name}`,
  };
}

/** The device is known from the start of the example on, with its tags. */
function newcomer({ device, startsAt, tags }: Setting): DeviceState {
  const nothing: RulesForDevice = { rulesFor: () => [], version: () => undefined };
  const hello: DeviceEvent = { kind: 'created', device, hub: 'example', messageId: 'created', at: startsAt };
  const { state } = applyEvents(undefined, [{ event: hello, arrivedAt: startsAt }], nothing, 0);
  const { deviceType, name, ...others } = tags;
  return { ...state, facts: { ...state.facts, ...(deviceType ? { type: deviceType } : {}), name: name ?? device, tags: others } };
}

interface Played {
  readonly decisions: readonly Decision[];
  readonly raised?: Omit<FirstRaise, 'example'>;
  readonly refused?: string;
}

function play(rule: CompiledRule, example: ExampleDocument, setting: Setting): Played {
  const rules: RulesForDevice = { rulesFor: facts => (rule.appliesTo(facts) ? [rule] : []), version: () => undefined };
  let now: Evaluated = fireDue(newcomer(setting), setting.startsAt, rules, 0);
  if (!rule.appliesTo(now.state.facts))
    return { decisions: [], refused: 'The rule does not apply to the device of this example.' };
  const decisions: Decision[] = [...now.decisions];
  let raised: Played['raised'];
  const take = (next: Evaluated) => {
    now = next;
    decisions.push(...next.decisions);
    const raise = next.decisions.find(each => each.kind === 'raise');
    if (raise) raised ??= { raise, state: next.state };
  };
  const passTo = (at: number) => {
    for (let due = now.fireAt; due !== undefined && due <= at; due = now.fireAt) take(fireDue(now.state, due, rules, 0));
  };
  for (const { at, events, reset } of instantsOf(example, setting)) {
    passTo(at - 1);
    if (events.length > 0)
      take(
        applyEvents(
          now.state,
          events.map(event => ({ event, arrivedAt: at })),
          rules,
          0,
        ),
      );
    if (!reset) continue;
    passTo(at);
    const result = resetAlarm(now.state, rule.id, at, rules);
    if ('refused' in result)
      return { decisions, refused: `The reset at ${showDuration(at - setting.startsAt)} was refused: ${result.refused}.` };
    take(result);
  }
  passTo(endOf(example, setting));
  return { decisions, ...(raised && { raised }) };
}

interface Instant {
  readonly at: number;
  readonly events: DeviceEvent[];
  reset: boolean;
}

function instantsOf(example: ExampleDocument, setting: Setting): Instant[] {
  const instants = new Map<number, Instant>();
  const instant = (at: number): Instant => {
    const found = instants.get(at) ?? { at, events: [], reset: false };
    instants.set(at, found);
    return found;
  };
  for (const event of eventsOf(example.readings, setting)) instant(event.at).events.push(event);
  for (const { at } of example.actions ?? []) instant(setting.startsAt + (parseDuration(at) ?? 0)).reset = true;
  const end = endOf(example, setting);
  return [...instants.values()].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
}

function endOf({ readings, actions, until }: ExampleDocument, { startsAt }: Setting): number {
  if (until !== undefined) return startsAt + (parseDuration(until) ?? 0);
  const ends = [...readings.map(({ at, to }) => at ?? to), ...(actions ?? []).map(({ at }) => at)];
  return startsAt + Math.max(0, ...ends.map(end => (typeof end === 'string' ? (parseDuration(end) ?? 0) : 0)));
}

/** The first difference, as a sentence. */
function difference(expected: readonly ExpectedChange[], got: readonly Change[]): string | undefined {
  for (const [index, { at, by, state }] of expected.entries()) {
    const change = got[index];
    const wanted = `“${state}” ${at === undefined ? `by ${by}` : `at ${at}`}`;
    if (!change) return `Expected ${wanted}, but nothing more happened.`;
    const inTime = at === undefined ? after(change.at) <= after(by) : after(change.at) === after(at);
    if (change.state !== state || !inTime) return `Expected ${wanted}, but got “${change.state}” at ${change.at}.`;
  }
  const more = got[expected.length];
  return more && `Expected nothing ${expected.length > 0 ? 'more' : 'at all'}, but got “${more.state}” at ${more.at}.`;
}

const after = (duration: string | undefined): number => parseDuration(duration ?? '') ?? 0;
