/** What is owed to other systems: the case, and the changes of the alarm as events. */
import type { OutgoingEvent } from '../alarms/alarm.ts';
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
export function changesOf({ alarm }: Facts): Change[] {
  const id = (what: string | number) => `${alarm.id}/event/${what}`;
  const levels = alarm.levels.map(({ decision, at, knownAt }, index) => ({
    event: { id: id(decision), type: index === 0 ? 'tocsin.alarm.raised' : 'tocsin.alarm.severity', at } as Change,
    knownAt,
  }));
  const answers = alarm.answers.flatMap(({ answer, at, withdrawnAt }, index) => {
    if (answer !== 'have-it') return [];
    const given = { event: { id: id(`a${index + 1}`), type: 'tocsin.alarm.acknowledged', at } as Change, knownAt: at };
    if (withdrawnAt === undefined) return [given];
    const event: Change = { id: id(`a${index + 1}w`), type: 'tocsin.alarm.unacknowledged', at: withdrawnAt };
    return [given, { event, knownAt: withdrawnAt }];
  });
  const over = alarm.over && { event: { id: id(alarm.over.decision), type: 'tocsin.alarm.over', at: alarm.over.at } as Change };
  const known = [...levels, ...answers].sort((a, b) => a.knownAt - b.knownAt).map(({ event }) => event);
  return over ? [...known, over.event] : known;
}

export function eventsOwed(facts: Facts, now: number) {
  const rows = new Map<string, OutgoingEvent>(facts.events.map(event => [event.id, event]));
  const waiting = facts.events.filter(({ state }) => state === 'intent');
  const isReady = ({ notBefore }: OutgoingEvent) => notBefore === undefined || notBefore <= now;
  return {
    events: changesOf(facts).filter(({ id }) => !rows.has(id)),
    retryEvents: waiting.filter(isReady).map(({ id }) => id),
    waitsUntil: waiting.filter(event => !isReady(event)).map(({ notBefore }) => notBefore!),
  };
}
