/** One device on paper: events with times as offsets from a Monday noon. */

import type { Severity } from '../../engine/alarms/alarm.ts';
import { parseDuration, showDuration } from '../../engine/duration.ts';
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';

export const start = Date.UTC(2026, 2, 2, 12);
export const minute = 60_000;
export const deviceId = 'f-7';

const about = { device: deviceId, hub: 'plant' };

export const readingAt = (
  at: number,
  signals: Readonly<Record<string, Value>>,
  messageId: string,
  tags: Readonly<Record<string, string>> = {},
): DeviceEvent => ({ ...about, kind: 'reading', messageId, at, signals, tags });

export const connectionAt = (at: number, connected: boolean, index: number): DeviceEvent => ({
  ...about,
  kind: 'connection',
  messageId: `c${index}`,
  at,
  connected,
  sequence: index.toString(16).padStart(64, '0'),
});

export const createdAt = (at: number): DeviceEvent => ({ ...about, kind: 'created', messageId: `created ${at}`, at });

/** `10m` after the start. */
export const after = (duration: string, from = start): number => from + parseDuration(duration)!;

/** A whole rule about the device, with these words. */
export const ruleWith = (words: Partial<RuleDocument>): RuleDocument => ({
  id: 'warm',
  name: 'Warm',
  why: 'because',
  owner: 'cold-chain',
  status: 'active',
  appliesTo: { type: 'freezer' },
  raise: [{ severity: 'major', when: { signal: 'a', above: 0 } }],
  clearWhen: { normalFor: '1m' },
  notify: null,
  message: { title: 'Warm' },
  ...words,
});

/** An alarm as it was, or as somebody says it was. */
export interface SaidAlarm {
  readonly raisedAt: number;
  readonly levels: readonly { readonly at: number; readonly severity: Severity }[];
  readonly over?: { readonly at: number; readonly because: string };
}

/** `major at 10m`, `cleared at 12m` … */
export const say = (alarms: readonly SaidAlarm[], from = start): string[] =>
  alarms.flatMap(({ levels, over }) => [
    ...levels.map(({ at, severity }) => `${severity} at ${offset(at - from)}`),
    ...(over ? [`${over.because} at ${offset(over.at - from)}`] : []),
  ]);

const offset = (ms: number): string => `${showDuration(ms)}${ms % 1000 === 0 ? '' : `+${ms % 1000}ms`}`;
