/** A night with one alarm, told by what the plan says: rows are written as a driver would, and the clock jumps from look to look. */
import type { Alarm, Answer, CaseRow, Delivery, Severity, TimelineEntry } from '../../engine/alarms/alarm.ts';
import { withdrawn, withLevel, withOver } from '../../engine/alarms/occurrence.ts';
import { noLongerWanted } from '../../engine/alarms/wanted.ts';
import { parseDuration, showDuration } from '../../engine/duration.ts';
import type { Channel, Person } from '../../engine/people.ts';
import type { Facts, PlannedPage } from '../../engine/policies/facts.ts';
import { plan } from '../../engine/policies/plan.ts';
import { type LoadedPolicy, readPolicy } from '../../engine/policies/read-policy.ts';

/** Tuesday noon in Oslo, far from any handover. */
export const raisedAt = Date.parse('2026-03-03T12:00:00+01:00');

export const people: readonly Person[] = [
  { id: 'anna', name: 'Anna', email: 'anna@example.org', phone: '+4711111111', teams: ['leads'] },
  { id: 'bo', name: 'Bo', email: 'bo@example.org', phone: '+4722222222', teams: ['leads'], roles: ['guard'] },
  { id: 'mail-only', name: 'Mo', email: 'mo@example.org' },
  { id: 'unreachable', name: 'Una' },
  { id: 'chief', name: 'Chief', phone: '+4733333333', email: 'chief@example.org' },
];

export const ms = (text: string): number => {
  const found = parseDuration(text);
  if (found === undefined) throw new Error(`no duration: ${text}`);
  return found;
};

export function policyOf(words: Readonly<Record<string, unknown>>): LoadedPolicy {
  const read = readPolicy(JSON.stringify({ id: 'p', name: 'P', timeZone: 'Europe/Oslo', ...words }), 'p.policy.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
}

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
}

const all: readonly Severity[] = ['critical', 'major', 'minor'];

export function night(policy: LoadedPolicy, options: Options = {}) {
  const bound = Object.fromEntries(all.map(severity => [severity, policy as LoadedPolicy | null]));
  const loaded = { ...bound, ...options.policies };
  let alarm = alarmOf(options, loaded);
  const deliveries = new Map<string, Delivery>();
  const events: Facts['events'][number][] = [];
  let card: CaseRow | undefined;
  let now = raisedAt;
  const told: string[] = [];
  const noted = new Map<string, TimelineEntry>();
  const policies = new Map(Object.values(loaded).flatMap(one => (one ? [[one.version, one] as const] : [])));
  const facts = (): Facts => ({
    ...{ alarm, deliveries: [...deliveries.values()], events, policies },
    people: options.directory ?? people,
    channels: new Set(options.channels ?? ['sms', 'email']),
    ...(card && { case: card }),
  });
  const when = (at: number) => showDuration(at - raisedAt);

  function write(page: PlannedPage): void {
    const key = [alarm.id, page.kind, page.round, page.step, page.repeat, page.person, page.channel].join('/');
    options.watch?.(page);
    if (deliveries.has(key)) throw new Error(`planned twice: ${key}`);
    const { escalatedFrom: _, noContact, ...rest } = page;
    const fate = noContact ? 'no-contact' : (options.fate ?? (() => 'accepted'))(page);
    const seen = { answers: alarm.answers.length, levels: alarm.levels.length };
    const base = { ...rest, key, seen, attempts: noContact ? 0 : 1, ambiguous: 0, text: '', endedAt: now };
    if (fate === 'waiting') deliveries.set(key, { ...base, state: 'intent', notBefore: now + 90_000 });
    else if (fate === 'undelivered')
      deliveries.set(key, {
        ...base,
        state: 'accepted',
        acceptedAt: now,
        receipt: { delivered: false, at: now, details: 'no such number' },
      });
    else deliveries.set(key, { ...base, state: fate });
    told.push(lineOf(when(now), page));
  }

  function settleRow(key: string): void {
    const row = deliveries.get(key)!;
    const state = noLongerWanted(alarm, row) ? 'withdrawn' : 'accepted';
    deliveries.set(key, { ...row, state, endedAt: now, attempts: 1 });
  }

  /** One look of a driver: true when it found work. */
  function look(): { worked: boolean; again?: number | undefined } {
    const due = plan(facts(), now);
    for (const page of due.pages) write(page);
    for (const key of due.retry) settleRow(key);
    for (const note of due.notes) noted.set(`${note.at}/${note.kind}/${note.data.round}`, note);
    for (const event of due.events) events.push({ ...event, state: 'published', attempts: 1 });
    if (due.openCase) told.push(`${when(now)} case opened at step ${due.openCase.step}`);
    if (due.openCase) card = { ...due.openCase, id: `${alarm.id}/case`, state: 'open', attempts: 1 };
    if (due.closeCase && card) told.push(`${when(now)} case closed`);
    if (due.closeCase && card) card = { ...card, state: 'closed' };
    const worked =
      due.pages.length + due.events.length + due.retry.length > 0 || due.openCase !== undefined || due.closeCase === true;
    return { worked, again: due.lookAgainAt };
  }

  const settle = () => {
    for (let looks = 0; look().worked; looks += 1) if (looks > 200) throw new Error('never at rest');
  };

  const self = {
    facts,
    now: () => now,
    plan: () => plan(facts(), now),
    /** Goes on to this time after the raise, looking whenever the plan asks for it. */
    until(time: string) {
      const end = raisedAt + ms(time);
      settle();
      for (let again = look().again; again !== undefined && again <= end; again = look().again) {
        if (again <= now) throw new Error('looks again in the past');
        now = again;
        settle();
      }
      now = end;
      return self;
    },
    /** The driver sleeps, or the host is down, until then. */
    asleepUntil(time: string) {
      now = raisedAt + ms(time);
      return self;
    },
    answers(by: string, answer: Answer['answer'] = 'have-it') {
      alarm = { ...alarm, answers: [...alarm.answers, { at: now, by, answer, via: 'api' }] };
      return self;
    },
    withdraws(by: string) {
      const mine = alarm.answers.findLastIndex(answer => answer.by === by);
      alarm = {
        ...alarm,
        answers: alarm.answers.map((answer, index) => (index === mine ? withdrawn(answer, now, 'by the person') : answer)),
      };
      return self;
    },
    becomes(severity: Severity) {
      const decision = alarm.levels.length + 1;
      alarm = withLevel(alarm, { decision, at: now, knownAt: now, severity, shown: {} }) ?? alarm;
      return self;
    },
    /** `happenedAt`: the event time of the end, when it was learned late. */
    isOver(happenedAt?: string) {
      const at = happenedAt === undefined ? now : raisedAt + ms(happenedAt);
      alarm = withOver(alarm, { decision: alarm.levels.length + 1, at, knownAt: now, because: 'cleared', shown: {} }) ?? alarm;
      return self;
    },
    /** All that was told since the last time this was asked. */
    told: () => {
      settle();
      return told.splice(0);
    },
    /** What was told up to now is not asked for. */
    forget() {
      told.length = 0;
      return self;
    },
    notes: () => plan(facts(), now).notes.map(({ at, kind, data }) => `${when(at)} ${kind} ${JSON.stringify(data)}`),
    next: () => {
      const { next } = plan(facts(), now);
      return next && `${when(next.at)} ${next.pages.join('+')}`;
    },
    /** Every line that any plan of this night wrote. */
    allNotes: () => [...noted.values()],
    events: () => events.map(({ id, type }) => `${id.split('/').at(-1)} ${type.split('.').at(-1)}`),
    finished: () => plan(facts(), now).finished,
    case: () => card?.state,
  };
  return self;
}

export type Night = ReturnType<typeof night>;

/** `9m sms bo raised/1/2/0`: when, how, whom, and which page. */
function lineOf(when: string, { kind, round, step, repeat, person, channel, noContact, toldOnce }: PlannedPage): string {
  const how = noContact ? 'no-contact' : channel;
  return `${when} ${how} ${person} ${kind === 'over' ? 'over' : `${kind}/${round}/${step}/${repeat}`}${toldOnce ? ' once' : ''}`;
}

function alarmOf(options: Options, loaded: Partial<Record<Severity, LoadedPolicy | null>>): Alarm {
  const severity = options.severity ?? 'critical';
  const at = options.happenedAt === undefined ? raisedAt : raisedAt - ms(options.happenedAt);
  const bind = (policy: LoadedPolicy | null | undefined) => (policy ? { id: policy.id, version: policy.version } : null);
  return {
    id: 'warm~f-7~1',
    rule: { id: 'warm', name: 'Warm', version: 'v' },
    device: { id: 'f-7', name: 'Freezer 7', tags: {} },
    message: { title: 'Freezer 7 is warm', firstSteps: [] },
    why: 'because',
    raisedAt: at,
    knownAt: raisedAt,
    levels: [{ decision: 1, at, knownAt: raisedAt, severity, shown: {} }],
    answers: [],
    policies: Object.fromEntries(Object.entries(loaded).map(([word, policy]) => [word, bind(policy)])),
    generation: 0,
    traceparent: '00-0',
    explanation: null,
  };
}
