/** Durations, numbers, texts and lists as one says them. */
import type { Severity } from '../alarms/alarm.ts';
import { severityWord } from '../messages/headline.ts';
import { oneLine } from './said.ts';

const unitWords = { d: 'day', h: 'hour', m: 'minute', s: 'second' } as const;

/** `1h30m` as `1 hour 30 minutes`: in the units that its writer chose. What is no duration is said as it stands. */
export function sayDuration(text: string): string {
  const parts = [...text.matchAll(/(\d+)([dhms])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return text;
  return parts.map(([, count, unit]) => plural(Number(count), unitWords[unit as keyof typeof unitWords])).join(' ');
}

/** `per 1h` as `per hour`, `per 10m` as `per 10 minutes`. */
export const sayPer = (text: string): string => `per ${sayDuration(text).replace(/^1 (?=\w+$)/, '')}`;

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** With a minus that is not a hyphen. */
export const sayNumber = (value: number): string => String(value).replace(/^-|(?<=e)-/g, '−');

export const withUnit = (value: number, unit: string | undefined): string =>
  unit === undefined ? sayNumber(value) : `${sayNumber(value)} ${unit}`;

/** Numbers, `true` and plain words bare; a text that could be taken for something else in quotes. */
export function sayValue(value: unknown, unit?: string): string {
  if (typeof value === 'number') return withUnit(value, unit);
  if (typeof value !== 'string') return String(value);
  return /^\p{L}[\p{L}\p{N}_.-]*$/u.test(value) && value !== 'true' && value !== 'false' ? value : `“${oneLine(value)}”`;
}

/** `a, b and c`. */
export function listOf(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `once`, `twice`, `3 times`. */
export const sayTimes = (count: number): string => ['never', 'once', 'twice'][count] ?? `${count} times`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const saySeverities = (severities: readonly Severity[]): string => listOf(severities.map(severityWord), 'and');

const kinds: Readonly<Record<string, string>> = {
  rotation: 'whoever has the phone of',
  person: '',
  team: 'the team',
  role: 'the role',
};

/** `rotation:primary` as `whoever has the phone of primary`. */
export function sayTarget(target: string): string {
  const [kind = '', id = ''] = target.split(':');
  return oneLine(`${kinds[kind] ?? kind} ${id}`);
}

const channels: Readonly<Record<string, string>> = { sms: 'SMS', email: 'e-mail', teams: 'Teams' };

export const sayChannels = (via: readonly string[]): string =>
  listOf(
    via.map(channel => channels[channel] ?? oneLine(channel.replace('webhook:', 'the webhook '))),
    'and',
  );
