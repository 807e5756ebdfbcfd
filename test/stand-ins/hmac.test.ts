import { expect, test } from 'vitest';
import { signatureFault } from '../../local/stand-ins/hmac.ts';

const accessKey = 'bG9jYWwtc3RhbmQtaW4ta2V5LTAxMjM0NTY3ODk=';
const date = 'Wed, 18 Nov 2026 07:42:10 GMT';
const at = Date.parse(date);
const body = new TextEncoder().encode('{"from":"+15550100"}');
const headers = {
  host: '127.0.0.1:7080',
  'x-ms-date': date,
  'x-ms-content-sha256': 'L95K6VkuufF8U5fsnQcLzf5aC4IwkiFKuDBbDy7NymQ=',
  authorization:
    'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=pYgO+EQzt8RhW6ioMzyng1QsFOSMQTrNt7r3vOGdlg4=',
};
const request = { method: 'POST', url: '/sms?api-version=2021-03-07', headers, body };
const quarterMs = 15 * 60_000;

test.each([
  { name: 'the request as it was signed', change: {}, now: at, ok: true },
  { name: 'a clock 15 minutes ahead', change: {}, now: at - quarterMs, ok: true },
  { name: 'a clock a little more than 15 minutes ahead', change: {}, now: at - quarterMs - 1, ok: false },
  { name: 'a clock a little more than 15 minutes behind', change: {}, now: at + quarterMs + 1, ok: false },
  { name: 'another query', change: { url: '/sms?api-version=2022' }, now: at, ok: false },
  { name: 'another method', change: { method: 'PUT' }, now: at, ok: false },
  { name: 'another host', change: { headers: { ...headers, host: 'elsewhere' } }, now: at, ok: false },
  { name: 'another body', change: { body: new Uint8Array([123, 125]) }, now: at, ok: false },
  { name: 'no date', change: { headers: { ...headers, 'x-ms-date': '' } }, now: at, ok: false },
  { name: 'no signature', change: { headers: { ...headers, authorization: '' } }, now: at, ok: false },
])('$name is let in: $ok', ({ change, now, ok }) => {
  expect(signatureFault({ ...request, ...change }, accessKey, now) === undefined).toBe(ok);
});

test('another key does not match', () => {
  expect(signatureFault(request, Buffer.from('other').toString('base64'), at)).toBe('The signature does not match.');
});
