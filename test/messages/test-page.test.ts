import { expect, test } from 'vitest';
import { isGsm7, smsParts } from '../../engine/messages/gsm7.ts';
import { testEmail, testSms } from '../../engine/messages/test-page.ts';

const facts = {
  person: { id: 'lena.vik', name: 'Lena <b>Vik</b>', timeZone: 'Europe/Oslo' },
  now: Date.UTC(2026, 2, 3, 2, 15),
  publicUrl: 'https://func-tocsin-dev-4f6a2c.azurewebsites.net',
  key: 'monday-1',
};

test('an SMS of one part that says what it is, from where, and that nothing is wanted', () => {
  expect(testSms(facts)).toBe(
    'TEST from Tocsin at func-tocsin-dev-4f6a2c.azurewebsites.net: this is how an alarm would reach you. Nothing is wrong. No answer is needed.',
  );
});

test.each([
  { name: 'the longest address', host: `${'a'.repeat(63)}.${'b'.repeat(63)}.example` },
  { name: 'an address in another script', host: 'тревога.example' },
  { name: 'an address with a port', host: '127.0.0.1:4280' },
])('one part in the GSM alphabet: $name', ({ host }) => {
  const text = testSms({ ...facts, publicUrl: `https://${host}` });
  expect([smsParts(text), isGsm7(text)]).toEqual([1, true]);
  expect(text).toMatch(/^TEST from Tocsin at .*No answer is needed\.$/);
});

test('a mail in the style of the others, without severity, link or answer', () => {
  const { subject, text, html } = testEmail(facts);
  expect(subject).toBe('TEST from Tocsin: nothing is wrong [monday-1]');
  expect(text).toBe(`TEST, sent 03:15, Oslo time
This is how an alarm would reach you

Lena <b>Vik</b>, this is a test. Nothing is wrong, and no answer is needed.

Somebody asked the Tocsin at func-tocsin-dev-4f6a2c.azurewebsites.net for it, as “monday-1”.
`);
  expect(html).toContain('>TEST</td>');
  expect(html).toContain('Lena &lt;b&gt;Vik&lt;/b&gt;');
  expect(html).not.toMatch(/INFO|<a |Do first/);
  expect(html.length).toBeLessThan(4_096);
});

test('no time zone is UTC', () => {
  expect(testEmail({ ...facts, person: { id: 'a', name: 'A' } }).text).toMatch(/^TEST, sent 02:15, UTC time\n/);
});
