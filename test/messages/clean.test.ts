import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, deviceText, escapeHtml, httpsLink, isHeaderSafe, shorten } from '../../engine/messages/clean.ts';
import { nastyNames } from './freezer.ts';

test.each([
  { name: 'lines become one', text: 'a\r\nb\tc', want: 'a b c' },
  { name: 'marks that turn the text round are gone', text: '\u202egpj.exe\u2066', want: 'gpj.exe' },
  { name: 'letters are put together', text: 'a\u030a', want: 'å' },
  { name: 'what cannot be seen is gone', text: 'a\u200b\u00ad\ufeffb', want: 'ab' },
  { name: 'half a character is gone', text: 'a\ud800b', want: 'ab' },
  { name: 'spaces at the ends are gone', text: '  a  b ', want: 'a b' },
])('$name', ({ text, want }) => expect(cleanText(text)).toBe(want));

test.each([
  { text: 'https://evil.example/x', want: 'https: evil. example/x' },
  { text: 'www.evil.example', want: 'www. evil. example' },
  { text: 'mail a@evil.example', want: 'mail a@evil. example' },
  { text: '-9.6 °C', want: '-9.6 °C' },
  { text: 'v1.2.3', want: 'v1.2.3' },
  { text: '{{device.id}}', want: '{device. id}' },
])('nothing of $text becomes a link or a placeholder', ({ text, want }) => expect(deviceText(text)).toBe(want));

test('a long text is cut at 120 characters, never within one', () => {
  expect(deviceText('x'.repeat(2_000))).toBe(`${'x'.repeat(119)}…`);
  expect([...shorten('🔥'.repeat(200), 120)]).toHaveLength(120);
  expect(shorten('🔥'.repeat(120), 120)).toBe('🔥'.repeat(120));
});

test('any text of a device is one short line that may stand in a header and in HTML', () => {
  const check = (text: string) => {
    const clean = deviceText(text);
    expect([...clean].length).toBeLessThanOrEqual(120);
    expect(isHeaderSafe(clean)).toBe(true);
    expect(clean).not.toMatch(/\p{Cf}|\p{Cc}|:\/\/|\{\{/u);
    expect(escapeHtml(clean)).not.toMatch(/[<>"']/);
    expect(deviceText(clean)).toBe(clean);
  };
  nastyNames.forEach(check);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check));
});

test('a header refuses line breaks', () => {
  expect(isHeaderSafe('CRITICAL Freezer 7, −9.6 °C')).toBe(true);
  for (const text of ['a\r\nBcc: b', 'a\nb', 'a\rb', 'a\u0000b', 'a\u2028b']) expect(isHeaderSafe(text)).toBe(false);
});

test.each([
  { text: 'https://wiki.example/a?b=c', want: 'https://wiki.example/a?b=c' },
  { text: 'http://wiki.example/', want: undefined },
  { text: 'javascript:alert(1)', want: undefined },
  { text: 'https://user:pass@wiki.example/', want: undefined },
  { text: 'wiki.example', want: undefined },
])('a link is https or none: $text', ({ text, want }) => expect(httpsLink(text)).toBe(want));
