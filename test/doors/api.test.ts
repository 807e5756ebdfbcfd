import { expect, test } from 'vitest';
import { changeAlarm } from '../../functions/store/alarms.ts';
import { facilities, file } from '../nights/night.ts';
import { doorByPhone, type Fields, pagedLena, type Visit, visiting } from './visit.ts';

const json = { 'content-type': 'application/json' };
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** From the contract: other keys may be there as well, these must. */
const alarmKeys = [
  ...['id', 'rule', 'device', 'severity', 'active', 'acknowledged', 'raisedAt', 'knownAt', 'answeredAt', 'answeredBy', 'overAt'],
  ...['next', 'timeline', 'deliveries'],
];

test('an alarm has the shape that was promised, from raise to over, alone and in the list', async () => {
  await visiting({}, async visit => {
    const { id, code } = await pagedLena(visit);
    await visit.plant.wait('5s');
    const raised = (await visit.api('GET', `/api/alarms/${id}`)).body;
    expect(Object.keys(raised)).toEqual(expect.arrayContaining(alarmKeys));
    expect(raised).toMatchObject({
      ...{ id: 'door-open~door-1~1', rule: 'door-open', device: 'door-1', severity: 'major', active: true, acknowledged: false },
      ...{ raisedAt: expect.stringMatching(iso), knownAt: expect.stringMatching(iso) },
      ...{ answeredAt: null, answeredBy: null, overAt: null, next: { at: expect.stringMatching(iso), pages: ['lena.vik'] } },
    });
    for (const entry of raised.timeline) {
      expect(Object.keys(entry)).toEqual(['at', 'kind', 'by', 'data']);
      expect(entry.at).toMatch(iso);
    }
    expect(raised.timeline.map(({ kind }: Fields) => kind)).toEqual(['raised', 'told', 'delivered']);
    expect(raised.deliveries).toMatchObject([
      { key: `${id}/raised/1/1/0/lena.vik/sms`, state: 'accepted', at: expect.stringMatching(iso) },
    ]);
    expect((await visit.api('GET', '/api/alarms')).body).toEqual({ items: [raised], continuation: null });

    await visit.plant.phone('lena').writes(code);
    await visit.plant.device('door-1', { deviceType: 'door' }).reports('door', 'closed').once();
    await visit.plant.wait('1m');
    const over = (await visit.api('GET', `/api/alarms/${id}`)).body;
    expect(over).toMatchObject({
      active: false,
      acknowledged: true,
      answeredBy: 'lena.vik',
      overAt: expect.stringMatching(iso),
      next: null,
    });
    expect((await visit.api('GET', '/api/alarms?open=true')).body.items).toEqual([]);
  });
});

test('lists come in pages: each alarm and each device once, whatever the page, newest alarm first', async () => {
  await visiting({}, async visit => {
    const devices = Array.from({ length: 7 }, (_, n) => `door-${n}`);
    for (const device of devices) {
      await visit.plant.device(device, { deviceType: 'door' }).reports('door', 'open').once();
      await visit.plant.wait('1s');
    }
    for (const top of [1, 2, 3, 7, 200]) {
      expect(await paged(visit, '/api/alarms', top)).toEqual(devices.map(device => `door-open~${device}~1`).reverse());
      expect(await paged(visit, '/api/devices', top)).toEqual(devices);
      expect((await paged(visit, '/api/alarms?open=true', top)).sort()).toEqual(devices.map(device => `door-open~${device}~1`));
    }
  });
});

async function paged(visit: Visit, path: string, top: number): Promise<string[]> {
  const ids: string[] = [];
  for (let continuation: string | null = ''; continuation !== null; ) {
    const more: string = continuation === '' ? '' : `&continuation=${encodeURIComponent(continuation)}`;
    const { status, body }: { status: number; body: Fields } = await visit.api(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}top=${top}${more}`,
    );
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(top);
    ids.push(...body.items.map(({ id }: Fields) => id));
    continuation = body.continuation;
  }
  return ids;
}

test.each([
  { query: 'top=0', code: 'api/bad-top' },
  { query: 'top=-1', code: 'api/bad-top' },
  { query: 'top=201', code: 'api/bad-top' },
  { query: 'top=ten', code: 'api/bad-top' },
  { query: 'top=1.5', code: 'api/bad-top' },
  { query: 'top=NaN', code: 'api/bad-top' },
  { query: 'continuation=nonsense', code: 'api/bad-continuation' },
  { query: `continuation=${'A'.repeat(5_000)}`, code: 'api/bad-continuation' },
])('a list with $query is refused with its fix', async ({ query, code }) => {
  await visiting({}, async ({ api }) => {
    for (const path of ['/api/alarms', '/api/devices'])
      expect(await api('GET', `${path}?${query}`)).toMatchObject({
        status: 400,
        body: { error: { code, says: expect.stringMatching(/\.$/) } },
      });
  });
});

const strange = [
  '%23',
  '%3F',
  '%25',
  '%5C',
  '%00',
  '%0D%0A',
  '%ED%A0%80',
  'a%2Fb',
  '%2e%2e',
  "'",
  '"',
  '<b>',
  'ø',
  '~',
  '~~1',
  'x'.repeat(600),
  '%F0%9F%9A%AA',
];

test.each(strange)('there is no alarm and no device %j: 404 in JSON, and nothing of it is believed', async id => {
  await visiting({}, async ({ ask }) => {
    const raw = id.replace(/[^\x21-\x7e]/g, encodeURIComponent).replace(/["<>]/g, encodeURIComponent);
    const body = JSON.stringify({ by: 'lena.vik' });
    const answers = [
      await ask('GET', `/api/alarms/${raw}`),
      await ask('GET', `/api/devices/${raw}`),
      await ask('POST', `/api/alarms/${raw}/acknowledge`, json, body),
      await ask('POST', `/api/alarms/${raw}/reset`, json, body),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.parse(answer.text).error.code).toMatch(/^(alarm|device)\/unknown$/);
    }
  });
});

test.each([
  { name: 'no name', body: '{}', status: 400, code: 'answer/no-name' },
  { name: 'an empty name', body: '{"by":"  "}', status: 400, code: 'answer/no-name' },
  { name: 'a name that is no text', body: '{"by":{"id":"lena"}}', status: 400, code: 'answer/no-name' },
  { name: 'a name of 81 characters', body: `{"by":"${'x'.repeat(81)}"}`, status: 400, code: 'answer/no-name' },
  { name: 'a name of two lines', body: '{"by":"lena\\nomar"}', status: 400, code: 'answer/no-name' },
  { name: 'a name that turns the line around', body: '{"by":"lena\\u202e"}', status: 400, code: 'answer/no-name' },
  { name: 'an unknown answer', body: '{"by":"lena.vik","answer":"withdraw"}', status: 400, code: 'answer/unknown' },
  { name: 'an answer that is no text', body: '{"by":"lena.vik","answer":["have-it"]}', status: 400, code: 'answer/unknown' },
  { name: 'a list', body: '[{"by":"lena.vik"}]', status: 400, code: 'api/bad-json' },
  { name: 'null', body: 'null', status: 400, code: 'api/bad-json' },
  { name: 'no JSON', body: 'by=lena.vik', status: 400, code: 'api/bad-json' },
  { name: 'nothing', body: '', status: 400, code: 'api/bad-json' },
  { name: 'too much', body: JSON.stringify({ by: 'lena.vik', note: 'x'.repeat(17_000) }), status: 413, code: 'api/too-large' },
])('acknowledge with $name is refused, and nobody has it', async ({ body, status, code }) => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    const answered = await visit.ask('POST', `/api/alarms/${id}/acknowledge`, json, body);
    expect(answered.status).toBe(status);
    expect(JSON.parse(answered.text).error).toMatchObject({ code, at: expect.any(String), says: expect.stringMatching(/\.$/) });
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ acknowledged: false });
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
  'JSON that is sent as %j could come from a form of any page: 415',
  async type => {
    await visiting({}, async visit => {
      const { id } = await pagedLena(visit);
      for (const what of ['acknowledge', 'reset']) {
        const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
        expect((await visit.ask('POST', `/api/alarms/${id}/${what}`, headers, '{"by":"lena.vik"}')).status).toBe(415);
      }
      expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ acknowledged: false });
    });
  },
);

test('the first answer counts: the same person may repeat it, another one is told who has it', async () => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    const answer = (by: string, answer?: string) =>
      visit.api('POST', `/api/alarms/${id}/acknowledge`, { by, ...(answer && { answer }) });
    expect(await answer('omar.haddad', 'cannot')).toMatchObject({ status: 200, body: { acknowledged: false } });
    expect(await answer('lena.vik')).toMatchObject({ status: 200, body: { acknowledged: true, answeredBy: 'lena.vik' } });
    expect(await answer('lena.vik')).toMatchObject({ status: 200, body: { answeredBy: 'lena.vik' } });
    const late = await answer('omar.haddad');
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'alarm/answered' } } });
    expect(late.body.error.says).toMatch(/^lena\.vik has it since /);
    const alarm = (await visit.api('GET', `/api/alarms/${id}`)).body;
    expect(alarm.timeline.filter(({ kind }: Fields) => kind === 'answered')).toHaveLength(2);
    await visit.plant.wait('1s');
    await visit.plant.device('door-1').reports('door', 'closed').once();
    expect(await answer('omar.haddad')).toMatchObject({ status: 409, body: { error: { code: 'alarm/over' } } });
  });
});

test('"cannot" again and again does not fill the alarm, and "I have it" is heard all the same', async () => {
  await visiting({}, async visit => {
    const { id } = await pagedLena(visit);
    const at = visit.plant.now();
    const answers = Array.from({ length: 199 }, (_, n) => ({ at, by: `p${n}`, answer: 'cannot', via: 'api' }) as const);
    await changeAlarm(visit.plant.house.ports.tables, id, alarm => ({ value: { ...alarm, answers } }));
    const answer = async (by: string, said: string) =>
      (await visit.api('POST', `/api/alarms/${id}/acknowledge`, { by, answer: said })).status;
    expect(await answer('omar.haddad', 'cannot')).toBe(200);
    expect(await answer('omar.haddad', 'cannot')).toBe(409);
    expect(await answer('lena.vik', 'have-it')).toBe(200);
  });
});

const leak = file('leak.rule.json', {
  ...{ id: 'leak', name: 'Leak', why: 'Water runs.', owner: 'facilities', status: 'active', appliesTo: { type: 'leak-sensor' } },
  raise: [{ severity: 'critical', when: { signal: 'wet', is: true } }],
  ...{ clearWhen: 'manual', notify: 'facilities-duty', message: { title: '{{device.name}} is wet' } },
});

test('reset: refused while it holds, refused for what is not latched, done once, then over', async () => {
  await visiting({ rules: [...doorByPhone, leak, facilities] }, async visit => {
    const device = visit.plant.device('leak-1', { deviceType: 'leak-sensor' });
    await device.reports('wet', true).once();
    const reset = (id: string, body: unknown = { by: 'tor.berg' }) => visit.api('POST', `/api/alarms/${id}/reset`, body);
    expect(await reset('leak~leak-1~1')).toMatchObject({ status: 409, body: { error: { code: 'alarm/not-reset' } } });
    await visit.plant.wait('1s');
    await device.reports('wet', false).once();
    expect(await reset('leak~leak-1~1', {})).toMatchObject({ status: 400, body: { error: { code: 'answer/no-name' } } });
    expect(await reset('leak~leak-1~1')).toMatchObject({ status: 200, body: { active: false, overBecause: 'reset' } });
    expect(await reset('leak~leak-1~1')).toMatchObject({ status: 409, body: { error: { code: 'alarm/over' } } });
    const { id } = await pagedLena(visit);
    expect(await reset(id)).toMatchObject({ status: 409, body: { error: { code: 'alarm/not-reset' } } });
    expect(await reset('leak~leak-1~2')).toMatchObject({ status: 404 });
  });
});

test('health says how it stands, to everybody, and names nobody', async () => {
  await visiting({}, async visit => {
    await pagedLena(visit);
    const { status, headers, text } = await visit.ask('GET', '/health');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const said = JSON.parse(text);
    expect(said).toMatchObject({
      status: 'ok',
      clock: { now: new Date(visit.plant.now()).toISOString(), speed: 'virtual' },
      devices: { known: 1 },
      alarms: { open: 1 },
      channels: { email: true, sms: true, crm: true, events: true },
    });
    expect(text).not.toMatch(/lena|door-1|\+47/);
    const head = await visit.ask('HEAD', '/health');
    expect([head.status, head.text]).toEqual([200, '']);
  });
});
