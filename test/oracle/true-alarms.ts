/**
 * The true alarms of one device under one rule: a second evaluator beside the engine, written from the meaning of the words alone.
 * It knows all events, in event-time order, and recomputes everything at every instant at which anything could change.
 */
import type { Severity } from '../../engine/alarms/alarm.ts';
import type { DeviceEvent } from '../../engine/events/event.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import type { Signals } from '../../engine/rules/signals.ts';
import { every, opposite, type Truth } from './compare.ts';
import { Past } from './past.ts';
import { ms, Verdicts } from './verdicts.ts';

export interface TrueAlarm {
  readonly raisedAt: number;
  readonly levels: { readonly at: number; readonly severity: Severity }[];
  over?: { readonly at: number; readonly because: 'cleared' | 'reset' };
}

export interface Circumstances {
  /** All due times up to this are fired. */
  readonly until: number;
  readonly signals?: Signals;
  /** When a person tries to reset the alarm, after all events of that instant. */
  readonly resets?: readonly number[];
}

/** Alarms in the order of their raise. All times are event times. Every event is given once, in any order. */
export function trueAlarms(
  document: RuleDocument,
  events: readonly DeviceEvent[],
  { until, signals = new Map(), resets = [] }: Circumstances,
): TrueAlarm[] {
  // written anew, so that no condition stands at two places of the rule and counts twice
  const rule = JSON.parse(JSON.stringify(document)) as RuleDocument;
  const past = new Past(events, signals);
  const instants = new Set<number>();
  const verdicts = new Verdicts(past, until, at => instants.add(at));
  const life = new Life(rule, verdicts);
  const happens = [...past.instants.map(({ at }) => at), ...resets];
  for (const at of happens) for (const span of [0, ...spansIn(rule)]) instants.add(at + span);
  for (let at = past.instants[0]!.at; at <= until; at = next(instants, at)) {
    verdicts.at = at;
    life.look();
    if (resets.includes(at)) life.reset();
  }
  return life.alarms;
}

function next(instants: Set<number>, after: number): number {
  for (const at of instants) if (at <= after) instants.delete(at);
  return Math.min(...instants);
}

function spansIn(part: unknown): number[] {
  if (typeof part === 'string') return Number.isNaN(ms(part)) ? [] : [ms(part)];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(spansIn) : [];
}

class Life {
  readonly alarms: TrueAlarm[] = [];
  readonly #rule: RuleDocument;
  readonly #verdicts: Verdicts;
  /** Index of the open level, and what counts the time for its end and for its fall. */
  #open: { level: number; readonly normal: object; fallen: object } | undefined;

  constructor(rule: RuleDocument, verdicts: Verdicts) {
    this.#rule = rule;
    this.#verdicts = verdicts;
  }

  look(): void {
    const { bare, holds, clears } = this.#judge();
    const worst = holds.indexOf(true);
    const normal = this.#normal(bare, holds);
    const falls = this.#falls(bare);
    if (worst >= 0 && (this.#open === undefined || worst < this.#open.level)) this.#become(worst);
    else if (worst < 0 && (clears || normal)) this.#end('cleared');
    else if (worst >= 0 && falls) this.#become(worst);
  }

  reset(): void {
    if (this.#rule.clearWhen !== 'manual' || !this.#open || this.#judge().holds.includes(true)) return;
    this.#end('reset');
    this.#verdicts.resetAt = this.#verdicts.at;
    this.#judge();
  }

  /** Of each level, worst first: its condition without its own `for`, and its verdict. */
  #judge(): { bare: Truth[]; holds: Truth[]; clears: boolean } {
    const { raise, clearWhen } = this.#rule;
    const bare = raise.map(({ when }) => this.#verdicts.bare(when));
    const holds = raise.map(({ when }, index) => this.#verdicts.lasting(when, bare[index]));
    const judged = clearWhen !== 'manual' && !('normalFor' in clearWhen) && this.#verdicts.truth(clearWhen);
    return { bare, holds, clears: judged === true };
  }

  #normal(bare: readonly Truth[], holds: readonly Truth[]): boolean {
    const { clearWhen } = this.#rule;
    if (!this.#open || clearWhen === 'manual' || !('normalFor' in clearWhen)) return false;
    const { level, normal } = this.#open;
    const none = every(holds.map((each, index) => opposite(index === level ? bare[index] : each)));
    return this.#verdicts.lasts(normal, none, ms(clearWhen.normalFor)) === true;
  }

  #falls(bare: readonly Truth[]): boolean {
    const { stepDownAfter } = this.#rule;
    if (!this.#open || stepDownAfter === undefined) return false;
    const { level, fallen } = this.#open;
    return this.#verdicts.lasts(fallen, opposite(bare[level]), ms(stepDownAfter)) === true;
  }

  #become(level: number): void {
    const { at } = this.#verdicts;
    if (!this.#open) this.alarms.push({ raisedAt: at, levels: [] });
    this.alarms.at(-1)!.levels.push({ at, severity: this.#rule.raise[level]!.severity });
    this.#open = { level, normal: this.#open?.normal ?? {}, fallen: {} };
  }

  #end(because: 'cleared' | 'reset'): void {
    if (this.#open) this.alarms.at(-1)!.over = { at: this.#verdicts.at, because };
    this.#open = undefined;
  }
}
