import { expect, test } from 'vitest';
import { doorByPhone, type Fields, postForm, type Visit, visiting } from '../doors/visit.ts';
import { telemetryEvent } from '../events/telemetry-event.ts';
import { file } from '../nights/night.ts';

const onBoth = [
  ...doorByPhone.slice(0, 1),
  file('policies/by-phone.policy.json', {
    ...{ id: 'by-phone', name: 'By phone', owner: 'facilities', timeZone: 'Europe/Oslo' },
    steps: [{ after: '0s', page: ['person:lena.vik'], via: ['sms', 'email'], openCase: { queue: 'doors', priority: 'high' } }],
  }),
];

const names = {
  'HTML that runs': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'an attribute that ends': `"' onmouseover="alert(1)" x='`,
  'a comment and a style': '--><style>*{display:none}</style><!--',
  entities: '&lt;script&gt;&#60;b&#62;&amp;lt;',
  'lines of a mail header': 'Door\r\nBcc: everybody@evil.example\r\n\r\nPay here',
  'other line ends': 'a\u2028b\u2029c\u0085d\u000be',
  'text that runs backwards': '\u202egnp.exe\u2066x\u2069\u200f',
  'signs that are not seen': 'Do\u200bor\u00ad\ufeff\u2060',
  'a link': 'https://evil.example/login http://evil.example www.evil.example',
  'a link of letters that look alike': 'аlarms.tocsin.example/a/0000',
  placeholders: '{{device.name}}{{tags.x}}{{{value}}}%s%n',
  'a formula': '=HYPERLINK("http://evil.example","x")',
  'a code of its own': 'reply AAAA or https://evil.example/a/00000000000000000000000000',
  '5,000 characters': 'x'.repeat(5_000),
  '5,000 signs that grow when escaped': '"'.repeat(5_000),
  'half a character': 'a\ud800b',
  'many marks on one letter': `e${'\u0301'.repeat(200)}`,
  nothing: '   ',
};

async function opened(visit: Visit, name: string) {
  const at = new Date(visit.plant.now()).toISOString();
  const event = telemetryEvent({
    body: { door: 'open' },
    properties: { deviceType: 'door', name, site: name, [`${name.slice(0, 60)}`]: name, timeZone: name },
    system: { 'iothub-enqueuedtime': at },
  });
  expect((await visit.deliver('telemetry', JSON.stringify(event))).status).toBe(202);
  await visit.plant.wait('10s');
  const [sms] = visit.plant.phone('lena').received();
  const [mail] = visit.plant.mailbox('lena').received();
  if (!sms || !mail) throw new Error(`Nobody was told: ${await visit.plant.timeline()}`);
  return { sms, mail };
}

/** Control, format and half characters, but for the line feed. */
const controls = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const foreignLink = /https?:\/\/(?!alarms\.tocsin\.example)[^\s"<]*/i;
/** Tags that our own templates have. */
const ownTags =
  /^(!doctype|html|head|meta|title|style|body|main|h1|h2|p|div|span|strong|b|section|h3|ul|form|input|label|button|ol|li|table|tbody|tr|td|a|br|details|summary|hr)$/;

function expectClean(html: string): void {
  const tags = [...html.matchAll(/<\/?\s*([!a-z0-9-]+)/gi)].map(([, tag]) => tag?.toLowerCase() ?? '');
  for (const tag of tags) expect(tag).toMatch(ownTags);
  expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
  expect(html).not.toMatch(/javascript:/i);
  expect(html).not.toMatch(controls);
  for (const [, link] of html.matchAll(/href="([^"]*)"/g))
    expect(link).toMatch(/^(https:\/\/alarms\.tocsin\.example\/a\/[0-9a-z]{26}|mailto:|tel:|#|sms:)/);
}

test.each(Object.entries(names))(
  'a device whose name is %s: in SMS, mail, page and inbox it is text and nothing else',
  async (_, name) => {
    await visiting({ rules: onBoth }, async visit => {
      const { sms, mail } = await opened(visit, name);
      expect(sms.text).not.toMatch(controls);
      expect(sms.text).not.toMatch(/\n/);
      expect(sms.text).not.toMatch(foreignLink);
      expect(sms.text.length).toBeLessThanOrEqual(306);
      expect(sms.text.match(/https:\/\/alarms\.tocsin\.example\/a\/[0-9a-z]{26}/g)).toHaveLength(1);
      expect(sms.text).toMatch(/reply [2-9A-Z]{4} or https:\S+$/);

      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(mail.subject).not.toMatch(controls);
      expect((mail.subject ?? '').length).toBeLessThan(300);
      expect(mail.text).not.toMatch(controls);
      expect(mail.text).not.toMatch(foreignLink);
      expectClean(mail.html ?? '');
      expect(mail.html).not.toMatch(foreignLink);
      expect(JSON.stringify(mail.raw)).not.toContain('everybody@evil.example\\r\\n');

      const path = /\/a\/[0-9a-z]{26}$/.exec(sms.text)?.[0] ?? '';
      const page = await visit.ask('GET', path);
      expect(page.status).toBe(200);
      expect(Buffer.byteLength(page.text)).toBeLessThan(8_192);
      expectClean(page.text);
      expect(page.text).toContain('name="code"');
      expect(Object.values(page.headers).join()).not.toContain('evil');

      const inbox = await visit.ask('GET', '/inbox');
      expect(inbox.status).toBe(200);
      expect(inbox.text).not.toMatch(/<script>alert|<img src=x|<style>\*|onerror=alert\(1\)>/);
      for (const { subject, text } of visit.plant.cases()) expect(`${subject ?? ''} ${text}`).not.toMatch(foreignLink);

      const { body } = await visit.api('GET', '/api/alarms');
      expect(body.items).toHaveLength(1);
      const device: Fields = (await visit.api('GET', '/api/devices/f-7')).body;
      for (const value of Object.values(device.tags)) expect(String(value).length).toBeLessThanOrEqual(256);
      const [, code = ''] = /reply ([2-9A-Z]{4}) or https:\S+$/.exec(sms.text) ?? [];
      expect((await postForm(visit, path, { code })).status).toBe(200);
      expect((await visit.api('GET', `/api/alarms/${body.items[0].id}`)).body).toMatchObject({ answeredBy: 'lena.vik' });
    });
  },
);

test('new tags and signals without end do not fill the row of a device', async () => {
  await visiting({}, async visit => {
    for (let n = 0; n < 30; n++) {
      const many = (count: number, value: unknown) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${n}i${i}`, value]));
      const event = telemetryEvent({
        ...{ body: many(200, 'x'.repeat(256)), properties: many(50, 'y'.repeat(256)), envelope: { id: `many-${n}` } },
        system: { 'iothub-enqueuedtime': new Date(visit.plant.now() + n).toISOString() },
      });
      expect((await visit.deliver('telemetry', JSON.stringify(event))).status).toBe(202);
    }
    const { text } = await visit.ask('GET', '/api/devices/f-7');
    expect(text.length).toBeLessThan(200_000);
    expect(JSON.parse(text).counters.applied).toBe(30);
  });
});
