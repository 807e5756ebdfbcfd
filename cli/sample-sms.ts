/** The SMS that a rule would send, with the values of its first example that raises an alarm. */
import type { Alarm, Severity, Shown } from '../engine/alarms/alarm.ts';
import { renderMessage } from '../engine/messages/fill.ts';
import { isGsm7, smsParts } from '../engine/messages/gsm7.ts';
import { smsText } from '../engine/messages/page.ts';
import { type DeviceFacts, latestValues, propertiesOf } from '../engine/rules/device-state.ts';
import { firstRaise } from '../engine/rules/examples.ts';
import type { CompiledRule } from '../engine/rules/read-rule.ts';

export interface SampleSms {
  readonly text: string;
  readonly parts: number;
  readonly characters: number;
  readonly alphabet: 'GSM-7' | 'UCS-2';
  /** It would have been longer than 2 parts. */
  readonly cut: boolean;
  /** Where its values come from. */
  readonly from: string;
}

interface Raised {
  readonly severity: Severity;
  readonly at: number;
  readonly shown: Shown;
  readonly device: DeviceFacts;
  readonly signals: Readonly<Record<string, unknown>>;
  readonly from: string;
}

/** As long as those that go out. */
const sampleCode = '4K7Q';
const sampleLink = 'https://tocsin.example/a/2wna6g72p17ws8vzba01q9mvpv';
const person = { id: 'sample', name: 'Sample' };

export function sampleSms(rule: CompiledRule): SampleSms {
  const raised = inExample(rule) ?? withoutValues(rule);
  const alarm = alarmOf(rule, raised);
  const text = smsText({
    ...{ alarm, person, kind: 'raised', severity: raised.severity, now: raised.at, step: 1, round: 1 },
    ...{ code: sampleCode, link: sampleLink, canReply: true },
    timeZone: alarm.device.tags.timeZone ?? 'UTC',
  });
  const gsm = isGsm7(text);
  return {
    text,
    parts: smsParts(text),
    characters: [...text].length,
    alphabet: gsm ? 'GSM-7' : 'UCS-2',
    cut: text.includes('...'),
    from: raised.from,
  };
}

function inExample(rule: CompiledRule): Raised | undefined {
  const first = firstRaise(rule);
  if (!first) return undefined;
  const { raise, state, example } = first;
  const { severity, at, shown } = raise;
  return { severity, at, shown, device: state.facts, signals: latestValues(state), from: `with the values of “${example}”` };
}

function withoutValues(rule: CompiledRule): Raised {
  const { type, tags, devices } = rule.document.appliesTo;
  const first = (wanted: string | readonly string[] | undefined) => [wanted ?? []].flat()[0];
  const id = first(devices) ?? `${first(type) ?? 'device'}-7`;
  const known = Object.entries(tags ?? {}).flatMap(([tag, wanted]) =>
    first(wanted) === undefined ? [] : [[tag, first(wanted)!] as const],
  );
  const device = { id, hub: 'example', name: id, tags: Object.fromEntries(known) };
  return {
    severity: rule.levels[0]!.severity,
    at: 0,
    shown: {},
    device,
    signals: {},
    from: 'without values, as no example raises an alarm',
  };
}

function alarmOf(rule: CompiledRule, { severity, at, shown, device, signals }: Raised): Alarm {
  const { id, name, tags } = device;
  const message = renderMessage(rule.message, {
    severity,
    shown,
    since: at,
    device: { id, name, tags },
    signals,
    properties: propertiesOf(device),
  });
  return {
    id: `${rule.id}~${id}~1`,
    rule: { id: rule.id, name: rule.name, version: rule.version },
    device: { id, name, tags },
    ...{
      message,
      why: rule.why,
      raisedAt: at,
      knownAt: at,
      answers: [],
      policies: {},
      generation: 0,
      traceparent: '',
      explanation: {},
    },
    levels: [{ decision: 1, at, knownAt: at, severity, shown }],
  };
}
