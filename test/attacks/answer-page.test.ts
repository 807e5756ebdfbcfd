import { expect, test } from 'vitest';
import { type Answered, doorByPhone, type Fields, pagedLena, postForm, type Visit, visiting } from '../doors/visit.ts';
import { file, samplePeople } from '../nights/night.ts';

async function expectUnanswered(visit: Visit, id: string): Promise<void> {
  const alarm: Fields = (await visit.api('GET', `/api/alarms/${id}`)).body;
  expect(alarm).toMatchObject({ acknowledged: false, answeredBy: null });
  expect(alarm.timeline.filter(({ kind }: Fields) => kind === 'answered')).toEqual([]);
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('a mail scanner that opens the link, in any way and however often, answers nothing', async () => {
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const t = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', path)).text)?.[1] ?? '';
    const query = `?t=${t}&code=${code}&answer=have-it`;
    for (const method of ['GET', 'HEAD']) {
      for (const address of [path, path + query, `${path}/`, `${path}?answer=have-it`]) {
        const answered = await visit.ask(method, address);
        expect(answered.status).toBe(200);
        expect(answered.text === '').toBe(method === 'HEAD');
      }
      await visit.ask(method, path, form, `t=${t}&code=${code}&answer=have-it`);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect((await visit.ask(method, path, form, `t=${t}&code=${code}&answer=have-it`)).status).toBe(404);
    for (const headers of [{ 'x-http-method-override': 'POST' }, { 'x-method-override': 'POST' }])
      expect((await visit.ask('GET', path + query, headers)).status).toBe(200);
    await expectUnanswered(visit, id);
  });
});

test('a scanner that submits the form as it finds it has no code, and answers nothing', async () => {
  await visiting({}, async visit => {
    const { id, path } = await pagedLena(visit);
    for (const code of ['', '    ', 'AAAA'.slice(0, 3)]) expect((await postForm(visit, path, { code })).status).toBe(403);
    await expectUnanswered(visit, id);
  });
});

test('five wrong codes close the form for an hour, for the right code too; the escalation goes on', async () => {
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const wrong = guesses(code);
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await postForm(visit, path, { code: wrong[n] ?? '' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429]);
    const locked = await postForm(visit, path, { code });
    expect(locked.status).toBe(429);
    expect(locked.text).toContain('Too many wrong codes');
    expect(locked.text).not.toContain('<form');
    await expectUnanswered(visit, id);

    await visit.plant.wait('35m');
    visit.plant.phone('lena').hasReceived(/MAJOR/);
    expect((await postForm(visit, path, { code })).status).toBe(429);
    await visit.plant.wait('25m');
    expect((await postForm(visit, path, { code })).status).toBe(200);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('forty guesses at once are five tries', async () => {
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const t = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', path)).text)?.[1] ?? '';
    const all = guesses(code).slice(0, 40);
    const answers = await Promise.all(all.map(guess => visit.ask('POST', path, form, `t=${t}&code=${guess}&answer=have-it`)));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35);
    await expectUnanswered(visit, id);
  });
});

const guesses = (code: string): string[] =>
  Array.from({ length: 50 }, (_, n) => `AB${'23456789'[n % 8]}${'ABCDEFGH'[Math.floor(n / 8)]}`).filter(guess => guess !== code);

test('every link that was never given out leads to the same bytes, whatever it looks like and however it is asked', async () => {
  await visiting({}, async visit => {
    const { token } = await pagedLena(visit);
    const other = (token.startsWith('a') ? 'b' : 'a') + token.slice(1);
    const tokens = [
      ...[other, token.toUpperCase(), `${token}x`, token.slice(0, -1), `${token}%00`, `${token}%20`, `%20${token}`],
      ...[
        '0',
        'x'.repeat(26),
        '0'.repeat(26),
        'a'.repeat(4_000),
        "'%20OR%201=1--",
        '1;drop%20table%20documents',
        "'||'",
        '%25',
        '%00',
        '..%2f..',
      ],
      ...['__proto__', 'constructor', 'favicon.ico', '%F0%9F%94%94', '%ff', '%', 'token~x', '*'],
    ];
    const seen = new Set<string>();
    for (const one of tokens) {
      seen.add(bytesOf(await visit.ask('GET', `/a/${one}`)));
      seen.add(bytesOf(await visit.ask('POST', `/a/${one}`, form, 't=x&code=ABCD&answer=have-it')));
      expect((await visit.ask('HEAD', `/a/${one}`)).status).toBe(404);
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toContain('This link does not lead to an alarm');
    expect([...seen][0]).not.toContain(token);
  });
});

/** All that an asker sees. */
function bytesOf({ status, headers, text }: Answered): string {
  const { date: _, ...rest } = headers;
  return JSON.stringify([status, Object.entries(rest).sort(), text]);
}

test('a form from anywhere else than our own page, or an older one, changes nothing', async () => {
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'https://alarms.tocsin.example.evil.example' },
      { origin: 'http://alarms.tocsin.example' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://alarms.tocsin.example', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign)
      expect((await postForm(visit, path, { code }, headers)).status, JSON.stringify(headers)).toBe(403);
    for (const t of ['', 'x', '0'.repeat(32)]) expect((await postForm(visit, path, { code, t })).status).toBe(403);
    for (const answer of ['', 'ack', 'HAVE-IT', 'reset'])
      expect((await postForm(visit, path, { code, answer })).status).toBe(400);
    for (const type of ['text/plain', 'application/json'])
      expect((await visit.ask('POST', path, { 'content-type': type }, JSON.stringify({ code, answer: 'have-it' }))).status).toBe(
        403,
      );
    expect((await visit.ask('POST', path, form, 'x'.repeat(2_500_000))).status).toBe(413);
    await expectUnanswered(visit, id);
    for (const headers of [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, { origin: 'https://alarms.tocsin.example' }])
      expect((await postForm(visit, path, { code }, headers)).status).toBe(200);
  });
});

const lenaOnly = (repeat: object) => [
  ...doorByPhone.slice(0, 1),
  file('policies/by-phone.policy.json', {
    ...{ id: 'by-phone', name: 'By phone', owner: 'facilities', timeZone: 'Europe/Oslo' },
    steps: [{ after: '0s', page: ['person:lena.vik'], via: ['sms'], ...repeat }],
  }),
];

test('a link is dead a day after its message: it shows nothing of the alarm and takes no answer', async () => {
  await visiting({ rules: lenaOnly({}) }, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const t = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', path)).text)?.[1] ?? '';
    await visit.plant.wait('23h59m');
    expect((await visit.ask('GET', path)).text).toContain('Back door');
    await visit.plant.wait('2m');
    const shown = await visit.ask('GET', path);
    expect(shown.text).toContain('This link has ended');
    expect(shown.text).not.toMatch(/Back door|Lena|<form/);
    expect((await visit.ask('POST', path, form, `t=${t}&code=${code}&answer=have-it`)).status).toBe(410);
    await visit.plant.phone('lena').writes(code);
    visit.plant.phone('lena').hasReceived(/not one of yours/);
    await expectUnanswered(visit, id);
  });
});

test('an alarm that lasts for days is answered by its newest message, by link and by SMS', async () => {
  await visiting({ rules: lenaOnly({ repeatEvery: '7h' }) }, async visit => {
    const { id, path, code } = await pagedLena(visit);
    await visit.plant.wait('50h');
    const last = visit.plant.phone('lena').received().at(-1)?.text ?? '';
    expect(last).toContain(path);
    expect(last).toContain(code);
    expect((await visit.ask('GET', path)).text).toContain('<form');
    await visit.plant.phone('lena').writes(code);
    expect((await visit.api('GET', `/api/alarms/${id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
  });
});

test('what is over is over: link and code show it and change nothing', async () => {
  await visiting({}, async visit => {
    const { id, path, code } = await pagedLena(visit);
    const t = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', path)).text)?.[1] ?? '';
    await visit.plant.wait('1m');
    await visit.plant.device('door-1').reports('door', 'closed').once();
    for (const answer of ['have-it', 'cannot', 'withdraw']) {
      const posted = await visit.ask('POST', path, form, `t=${t}&code=${code}&answer=${answer}`);
      expect(posted.status).toBe(409);
      expect(posted.text).toContain('It is over');
    }
    await expectUnanswered(visit, id);
  });
});

const both = [
  ...doorByPhone.slice(0, 1),
  file('policies/by-phone.policy.json', {
    ...{ id: 'by-phone', name: 'By phone', owner: 'facilities', timeZone: 'Europe/Oslo' },
    steps: [{ after: '0s', page: ['person:lena.vik', 'person:omar.haddad'], via: ['sms'] }],
  }),
];

test("neither another person's code nor the code of another alarm opens a link", async () => {
  await visiting({ rules: both, people: samplePeople() }, async visit => {
    const first = await pagedLena(visit, 'door-1');
    const omars = /reply ([2-9A-Z]{4})/.exec(visit.plant.phone('omar').hasReceived(/MAJOR/).text)?.[1] ?? '';
    const second = await pagedLena(visit, 'door-2');
    expect(new Set([first.code, second.code, omars, first.path, second.path]).size).toBe(5);
    for (const code of [omars, second.code]) expect((await postForm(visit, first.path, { code })).status).toBe(403);
    await expectUnanswered(visit, first.id);
    await expectUnanswered(visit, second.id);
    // The form of one page does not fit another one.
    const t = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', second.path)).text)?.[1] ?? '';
    expect((await postForm(visit, first.path, { t, code: first.code })).status).toBe(403);
    // Somebody who did not answer cannot take the answer back.
    expect((await postForm(visit, first.path, { code: first.code })).status).toBe(200);
    const link = /\/a\/[0-9a-z]{26}/.exec(visit.plant.phone('omar').received()[0]?.text ?? '')?.[0] ?? '';
    const omarsForm = / name="t" value="([^"]+)"/.exec((await visit.ask('GET', link)).text)?.[1];
    expect(omarsForm).toBeUndefined();
  });
});

test.each(['GET', 'POST'])('the headers of every page, answered by %s', async method => {
  await visiting({}, async visit => {
    const { path } = await pagedLena(visit);
    for (const address of [path, '/a/unknown']) {
      const { headers, text } = await visit.ask(method, address, form, method === 'POST' ? 'code=x' : '');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      const csp = headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(csp).toContain(part);
      expect(csp).not.toMatch(/unsafe|\*|https?:/);
      expect(text).not.toMatch(/<script|onload|javascript:|<img|<link|src=/i);
      expect(text.length).toBeLessThan(8_000);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});
