/** A night with one alarm, told by what the plan says: rows are written as a driver would, and the clock jumps from look to look. */
import type { Alarm, Answer, CaseRow, Delivery, Severity, TimelineEntry } from '../../engine/alarms/alarm.ts';
import { withdrawn, withLevel, withOver } from '../../engine/alarms/occurrence.ts';
import { noLongerWanted } from '../../engine/alarms/wanted.ts';
import { showDuration } from '../../engine/duration.ts';
import type { Channel, Person } from '../../engine/people.ts';
import type { Facts, Plan, PlannedPage } from '../../engine/policies/facts.ts';
import { withoutJoint } from '../../engine/policies/joint.ts';
import { plan } from '../../engine/policies/plan.ts';
import type { LoadedPolicy } from '../../engine/policies/read-policy.ts';
import { quietForMs } from '../../engine/policies/rounds.ts';
import { stillToAnswer } from '../../engine/policies/still-to-answer.ts';
import { alarmOf, ms, people, raisedAt } from './cast.ts';

/** What becomes of a page: `waiting` is settled at a later look, `undelivered` is a receipt that comes after the acceptance. */
export type Fate = (page: PlannedPage) => 'accepted' | 'failed' | 'undelivered' | 'waiting';

export interface Options {
  readonly policies?: Partial<Record<Severity, LoadedPolicy | null>>;
  readonly severity?: Severity;
  readonly directory?: readonly Person[];
  readonly channels?: readonly Channel[];
  readonly fate?: Fate;
  /** Called with each page before it is written. */
  readonly watch?: (page: PlannedPage) => void;
  /** Of the raise, when it was learned late. */
  readonly happenedAt?: string;
  /** Of the device. */
  readonly timeZone?: string;
}

const all: readonly Severity[] = ['critical', 'major', 'minor'];

/** The stage: what the tables hold, what time it is, and what was told. */
class NightPlayed {
  private readonly options: Options;
  private alarm: Alarm;
  private card: CaseRow | undefined;
  private time = raisedAt;
  private readonly policies: Facts['policies'];
  private readonly deliveries = new Map<string, Delivery>();
  private readonly published: Facts['events'][number][] = [];
  private readonly lines: string[] = [];
  private readonly noted = new Map<string, TimelineEntry>();

  constructor(policy: LoadedPolicy, options: Options) {
    const everywhere = Object.fromEntries(all.map(severity => [severity, policy as LoadedPolicy | null]));
    const bound = { ...everywhere, ...options.policies };
    this.options = options;
    const alarm = alarmOf(options.severity ?? 'critical', options.happenedAt, bound);
    const tags = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
    this.alarm = { ...alarm, device: { ...alarm.device, tags } };
    this.policies = new Map(Object.values(bound).flatMap(one => (one ? [[one.version, one] as const] : [])));
  }

  facts(): Facts {
    return {
      ...{ alarm: this.alarm, deliveries: [...this.deliveries.values()], events: this.published, policies: this.policies },
      people: this.options.directory ?? people,
      channels: new Set(this.options.channels ?? ['sms', 'email']),
      ...(this.card && { case: this.card }),
    };
  }

  now(): number {
    return this.time;
  }

  plan(): Plan {
    return plan(this.facts(), this.time);
  }

  /** Goes on to this time after the raise, looking whenever the plan asks for it. */
  until(time: string): this {
    const end = raisedAt + ms(time);
    this.settle();
    for (let again = this.look().again; again !== undefined && again <= end; again = this.look().again) {
      if (again <= this.time) throw new Error('looks again in the past');
      this.time = again;
      this.settle();
    }
    this.time = end;
    return this;
  }

  /** The driver sleeps, or the host is down, until then. */
  asleepUntil(time: string): this {
    this.time = raisedAt + ms(time);
    return this;
  }

  answers(by: string, answer: Answer['answer'] = 'have-it'): this {
    const waiting = answer === 'have-it' ? stillToAnswer(this.facts(), by, this.time) : undefined;
    const joint = waiting !== undefined && waiting.waitsFor.length > 0;
    if (joint && waiting.joined.includes(by)) return this;
    const before = answer === 'cannot' ? withoutJoint(this.alarm.answers, by, this.time) : this.alarm.answers;
    const quietMs = waiting && !joint ? quietForMs(this.facts(), this.time) : undefined;
    const quiet = quietMs === undefined ? {} : { quietUntil: this.time + quietMs };
    const given: Answer = { at: this.time, by, answer, via: 'api', ...(joint && { joint: true as const }), ...quiet };
    this.alarm = { ...this.alarm, answers: [...before, given] };
    return this;
  }

  withdraws(by: string): this {
    const mine = this.alarm.answers.findLastIndex(answer => answer.by === by);
    const taken = (answer: Answer, index: number) =>
      index === mine && !answer.joint ? withdrawn(answer, this.time, 'by the person') : answer;
    this.alarm = { ...this.alarm, answers: withoutJoint(this.alarm.answers.map(taken), by, this.time) };
    return this;
  }

  becomes(severity: Severity): this {
    const decision = this.alarm.levels.length + 1;
    this.alarm = withLevel(this.alarm, { decision, at: this.time, knownAt: this.time, severity, shown: {} }) ?? this.alarm;
    return this;
  }

  /** `happenedAt`: the event time of the end, when it was learned late. */
  isOver(happenedAt?: string): this {
    const at = happenedAt === undefined ? this.time : raisedAt + ms(happenedAt);
    const decision = this.alarm.levels.length + 1;
    this.alarm = withOver(this.alarm, { decision, at, knownAt: this.time, because: 'cleared', shown: {} }) ?? this.alarm;
    return this;
  }

  /** All that was told since the last time this was asked. */
  told(): string[] {
    this.settle();
    return this.lines.splice(0);
  }

  /** What was told up to now is not asked for. */
  forget(): this {
    this.lines.length = 0;
    return this;
  }

  notes(): string[] {
    return this.plan().notes.map(({ at, kind, data }) => `${after(at)} ${kind} ${JSON.stringify(data)}`);
  }

  /** Every line that any plan of this night wrote. */
  allNotes(): TimelineEntry[] {
    return [...this.noted.values()];
  }

  next(): string | undefined {
    const { next } = this.plan();
    return next && `${after(next.at)} ${next.pages.join('+')}`;
  }

  events(): string[] {
    return this.published.map(({ id, type }) => `${id.split('/').at(-1)} ${type.split('.').at(-1)}`);
  }

  finished(): boolean {
    return this.plan().finished;
  }

  case(): CaseRow['state'] | undefined {
    return this.card?.state;
  }

  /** One look of a driver, and what it found to do. */
  private look(): { worked: boolean; again?: number | undefined } {
    const due = this.plan();
    for (const page of due.pages) this.write(page);
    for (const key of due.retry) this.settleRow(key);
    for (const note of due.notes) this.noted.set(`${note.at}/${note.kind}/${note.data.round}`, note);
    for (const event of due.events) this.published.push({ ...event, state: 'published', attempts: 1 });
    this.handleCase(due);
    const work =
      due.pages.length + due.events.length + due.retry.length > 0 || due.openCase !== undefined || due.closeCase === true;
    return { worked: work, again: due.lookAgainAt };
  }

  private settle(): void {
    for (let looks = 0; this.look().worked; looks += 1) if (looks > 200) throw new Error('never at rest');
  }

  private write(page: PlannedPage): void {
    const key = [this.alarm.id, page.kind, page.round, page.step, page.repeat, page.person, page.channel].join('/');
    this.options.watch?.(page);
    if (this.deliveries.has(key)) throw new Error(`planned twice: ${key}`);
    this.deliveries.set(key, this.rowOf(key, page));
    this.lines.push(lineOf(after(this.time), page));
  }

  private rowOf(key: string, page: PlannedPage): Delivery {
    const { escalatedFrom: _, noContact, ...rest } = page;
    const now = this.time;
    const fate = noContact ? 'no-contact' : (this.options.fate ?? (() => 'accepted'))(page);
    const seen = { answers: this.alarm.answers.length, levels: this.alarm.levels.length };
    const base = { ...rest, key, seen, attempts: noContact ? 0 : 1, ambiguous: 0, text: '', endedAt: now };
    if (fate === 'waiting') return { ...base, state: 'intent', notBefore: now + 90_000 };
    if (fate !== 'undelivered') return { ...base, state: fate };
    return { ...base, state: 'accepted', acceptedAt: now, receipt: { delivered: false, at: now, details: 'no such number' } };
  }

  private settleRow(key: string): void {
    const row = this.deliveries.get(key)!;
    const state = noLongerWanted(this.alarm, row) ? 'withdrawn' : 'accepted';
    this.deliveries.set(key, { ...row, state, endedAt: this.time, attempts: 1 });
  }

  private handleCase({ openCase, closeCase }: Plan): void {
    if (openCase) {
      this.lines.push(`${after(this.time)} case opened at step ${openCase.step}`);
      this.card = { ...openCase, id: `${this.alarm.id}/case`, state: 'open', attempts: 1 };
    } else if (closeCase && this.card) {
      this.lines.push(`${after(this.time)} case closed`);
      this.card = { ...this.card, state: 'closed' };
    }
  }
}

export type Night = NightPlayed;

export const night = (policy: LoadedPolicy, options: Options = {}): Night => new NightPlayed(policy, options);

const after = (at: number): string => showDuration(at - raisedAt);

/** `9m sms bo raised/1/2/0`: when, how, whom, and which page. */
function lineOf(when: string, { kind, round, step, repeat, person, channel, noContact, toldOnce }: PlannedPage): string {
  const how = noContact ? 'no-contact' : channel;
  return `${when} ${how} ${person} ${kind === 'over' ? 'over' : `${kind}/${round}/${step}/${repeat}`}${toldOnce ? ' once' : ''}`;
}
