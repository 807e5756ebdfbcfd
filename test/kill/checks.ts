/** What must hold after a run, from the stand-ins' own log and the rows. */
import { uuidV5 } from '../../engine/uuid.ts';
import { conservation } from './conservation.ts';
import { expectedOf, foundOf } from './evaluated.ts';
import type { Kept, Logged, Story } from './kept.ts';
import type { Night } from './night.ts';
import type { Verdict } from './verdict.ts';

export function judge(night: Night, kept: Kept): readonly Verdict[] {
  return [
    alarms(night, kept),
    sends(kept),
    quiet(night, kept),
    answers(night, kept),
    overTold(kept),
    cases(kept),
    events(night, kept),
    conservation(night, kept),
    leftOver(night, kept),
    clock(night, kept),
  ];
}

function alarms({ devices, sent, endedAt }: Night, { stories }: Kept): Verdict {
  const wrong = devices.flatMap(device => {
    const own = sent.filter(one => one.device === device);
    const want = expectedOf(own, endedAt);
    const found = foundOf(stories.map(({ alarm }) => alarm).filter(alarm => alarm.device.id === device.id));
    return [
      ...want.filter(line => !found.includes(line)).map(line => `${device.id}: missing ${line}`),
      ...found.filter(line => !want.includes(line)).map(line => `${device.id}: not to be expected ${line}`),
      ...(found.length === want.length ? [] : [`${device.id}: ${found.length} decisions, not ${want.length}`]),
    ];
  });
  const open = stories.filter(({ alarm }) => !alarm.over).map(({ alarm }) => `${alarm.id} is not over`);
  const unpaged = stories.filter(({ deliveries }) => deliveries.length === 0).map(({ alarm }) => `${alarm.id}: nobody was paged`);
  const levels = stories.reduce((sum, { alarm }) => sum + alarm.levels.length, 0);
  return {
    what: 'every alarm was raised, rose and ended when the rules say',
    says: `${stories.length} alarms, ${levels} levels, of ${sent.length} readings`,
    wrong: [...wrong, ...open, ...unpaged],
  };
}

const isSend = ({ channel }: Logged): boolean => channel === 'sms' || channel === 'email';

/** Stand-ins know a repeated send by its id, as the providers do: twice in their log is twice for the person. */
function sends({ stories, log }: Kept): Verdict {
  const byId = Map.groupBy(log.filter(isSend), ({ channel, operationId }) => `${channel} ${operationId}`);
  const twice = [...byId.values()].filter(rows => rows.length > 1).map(([row]) => `sent twice: ${row!.key}`);
  const rows = stories.flatMap(({ deliveries }) => deliveries);
  const ids = new Map(rows.map(row => [`${row.channel} ${uuidV5(row.key)}`, row]));
  const odd = [...byId].flatMap(([id, [entry]]) =>
    ids.get(id)?.key === entry!.key || entry!.key?.startsWith('reply/') ? [] : [`sent without a row: ${entry!.key}`],
  );
  const wrong = [...ids].flatMap(([id, { key, state, ambiguous }]) => {
    const count = byId.get(id)?.length ?? 0;
    if (state === 'accepted') return count === 1 ? [] : [`accepted, and sent ${count} times: ${key}`];
    if (state === 'withdrawn') return count === 0 || ambiguous > 0 ? [] : [`withdrawn, and sent: ${key}`];
    return [`ended as ${state}: ${key}`];
  });
  const hit = rows.filter(({ ambiguous }) => ambiguous > 0);
  const attempts = rows.reduce((sum, row) => sum + row.attempts, 0);
  return {
    what: 'each ledger key has exactly one accepted send, none was sent twice',
    says: `${byId.size} accepted of ${rows.length} rows, ${attempts} attempts, ${hit.length} rows hit between intent and settle`,
    wrong: [...twice, ...odd, ...wrong],
  };
}

/** A page of a person, and not what they are told at the end. */
const isPage = (entry: Logged): boolean => isSend(entry) && /^[^/]+\/(raised|severity)\//.test(entry.key ?? '');

/**
 * The log knows when a page was accepted, the promise is about when it starts. One that was begun when the answer came may be
 * accepted later, by as long as an attempt may take; one that a kill parted from the answer may not.
 */
const attemptMs = 15_000;

function quiet({ options: { speed }, kills }: Night, { stories, log }: Kept): Verdict {
  const given = stories.flatMap(story => story.alarm.answers.map(answer => ({ ...story, answer })));
  const after = given.flatMap(({ alarm, deliveries, answer }) => {
    const to = Math.min(answer.withdrawnAt ?? Infinity, answer.quietUntil ?? Infinity);
    const pages = log.filter(entry => entry.alarmId === alarm.id && isPage(entry) && entry.at > answer.at && entry.at < to);
    return pages.map(({ key, at, machineAt }) => {
      const afterMs = (at - answer.at) / speed;
      const answeredAt = machineAt - afterMs;
      const begun = (deliveries.find(row => row.key === key)?.firstSentAt ?? Infinity) <= answeredAt;
      const parted = kills.some(kill => kill.to >= answeredAt && kill.from <= machineAt);
      return { key, afterMs, underWay: begun && !parted && afterMs < attemptMs };
    });
  });
  const underWay = after.filter(one => one.underWay);
  const longest = Math.round(Math.max(0, ...underWay.map(({ afterMs }) => afterMs)));
  return {
    what: 'no page after an answer beyond 2 s',
    says: `${given.length} answers, ${underWay.length} pages under way when one came, accepted at most ${longest} ms later`,
    wrong: after
      .filter(one => one.afterMs > 2_000 && !one.underWay)
      .map(({ key, afterMs }) => `${key}: ${Math.round(afterMs)} ms after an answer`),
  };
}

function answers({ confirmed }: Night, { stories }: Kept): Verdict {
  const wrong = confirmed.flatMap(({ alarmId, by, via, says, heardAt }) => {
    const alarm = stories.find(story => story.alarm.id === alarmId)?.alarm;
    const taken = alarm?.answers.some(answer => answer.by === by && answer.answer === 'have-it') ?? false;
    const over = (alarm?.over?.knownAt ?? Number.POSITIVE_INFINITY) <= heardAt;
    const right = says === 'taken' ? taken : says === 'over' ? over : taken || over;
    return right ? [] : [`${alarmId}: "${says}" was confirmed to ${by} by ${via}, and the row does not say so`];
  });
  const by = (via: string) => confirmed.filter(one => one.via === via).length;
  const again = confirmed.reduce((sum, { attempts }) => sum + attempts - 1, 0);
  return {
    what: 'every confirmed answer is in the row of its alarm',
    says: `${confirmed.length} confirmed (${by('link')} by link, ${by('sms')} by SMS, ${by('api')} by API), ${again} further attempts`,
    wrong,
  };
}

/** The cold chain tells its end by e-mail to everybody whom it paged by e-mail. */
function overTold({ stories, log }: Kept): Verdict {
  const keys = new Set(log.map(({ key }) => key));
  const cold = stories.filter(({ alarm }) => alarm.rule.id === 'freezer-too-warm');
  const told = cold.flatMap(({ alarm }) => {
    const paged = log.filter(entry => entry.alarmId === alarm.id && isPage(entry) && entry.channel === 'email');
    return [...new Set(paged.map(({ key }) => key!.split('/')[5]!))].map(person => `${alarm.id}/over/0/0/0/${person}/email`);
  });
  const wrong = told.filter(key => !keys.has(key)).map(key => `not told: ${key}`);
  return { what: 'whoever was paged by e-mail was told that it is over', says: `${told.length} people`, wrong };
}

/** Both policies open a case in step 3 and close it when the alarm is over. */
function cases({ stories, log }: Kept): Verdict {
  const entries = log.filter(({ channel }) => channel === 'case');
  const count = (id: string) => entries.filter(({ operationId }) => operationId === id).length;
  const wrong = stories.flatMap(({ alarm, case: card }) => {
    const id = uuidV5(`${alarm.id}/case`);
    const due = log.some(entry => entry.alarmId === alarm.id && isPage(entry) && entry.step === '3');
    const [opened, closed] = [count(id), count(`${id}/closed`)];
    if (due && !card) return [`${alarm.id}: no case`];
    const [want, state] = card ? [1, 'closed'] : [0, undefined];
    return opened === want && closed === want && card?.state === state
      ? []
      : [`${alarm.id}: case ${card?.state}, opened ${opened} times, closed ${closed} times`];
  });
  const known = new Set(stories.map(({ alarm }) => uuidV5(`${alarm.id}/case`)));
  const odd = entries
    .filter(({ operationId }) => !known.has(operationId.slice(0, 36)))
    .map(({ subject }) => `odd case: ${subject}`);
  const many = stories.filter(story => story.case).length;
  return { what: 'one case per alarm where one is due, closed once', says: `${many} cases`, wrong: [...wrong, ...odd] };
}

/** A topic takes an event as often as it comes: twice is right only when the process died between the two. */
function events({ kills }: Night, { stories, log }: Kept): Verdict {
  const byId = Map.groupBy(
    log.filter(({ channel }) => channel === 'event'),
    ({ operationId }) => operationId,
  );
  const want = stories.flatMap(eventsOf);
  const missing = want.filter(id => !byId.has(id)).map(id => `not published: ${id}`);
  const odd = [...byId.keys()].filter(id => !want.includes(id)).map(id => `published, and never happened: ${id}`);
  const pending = stories.flatMap(story =>
    story.events.filter(({ state }) => state !== 'published').map(({ id }) => `${id} waits`),
  );
  const pairs = [...byId.values()].flatMap(rows => rows.slice(1).map((row, i) => [rows[i]!, row] as const));
  const twice = pairs
    .filter(([a, b]) => !kills.some(kill => kill.to >= a.machineAt && kill.from <= b.machineAt))
    .map(([{ operationId }]) => `published twice without a kill in between: ${operationId}`);
  return {
    what: 'every change of an alarm was published, again only where a kill fell in between',
    says: `${want.length} events, ${pairs.length} published again`,
    wrong: [...missing, ...odd, ...pending, ...twice],
  };
}

function eventsOf({ alarm }: Story): string[] {
  const { levels, answers, over } = alarm;
  const given = answers.flatMap(({ answer, withdrawnAt = Infinity, quietUntil = Infinity }, index) => {
    const ranOut = quietUntil < Math.min(withdrawnAt, over?.knownAt ?? Infinity);
    const end = ranOut ? ['q'] : withdrawnAt < Infinity ? ['w'] : [];
    return answer === 'have-it' ? ['', ...end].map(how => `a${index + 1}${how}`) : [];
  });
  const names = [...levels.map(({ decision }) => decision), ...given, ...(over ? [over.decision] : [])];
  return names.map(name => `${alarm.id}/event/${name}`);
}

function leftOver({ running, exit, exitMs }: Night, { leftOver: left, integrity }: Kept): Verdict {
  const some = Object.entries(left).filter(([, count]) => count !== 0);
  return {
    what: 'nothing is left running, poisoned or broken, and Ctrl-C ends it',
    says: `integrity_check ${integrity}, exit code ${exit} after ${exitMs} ms`,
    wrong: [
      ...running.map(id => `still runs: ${id}`),
      ...some.map(([name, count]) => `${name}: ${count}`),
      ...(integrity === 'ok' ? [] : [integrity]),
      ...(exit === 0 ? [] : [`exit code ${exit}`]),
    ],
  };
}

function clock({ clockSteps }: Night, { log, plantClock, latest }: Kept): Verdict {
  const back = clockSteps
    .filter(({ before, after }) => after < before)
    .map(({ before, after }) => `set back: ${before} to ${after}`);
  const disorder = log
    .filter((entry, i) => i > 0 && entry.at < log[i - 1]!.at)
    .map(({ sequence }) => `entry ${sequence} is earlier`);
  const behind = plantClock < latest ? [`the clock stands at ${plantClock}, something is of ${latest}`] : [];
  const steps = clockSteps.map(({ before, after }) => (after - before) / 1_000);
  return {
    what: 'the plant clock was never behind anything that was written',
    says: `${steps.length} restarts, set forward by at most ${Math.round(Math.max(0, ...steps))} s`,
    wrong: [...back, ...disorder, ...behind],
  };
}
