import { expect, test } from 'vitest';
import type { Ports } from '../../engine/ports.ts';
import { smsReceived } from '../../local/stand-ins/reports.ts';
import { base64Event, telemetryEvent } from '../events/telemetry-event.ts';
import { type Answered, counted, type Fields, pagedLena, postForm, type Visit, visiting } from './visit.ts';

interface Calls {
  /** The write that fails, counted down from when this is set; 0: none. */
  left: number;
  readonly after: boolean;
}

/** Ports whose store fails at one write, before or after it was made. */
const failing =
  (calls: Calls) =>
  (ports: Ports): Ports => ({
    ...ports,
    tables: {
      ...ports.tables,
      async write(table, partition, changes) {
        const fails = calls.left > 0 && --calls.left === 0;
        if (fails && !calls.after) throw new Error('the store is away');
        const written = await ports.tables.write(table, partition, changes);
        if (fails) throw new Error('the store is away');
        return written;
      },
    },
  });

/** Does something with each write failing once, then again as whoever is told 5xx does, until no write is left to fail. */
async function throughAll(
  prepare: (visit: Visit) => Promise<(visit: Visit) => Promise<Answered>>,
  check: (visit: Visit) => Promise<void>,
) {
  const statuses = new Set<number>();
  for (const after of [false, true]) {
    for (let nth = 1, failed = true; failed; nth++) {
      const calls: Calls = { left: 0, after };
      await visiting({ wrap: failing(calls) }, async visit => {
        const doIt = await prepare(visit);
        calls.left = nth;
        const { status } = await doIt(visit);
        failed = calls.left === 0;
        calls.left = 0;
        statuses.add(status);
        if (status >= 500) expect((await doIt(visit)).status, `write ${nth}, ${after ? 'after' : 'before'}`).toBeLessThan(300);
        await check(visit);
      });
    }
  }
  return statuses;
}

const opens = telemetryEvent({ body: { door: 'open' }, properties: { deviceType: 'door', name: 'Back door' } });

test('readings: whichever write fails it is 500, and the repeat is applied once, raises once, pages once', async () => {
  const batch = JSON.stringify([opens, base64Event('[1]', { 'message-id': 'x' })]);
  const statuses = await throughAll(
    async () => visit => visit.deliver('telemetry', batch),
    async visit => {
      expect(await counted(visit)).toMatchObject({ applied: 1 });
      expect((await visit.api('GET', '/api/alarms')).body.items).toHaveLength(1);
      await visit.plant.wait('2m');
      expect(visit.plant.phone('lena').received()).toHaveLength(1);
    },
  );
  expect([...statuses].sort()).toEqual([202, 500]);
});

const answersOf = (alarm: Fields): number => alarm.timeline.filter(({ kind }: Fields) => kind === 'answered').length;

async function answeredOnce(visit: Visit): Promise<void> {
  const alarm: Fields = await visit.plant.alarm('door-open');
  expect(alarm).toMatchObject({ acknowledged: true, answeredBy: 'lena.vik' });
  expect(answersOf(alarm)).toBe(1);
  await visit.plant.wait('2h');
  expect(
    visit.plant
      .phone('lena')
      .received()
      .filter(({ text }) => /reply/.test(text)),
  ).toHaveLength(1);
}

test('an SMS reply: whichever write fails, the repeat answers once', async () => {
  await throughAll(async visit => {
    const { code } = await pagedLena(visit);
    const sms = smsReceived({ id: 'sms-1', from: '+4700000003', to: '+4759440000', text: code }, visit.plant.now());
    return ({ deliver }) => deliver('message-events', JSON.stringify([sms]));
  }, answeredOnce);
});

test('the page: whichever write fails, it says so, and the repeat answers once', async () => {
  const statuses = await throughAll(async visit => {
    const { path, code } = await pagedLena(visit);
    return again => postForm(again, path, { code });
  }, answeredOnce);
  expect([...statuses].sort()).toEqual([200, 503]);
});

test('the API: whichever write fails it is 503, and the repeat answers once', async () => {
  await throughAll(async visit => {
    const { id } = await pagedLena(visit);
    const body = JSON.stringify({ by: 'lena.vik', answer: 'have-it' });
    return ({ ask }) => ask('POST', `/api/alarms/${id}/acknowledge`, { 'content-type': 'application/json' }, body);
  }, answeredOnce);
});

test('a test page: whichever write fails, the repeat under the same key is the same SMS', async () => {
  const body = JSON.stringify({ key: 'a', via: ['sms'] });
  await throughAll(
    async () =>
      ({ ask }) =>
        ask('POST', '/api/people/lena.vik/test-page', { 'content-type': 'application/json' }, body),
    async ({ plant }) => {
      plant.phone('lena').hasReceived(/TEST/);
      plant.nothingElse();
    },
  );
});

test('while the store is away the page says so in words, and the API in JSON', async () => {
  const away = { now: false };
  const wrap = (ports: Ports): Ports => ({
    ...ports,
    tables: {
      ...ports.tables,
      async read(table, partition, row) {
        if (away.now) throw new Error('the store is away');
        return ports.tables.read(table, partition, row);
      },
    },
  });
  await visiting({ wrap }, async visit => {
    const { id, path } = await pagedLena(visit);
    away.now = true;
    const page = await visit.ask('GET', path);
    expect([page.status, page.headers['cache-control']]).toEqual([503, 'no-store']);
    expect(page.text).toContain('Open the link again in a minute');
    const answer = await visit.api('POST', `/api/alarms/${id}/acknowledge`, { by: 'lena.vik' });
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'api/unavailable' } } });
    away.now = false;
    expect((await visit.ask('GET', path)).status).toBe(200);
  });
});
