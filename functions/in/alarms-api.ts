/** `api/alarms`: looking at alarms, answering them, resetting latched ones. */
import type { HttpHandler } from '@azure/functions';
import type { HttpDurableClientHandler } from 'durable-functions';
import { viewOf } from '../../engine/alarms/view.ts';
import { plan } from '../../engine/policies/plan.ts';
import type { Ports } from '../../engine/ports.ts';
import { listAlarms, readAlarm, readStory } from '../store/alarms.ts';
import { factsOf } from '../store/facts.ts';
import { giveAnswer } from './answer.ts';
import { driverVia } from './driver.ts';
import { isRefused, notFound, ok, readBody, readPaging, refuse } from './json.ts';
import type { Reactor } from './react.ts';

async function read(ports: Ports, id: string) {
  const story = await readStory(ports.tables, id);
  if (!story) return undefined;
  const now = ports.clock.now();
  const { next } = plan(await factsOf(ports, story), now);
  return viewOf(story, next, now);
}

/** Newest first; `?open=true` only those that are not over. */
export const listAlarmsDoor =
  (ports: Ports): HttpHandler =>
  async request => {
    const paging = readPaging(request);
    if (isRefused(paging)) return paging;
    const which = request.query.get('open') === 'true' ? 'open' : 'all';
    const { ids, continuation } = await listAlarms(ports.tables, which, paging);
    const items = (await Promise.all(ids.map(id => read(ports, id)))).filter(alarm => alarm !== undefined);
    return ok({ items, continuation: continuation ?? null });
  };

export const getAlarm =
  (ports: Ports): HttpHandler =>
  async ({ params: { id = '' } }) => {
    const alarm = await read(ports, id);
    return alarm ? ok(alarm) : notFound('alarm', id);
  };

/** `{ by, answer: "have-it" | "cannot" }`: by is whoever the caller says it is, the key is the door. */
export const acknowledge =
  (ports: Ports): HttpDurableClientHandler =>
  async (request, client) => {
    const { id = '' } = request.params;
    const body = await readBody(request, ports.settings.publicUrl);
    if (isRefused(body)) return body;
    const by = nameIn(body);
    if (by === undefined) return badName;
    const { answer = 'have-it' } = body;
    if (answer !== 'have-it' && answer !== 'cannot') {
      const fix = 'Send "have-it" or "cannot".';
      return refuse(400, { code: 'answer/unknown', at: '$.answer', says: '"answer" is none of the two answers there are.', fix });
    }
    const result = await giveAnswer(ports, driverVia(client), { alarmId: id, by, answer, via: 'api' });
    if (result.kind === 'unknown') return notFound('alarm', id);
    if (result.kind === 'over')
      return refuse(409, { code: 'alarm/over', at: 'path', says: 'This alarm is over: there is nothing to answer.' });
    if (result.kind === 'too-late')
      return refuse(409, {
        code: 'alarm/too-many',
        at: 'path',
        says: 'This alarm has had too many answers to take another one.',
      });
    if (result.kind === 'answered-before' && result.answer.by !== by) {
      const says = `${result.answer.by} has it since ${new Date(result.answer.at).toISOString()}.`;
      return refuse(409, { code: 'alarm/answered', at: 'path', says });
    }
    return ok(await read(ports, id));
  };

const badName = refuse(400, {
  code: 'answer/no-name',
  at: '$.by',
  says: '"by" must say who answers: 1 to 80 characters, none of them a control character.',
  fix: 'Send for instance {"by": "lena.vik", "answer": "have-it"}.',
});

function nameIn({ by }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof by === 'string' && /^[^\p{C}]{1,80}$/u.test(by.trim()) ? by.trim() : undefined;
}

/** `{ by }`: ends an alarm whose rule says `"clearWhen": "manual"`; refused while a level still holds. */
export const reset =
  (ports: Ports, reactor: Reactor): HttpDurableClientHandler =>
  async (request, client) => {
    const { id = '' } = request.params;
    const body = await readBody(request, ports.settings.publicUrl);
    if (isRefused(body)) return body;
    const by = nameIn(body);
    if (by === undefined) return badName;
    const alarm = await readAlarm(ports.tables, id);
    if (!alarm) return notFound('alarm', id);
    if (alarm.over) return refuse(409, { code: 'alarm/over', at: 'path', says: 'This alarm is over already.' });
    const refused = await reactor.toReset(driverVia(client), alarm.device.id, alarm.rule.id, by);
    if (refused !== undefined) return refuse(409, { code: 'alarm/not-reset', at: 'path', says: `Not reset: ${refused}.` });
    return ok(await read(ports, id));
  };
