/** One device under rules, as the living system would treat it: events applied as they arrive, due times fired when they fall due. */
import { parseDuration, showDuration } from '../../engine/duration.ts';
import type { DeviceEvent, Value } from '../../engine/events/event.ts';
import { showProblem } from '../../engine/problems.ts';
import type { CompiledRule } from '../../engine/rules/compile-rule.ts';
import type { Decision, DeviceState, Evaluated, Fate, Notice, RulesForDevice } from '../../engine/rules/device-state.ts';
import { applyEvents, fireDue, resetAlarm } from '../../engine/rules/evaluate.ts';
import { readRule } from '../../engine/rules/read-rule.ts';
import type { RuleDocument } from '../../engine/rules/rule.ts';
import type { Signals } from '../../engine/rules/signals.ts';

export const start = Date.UTC(2026, 2, 2, 12);
export const ms = (duration: string): number => parseDuration(duration) ?? Number.NaN;
export const after = (duration: string): number => start + ms(duration);

export const ruleText = (words: Partial<RuleDocument>): string =>
  JSON.stringify({
    id: 'warm',
    name: 'Warm',
    why: 'because',
    owner: 'cold-chain',
    status: 'active',
    appliesTo: { type: 'freezer' },
    raise: [{ severity: 'major', when: { signal: 'temperature', above: -15 } }],
    clearWhen: { signal: 'temperature', atMost: -18 },
    notify: null,
    message: { title: 'Warm' },
    ...words,
  });

export function ruleOf(words: Partial<RuleDocument>, signals?: Signals): CompiledRule {
  const text = ruleText(words);
  const read = readRule(text, 'test.rule.json', signals);
  if (!read.ok) throw new Error(read.problems.map(problem => showProblem(problem, text)).join('\n'));
  return read.rule;
}

export const rulesOf = (...rules: CompiledRule[]): RulesForDevice => ({
  rulesFor: facts => rules.filter(rule => rule.appliesTo(facts)),
  version: () => undefined,
});

const sayDecision = ({ at, ...decision }: Decision): string => `${wordOf(decision)} at ${showDuration(at - start)}`;

const wordOf = (decision: Omit<Decision, 'at'>): string => {
  const told = decision as Decision;
  return told.kind === 'revised' ? 'revised' : told.kind === 'over' ? told.because : told.severity;
};

interface ReadingOptions {
  readonly arrives?: string;
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export class Watch {
  rules: RulesForDevice;
  latenessMs = ms('10m');
  state: DeviceState | undefined;
  fireAt: number | undefined;
  readonly decisions: Decision[] = [];
  readonly notices: Notice[] = [];
  readonly fates: Fate[] = [];
  #ids = 0;

  constructor(...rules: CompiledRule[]) {
    this.rules = rulesOf(...rules);
  }

  /** What happened since the last look: `major at 10m`. */
  news(): string[] {
    return this.decisions.splice(0).map(sayDecision);
  }

  reads(at: string, signals: Readonly<Record<string, Value>>, { arrives = at, id, tags }: ReadingOptions = {}): this {
    return this.receives(arrives, this.reading(at, signals, id, tags));
  }

  reading(
    at: string,
    signals: Readonly<Record<string, Value>>,
    id?: string,
    tags: Readonly<Record<string, string>> = { deviceType: 'freezer' },
  ): DeviceEvent {
    this.#ids += 1;
    return { kind: 'reading', device: 'f-7', hub: 'plant', messageId: id ?? `m${this.#ids}`, at: after(at), signals, tags };
  }

  connection(at: string, connected: boolean, sequence: number, arrives = at): this {
    this.#ids += 1;
    const messageId = `c${this.#ids}`;
    const numbered = sequence.toString(16).padStart(64, '0');
    return this.receives(arrives, {
      kind: 'connection',
      device: 'f-7',
      hub: 'plant',
      messageId,
      at: after(at),
      connected,
      sequence: numbered,
    });
  }

  lifecycle(kind: 'created' | 'deleted', at: string): this {
    this.#ids += 1;
    return this.receives(at, { kind, device: 'f-7', hub: 'plant', messageId: `l${this.#ids}`, at: after(at) });
  }

  receives(arrives: string, ...events: DeviceEvent[]): this {
    const arrivedAt = after(arrives);
    this.take(
      applyEvents(
        this.state,
        events.map(event => ({ event, arrivedAt })),
        this.rules,
        this.latenessMs,
      ),
    );
    return this;
  }

  /** Time passes, and whatever the engine asked to be woken for is done. */
  passes(to: string): this {
    for (let wake = this.fireAt; wake !== undefined && wake <= after(to); wake = this.fireAt) {
      this.take(fireDue(this.state!, wake, this.rules, this.latenessMs));
      if (this.fireAt !== undefined && this.fireAt <= wake) throw new Error('asked to be woken for what was just done');
    }
    return this;
  }

  resets(at: string, ruleId = 'warm'): string | undefined {
    const result = resetAlarm(this.state!, ruleId, after(at), this.rules);
    if ('refused' in result) return result.refused;
    this.take(result);
    return undefined;
  }

  private take({ state, decisions, notices, fates, fireAt }: Evaluated): void {
    this.state = JSON.parse(JSON.stringify(state)) as DeviceState;
    this.decisions.push(...decisions);
    this.notices.push(...notices);
    this.fates.push(...fates);
    this.fireAt = fireAt;
  }
}
