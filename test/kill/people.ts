/** The people of a run: they read what the stand-ins have recorded for them, and answer over HTTP until they hear that it was taken. */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Device } from './devices.ts';
import { ask, type Reply, untilPlantTime, type World } from './world.ts';

/** An answer that was confirmed to a person. */
export interface Confirmed {
  readonly alarmId: string;
  readonly by: string;
  readonly via: 'api' | 'link' | 'sms';
  /** `settled`: there was nothing to answer any more, because an answer whose confirmation was lost had been taken, or it was over. */
  readonly says: 'taken' | 'settled' | 'over';
  /** Plant time at which the confirmation was heard. */
  readonly heardAt: number;
  readonly attempts: number;
}

interface Page {
  readonly alarmId: string;
  readonly person: string;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

/** Reads new pages while the host is up, and has the first of each alarm answered as its device's cycle says. */
export async function answerPages(world: World, devices: readonly Device[], confirmed: Confirmed[]): Promise<void> {
  const seen = new Set<string>();
  const answers: Promise<void>[] = [];
  for (let after = 0; world.phase !== 'ended'; await sleep(60)) {
    if (world.now() === undefined) continue;
    const { pages, last } = newPages(world.db, after);
    after = last;
    for (const page of pages) {
      if (seen.has(page.alarmId)) continue; // one person answers an alarm, and no other
      seen.add(page.alarmId);
      const [, id, n] = page.alarmId.split('~');
      const answering = devices.find(device => device.id === id)?.cycle(Number(n) - 1).answer;
      if (!answering || answering.how === 'nobody') continue;
      const times = answering.once ? 1 : 2;
      for (let i = 0; i < times; i++) answers.push(answer(world, page, answering.how, answering.after, confirmed));
    }
  }
  await Promise.all(answers);
}

/** The SMS pages that came after this entry of the stand-ins' log: they name a code and a link. */
function newPages(path: string, after: number): { readonly pages: readonly Page[]; readonly last: number } {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const rows = db
      .prepare(`select sequence, at, recipient, text, raw from inbox where sequence > ? and channel = 'sms' order by sequence`)
      .all(after) as { sequence: number; at: number; recipient: string; text: string; raw: string }[];
    const pages = rows.flatMap(({ at, recipient, text, raw }) => {
      const tag = (JSON.parse(raw) as { smsSendOptions?: { tag?: string } }).smsSendOptions?.tag ?? '';
      const [alarmId = '', kind, , , , person = ''] = tag.split('/');
      return kind === 'raised' || kind === 'severity' ? [{ alarmId, person, to: recipient, text, at }] : [];
    });
    return { pages, last: rows.at(-1)?.sequence ?? after };
  } finally {
    db.close();
  }
}

async function answer(world: World, page: Page, via: Confirmed['via'], minutes: number, confirmed: Confirmed[]): Promise<void> {
  for (let attempts = 1; await untilPlantTime(world, page.at + minutes * 60_000); attempts++) {
    const says = await ways[via](world, page);
    if (says !== 'again') {
      const heardAt = world.now() ?? Number.POSITIVE_INFINITY;
      confirmed.push({ alarmId: page.alarmId, by: page.person, via, says, heardAt, attempts });
      return world.tell('answered');
    }
    await sleep(30);
  }
}

type Way = (world: World, page: Page) => Promise<Confirmed['says'] | 'again'>;

const heard = (reply: Reply): reply is Exclude<Reply, string> => typeof reply !== 'string';

/** Asks, and lets it be known that an answer is on its way. */
function send(world: World, url: string, init: RequestInit): Promise<Reply> {
  const asked = ask(url, { method: 'POST', ...init });
  world.tell('answering');
  return asked;
}

const json = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const byApi: Way = async (world, { alarmId, person }) => {
  const url = `${world.url}/api/alarms/${encodeURIComponent(alarmId)}/acknowledge`;
  const reply = await send(world, url, json({ by: person, answer: 'have-it' }));
  if (!heard(reply)) return 'again';
  return reply.status === 200 ? 'taken' : reply.status === 409 && reply.text.includes('alarm/over') ? 'over' : 'again';
};

const byLink: Way = async (world, { text }) => {
  const [link = ''] = /https?:\S+\/a\/[0-9a-z]+/.exec(text) ?? [];
  const shown = await ask(link);
  if (!heard(shown) || shown.status !== 200) return 'again';
  const t = / name="t" value="([^"]+)"/.exec(shown.text)?.[1];
  if (t === undefined || !shown.text.includes('value="have-it"')) return 'settled';
  const body = new URLSearchParams({ t, code: codeIn(text), answer: 'have-it' });
  const reply = await send(world, link, { body });
  return heard(reply) && reply.status === 200 ? 'taken' : 'again';
};

const bySms: Way = async (world, { to, text }) => {
  const reply = await send(world, `${world.url}/inbox/sms-reply`, json({ from: to, text: `ok ${codeIn(text)}` }));
  return heard(reply) && reply.status === 202 ? 'settled' : 'again';
};

const ways = { api: byApi, link: byLink, sms: bySms };

const codeIn = (text: string): string => /(?:reply|code) ([2-9A-HJKMNP-Z]{4})\b/.exec(text)?.[1] ?? '';
