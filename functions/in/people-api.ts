/** `api/people`: a test page to one of them. */
import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import { type ChannelReport, isTestPageKey, outcomeOf, type TestPageOutcome } from '../../engine/alarms/test-page.ts';
import type { Channel, Person } from '../../engine/people.ts';
import type { Ports } from '../../engine/ports.ts';
import { readPerson } from '../store/people.ts';
import { traced, within } from '../trace.ts';
import { type Fields, isRefused, ok, type Refusal, readBody, refuse } from './json.ts';

interface Asked {
  readonly key: string;
  readonly via: readonly Channel[];
}

type Tried = { readonly channels: readonly ChannelReport[] } | { readonly tooManyUntil: number };
/** Given by `functions/out/test-page.ts`. */
type Send = (page: Asked & { readonly person: Person; readonly stopped: boolean }) => Promise<Tried>;

/** `{ key, via? }`: sends a test page, or says how far the one of this key has come. Repeating it is safe. */
export const testPage =
  (ports: Ports, sender: (ports: Ports) => Send): HttpHandler =>
  async request => {
    const { id = '' } = request.params;
    const body = await readBody(request, ports.settings.publicUrl);
    if (isRefused(body)) return body;
    const asked = readAsked(body);
    if ('code' in asked) return refuse(400, asked);
    const to = await readPerson(ports.tables, id);
    if (!to) return unknownPerson(id);
    const span = { name: 'test-page', kind: 'door', since: ports.clock.machine() } as const;
    const tried = await traced(
      ports.trace,
      span,
      traceparent => sender(within(ports, traceparent))({ ...asked, ...to }),
      result => ({ 'tocsin.state': 'channels' in result ? outcomeOf(result.channels) : 'too-many' }),
    );
    return 'channels' in tried ? answerOf(to.person, asked.key, tried.channels) : tooMany(ports, tried.tooManyUntil);
  };

const channels: readonly Channel[] = ['sms', 'email'];

function readAsked({ key, via = channels, ...others }: Fields): Asked | Refusal {
  const [other] = Object.keys(others);
  if (other !== undefined) {
    const says = `"${other.slice(0, 80)}" is not known here.`;
    return { code: 'test-page/unknown-field', at: '$', says, fix: 'Send "key" and, if not all channels are meant, "via".' };
  }
  if (typeof key !== 'string' || !isTestPageKey(key)) {
    const says = '"key" names this test page: 1 to 40 letters, digits, dots, hyphens or underscores.';
    const fix = 'Send for instance {"key": "monday-1"}; the same key again sends nothing twice.';
    return { code: 'test-page/bad-key', at: '$.key', says, fix };
  }
  if (!isVia(via)) {
    const says = '"via" is a list of channels: "sms", "email" or both.';
    return { code: 'test-page/bad-via', at: '$.via', says, fix: 'Leave it out to try them all.' };
  }
  return { key, via: channels.filter(channel => via.includes(channel)) };
}

const isVia = (via: unknown): via is readonly Channel[] =>
  Array.isArray(via) && via.length > 0 && via.length <= channels.length && via.every(one => channels.includes(one));

const unknownPerson = (id: string): HttpResponseInit =>
  refuse(404, {
    code: 'person/unknown',
    at: 'path',
    says: `There is no person "${id.slice(0, 200)}".`,
    fix: 'Enter them first: docs/deploy.md, step 6.',
  });

const iso = (at: number): string => new Date(at).toISOString();

function tooMany(ports: Ports, until: number): HttpResponseInit {
  const says = `This person has had enough test pages for now; the next one can go out at ${iso(until)}.`;
  const answer = refuse(429, { code: 'test-page/too-many', at: 'path', says });
  const seconds = Math.ceil((until - ports.clock.now()) / 1_000);
  return { ...answer, headers: { ...(answer.headers as Record<string, string>), 'retry-after': String(seconds) } };
}

const status = { reached: 200, waiting: 202, failed: 502, unreachable: 409 } as const satisfies Record<TestPageOutcome, number>;

/** 200: a provider has it. 202: not yet, ask again. 502: nobody took it. 409: there was no way to try. Each with its channels. */
function answerOf({ id }: Person, key: string, reports: readonly ChannelReport[]): HttpResponseInit {
  const outcome = outcomeOf(reports);
  const shown = reports.map(({ channel, state, acceptedAt, againAt, why, fix }) => ({
    ...{ channel, state },
    ...(acceptedAt !== undefined && { acceptedAt: iso(acceptedAt) }),
    ...(againAt !== undefined && { againAt: iso(againAt) }),
    ...(why !== undefined && { why }),
    ...(fix !== undefined && { fix }),
  }));
  const about = { person: id, key, channels: shown };
  if (outcome === 'failed' || outcome === 'unreachable') {
    const says =
      outcome === 'failed' ? 'The test page was not taken on any channel.' : 'There is no channel to reach this person on.';
    return refuse(status[outcome], { code: `test-page/${outcome}`, at: 'channels', says }, about);
  }
  return { ...ok({ outcome, ...about }), status: status[outcome] };
}
