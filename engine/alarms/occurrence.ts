/** Ids of occurrences, and what a decision makes of an alarm. */
import { createHash } from 'node:crypto';
import { isSafeKey } from '../keys.ts';
import type { Alarm, Answer, Delivery, LevelChange, Over, Revised, Severity } from './alarm.ts';
import { severities } from './alarm.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** `<ruleId>~<device>~<n>`; a device id that is no safe key stands as `x` and 20 base32 characters of its SHA-256. */
export const occurrenceId = (ruleId: string, device: string, n: number): string => `${ruleId}~${safeKey(device)}~${n}`;

function safeKey(id: string): string {
  if (isSafeKey(id)) return id;
  const hash = createHash('sha256').update(id).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < 20; i++, bits >>= 5n) text = base32[Number(bits & 31n)] + text;
  return `x${text}`;
}

/** Instance id of the driver of a generation. */
export const driverId = (alarmId: string, generation: number): string =>
  generation === 0 ? alarmId : `${alarmId}.${generation}`;

/** Same alarm, round, step, repeat, person and channel: same key, whatever the retry. Never a time or a random id. */
export const ledgerKey = (
  alarmId: string,
  page: Pick<Delivery, 'kind' | 'round' | 'step' | 'repeat' | 'person' | 'channel'>,
): string => [alarmId, page.kind, page.round, page.step, page.repeat, page.person, page.channel].join('/');

export const currentLevel = (alarm: Alarm): LevelChange => alarm.levels.at(-1) as LevelChange;

export const isWorse = (a: Severity, b: Severity): boolean => severities.indexOf(a) < severities.indexOf(b);

/** The last "I have it" that was not withdrawn, however long ago. One that waits for others is none yet. */
export function lastAnswer(alarm: Alarm): Answer | undefined {
  return alarm.answers.findLast(({ answer, joint, withdrawnAt }) => answer === 'have-it' && !joint && withdrawnAt === undefined);
}

/** The answer that counts at this moment, or counted at the end: nobody need be paged while there is one. */
export function standingAnswer(alarm: Alarm, now: number): Answer | undefined {
  const last = lastAnswer(alarm);
  const at = Math.min(now, alarm.over?.knownAt ?? now);
  return last && at < (last.quietUntil ?? Number.POSITIVE_INFINITY) ? last : undefined;
}

const lastDecision = (alarm: Alarm): number =>
  Math.max(currentLevel(alarm).decision, alarm.over?.decision ?? 0, alarm.revised?.decision ?? 0);

/** The alarm at a new level; `undefined` when this decision was applied before. A rise withdraws answers given before it. */
export function withLevel(alarm: Alarm, level: LevelChange): Alarm | undefined {
  if (level.decision <= lastDecision(alarm)) return undefined;
  const rises = isWorse(level.severity, currentLevel(alarm).severity);
  const answers = rises ? alarm.answers.map(answer => withdrawn(answer, level.knownAt, 'severity rose')) : alarm.answers;
  return { ...alarm, levels: [...alarm.levels, level], answers };
}

export function withOver(alarm: Alarm, over: Over): Alarm | undefined {
  return over.decision <= lastDecision(alarm) ? undefined : { ...alarm, over };
}

export function withRevised(alarm: Alarm, revised: Revised): Alarm | undefined {
  return revised.decision <= lastDecision(alarm) ? undefined : { ...alarm, revised };
}

export const withdrawn = (answer: Answer, at: number, because: string): Answer =>
  answer.withdrawnAt === undefined ? { ...answer, withdrawnAt: at, withdrawnBecause: because } : answer;
