import { expect, test } from 'vitest';
import { smsReceived } from '../../local/stand-ins/reports.ts';
import { doorByPhone, type Fields, pagedLena, type Visit, visiting } from '../doors/visit.ts';
import { file, samplePeople } from '../nights/night.ts';

const [lena, omar, stranger] = ['+4700000003', '+4700000002', '+4799999999'];

let written = 0;
const sms = (visit: Visit, from: string, text: string, id = `sms-${++written}`) =>
  smsReceived({ id, from, to: '+4759440000', text }, visit.plant.now());

const write = (visit: Visit, from: string, ...texts: string[]) =>
  visit.deliver('message-events', JSON.stringify(texts.map(text => sms(visit, from, text))));

/** What was sent to a number, pages and replies. */
const sentTo = ({ plant }: Visit, number: string): readonly string[] =>
  plant.house.standIns.inbox
    .log()
    .filter(({ channel, to }) => channel === 'sms' && to === number)
    .map(({ text }) => text);

async function expectUnanswered(visit: Visit, id: string): Promise<void> {
  const alarm: Fields = (await visit.api('GET', `/api/alarms/${id}`)).body;
  expect(alarm).toMatchObject({ acknowledged: false });
  expect(alarm.timeline.filter(({ kind }: Fields) => kind === 'answered')).toEqual([]);
}

test('an unknown number answers nothing and hears nothing, whatever it writes', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    for (const text of [code, `${code} ok`, 'ok', 'STOP', 'START', 'hello', '']) await write(visit, stranger, text);
    for (const number of ['+470000000', '+47000000033', '+4700000030', '+1 470 000 0003']) await write(visit, number, code);
    expect(sentTo(visit, stranger)).toEqual([]);
    expect(visit.plant.house.standIns.inbox.log().filter(({ channel }) => channel === 'sms')).toHaveLength(1);
    await expectUnanswered(visit, id);
  });
});

test('a person of ours who was not paged cannot answer with the code of another, and learns nothing of the alarm', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    for (const text of [code, 'ok', 'no']) await write(visit, omar, text);
    for (const text of sentTo(visit, omar)) expect(text).not.toMatch(/Back door|MAJOR|Lena/);
    await expectUnanswered(visit, id);
    await write(visit, lena, code);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('five wrong codes lock the number for an hour; it hears so; the escalation goes on', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    for (const guess of ['AB2C', 'AB3C', 'AB4C', 'AB5C', 'AB6C', 'AB7C', 'AB8C']) await write(visit, lena, guess);
    await write(visit, lena, code);
    await write(visit, lena, 'ok');
    await expectUnanswered(visit, id);
    const replies = sentTo(visit, lena).filter(text => !/reply [2-9A-Z]{4}/.test(text));
    expect(replies).toHaveLength(5);
    expect(replies.at(-1)).toMatch(/Too many wrong codes/);

    await visit.plant.wait('31m');
    expect(sentTo(visit, lena).filter(text => /MAJOR/.test(text))).toHaveLength(2);
    await visit.plant.wait('30m');
    await write(visit, lena, code);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('many guesses in one SMS, or in many at once, are no more than five tries', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    const digits = [...'23456789'];
    await write(visit, lena, `${digits.map(digit => `AB${digit}C`).join(' ')} ${code}`);
    await expectUnanswered(visit, id);
    await visit.plant.wait('61m');
    await write(visit, lena, ...digits.map(digit => `AC${digit}D`), code);
    await expectUnanswered(visit, id);
    await visit.plant.wait('61m');
    await write(visit, lena, `AB2C ${code}`);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('whatever a number of ours writes that is no answer, it hears at most five times an hour', async () => {
  await visiting({}, async visit => {
    await pagedLena(visit);
    for (let n = 0; n < 12; n++) await write(visit, omar, n % 2 ? 'what is this?' : 'ok', 'hello');
    expect(sentTo(visit, omar)).toHaveLength(5);
    await visit.plant.wait('61m');
    await write(visit, omar, 'hello');
    expect(sentTo(visit, omar)).toHaveLength(6);
  });
});

test('talk without a code is no guess', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    for (let n = 0; n < 8; n++) await write(visit, lena, 'who is this please?');
    await write(visit, lena, code);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('a bare "ok" acts only when nothing can be mixed up', async () => {
  await visiting({}, async visit => {
    const first = await pagedLena(visit, 'door-1');
    const second = await pagedLena(visit, 'door-2');
    await write(visit, lena, 'ok');
    await expectUnanswered(visit, first.id);
    await expectUnanswered(visit, second.id);
    const list = sentTo(visit, lena).at(-1) ?? '';
    for (const { code } of [first, second]) expect(list).toContain(code);
    await write(visit, lena, second.code);
    await write(visit, lena, 'OK');
    expect((await visit.api('GET', `/api/alarms/${first.id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
    await write(visit, lena, 'ok');
    expect(sentTo(visit, lena).at(-1)).toMatch(/No open alarm/);
  });
});

test('the same SMS twice, at once or later, is one answer and one reply', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    const event = sms(visit, lena, code, 'the-same');
    expect((await visit.deliver('message-events', JSON.stringify([event, event, event]))).status).toBe(202);
    await visit.plant.wait('1h');
    expect((await visit.deliver('message-events', JSON.stringify(event))).status).toBe(202);
    const alarm: Fields = (await visit.api('GET', `/api/alarms/${id}`)).body;
    expect(alarm.timeline.filter(({ kind }: Fields) => kind === 'answered')).toHaveLength(1);
    expect(sentTo(visit, lena)).toHaveLength(2);
    expect((await visit.api('GET', '/health')).body.events).toMatchObject({ duplicate: 3 });
  });
});

test('the same wrong guess delivered again is no second try', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    const guess = sms(visit, lena, 'AB2C', 'wrong');
    await visit.deliver('message-events', JSON.stringify(Array.from({ length: 10 }, () => guess)));
    await write(visit, lena, code);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

const both = [
  ...doorByPhone.slice(0, 1),
  file('policies/by-phone.policy.json', {
    ...{ id: 'by-phone', name: 'By phone', owner: 'facilities', timeZone: 'Europe/Oslo' },
    steps: [{ after: '0s', page: ['person:lena.vik', 'person:omar.haddad'], via: ['sms'] }],
  }),
];

test("a code works from the number it was sent to, and from no other person's", async () => {
  await visiting({ rules: both, people: samplePeople() }, async visit => {
    const { id, code } = await pagedLena(visit);
    const omars = /reply ([2-9A-Z]{4})/.exec(sentTo(visit, omar)[0] ?? '')?.[1] ?? '';
    await write(visit, omar, code);
    await write(visit, lena, omars);
    await expectUnanswered(visit, id);
    await write(visit, omar, omars.toLowerCase());
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'omar.haddad' });
  });
});

test('who wrote STOP is not texted, and START ends that', async () => {
  await visiting({ rules: both, people: samplePeople() }, async visit => {
    await write(visit, omar, 'STOP');
    await pagedLena(visit, 'door-1');
    expect(sentTo(visit, omar)).toEqual([]);
    await write(visit, omar, 'start');
    await pagedLena(visit, 'door-2');
    expect(sentTo(visit, omar)).toHaveLength(1);
  });
});

test('a report that names the pages of others, forged or garbled, changes no alarm', async () => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    const before = (await visit.api('GET', `/api/alarms/${id}`)).body;
    const tags = [
      'alarm',
      `${id}/alarm`,
      `${id}/../alarm`,
      `${id}/raised/1/1/0/lena.vik/email`,
      `${id}/`,
      '/',
      `x${id}/raised/1/1/0/lena.vik/sms`,
    ];
    const reports = tags.map((tag, n) => ({
      ...{ id: `f-${n}`, topic: '/x/acs', subject: '', eventTime: new Date(visit.plant.now()).toISOString(), dataVersion: '1' },
      eventType: 'Microsoft.Communication.SMSDeliveryReportReceived',
      data: { messageId: `m-${n}`, from: '1234567', to: '7654321', deliveryStatus: 'Failed', tag },
    }));
    expect((await visit.deliver('message-events', JSON.stringify(reports))).status).toBe(202);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toEqual(before);
    expect((await visit.api('GET', '/health')).body.events).toMatchObject({ filtered: tags.length, parked: 0 });
  });
});
