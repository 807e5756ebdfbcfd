/** `POST /api/people/{id}/test-page`, through the doors, the ledger and the genuine SDKs to the stand-in providers. */
import { expect, test } from 'vitest';
import { smsParts } from '../../engine/messages/gsm7.ts';
import { setStopped } from '../../functions/store/people.ts';
import { smsReport } from '../../local/stand-ins/reports.ts';
import { samplePeople } from '../nights/night.ts';
import { type Fields, type Visit, visiting } from './visit.ts';

const path = '/api/people/lena.vik/test-page';
const ask = ({ api }: Visit, body: Fields = { key: 'monday-1' }, to = path) => api('POST', to, body);
const states = (body: Fields) => Object.fromEntries(body.channels.map(({ channel, state }: Fields) => [channel, state]));

test('it says that it is a test, and goes out once on each channel however often it is asked for', async () => {
  await visiting({}, async visit => {
    const { plant } = visit;
    const first = await ask(visit);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'reached', person: 'lena.vik', key: 'monday-1' } });
    expect(states(first.body)).toEqual({ sms: 'accepted', email: 'accepted' });
    const { host } = new URL(plant.house.ports.settings.publicUrl);
    const sms = plant.phone('lena').hasReceived(/TEST from Tocsin/).text;
    expect(sms).toBe(`TEST from Tocsin at ${host}: this is how an alarm would reach you. Nothing is wrong. No answer is needed.`);
    expect(smsParts(sms)).toBe(1);
    const mail = plant.mailbox('lena').hasReceived(/nothing is wrong/);
    expect(mail.subject).toBe('TEST from Tocsin: nothing is wrong [monday-1]');
    for (const body of [mail.text, mail.html]) {
      expect(body).toMatch(/this is a test\. Nothing is wrong, and no answer is needed\./);
      expect(body).toContain(`the Tocsin at ${host}`);
      expect(body).not.toMatch(/INFO|\/a\//);
    }
    await plant.wait('10s');
    const again = await ask(visit);
    expect(again.status).toBe(200);
    expect(states(again.body)).toEqual({ sms: 'delivered', email: 'delivered' });
    expect(again.body.channels[0].acceptedAt).toBe(first.body.channels[0].acceptedAt);
    await Promise.all([ask(visit), ask(visit), ask(visit)]);
    plant.nothingElse();
    expect((await visit.api('GET', '/api/alarms')).body.items).toEqual([]);
  });
});

test('only on the channels that are named; the others can be added under the same key', async () => {
  await visiting({}, async visit => {
    expect(states((await ask(visit, { key: 'a', via: ['email'] })).body)).toEqual({ email: 'accepted' });
    visit.plant.mailbox('lena').hasReceived(/TEST/);
    visit.plant.nothingElse();
    expect(states((await ask(visit, { key: 'a' })).body)).toEqual({ sms: 'accepted', email: 'accepted' });
    visit.plant.phone('lena').hasReceived(/TEST/);
    visit.plant.nothingElse();
  });
});

test('two that come at once are one', async () => {
  await visiting({}, async visit => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(visit)));
    expect(answers.filter(({ status }) => ![200, 202].includes(status))).toEqual([]);
    visit.plant.phone('lena').hasReceived(/TEST/);
    visit.plant.mailbox('lena').hasReceived(/TEST/);
    visit.plant.nothingElse();
  });
});

test('a person without contacts, or who wrote STOP, is not reached; once they are, the same key sends', async () => {
  const bare = { id: 'new.here', name: 'New Here' };
  const people = [...samplePeople(), bare, { ...bare, id: 'silent', phone: '+4700000099' }];
  await visiting({ people }, async visit => {
    const none = await ask(visit, { key: 'a' }, '/api/people/new.here/test-page');
    expect(none).toMatchObject({ status: 409, body: { error: { code: 'test-page/unreachable' } } });
    expect(none.body.channels).toEqual([
      { channel: 'sms', state: 'no-contact', why: 'new.here has no number', fix: 'Enter it as "phone" of this person.' },
      {
        channel: 'email',
        state: 'no-contact',
        why: 'new.here has no e-mail address',
        fix: 'Enter it as "email" of this person.',
      },
    ]);
    const { tables } = visit.plant.house.ports;
    await setStopped(tables, '+4700000099', true);
    const stopped = await ask(visit, { key: 'a', via: ['sms'] }, '/api/people/silent/test-page');
    expect(stopped.body.channels).toMatchObject([{ state: 'no-contact', why: 'the number of silent wrote STOP' }]);
    visit.plant.nothingElse();
    await setStopped(tables, '+4700000099', false);
    expect((await ask(visit, { key: 'a', via: ['sms'] }, '/api/people/silent/test-page')).status).toBe(200);
    visit.plant.phone('silent').hasReceived(/TEST/);
  });
});

test('a channel that is not there says so; the other one is enough', async () => {
  await visiting({ env: { TOCSIN_SMS_FROM: '' } }, async visit => {
    const answer = await ask(visit);
    expect(answer.status).toBe(200);
    expect(answer.body.channels).toMatchObject([
      { channel: 'sms', state: 'not-configured', fix: 'Set TOCSIN_SMS_FROM to what messages come from.' },
      { channel: 'email', state: 'accepted' },
    ]);
    visit.plant.mailbox('lena').hasReceived(/TEST/);
    expect((await ask(visit, { key: 'b', via: ['sms'] })).status).toBe(409);
    visit.plant.nothingElse();
  });
});

test('a provider that is down is waited for, not pressed: asked again in time, it goes on and sends once', async () => {
  await visiting({}, async visit => {
    visit.plant.provider('sms').fails({ status: 429, retryAfterSeconds: 60, times: 1 });
    const down = await ask(visit, { key: 'a', via: ['sms'] });
    expect(down).toMatchObject({ status: 202, body: { outcome: 'waiting', channels: [{ channel: 'sms', state: 'waiting' }] } });
    const againAt = Date.parse(down.body.channels[0].againAt);
    expect(againAt - visit.plant.now()).toBe(60_000);
    visit.plant.nothingElse();
    expect((await ask(visit, { key: 'a', via: ['sms'] })).status).toBe(202);
    visit.plant.nothingElse();
    await visit.plant.wait('1m');
    expect((await ask(visit, { key: 'a', via: ['sms'] })).status).toBe(200);
    visit.plant.phone('lena').hasReceived(/TEST/);
    visit.plant.nothingElse();
  });
});

test('an answer that got lost is no second message: the provider knows the attempt', async () => {
  await visiting({}, async visit => {
    visit.plant.provider('email').fails({ timeoutButAccepted: true });
    expect((await ask(visit, { key: 'a', via: ['email'] })).status).toBe(202);
    await visit.plant.wait('2s');
    expect((await ask(visit, { key: 'a', via: ['email'] })).status).toBe(200);
    visit.plant.mailbox('lena').hasReceived(/TEST/);
    visit.plant.nothingElse();
  });
});

test('a provider that refuses is named, and only another key tries again', async () => {
  await visiting({}, async visit => {
    visit.plant.provider('sms').fails({ status: 403 });
    const refused = await ask(visit, { key: 'a', via: ['sms'] });
    expect(refused).toMatchObject({ status: 502, body: { error: { code: 'test-page/failed' } } });
    expect(refused.body.channels).toMatchObject([{ channel: 'sms', state: 'failed', why: expect.stringMatching(/403/) }]);
    expect((await ask(visit, { key: 'a', via: ['sms'] })).status).toBe(502);
    visit.plant.nothingElse();
    expect((await ask(visit, { key: 'b', via: ['sms'] })).status).toBe(200);
    visit.plant.phone('lena').hasReceived(/TEST/);
  });
});

test('a report that it did not arrive is told to whoever asks again', async () => {
  await visiting({}, async visit => {
    visit.plant.provider('sms').fails({ acceptedNeverDelivered: true });
    expect((await ask(visit, { key: 'a', via: ['sms'] })).status).toBe(200);
    visit.plant.phone('lena').hasReceived(/TEST/);
    const report = { messageId: 'x', from: '+4759440000', to: '+4700000001', delivered: false };
    const tag = 'test-page~a~0/test/0/0/0/lena.vik/sms';
    const event = smsReport({ ...report, tag }, visit.plant.now());
    expect((await visit.deliver('message-events', JSON.stringify([event]))).status).toBeLessThan(300);
    const after = await ask(visit, { key: 'a', via: ['sms'] });
    expect(after).toMatchObject({ status: 502, body: { channels: [{ channel: 'sms', state: 'not-delivered' }] } });
    visit.plant.nothingElse();
  });
});

test('three in a minute and seven in an hour are enough for anybody; others are not held up', async () => {
  await visiting({}, async visit => {
    const one = (key: string) => ask(visit, { key, via: ['sms'] });
    for (const key of ['a', 'b', 'c']) expect((await one(key)).status).toBe(200);
    expect(await one('d')).toMatchObject({ status: 429, body: { error: { code: 'test-page/too-many' } } });
    expect((await one('c')).status).toBe(200);
    expect((await ask(visit, { key: 'd', via: ['sms'] }, '/api/people/ingrid.dahl/test-page')).status).toBe(200);
    for (const key of ['e', 'f', 'g', 'h']) {
      await visit.plant.wait('1m');
      expect((await one(key)).status, key).toBe(200);
    }
    await visit.plant.wait('1m');
    expect((await one('i')).status).toBe(429);
    visit.plant.phone('lena').hasReceived(/TEST/, { times: 7 });
  });
});

test('nobody of this name', async () => {
  await visiting({}, async visit => {
    for (const id of ['nobody', '%23', '%2e%2e', 'a%2Fb', 'x'.repeat(600)]) {
      const unknown = await ask(visit, { key: 'a' }, `/api/people/${id}/test-page`);
      expect(unknown, id).toMatchObject({ status: 404, body: { error: { code: 'person/unknown' } } });
    }
    visit.plant.nothingElse();
  });
});

test.each<{ name: string; body: unknown; code: string; at: string }>([
  { name: 'no key', body: {}, code: 'test-page/bad-key', at: '$.key' },
  { name: 'an empty key', body: { key: '' }, code: 'test-page/bad-key', at: '$.key' },
  { name: 'a key of 41', body: { key: 'k'.repeat(41) }, code: 'test-page/bad-key', at: '$.key' },
  { name: 'a key with a slash', body: { key: 'a/b' }, code: 'test-page/bad-key', at: '$.key' },
  { name: 'a key that is a number', body: { key: 7 }, code: 'test-page/bad-key', at: '$.key' },
  { name: 'no channel', body: { key: 'a', via: [] }, code: 'test-page/bad-via', at: '$.via' },
  { name: 'a channel that is none', body: { key: 'a', via: ['fax'] }, code: 'test-page/bad-via', at: '$.via' },
  { name: 'channels as text', body: { key: 'a', via: 'sms' }, code: 'test-page/bad-via', at: '$.via' },
  { name: 'a word that is not known', body: { key: 'a', channels: ['sms'] }, code: 'test-page/unknown-field', at: '$' },
  { name: 'a list', body: [], code: 'api/bad-json', at: '$' },
])('$name is refused with place and fix', async ({ body, code, at }) => {
  await visiting({}, async visit => {
    const says = expect.stringMatching(/\.$/);
    expect(await visit.api('POST', path, body)).toMatchObject({ status: 400, body: { error: { code, at, says } } });
    visit.plant.nothingElse();
  });
});

test('a key of 40 is not too long', async () => {
  await visiting({}, async visit => expect((await ask(visit, { key: 'k'.repeat(40) })).status).toBe(200));
});

test('no form and no foreign page can have one sent', async () => {
  await visiting({}, async ({ ask: plain, plant }) => {
    const body = JSON.stringify({ key: 'a' });
    expect((await plain('POST', path, { 'content-type': 'text/plain' }, body)).status).toBe(415);
    const foreign = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    expect((await plain('POST', path, foreign, body)).status).toBe(403);
    expect((await plain('GET', path)).status).toBe(404);
    plant.nothingElse();
  });
});
