/** What is owed to other systems: the case, and the changes of the alarm as events. */
import type { Alarm, Answer, OutgoingEvent } from '../alarms/alarm.ts';
import { isPaused } from './due.ts';
import type { Facts, Plan } from './facts.ts';
import type { Life } from './rounds.ts';

type Owed = Pick<Plan, 'openCase' | 'retryCase' | 'closeCase'> & {
  readonly settled: boolean;
  /** Nothing can be done before. */
  readonly waitsUntil?: number;
};

/** A case is opened with the first page of the first step that asks for one, once per alarm, and closed when the alarm is over. */
export function caseOwed(facts: Facts, lives: readonly Life[], now: number): Owed {
  const row = facts.case;
  const { over } = facts.alarm;
  if (!row) {
    const openCase = over ? undefined : caseDue(lives, now);
    return openCase ? { openCase, settled: false } : { settled: true };
  }
  const closes = over !== undefined && lives.at(-1)?.round.policy.document.whenCleared?.closeCase === true;
  const waiting = row.state === 'intent' || (row.state === 'open' && closes);
  if (!waiting) return { settled: true };
  if (row.notBefore !== undefined && row.notBefore > now) return { settled: false, waitsUntil: row.notBefore };
  return { settled: false, ...(row.state === 'intent' ? { retryCase: true } : { closeCase: true }) };
}

/** A step that has rows has begun, even if somebody answered before its case was written down. */
function caseDue(lives: readonly Life[], now: number): Plan['openCase'] {
  for (const life of lives) {
    const runs = !life.ended && !isPaused(life, now);
    const slot = life.slots.find(({ openCase, rows, at }) => openCase && (rows.length > 0 || (runs && at <= now)));
    if (slot?.openCase) return { ...slot.openCase, step: slot.step };
  }
  return undefined;
}

type Change = Plan['events'][number];

/** Every change of the alarm, in the order in which it was learned. Times are those at which it happened. */
function changesOf({ alarm }: Facts, now: number): Change[] {
  const id = (what: string | number) => `${alarm.id}/event/${what}`;
  const levels = alarm.levels.map(({ decision, at, knownAt }, index) => ({
    event: { id: id(decision), type: index === 0 ? 'tocsin.alarm.raised' : 'tocsin.alarm.severity', at } as Change,
    knownAt,
  }));
  const answers = alarm.answers.flatMap((answer, index) => {
    if (answer.answer !== 'have-it' || answer.joint) return [];
    const { at } = answer;
    const given = { event: { id: id(`a${index + 1}`), type: 'tocsin.alarm.acknowledged', at } as Change, knownAt: at };
    const end = endOf(answer, alarm, now);
    if (end === undefined) return [given];
    const event: Change = { id: id(`a${index + 1}${end.how}`), type: 'tocsin.alarm.unacknowledged', at: end.at };
    return [given, { event, knownAt: end.at }];
  });
  const over = alarm.over && { event: { id: id(alarm.over.decision), type: 'tocsin.alarm.over', at: alarm.over.at } as Change };
  const known = [...levels, ...answers].sort((a, b) => a.knownAt - b.knownAt).map(({ event }) => event);
  return over ? [...known, over.event] : known;
}

/** Since when an answer does not count any more: `q` its quiet time ran out while the alarm was active, `w` it was withdrawn. */
function endOf({ quietUntil, withdrawnAt }: Answer, { over }: Alarm, now: number): { at: number; how: 'q' | 'w' } | undefined {
  const ranOut = quietUntil !== undefined && quietUntil <= now && quietUntil < (over?.knownAt ?? Number.POSITIVE_INFINITY);
  if (ranOut && quietUntil < (withdrawnAt ?? Number.POSITIVE_INFINITY)) return { at: quietUntil, how: 'q' };
  return withdrawnAt === undefined ? undefined : { at: withdrawnAt, how: 'w' };
}

export function eventsOwed(facts: Facts, now: number) {
  const rows = new Map<string, OutgoingEvent>(facts.events.map(event => [event.id, event]));
  const waiting = facts.events.filter(({ state }) => state === 'intent');
  const isReady = ({ notBefore }: OutgoingEvent) => notBefore === undefined || notBefore <= now;
  return {
    events: changesOf(facts, now).filter(({ id }) => !rows.has(id)),
    retryEvents: waiting.filter(isReady).map(({ id }) => id),
    waitsUntil: waiting.filter(event => !isReady(event)).map(({ notBefore }) => notBefore!),
  };
}
